"""The form view: what there is to fill in on the left, the form or a table of records on the right.

Everything about the company is on one page; each record type has a page of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QWidget

from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.ui import shortcuts, theme
from dgassist.ui.asking import Unsaved
from dgassist.ui.language import tr
from dgassist.ui.models.topic import RECORD, Matches, TopicModel, never
from dgassist.ui.widgets.element import button, column, label, row
from dgassist.ui.widgets.form_page import FormPage
from dgassist.ui.widgets.mode_switch import FORM, ModeSwitch
from dgassist.ui.widgets.record_page import RecordPage
from dgassist.ui.widgets.topic_index import TopicIndex

_SETTLED = 300  # ms without scrolling, until the place counts as reached
_GROUP_KEYS = 9
_LINE = 19  # height of a line of the explanation, in pixels of the usual type size


class QuestionnaireScreen(QWidget):
    """Emits each answer as it is given; never judges."""

    answered = Signal(str, object)
    records_changed = Signal(str, object)
    lists_told = Signal(object)  # of several record types at once: () for none, None for unknown
    topic_chosen = Signal(str)
    interview_chosen = Signal()
    finished = Signal()
    closed = Signal()

    def __init__(self, book: PolicyBook, matches: Matches = never) -> None:
        super().__init__()
        self._book = book
        self._wanted = ""  # the question one came for
        self._cursor: QWidget | None = None  # what had the cursor last
        self._case: Case | None = None
        self._form: FormPage | None = None
        self._pages: dict[str, RecordPage] = {}
        self.topic = ""
        self.model = TopicModel(book, self)
        self.index = TopicIndex(self.model, matches)
        self.index.topic_chosen.connect(self._on_topic)
        self.index.left.connect(self._enter)
        self.mode = ModeSwitch(FORM)
        self.mode.chosen.connect(lambda _: self.interview_chosen.emit())
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settling.timeout.connect(lambda: self.topic_chosen.emit(self.topic))
        side = QFrame()
        side.setProperty("class", "side")
        side.setFixedWidth(272)
        inside = column(side, margin=theme.SMALL)
        inside.addWidget(self.mode)
        inside.addWidget(self.index, 1)
        layout = row(side, self._make_right(), spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._make_shortcuts()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _make_right(self) -> QWidget:
        right = QWidget()
        inside = column(right, spacing=0)
        self.stack = QStackedWidget()
        self.explanation = label(_keys_words(), "caption")
        self.explanation.setMinimumHeight(2 * theme.look().px(_LINE))
        self._strip = QFrame()
        self._strip.setProperty("class", "foot")
        inside_strip = column(self._strip)
        inside_strip.setContentsMargins(theme.LARGE, theme.TIGHT, theme.LARGE, theme.TIGHT)
        inside_strip.addWidget(self.explanation)
        foot = QFrame()
        foot.setProperty("class", "foot")
        self.whole = button(tr("← 回到整页"), self.on_whole)
        self.whole.setToolTip(shortcuts.tip(shortcuts.BACK_TO_FORM))
        self.back = button("", lambda: self._step(-1))
        self.next = button("", lambda: self._step(1), "primary")
        self.way_back = button(tr("← 回到刚才的页面"), self.closed.emit)
        self.way_back.hide()
        self.check = button(tr("填好了，核对答案"), self.finished.emit)
        for go, shortcut in (
            (self.back, shortcuts.PREVIOUS_GROUP),
            (self.next, shortcuts.NEXT_GROUP),
        ):
            go.setToolTip(shortcuts.tip(shortcut))
        line = row(self.whole, self.back, self.next, None, self.way_back, self.check)
        line.setContentsMargins(theme.LARGE, theme.SMALL, theme.LARGE, theme.SMALL)
        foot.setLayout(line)
        for part in (self.stack, self._strip, foot):
            inside.addWidget(part)
        inside.setStretch(0, 1)
        return right

    def _make_shortcuts(self) -> None:
        self._bind(shortcuts.PREVIOUS_GROUP.keys, lambda: self._step(-1))
        self._bind(shortcuts.NEXT_GROUP.keys, lambda: self._step(1))
        for n, anchor in enumerate(self.model.anchors()[:_GROUP_KEYS], 1):
            self._bind(shortcuts.GROUP.keys.format(n=n), partial(self._enter, anchor))

    def _bind(self, keys: str, action: Callable[[], object]) -> None:
        """On the screen, not on a button: that forgets its keys when its text changes.

        They work wherever the cursor is in the window, as long as the screen is shown.
        """
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(action)

    def show_case(self, case: Case) -> None:
        """Show what was told, on the page that is open."""
        self._case = case
        self.model.show_case(case)
        if self.topic:
            self._page(self.topic).show_case(case)
        else:
            self.show_topic("")

    def show_topic(self, topic: str, question_id: str = "") -> None:
        """Open a page, perhaps at a question; an unknown topic opens the first one."""
        known = (*self.model.anchors(), *self.model.topics())
        topic = topic if topic in known else known[0]
        is_there = topic == self.topic
        self.topic = topic
        page = self._page(topic)
        is_form = isinstance(page, FormPage)
        self.stack.setCurrentWidget(page)
        self._strip.setVisible(is_form)
        self.whole.setVisible(not is_form)
        self._show_place()
        if self._case is not None:
            page.show_case(self._case)
        if isinstance(page, FormPage) and not is_there:
            page.go_to(topic)
        self._wanted = question_id
        if question_id:
            page.look_at(question_id)
        self._settling.stop()
        self.topic_chosen.emit(topic)

    def begin(self) -> QWidget:
        """Put the cursor where one goes on, after arriving; return the part it is in.

        That is the question one came for, or where the cursor was, or the first that lacks an
        answer on the open page.
        """
        page, was = self._page(self.topic), self._cursor
        if self._wanted:
            page.look_at(self._wanted)
        elif was is not None and page.holds(was) and was.isVisibleTo(self) and was.isEnabled():
            was.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            page.begin()
        self._wanted = ""
        return self.stack

    def unsaved(self) -> tuple[Unsaved, ...]:
        """What was typed and could not be saved, on all pages."""
        typed = self._form.unsaved() if self._form else []
        return (*typed, *(one for page in self._pages.values() for one in page.unsaved()))

    def offer_way_back(self, offered: bool) -> None:
        """Whether one came from a page that one may want to go back to."""
        self.way_back.setVisible(offered)
        self.check.setVisible(not offered)

    def on_find(self) -> None:
        """Go to the search box."""
        self.index.on_find()

    def on_whole(self) -> None:
        """From the records of a type back to the form, at that type."""
        if self.topic.startswith(RECORD):
            record_type = self._book.record_type[self.topic.removeprefix(RECORD)]
            self.show_topic(self.model.group_topic(record_type), record_type.id)

    def step_back(self) -> bool:
        """Back from a table to the form, unless one came to it from another screen."""
        is_within = self.topic.startswith(RECORD) and self.way_back.isHidden()
        if is_within:
            self.on_whole()
        return is_within

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from a table to the form."""
        if event.key() == Qt.Key.Key_Escape and self.topic.startswith(RECORD):
            self.on_whole()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was reached by scrolling is of no account once another screen is shown."""
        self._settling.stop()
        super().hideEvent(event)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.stack.isAncestorOf(now):
            self._cursor = now

    def _on_topic(self, topic: str) -> None:
        if topic != self.topic:
            self.show_topic(topic)

    def _enter(self, topic: str) -> None:
        """Open a page and put the cursor into it."""
        self.index.clear_search()
        if topic != self.topic:
            self.show_topic(topic)
        self._page(topic).look_at("")

    def _on_reached(self, anchor: str) -> None:
        """Another group of the form came into view."""
        if not self.topic.startswith(RECORD):
            self.topic = anchor
            self._show_place()
            self._settling.start()

    def _show_place(self) -> None:
        order = self._order()
        at = order.index(self.topic)
        is_form = not self.topic.startswith(RECORD)
        self.back.setText(tr("上一组") if is_form else tr("上一类"))
        self.next.setText(tr("下一组") if is_form else tr("下一类"))
        self.back.setEnabled(at > 0)
        self.next.setEnabled(at + 1 < len(order))
        self.index.show_topic(self.topic)

    def _order(self) -> tuple[str, ...]:
        """What 上一组 and 下一组 go through: the groups of the form, or the record types."""
        if self.topic.startswith(RECORD):
            return tuple(t for t in self.model.topics() if t.startswith(RECORD))
        return self.model.anchors()

    def _step(self, by: int) -> None:
        order = self._order()
        at = order.index(self.topic) + by
        if 0 <= at < len(order):
            self._enter(order[at])

    def _explain(self, name: str, words: str) -> None:
        self.explanation.setText(tr("{name}：{words}").format(name=name, words=words))

    # --- the pages, built when they are first shown

    def _page(self, topic: str) -> FormPage | RecordPage:
        if not topic.startswith(RECORD):
            if self._form is None:
                self._form = self._make_form()
                self.stack.addWidget(self._form)
                self._put_in_order()
            return self._form
        if topic not in self._pages:
            record_type = self._book.record_type[topic.removeprefix(RECORD)]
            self._pages[topic] = RecordPage(record_type, self._book)
            self._pages[topic].records_changed.connect(self.records_changed)
            self.stack.addWidget(self._pages[topic])
            self._put_in_order()
        return self._pages[topic]

    def _make_form(self) -> FormPage:
        form = FormPage(self._book)
        form.answered.connect(self.answered)
        form.records_changed.connect(self.records_changed)
        form.lists_told.connect(self.lists_told)
        form.record_opened.connect(lambda key: self._enter(RECORD + key))
        form.group_reached.connect(self._on_reached)
        form.looked_at.connect(self._explain)
        form.completed.connect(self._put_in_order)
        return form

    def _put_in_order(self) -> None:
        """With Tab, the buttons come after what was made last."""
        last: QWidget | None = self.window().previousInFocusChain()
        while last is not None and not last.focusPolicy() & Qt.FocusPolicy.TabFocus:
            last = last.previousInFocusChain()
        if last is not None:
            buttons = (self.whole, self.back, self.next, self.way_back, self.check)
            for before, after in pairwise((last, *buttons)):
                self.setTabOrder(before, after)


def _keys_words() -> str:
    """What stands in the place of an explanation until the cursor is in a question."""
    return tr(
        "回车到下一题，方向键或数字键换选项，Ctrl+1 … 9 到各组。"
        "不清楚的先空着，结果里会说明还差什么。改动随时自动保存。"
    )
