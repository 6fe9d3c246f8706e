"""The records of one type as a table: one row each, a column for each field."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from dgassist.model.answers import Record
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, Question, RecordType
from dgassist.ui import theme
from dgassist.ui.asking import told_words
from dgassist.ui.language import tr
from dgassist.ui.tabular import columns_of

Index = QModelIndex | QPersistentModelIndex
_NUMBERS = (AnswerType.MONEY, AnswerType.NUMBER, AnswerType.PERCENT)


class RecordModel(QAbstractTableModel):
    """Shows records; they are changed in the form beside it."""

    def __init__(
        self, record_type: RecordType, book: PolicyBook, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._book = book
        self.columns = columns_of(record_type)
        self.records: tuple[Record, ...] = ()

    def show_records(self, records: tuple[Record, ...]) -> None:
        """Show other records; a change of one of them keeps the selection."""
        if len(records) != len(self.records):
            self.beginResetModel()
            self.records = records
            self.endResetModel()
        elif records != self.records:
            self.records = records
            last = self.index(len(records) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        field = self.columns[index.column()]
        words = told_words(field, self.records[index.row()].get(field.id), self._book)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return words or tr("还没填")
            case Qt.ItemDataRole.ForegroundRole if not words:
                return QColor(theme.look().muted)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(field)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            if orientation is Qt.Orientation.Vertical:
                return str(section + 1)
            return self.columns[section].label
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            return _side(self.columns[section])
        return None


def _side(field: Question) -> Qt.AlignmentFlag:
    """Numbers stand on the right, so that they can be compared."""
    side = Qt.AlignmentFlag.AlignLeft
    if field.type in _NUMBERS:
        side = Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
