"""The questionnaire: what there is to fill in on the left, one page of it on the right."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QLineEdit, QStackedWidget, QTreeView, QWidget

from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.ui import theme
from dgassist.ui.asking import Unsaved
from dgassist.ui.language import tr
from dgassist.ui.models.topic import RECORD, TOPIC, TopicFilter, TopicModel
from dgassist.ui.widgets.element import button, column, label, row
from dgassist.ui.widgets.record_page import RecordPage
from dgassist.ui.widgets.section_page import SectionPage


class QuestionnaireScreen(QWidget):
    """Emits each answer as it is given; never judges."""

    answered = Signal(str, object)
    records_changed = Signal(str, object)
    topic_chosen = Signal(str)
    finished = Signal()
    closed = Signal()

    def __init__(self, book: PolicyBook) -> None:
        super().__init__()
        self._book = book
        self._case: Case | None = None
        self._pages: dict[str, SectionPage | RecordPage] = {}
        self.topic = ""
        self.model = TopicModel(book, self)
        layout = row(self._make_index(), self._make_right(), spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _make_index(self) -> QWidget:
        side = QFrame()
        side.setProperty("class", "side")
        side.setFixedWidth(272)
        inside = column(side, margin=theme.SMALL)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("查找事项，如：展位、贷款、证书"))
        self.search.setAccessibleName(tr("查找要填的事项"))
        self.search.setClearButtonEnabled(True)
        self.filter = TopicFilter(self.model, self)
        self.search.textChanged.connect(self.on_search)
        self.search.returnPressed.connect(self.on_search_entered)
        self.tree = QTreeView()
        self.tree.setAccessibleName(tr("要填的内容"))
        self.tree.setModel(self.filter)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(theme.SMALL)
        self.tree.setItemsExpandable(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.expandAll()
        self.tree.selectionModel().currentChanged.connect(lambda now, _: self.on_topic(now))
        inside.addWidget(self.search)
        inside.addWidget(self.tree, 1)
        self.nothing = label(tr("没有找到，请换个说法"), "muted")
        self.nothing.hide()
        inside.addWidget(self.nothing)
        return side

    def _make_right(self) -> QWidget:
        right = QWidget()
        inside = column(right, spacing=0)
        self.stack = QStackedWidget()
        foot = QFrame()
        foot.setProperty("class", "foot")
        self.back = button(tr("上一组"), lambda: self._step(-1))
        self.next = button(tr("下一组"), lambda: self._step(1), "primary")
        self.way_back = button(tr("← 回到刚才的页面"), self.closed.emit)
        self.way_back.hide()
        self.check = button(tr("填好了，核对答案"), self.finished.emit)
        for go, keys in ((self.back, "Ctrl+Up"), (self.next, "Ctrl+Down")):
            go.setShortcut(keys)
            go.setToolTip(keys)
        line = row(self.back, self.next, None, self.way_back, self.check)
        line.setContentsMargins(theme.LARGE, theme.SMALL, theme.LARGE, theme.SMALL)
        foot.setLayout(line)
        inside.addWidget(self.stack, 1)
        inside.addWidget(foot)
        return right

    def show_case(self, case: Case) -> None:
        """Show what was told, on the page that is open."""
        self._case = case
        self.model.show_case(case)
        if self.topic:
            self._pages[self.topic].show_case(case)
        else:
            self.show_topic("")

    def show_topic(self, topic: str, question_id: str = "") -> None:
        """Open a page, perhaps at a question; an unknown topic opens the first one."""
        topics = self.model.topics()
        topic = topic if topic in topics else topics[0]
        page = self._page(topic)
        self.topic = topic
        self.stack.setCurrentWidget(page)
        at = topics.index(topic)
        self.back.setEnabled(at > 0)
        self.next.setEnabled(at + 1 < len(topics))
        index = self.filter.mapFromSource(self.model.index_of(topic))
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)
        if self._case is not None:
            page.show_case(self._case)
        if question_id:
            page.look_at(question_id)
        self.topic_chosen.emit(topic)

    def unsaved(self) -> tuple[Unsaved, ...]:
        """What was typed and could not be saved, on all pages."""
        return tuple(one for page in self._pages.values() for one in page.unsaved())

    def offer_way_back(self, offered: bool) -> None:
        """Whether one came from a page that one may want to go back to."""
        self.way_back.setVisible(offered)
        self.check.setVisible(not offered)

    def on_topic(self, index: QModelIndex) -> None:
        """An entry of the list was chosen."""
        topic = index.siblingAtColumn(0).data(TOPIC)
        if topic and topic != self.topic:
            self.show_topic(topic)

    def on_search(self, text: str) -> None:
        """Narrow the list on the left."""
        self.filter.narrow(text)
        self.tree.expandAll()
        self.nothing.setVisible(self.filter.rowCount() == 0)

    def on_search_entered(self) -> None:
        """Open the first page that was found."""
        first = self.filter.index(0, 0, self.filter.index(0, 0))
        if first.isValid() and self.search.text():
            self.show_topic(first.data(TOPIC))
            self._pages[self.topic].look_at("")

    def on_find(self) -> None:
        """Go to the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def _step(self, by: int) -> None:
        topics = self.model.topics()
        at = topics.index(self.topic) + by
        if 0 <= at < len(topics):
            self.search.clear()
            self.show_topic(topics[at])
            self._pages[self.topic].look_at("")

    def _page(self, topic: str) -> SectionPage | RecordPage:
        page = self._pages.get(topic)
        if page is None:
            page = self._make_page(topic)
            self._pages[topic] = page
            self.stack.addWidget(page)
            self._put_in_order()
        return page

    def _put_in_order(self) -> None:
        """With Tab, the buttons come after the page that was made last."""
        last: QWidget | None = self.window().previousInFocusChain()
        while last is not None and not last.focusPolicy() & Qt.FocusPolicy.TabFocus:
            last = last.previousInFocusChain()
        if last is not None:
            for before, after in pairwise([last, self.back, self.next, self.way_back, self.check]):
                self.setTabOrder(before, after)

    def _make_page(self, topic: str) -> SectionPage | RecordPage:
        if topic.startswith(RECORD):
            record_type = self._book.record_type[topic.removeprefix(RECORD)]
            records = RecordPage(record_type, self._book)
            records.records_changed.connect(self.records_changed)
            return records
        section = next(s for s in self._book.sections if s.id == topic)
        questions = SectionPage(section, self._book)
        questions.answered.connect(self.answered)
        return questions
