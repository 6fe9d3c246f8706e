"""What there is to fill in: sections of questions, record types by group, each with its state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QColor, QStandardItem, QStandardItemModel

from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import RecordType, Section
from dgassist.store.search import folded
from dgassist.ui import theme
from dgassist.ui.asking import is_asked
from dgassist.ui.language import tr

TOPIC = Qt.ItemDataRole.UserRole
KEYWORDS = Qt.ItemDataRole.UserRole + 1
KIND = Qt.ItemDataRole.UserRole + 2  # what an item is, and with it its font and colour
_GROUP, _OPEN, _DONE = range(3)
_AWAY = 2  # the rank of what does not fit
RECORD, GROUP = "record:", "group:"
Index = QModelIndex | QPersistentModelIndex
Matches = Callable[[str, str], bool]
"""Whether letters are pinyin initials in a text: ``(text, letters)``."""


def never(_text: str, _letters: str) -> bool:
    """Where no readings are known, letters are no initials."""
    return False


def topic_of(key: str, book: PolicyBook) -> tuple[str, str]:
    """The topic where a missing answer is given, and the question to look at there."""
    record_id, _, field_id = key.partition(".")
    if record_id in book.record_type:
        return RECORD + record_id, field_id
    section = next((s.id for s in book.sections if any(q.id == key for q in s.questions)), "")
    return section, key


def group_of(record_type: RecordType) -> str:
    """The name of the group that a record type stands in."""
    return record_type.group or tr("其他")


class TopicModel(QStandardItemModel):
    """A tree of two columns: what to fill in, and how far it is."""

    def __init__(self, book: PolicyBook, parent: QObject | None = None) -> None:
        super().__init__(0, 2, parent)
        self._states: dict[str, QStandardItem] = {}
        self._groups: dict[str, QStandardItem] = {}
        company = self._group(tr("单位情况"))
        for section in sorted(book.sections, key=lambda s: s.order):
            words = " ".join(f"{q.label} {q.text}" for q in section.questions)
            self._add(company, section.id, section.label, words)
        groups: dict[str, QStandardItem] = {}
        for record_type in sorted(book.record_types, key=lambda r: r.order):
            name = group_of(record_type)
            group = groups.get(name) or self._group(name, GROUP + name)
            groups[name] = group
            words = " ".join((record_type.text, record_type.help, *_words(record_type)))
            self._add(group, RECORD + record_type.id, record_type.label, words)

    def show_case(self, case: Case) -> None:
        """Say for each topic how far it is."""
        for section in case.book.sections:
            words, done = _section_state(section, case)
            self._set(section.id, words, done=done)
        told = dict.fromkeys(self._groups, 0)
        for record_type in case.book.record_types:
            told[GROUP + group_of(record_type)] += record_type.id in case.answers.records
            records = case.answers.records.get(record_type.id)
            if records is None:
                self._set(RECORD + record_type.id, tr("还没填"), done=False)
            elif records:
                words = tr("{n} 项").format(n=len(records))
                self._set(RECORD + record_type.id, words, done=True)
            else:
                self._set(RECORD + record_type.id, tr("没有"), done=True)
        for group, state in self._groups.items():
            state.setText(f"{told[group]} / {self._size(state)}")

    def index_of(self, topic: str) -> QModelIndex:
        """Where a topic stands."""
        state = self._states.get(topic) or self._groups.get(topic)
        return state.index().siblingAtColumn(0) if state else QModelIndex()

    def topics(self) -> tuple[str, ...]:
        """All topics in order."""
        return tuple(self._states)

    def state(self, topic: str) -> str:
        """How far a topic is, in words."""
        return self._states[topic].text()

    def anchors(self) -> tuple[str, ...]:
        """The topics that stand on the page of the form: sections, and groups of records."""
        return (*(t for t in self._states if not t.startswith(RECORD)), *self._groups)

    def group_topic(self, record_type: RecordType) -> str:
        """The topic of the group that a record type stands in."""
        return GROUP + group_of(record_type)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Fonts and colours are those of the look in force."""
        if role not in (Qt.ItemDataRole.FontRole, Qt.ItemDataRole.ForegroundRole):
            return super().data(index, role)
        kind = super().data(index, KIND)
        if kind is None:
            return None
        look = theme.look()
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(look.caption, bold=kind == _GROUP)
        return QColor(look.yes if kind == _DONE else look.muted)

    def _size(self, state: QStandardItem) -> int:
        return self.rowCount(state.index().siblingAtColumn(0))

    def _group(self, name: str, topic: str = "") -> QStandardItem:
        item = QStandardItem(name)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setData(_GROUP, KIND)
        blank = QStandardItem()
        blank.setFlags(Qt.ItemFlag.ItemIsEnabled)
        if topic:
            self._groups[topic] = blank
            blank.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            blank.setData(_OPEN, KIND)
            for cell in (item, blank):
                cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                cell.setData(topic, TOPIC)
        self.appendRow([item, blank])
        return item

    def _add(self, group: QStandardItem, topic: str, name: str, words: str) -> None:
        item, state = QStandardItem(name), QStandardItem()
        for cell in (item, state):
            cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            cell.setData(topic, TOPIC)
        item.setData(folded(f"{name} {words}"), KEYWORDS)
        item.setToolTip(name)
        state.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        state.setData(_OPEN, KIND)
        group.appendRow([item, state])
        self._states[topic] = state

    def _set(self, topic: str, words: str, *, done: bool) -> None:
        state = self._states[topic]
        if state.text() != words:
            state.setText(words)
        state.setData(_DONE if done else _OPEN, KIND)


def _words(record_type: RecordType) -> list[str]:
    words = []
    for field in record_type.fields:
        words += [field.label, *(o.label for o in field.options)]
    return words


def _section_state(section: Section, case: Case) -> tuple[str, bool]:
    asked = [q for q in section.questions if is_asked(q, case)]
    if not asked:
        return tr("不用填"), False
    told = sum(q.id in case.answers.company for q in asked)
    return f"{told} / {len(asked)}", told == len(asked)


class TopicFilter(QSortFilterProxyModel):
    """The topics that hold every word that was typed, under their groups.

    Those found by their names come before those found by a word inside; so do their groups.
    """

    def __init__(
        self, source: TopicModel, matches: Matches = never, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._matches = matches
        self._words: list[str] = []
        self.setRecursiveFilteringEnabled(True)
        self.setSourceModel(source)
        self.sort(0)

    def narrow(self, text: str) -> None:
        """Keep what fits the typed text."""
        self._words = [folded(word) for word in text.split()]
        self.invalidate()  # what fits, and in which order

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        return self._rank(self.sourceModel().index(source_row, 0, source_parent)) < _AWAY

    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        left, right = self._best(source_left), self._best(source_right)
        return (left, source_left.row()) < (right, source_right.row())

    def _best(self, index: Index) -> int:
        """The rank of a topic, or of the best in a group."""
        below = (index.model().index(i, 0, index) for i in range(index.model().rowCount(index)))
        return min(map(self._rank, below), default=self._rank(index))

    def _rank(self, index: Index) -> int:
        words, name = index.data(KEYWORDS), index.data()
        if not self._words:
            return 0
        if words is None:
            return _AWAY
        if all(word in folded(name) or self._matches(name, word) for word in self._words):
            return 0
        return 1 if all(word in words for word in self._words) else _AWAY
