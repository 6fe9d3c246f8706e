"""The findings of a case as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dgassist.case import Case
from dgassist.plan.group import Group
from dgassist.ui.models.finding_filter import FindingFilter, Order, arranged
from dgassist.ui.models.finding_row import FindingRow, rows_of

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class FindingModel(QAbstractListModel):
    """The findings of a case; those of one group that are looked for are its rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[FindingRow, ...] = ()
        self.shown: tuple[FindingRow, ...] = ()
        self._filter = FindingFilter()
        self._counts: Mapping[Group, int] = {}

    def show_case(self, case: Case) -> None:
        """Take the findings of another case; ``narrow`` shows them."""
        self.take(rows_of(case))

    def take(self, rows: tuple[FindingRow, ...]) -> None:
        """Take rows that are worked out already; ``narrow`` shows them."""
        self.rows = rows
        self._count()

    def narrow(
        self, group: Group, wanted: FindingFilter, order: Order = Order.WORTH_READING
    ) -> None:
        """Show the findings of a group that are looked for."""
        if wanted != self._filter:
            self._filter = wanted
            self._count()
        found = (r for r in self.rows if r.group is group and wanted.fits(r))
        shown = arranged(found, order)
        if shown != self.shown:
            self.beginResetModel()
            self.shown = shown
            self.endResetModel()

    def _count(self) -> None:
        self._counts = Counter(r.group for r in self.rows if self._filter.fits(r))

    def count(self, group: Group) -> int:
        """How many findings of a group are looked for."""
        return self._counts.get(group, 0)

    def is_empty(self, group: Group) -> bool:
        """Whether a group has no findings at all."""
        return not any(r.group is group for r in self.rows)

    def index_of(self, measure_id: str) -> QModelIndex:
        """Where a measure is shown; nowhere if it is not."""
        found = (i for i, r in enumerate(self.shown) if r.id == measure_id)
        return self.index(next(found, -1), 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        found = self.shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return found.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return found.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return found.remark or None
            case _ if role == ROW:
                return found
        return None
