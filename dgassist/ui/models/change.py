"""What has changed as a list."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dgassist.plan.change import Change, ChangeKind
from dgassist.ui.language import tr

CHANGE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change in words; what is no longer kept cannot be opened."""

    id: str
    kind: ChangeKind
    title: str
    words: str

    @property
    def tag(self) -> str:
        """The change in a word or two."""
        return {
            ChangeKind.GAINED: tr("新符合"),
            ChangeKind.LOST: tr("不再符合"),
            ChangeKind.MORE: tr("金额变多"),
            ChangeKind.LESS: tr("金额变少"),
            ChangeKind.REOPENED: tr("变成待定"),
            ChangeKind.CLOSED: tr("排除了"),
            ChangeKind.ADDED: tr("新收录"),
            ChangeKind.REMOVED: tr("不再收录"),
        }[self.kind]


def visit_row(change: Change) -> ChangeRow:
    """A change since another time."""
    return ChangeRow(change.measure_id, change.kind, change.title, change.words)


def day_row(change: Change, earlier: str, later: str) -> ChangeRow:
    """A change between two days, which are named."""
    words = tr("{earlier}：{before}　→　{later}：{after}").format(
        earlier=earlier, before=change.before, later=later, after=change.after
    )
    return ChangeRow(change.measure_id, change.kind, change.title, words)


class ChangeModel(QAbstractListModel):
    """The changes, the most important first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[ChangeRow, ...] = ()

    def show_rows(self, rows: tuple[ChangeRow, ...]) -> None:
        """Show other changes."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return f"{row.tag}，{row.title}，{row.words}"
            case _ if role == CHANGE:
                return row
        return None
