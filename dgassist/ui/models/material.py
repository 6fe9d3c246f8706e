"""The papers to bring as a list: ticked with a check box, with a note that is edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from dgassist.model.policybook import PolicyBook
from dgassist.plan.checklist import UNTICKED, ChecklistItem, Ticks
from dgassist.report import phrase
from dgassist.ui.language import tr

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NAMED = 3


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One paper in words. ``group`` is only told by the first row of a group."""

    id: str
    name: str
    group: str
    used: str
    practice: str
    answers: str
    done: bool
    note: str

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands below the name."""
        usual = "　".join(words for words in (self.practice, self.answers) if words)
        return tuple(line for line in (self.used, usual) if line)


def material_rows(
    items: Sequence[ChecklistItem], book: PolicyBook, ticks: Ticks
) -> tuple[MaterialRow, ...]:
    """The rows of a list of papers."""
    rows = []
    group = ""
    for item in items:
        opens = item.paper.group if item.paper.group != group else ""
        group = item.paper.group
        paper = item.paper
        usual = "；".join(p for p in (phrase.paper_words(paper), paper.issuer) if p)
        practice = (usual, phrase.basis_of(item, book))
        rows.append(
            MaterialRow(
                id=item.id,
                name=item.name,
                group=opens,
                used=_used(item),
                practice="　".join(words for words in practice if words),
                answers=tr("对应填写：{answers}").format(answers="；".join(item.answers))
                if item.answers
                else "",
                done=item.id in ticks.done,
                note=ticks.notes.get(item.id, ""),
            )
        )
    return tuple(rows)


def _used(item: ChecklistItem) -> str:
    titles = [use.finding.measure.title for use in item.uses]
    if len(titles) == 1:
        return tr("用于：{title}").format(title=titles[0])
    words = tr("用于 {n} 项，至少 {n} 份：{titles}{more}")
    more = tr("等") if len(titles) > _NAMED else ""
    return words.format(n=len(titles), titles="、".join(titles[:_NAMED]), more=more)


class MaterialModel(QAbstractListModel):
    """The papers, in the order they are given; what the user ticks or notes is told."""

    ticks_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[MaterialRow, ...] = ()
        self._ticks = UNTICKED

    def show_rows(self, rows: tuple[MaterialRow, ...], ticks: Ticks) -> None:
        """Show other papers, or the same ones as they are now."""
        self._ticks = ticks
        if [r.id for r in rows] == [r.id for r in self.rows] and rows:
            changed = [i for i, r in enumerate(rows) if r != self.rows[i]]
            self.rows = rows
            for i in changed:
                self.dataChanged.emit(self.index(i), self.index(i))
        else:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return super().flags(index) | flag.ItemIsUserCheckable | flag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.EditRole:
                return row.note
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if row.done else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(row)
            case _ if role == ROW:
                return row
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid():
            return False
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            ticks = self._ticks.ticked(row.id, Qt.CheckState(value) is Qt.CheckState.Checked)
        elif role == Qt.ItemDataRole.EditRole:
            ticks = self._ticks.noted(row.id, str(value))
        else:
            return False
        if ticks != self._ticks:
            self._ticks = ticks
            self.ticks_changed.emit(ticks)
        return True


def _spoken(row: MaterialRow) -> str:
    """The row for screen readers."""
    state = tr("已备") if row.done else tr("没备")
    note = tr("备注：{note}").format(note=row.note) if row.note else ""
    return "，".join(part for part in (state, row.name, *row.lines, note) if part)
