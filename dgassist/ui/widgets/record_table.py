"""The table of records: its looks, and the keys that change the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from dgassist.ui import theme
from dgassist.ui.models.record import RecordModel
from dgassist.ui.widgets.answer_input import ENTER

_Flag = QItemSelectionModel.SelectionFlag
_OFF, _ON = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAlwaysOn
_NARROWEST, _WIDEST = 96, 280
_MEASURED_ROWS = 50  # of the widths of columns
_MOST_ROWS = 8  # before the table scrolls
_EDGES = 4


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
        self.selectionModel().selectionChanged.connect(self._on_selected)

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

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Keys never move the current row alone, as Ctrl+End does elsewhere."""
        shift = Qt.KeyboardModifier.ShiftModifier
        if isinstance(event, QKeyEvent) and not event.modifiers() & shift:
            return _Flag.ClearAndSelect | _Flag.Rows
        return super().selectionCommand(index, event)

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
        here = self._records.index(rows[0], 0)
        self.selectionModel().setCurrentIndex(here, _Flag.NoUpdate)
        self.selectionModel().select(selection, _Flag.ClearAndSelect | _Flag.Rows)
        self.scrollTo(self._records.index(rows[-1], 0))
        self.scrollTo(here)

    def fit(self) -> None:
        """Take the widths the contents want, and the height of a few rows."""
        self.ensurePolished()  # or the first widths are those of another font
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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_wide"):
            self.fit()

    def _set_height(self) -> None:
        """Both bars are told whether to be there: one by itself would call for the other."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        count = self._records.rowCount()
        room = self.width() - _EDGES - (down.sizeHint().width() if count > _MOST_ROWS else 0)
        is_wide = self._wide > room
        self.setVerticalScrollBarPolicy(_ON if count > _MOST_ROWS else _OFF)
        self.setHorizontalScrollBarPolicy(_ON if is_wide else _OFF)
        high = min(count, _MOST_ROWS) * self.verticalHeader().defaultSectionSize()
        high += self.horizontalHeader().sizeHint().height() + _EDGES
        self.setFixedHeight(high + (across.sizeHint().height() if is_wide else 0))

    def _on_selected(self) -> None:
        """The row in the form is always one of those selected."""
        chosen, at = self.chosen(), self.currentIndex().row()
        if at >= 0 and at not in chosen:
            if not chosen:  # taken away by Ctrl and a click
                self.choose([at])
                return
            nearest = min(chosen, key=lambda row: abs(row - at))
            here = self._records.index(nearest, 0)
            self.selectionModel().setCurrentIndex(here, _Flag.NoUpdate)
        self.selection_changed.emit()

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.row_reached.emit(now.row())
