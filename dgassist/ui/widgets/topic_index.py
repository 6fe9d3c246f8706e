"""The index of the form: what there is to fill in, how far each is, and a box to find it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeView, QWidget

from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.topic import TOPIC, TopicFilter, TopicModel
from dgassist.ui.widgets.answer_input import ENTER
from dgassist.ui.widgets.element import column, label


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

    def __init__(self, model: TopicModel) -> None:
        super().__init__()
        self._model = model
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("查找，如：展位、贷款"))
        self.search.setAccessibleName(tr("查找要填的事项"))
        self.search.setClearButtonEnabled(True)
        self.filter = TopicFilter(model, self)
        self.search.textChanged.connect(self.on_search)
        self.search.returnPressed.connect(self.on_search_entered)
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
        index = self.filter.mapFromSource(self._model.index_of(topic))
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def on_topic(self, index: QModelIndex) -> None:
        """An entry of the list was chosen."""
        if topic := _topic(index):
            self.topic_chosen.emit(topic)

    def on_search(self, text: str) -> None:
        """Narrow the list."""
        self.filter.narrow(text)
        self.tree.expandAll()
        self.nothing.setVisible(self.filter.rowCount() == 0)

    def on_search_entered(self) -> None:
        """Open the first topic that was found."""
        first = self.filter.index(0, 0, self.filter.index(0, 0))
        if first.isValid() and self.search.text():
            self.left.emit(_topic(first))

    def on_find(self) -> None:
        """Go to the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def clear_search(self) -> None:
        """Show all topics again."""
        self.search.clear()


def _topic(index: QModelIndex) -> str:
    return str(index.siblingAtColumn(0).data(TOPIC) or "")
