"""Where a firm stands on the ladders of titles, and what each title would bring in this base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from weakref import WeakKeyDictionary

from dgassist.engine.amount import Amount
from dgassist.engine.assessment import Assessment, find
from dgassist.engine.dependence import expressions
from dgassist.engine.eligibility import Outcome
from dgassist.engine.evaluation import Context
from dgassist.engine.value import ZERO
from dgassist.model import expression as x
from dgassist.model.answers import Record
from dgassist.model.ladder import Ladder, Rung
from dgassist.model.measure import Form, Measure, RelationKind
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import RecordType
from dgassist.plan.distance import record_of

_RANK = {Outcome.ELIGIBLE: 2, Outcome.UNDETERMINED: 1, Outcome.INELIGIBLE: 0}


class Reached(StrEnum):
    """How a firm stands to a level."""

    HELD = "held"
    LAPSED = "lapsed"  # it was held; the certificate has run out
    BELOW = "below"  # not held, and a higher level is
    NEXT = "next"
    AHEAD = "ahead"
    UNTOLD = "untold"  # no titles are told yet


@dataclass(frozen=True, slots=True)
class Brought:
    """A support that a title would open; ``outcome`` may still wait for the department."""

    measure: Measure
    outcome: Outcome
    amount: Amount | None

    @property
    def worth(self) -> Decimal:
        """At most so much money, 元."""
        cash = self.measure.benefit.form.is_cash
        return (cash and self.amount and self.amount.high) or ZERO


@dataclass(frozen=True, slots=True)
class Standing:
    """One level with how the firm stands to it; ``since`` and ``until`` as its record says."""

    rung: Rung
    reached: Reached
    since: date | Decimal | None = None
    until: date | None = None
    brings: tuple[Brought, ...] = ()


@dataclass(frozen=True, slots=True)
class Climb:
    """A ladder with the firm on it, the lowest level first."""

    ladder: Ladder
    rungs: tuple[Standing, ...]

    @property
    def next(self) -> Standing | None:
        """The level to reach next."""
        return next((r for r in self.rungs if r.reached is Reached.NEXT), None)

    @property
    def has_begun(self) -> bool:
        """Whether some level is held, or was."""
        return any(r.reached in (Reached.HELD, Reached.LAPSED) for r in self.rungs)


@dataclass(frozen=True, slots=True)
class Title:
    """A title of no ladder that is not held, with what it would bring."""

    label: str
    record_type: str
    brings: tuple[Brought, ...]


def climbs(assessment: Assessment) -> tuple[Climb, ...]:
    """Every ladder on which the firm stands, or of which a level brings it something."""
    found = []
    for ladder in assessment.book.ladders:
        climb = Climb(ladder, tuple(_standings(ladder, assessment)))
        if climb.has_begun or any(r.brings for r in climb.rungs):
            found.append(climb)
    return tuple(sorted(found, key=_promise))


def _promise(climb: Climb) -> tuple[bool, Decimal, Decimal]:
    """Ladders that are begun first, then those whose next level brings most."""
    brings = climb.next.brings if climb.next else ()
    most = max((b.worth for r in climb.rungs for b in r.brings), default=ZERO)
    return not climb.has_begun, -max((b.worth for b in brings), default=ZERO), -most


def _standings(ladder: Ladder, assessment: Assessment) -> Iterator[Standing]:
    told = assessment.answers.records.get(ladder.record_type)
    held = [_held(rung, ladder, assessment) for rung in ladder.rungs]
    top = max((i for i, h in enumerate(held) if h and h.reached is Reached.HELD), default=-1)
    for i, (rung, standing) in enumerate(zip(ladder.rungs, held, strict=True)):
        if standing is not None and standing.reached is Reached.HELD:
            yield standing
            continue
        reached = Reached.AHEAD
        if told is None:
            reached = Reached.UNTOLD
        elif i < top:
            reached = Reached.BELOW
        elif i == top + 1:
            reached = Reached.NEXT
        names = rung.names if told is None or i > top else ()
        brings = brought(names, ladder.record_type, ladder.field, assessment)
        if standing is not None and reached is not Reached.NEXT:
            reached = Reached.LAPSED
        since, until = (standing.since, standing.until) if standing else (None, None)
        yield Standing(rung, reached, since, until, brings)


def _held(rung: Rung, ladder: Ladder, assessment: Assessment) -> Standing | None:
    """The level as its records tell: the one that lasts longest counts."""
    kind = assessment.book.record_type[ladder.record_type]
    records = [
        r
        for r in assessment.answers.records.get(ladder.record_type, ())
        if r.get(ladder.field) in rung.names and not _is_ahead(r, kind, assessment.as_of)
    ]
    if not records:
        return None
    last = max(records, key=lambda r: _day(r, kind.ends) or date.max)
    until = _day(last, kind.ends)
    lapsed = until is not None and until < assessment.as_of
    first = [d for r in records if (d := _day(r, kind.when))]
    since = min(first, default=None)
    return Standing(rung, Reached.LAPSED if lapsed else Reached.HELD, since, until)


def _day(record: Record, field: str) -> date | None:
    value = record.get(field)
    return value if isinstance(value, date) else None


def _is_ahead(record: Record, kind: RecordType, as_of: date) -> bool:
    day = _day(record, kind.when)
    return day is not None and day > as_of


def single_titles(assessment: Assessment) -> tuple[Title, ...]:
    """Titles of no ladder that the firm does not hold, those that bring most first."""
    book = assessment.book
    on_ladders = {(v.record_type, n) for v in book.ladders for r in v.rungs for n in r.names}
    found = []
    for record_id, field_id in dict.fromkeys((v.record_type, v.field) for v in book.ladders):
        told = assessment.answers.records.get(record_id)
        field = book.record_type[record_id].field(field_id)
        if told is None or field is None:
            continue
        held = {r.get(field_id) for r in told}
        for option in field.options:
            if option.id in held or (record_id, option.id) in on_ladders:
                continue
            if brings := brought((option.id,), record_id, field_id, assessment):
                found.append(Title(option.label, record_id, brings))
    return tuple(sorted(found, key=lambda t: -max(b.worth for b in t.brings)))


# --- What a title brings ----------------------------------------------------------------


def brought(
    names: tuple[str, ...], record_id: str, field: str, assessment: Assessment
) -> tuple[Brought, ...]:
    """What one more record of such a name, dated on the day of the question, would open."""
    book = assessment.book
    kind = book.record_type[record_id]
    found: dict[str, Brought] = {}
    context = Context(book, assessment.answers, assessment.as_of)
    told = assessment.answers.records.get(record_id, ())
    for name in names:
        record = record_of(kind, field, name, context)
        answers = assessment.answers.with_records(record_id, (*told, record))
        there = Context(book, answers, assessment.as_of)
        for measure in _naming(book).get((record_id, name), ()):
            if one := _opened(measure, record_id, len(told), there, assessment):
                found[measure.id] = one
    for relation in book.relations:
        if relation.kind in (RelationKind.DUPLICATE, RelationKind.CONFLICT):
            members = [m for m in relation.members if m in found]
            kept = relation.planned if relation.planned in members else members[:1] and members[0]
            for member in members:
                if member != kept:
                    del found[member]
    return tuple(sorted(found.values(), key=lambda b: -b.worth))


def _opened(
    measure: Measure, record_id: str, index: int, there: Context, assessment: Assessment
) -> Brought | None:
    if measure.benefit.form is Form.OBLIGATION:
        return None
    before, after = assessment.of(measure.id), find(measure, there)
    if measure.scope is not None and measure.scope.record_type == record_id:
        for record in after.records:
            if index in record.indexes and record.outcome is not Outcome.INELIGIBLE:
                return Brought(measure, record.outcome, record.amount)
        return None
    if _RANK[after.outcome] <= _RANK[before.outcome]:
        return None
    if measure.scope is not None and not after.records:  # what it is paid for is not told of
        return None
    return Brought(measure, after.outcome, after.amount or after.potential)


_Naming = dict[tuple[str, str], tuple[Measure, ...]]
_NAMING: WeakKeyDictionary[PolicyBook, _Naming] = WeakKeyDictionary()


def _naming(book: PolicyBook) -> _Naming:
    """The measures that name an option of a record's field, worked out once per book."""
    if book not in _NAMING:
        found: dict[tuple[str, str], dict[str, Measure]] = {}
        for measure in book.measures:
            scope = measure.scope.record_type if measure.scope else ""
            for node in expressions(measure):
                for key in _words(node, scope, book):
                    found.setdefault(key, {})[measure.id] = measure
        _NAMING[book] = {key: tuple(measures.values()) for key, measures in found.items()}
    return _NAMING[book]


def _words(node: x.Expression, record_type: str, book: PolicyBook) -> Iterator[tuple[str, str]]:
    """(record type, text) of every text that stands where records of that type are looked at."""
    match node:
        case x.Text(value=value):
            yield record_type, value
        case x.Member(choices=choices):
            yield from ((record_type, choice) for choice in choices)
        case x.Derived(id=id_):
            yield from _words(book.derived[id_].value, record_type, book)
        case x.Holds(record_type=other) | x.Total(record_type=other):
            record_type = other
    for child in x.children(node):
        yield from _words(child, record_type, book)
