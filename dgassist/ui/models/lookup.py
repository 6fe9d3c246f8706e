"""Long lists to pick from by typing: industries, towns, titles, measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, Question
from dgassist.store.search import folded

VALUE = Qt.ItemDataRole.UserRole
KEYWORDS = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LookupItem:
    """One entry: the value it stands for, its words, and other words it is found by."""

    value: str
    label: str
    keywords: str = ""


def lookup_items(question: Question, book: PolicyBook) -> tuple[LookupItem, ...]:
    """What can be picked for a question with a long list; nothing for other questions."""
    match question.type:
        case AnswerType.INDUSTRY:
            return tuple(
                LookupItem(i.code, f"{i.code} {i.name}", " ".join((*i.aliases, i.initials)))
                for i in book.industries
            )
        case AnswerType.TOWN:
            return tuple(LookupItem(t.name, t.name, f"{t.kind} {t.initials}") for t in book.towns)
    return tuple(
        LookupItem(o.id, o.label, " ".join((o.help, *o.aliases, o.initials)))
        for o in question.options
    )


def measure_items(book: PolicyBook) -> tuple[LookupItem, ...]:
    """Every measure of the book."""
    return tuple(LookupItem(m.id, m.title, f"{m.summary} {m.initials}") for m in book.measures)


class LookupModel(QAbstractListModel):
    """The whole list, in the order of the book."""

    def __init__(self, items: Sequence[LookupItem], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items = tuple(items)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return item.label
            case _ if role == VALUE:
                return item.value
            case _ if role == KEYWORDS:
                return folded(f"{item.label} {item.keywords}")
        return None


class LookupFilter(QSortFilterProxyModel):
    """The entries that hold every word that was typed."""

    def __init__(self, items: Sequence[LookupItem], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.source = LookupModel(items, self)
        self._words: list[str] = []
        self.setSourceModel(self.source)

    def narrow(self, text: str) -> None:
        """Keep what fits the typed text."""
        self.beginFilterChange()
        self._words = [folded(word) for word in text.split()]
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, _source_parent: Index) -> bool:
        words = self.source.index(source_row, 0).data(KEYWORDS)
        return all(word in words for word in self._words)

    def only(self) -> LookupItem | None:
        """The one entry that is left, or None."""
        if self.rowCount() != 1:
            return None
        return self.source.items[self.mapToSource(self.index(0, 0)).row()]
