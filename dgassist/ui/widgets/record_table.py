"""The table of records: its looks, and the keys that change the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from dgassist.ui import theme
from dgassist.ui.models.record import RecordModel
from dgassist.ui.widgets.answer_input import ENTER

_NARROWEST, _WIDEST = 96, 280
_MEASURED_ROWS = 50  # of the widths of columns
_FEW_ROWS, _MOST_ROWS = 5, 8
_BAR, _EDGES = 14, 4


class RecordTable(QTableView):
    """Lets the wheel scroll the page; tells what its keys ask for."""

    copied = Signal()
    pasted = Signal()
    removed = Signal()
    edited = Signal()
    row_reached = Signal(int)
    selection_changed = Signal()

    def __init__(self, model: RecordModel, name: str) -> None:
        super().__init__()
        self._records = model
        self._wide = 0  # what all columns want together
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        down.setHighlightSections(False)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setHighlightSections(False)
        across.setStretchLastSection(True)
        across.setResizeContentsPrecision(_MEASURED_ROWS)
        self.selectionModel().currentRowChanged.connect(self._on_row)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().x() or self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste, delete and edit; the rest moves about as usual."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.key() in ENTER:
            self.edited.emit()
        else:
            super().keyPressEvent(event)

    def chosen(self) -> list[int]:
        """The rows that are selected, from the top."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def choose(self, rows: Sequence[int]) -> None:
        """Select rows; the first of them is the one in the form."""
        if not rows:
            return
        last = self._records.columnCount() - 1
        selection = QItemSelection()
        for at in rows:
            selection.select(self._records.index(at, 0), self._records.index(at, last))
        flags = QItemSelectionModel.SelectionFlag
        here = self._records.index(rows[0], 0)
        self.selectionModel().setCurrentIndex(here, flags.NoUpdate)
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(self._records.index(rows[-1], 0))
        self.scrollTo(here)

    def fit(self) -> None:
        """Take the widths the contents want, and the height of a few rows."""
        across, down = self.horizontalHeader(), self.verticalHeader()
        high = theme.look().target + 2
        down.setDefaultSectionSize(high)
        wide = down.sizeHint().width()
        for i in range(self._records.columnCount()):
            content = max(across.sectionSizeHint(i), self.sizeHintForColumn(i))
            width = min(_WIDEST, max(_NARROWEST, content + theme.MEDIUM))
            self.setColumnWidth(i, width)
            wide += width
        self._wide = wide
        self._set_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._set_height()

    def _set_height(self) -> None:
        bar = _BAR if self._wide > self.width() - _EDGES else 0
        count = self._records.rowCount()
        rows = min(count, _FEW_ROWS if count <= _FEW_ROWS * 2 else _MOST_ROWS)
        high = rows * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(high + self.horizontalHeader().sizeHint().height() + _EDGES + bar)

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.row_reached.emit(now.row())
