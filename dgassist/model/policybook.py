"""The policy book: everything the program knows about policy, indexed by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from dgassist.model.contradiction import ContradictionRule
from dgassist.model.glossary import Term
from dgassist.model.ladder import Ladder
from dgassist.model.measure import Measure, Paper, Relation
from dgassist.model.provenance import (
    Clause,
    DocumentPart,
    DocumentStatus,
    PutAside,
    SourceDocument,
)
from dgassist.model.question import DerivedFact, Question, RecordType, Section
from dgassist.model.window import Window
from dgassist.model.workday import Calendar


@dataclass(frozen=True, slots=True)
class Industry:
    """An entry of GB/T 4754-2017, with words an owner might use, and the name's pinyin initials."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Town:
    """A town, street or functional zone of Dongguan, with the pinyin initials of its name."""

    name: str
    kind: str
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Department:
    """A department, the spellings the documents use, and contacts where a source states them."""

    name: str
    spellings: tuple[str, ...] = ()
    phone: str = ""
    address: str = ""
    source: str = ""


@dataclass(frozen=True, eq=False)
class PolicyBook:
    """Documents, questions, measures and relations of one data version; compared by identity.

    ``data_date`` is the day the rules were last checked against their sources (ISO 8601).
    """

    data_date: str
    documents: tuple[SourceDocument, ...]
    clauses: tuple[Clause, ...]
    sections: tuple[Section, ...]
    record_types: tuple[RecordType, ...]
    derived_facts: tuple[DerivedFact, ...]
    measures: tuple[Measure, ...]
    relations: tuple[Relation, ...]
    asides: tuple[PutAside, ...] = ()
    industries: tuple[Industry, ...] = ()
    towns: tuple[Town, ...] = ()
    departments: tuple[Department, ...] = ()
    calendar: Calendar = field(default_factory=Calendar)
    windows: tuple[Window, ...] = ()
    contradictions: tuple[ContradictionRule, ...] = ()
    glossary: tuple[Term, ...] = ()
    papers: tuple[Paper, ...] = ()
    ladders: tuple[Ladder, ...] = ()

    @cached_property
    def document(self) -> Mapping[str, SourceDocument]:
        """Documents by id."""
        return {d.id: d for d in self.documents}

    @cached_property
    def clause(self) -> Mapping[str, Clause]:
        """Clauses by id."""
        return {c.id: c for c in self.clauses}

    @cached_property
    def question(self) -> Mapping[str, Question]:
        """Company questions by id."""
        return {q.id: q for s in self.sections for q in s.questions}

    @cached_property
    def record_type(self) -> Mapping[str, RecordType]:
        """Record types by id."""
        return {r.id: r for r in self.record_types}

    @cached_property
    def field(self) -> Mapping[str, Mapping[str, Question]]:
        """Fields of records by record type and field id."""
        return {r.id: {f.id: f for f in r.fields} for r in self.record_types}

    @cached_property
    def derived(self) -> Mapping[str, DerivedFact]:
        """Derived facts by id."""
        return {d.id: d for d in self.derived_facts}

    @cached_property
    def measure(self) -> Mapping[str, Measure]:
        """Measures by id."""
        return {m.id: m for m in self.measures}

    @cached_property
    def paper(self) -> Mapping[str, Paper]:
        """Papers by id, in the order a list shows them."""
        return {p.id: p for p in self.papers}

    @cached_property
    def window(self) -> Mapping[str, tuple[Window, ...]]:
        """Windows by measure id, in the order of years; most measures have none."""
        found: dict[str, tuple[Window, ...]] = {}
        for window in self.windows:
            found[window.measure_id] = (*found.get(window.measure_id, ()), window)
        return found

    @cached_property
    def _parts(self) -> Mapping[tuple[str, str], DocumentPart]:
        return {(d.id, p.id): p for d in self.documents for p in d.parts}

    def part_of(self, clause_id: str) -> DocumentPart:
        """The part (body or annex) a clause stands in; it holds the term of validity."""
        clause = self.clause[clause_id]
        return self._parts[clause.document_id, clause.part_id]

    def document_of(self, clause_id: str) -> SourceDocument:
        """The document a clause stands in."""
        return self.document[self.clause[clause_id].document_id]

    def term_of(self, clause_id: str) -> tuple[date, date | None]:
        """The first and the last day of a clause: its part's term, else the years of a plan."""
        document, part = self.document_of(clause_id), self.part_of(clause_id)
        if part.validity:
            return part.valid_from or document.issued, part.last_day
        if document.period:
            return document.issued, date(document.period.last_year, 12, 31)
        return document.issued, None

    def in_force(self, clause_id: str, day: date) -> bool:
        """Whether the text a clause stands in is in force on a day."""
        status = self.document_of(clause_id).status
        if status in (DocumentStatus.DRAFT, DocumentStatus.ENDED):
            return False
        first, last = self.term_of(clause_id)
        return first <= day and (last is None or day <= last)
