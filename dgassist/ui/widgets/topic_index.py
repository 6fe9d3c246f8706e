"""The index of the form: what there is to fill in, how far each is, and a box to find it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeView, QWidget

from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.topic import TOPIC, Matches, TopicFilter, TopicModel, never
from dgassist.ui.widgets.answer_input import ENTER, PlainEdit
from dgassist.ui.widgets.element import column, label

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class _Search(PlainEdit):
    """Up and down go through what was found, while the cursor stays here."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS and not self.is_composing:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class _Tree(QTreeView):
    """Enter and Tab go from the marked entry into what it stands for."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if forward and self.currentIndex().isValid():
            self.left.emit()
            return True
        return super().focusNextPrevChild(forward)


class TopicIndex(QWidget):
    """Emits the topic that was chosen, and the one the cursor is to go into."""

    topic_chosen = Signal(str)
    left = Signal(str)

    def __init__(self, model: TopicModel, matches: Matches = never) -> None:
        super().__init__()
        self._model = model
        self._open = ""  # the topic that is open, whatever the search marks
        self._is_led = False  # marked by the program: nothing is opened by that
        self.search = _Search()
        self.search.setPlaceholderText(tr("查找，如：展位、贷款"))
        self.search.setAccessibleName(tr("查找要填的事项"))
        self.search.setClearButtonEnabled(True)
        self.filter = TopicFilter(model, matches, self)
        self.search.textChanged.connect(self.on_search)
        self.search.entered.connect(self.on_search_entered)
        self.search.stepped.connect(self.on_stepped)
        self.tree = _Tree()
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
        self.tree.left.connect(lambda: self.left.emit(_topic(self.tree.currentIndex())))
        self.nothing = label(tr("没有找到，请换个说法"), "muted")
        self.nothing.hide()
        inside = column(self)
        inside.addWidget(self.search)
        inside.addWidget(self.tree, 1)
        inside.addWidget(self.nothing)

    def show_topic(self, topic: str) -> None:
        """Mark the topic that is open."""
        self._open = topic
        self._mark(self.filter.mapFromSource(self._model.index_of(topic)))

    def _mark(self, index: QModelIndex) -> None:
        if index.isValid():
            self._is_led = True
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)
            self._is_led = False

    def on_topic(self, index: QModelIndex) -> None:
        """An entry of the list was chosen."""
        topic = _topic(index)
        if topic and not self._is_led:
            self.topic_chosen.emit(topic)

    def on_search(self, text: str) -> None:
        """Narrow the list, and mark what fits best; nothing is opened yet."""
        self._is_led = True
        self.filter.narrow(text)
        self._is_led = False
        self.tree.expandAll()
        self.nothing.setVisible(self.filter.rowCount() == 0)
        if text.strip():
            self._mark(self.filter.index(0, 0, self.filter.index(0, 0)))
        else:
            self.show_topic(self._open)

    def on_stepped(self, by: int) -> None:
        """Mark the next topic, or the one before; groups are passed over."""
        move = self.tree.indexBelow if by > 0 else self.tree.indexAbove
        index = move(self.tree.currentIndex())
        while index.isValid() and not index.parent().isValid():
            index = move(index)
        self._mark(index)

    def on_search_entered(self) -> None:
        """Open the topic that is marked."""
        if topic := _topic(self.tree.currentIndex()):
            self.left.emit(topic)

    def on_find(self) -> None:
        """Go to the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def clear_search(self) -> None:
        """Show all topics again."""
        self.search.clear()


def _topic(index: QModelIndex) -> str:
    return str(index.siblingAtColumn(0).data(TOPIC) or "")
