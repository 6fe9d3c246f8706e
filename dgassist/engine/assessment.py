"""assess(book, answers, as_of): the one door to the engine."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from weakref import WeakKeyDictionary

from dgassist.engine import amount as money
from dgassist.engine.amount import Amount
from dgassist.engine.dependence import changed, inputs_of
from dgassist.engine.derivation import DerivedResult, derived_results
from dgassist.engine.eligibility import (
    CriterionResult,
    Outcome,
    check,
    failing,
    judged,
    leaves,
    outcome,
)
from dgassist.engine.evaluation import Context, evaluate
from dgassist.engine.truth import Truth
from dgassist.engine.value import NOTHING, Moment, Quantity, Value, Verdict, Word
from dgassist.model.answers import Answers, Record
from dgassist.model.expression import Expression
from dgassist.model.measure import Criterion, Measure, Role, Scope
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import RecordType


@dataclass(frozen=True, slots=True)
class RecordFinding:
    """What is found for one record, or for one group of records such as a year.

    ``indexes`` point into the answers' list of that record type; ``amount`` is what it brings,
    or would bring once its conditions are met, before caps over several records. Of a group
    that is eligible, ``context`` and ``amount`` count only the records that surely belong;
    ``widest`` counts those too that may, and ``doubts`` are what is not decided about them.
    """

    record_type: str
    indexes: tuple[int, ...]
    name: str
    outcome: Outcome
    criteria: tuple[CriterionResult, ...]
    amount: Amount
    context: Context = field(repr=False, compare=False)
    widest: Context = field(repr=False, compare=False)
    doubts: tuple[CriterionResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What is found about one measure.

    ``criteria`` are those of the most promising record. ``amount`` is the money of what is
    eligible; ``potential`` counts what is undetermined too. ``left_open`` are the conditions
    that the text leaves to the guide or the department.
    """

    measure: Measure
    outcome: Outcome
    criteria: tuple[CriterionResult, ...]
    amount: Amount | None
    potential: Amount | None
    missing: frozenset[str] = NOTHING
    left_open: tuple[CriterionResult, ...] = ()
    records: tuple[RecordFinding, ...] = ()

    @property
    def failing(self) -> tuple[CriterionResult, ...]:
        """The conditions that bring about the no."""
        return failing(self.criteria)


@dataclass(frozen=True)
class Assessment:
    """All findings for one company at one date."""

    book: PolicyBook
    answers: Answers
    as_of: date
    findings: tuple[Finding, ...]
    derived: tuple[DerivedResult, ...]

    def of(self, measure_id: str) -> Finding:
        """The finding about one measure."""
        return self.by_measure[measure_id]

    @property
    def by_measure(self) -> Mapping[str, Finding]:
        """Findings by measure id."""
        return {f.measure.id: f for f in self.findings}

    def with_outcome(self, outcome_: Outcome) -> tuple[Finding, ...]:
        """The findings of one outcome, in the order of the book."""
        return tuple(f for f in self.findings if f.outcome is outcome_)


def assess(
    book: PolicyBook, answers: Answers, as_of: date, before: Assessment | None = None
) -> Assessment:
    """Judge every measure of the book for these answers at this date.

    ``before`` is an earlier assessment; where the same book and date meet answers that a measure
    does not look at, its finding stands.
    """
    context = Context(book, answers, as_of)
    stands: Mapping[str, Finding] = {}
    if before is not None and before.book is book and before.as_of == as_of:
        differs = changed(before.answers, answers)
        stands = {f.measure.id: f for f in before.findings if not differs & inputs(f.measure, book)}
    findings = tuple(stands.get(m.id) or find(m, context) for m in book.measures)
    return Assessment(book, answers, as_of, findings, derived_results(context))


_INPUTS: WeakKeyDictionary[PolicyBook, dict[str, frozenset[str]]] = WeakKeyDictionary()


def inputs(measure: Measure, book: PolicyBook) -> frozenset[str]:
    """What a measure depends on, worked out once per book."""
    known = _INPUTS.setdefault(book, {})
    if measure.id not in known:
        known[measure.id] = inputs_of(measure, book)
    return known[measure.id]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A record that a measure is about, or may be, with the check that it is."""

    index: int
    context: Context
    subject: tuple[CriterionResult, ...]


def find(measure: Measure, context: Context, without: frozenset[int] = frozenset()) -> Finding:
    """Judge one measure, as if it were not claimed for the records of these indexes."""
    scope = measure.scope
    if scope is None:
        criteria = _checked(measure, context)
        return _company_finding(measure, criteria, context)
    records = context.answers.records.get(scope.record_type)
    units = [u for u in _units(scope, records or (), context) if u.index not in without]
    if not units:
        return _without_records(measure, scope, context, told=records is not None)
    if scope.group_by is None:
        found = [
            _record_finding(
                measure, (u.index,), u.subject + _checked(measure, u.context), u.context
            )
            for u in units
        ]
    else:
        found = _grouped(measure, scope, scope.group_by, units, context)
    return _records_finding(measure, tuple(found))


def _units(scope: Scope, records: Sequence[Record], context: Context) -> list[_Unit]:
    units = []
    for i, record in enumerate(records):
        on = context.on(scope.record_type, record)
        subject = () if scope.where is None else (check(scope.where, on),)
        if not any(s.truth is Truth.FALSE for s in subject):
            units.append(_Unit(i, on, subject))
    return units


def _checked(measure: Measure, context: Context) -> tuple[CriterionResult, ...]:
    return tuple(check(criterion, context) for criterion in measure.criteria)


def _company_finding(
    measure: Measure, criteria: tuple[CriterionResult, ...], context: Context
) -> Finding:
    verdict = judged(criteria)
    found = outcome(verdict.truth)
    brought = money.total(measure.id, measure.benefit, [context])
    return Finding(
        measure,
        found,
        criteria,
        brought if found is Outcome.ELIGIBLE else None,
        brought if found is not Outcome.INELIGIBLE else None,
        _missing(found, verdict, brought),
        _left_open(found, criteria),
    )


def _missing(found: Outcome, verdict: Verdict, brought: Amount) -> frozenset[str]:
    if found is Outcome.INELIGIBLE:
        return NOTHING
    return verdict.missing | brought.missing


def _left_open(found: Outcome, criteria: Iterable[CriterionResult]) -> tuple[CriterionResult, ...]:
    if found is Outcome.INELIGIBLE:
        return ()
    return tuple(r for r in leaves(criteria) if r.truth is Truth.UNKNOWN and r.open)


def _without_records(measure: Measure, scope: Scope, context: Context, *, told: bool) -> Finding:
    """The company told of no record this measure is about, or has not told of any yet."""
    record_type = context.book.record_type[scope.record_type]
    subject = scope.where or Criterion(
        label=f"有“{record_type.label}”事项", citation=measure.benefit.citation, role=Role.SUBJECT
    )
    blank = context.on(scope.record_type, None)
    if told:
        facts = ((record_type.label, "没有这样的事项"),)
        first = CriterionResult(subject, Truth.FALSE, stated=facts)
    else:
        facts = ((record_type.label, ""),)
        first = CriterionResult(
            subject, Truth.UNKNOWN, frozenset((scope.record_type,)), stated=facts
        )
    criteria = (first, *_checked(measure, blank))
    verdict = judged(criteria)
    found = outcome(verdict.truth)
    potential = None if found is Outcome.INELIGIBLE else _alone(measure, blank)
    return Finding(
        measure, found, criteria, None, potential, verdict.missing, _left_open(found, criteria)
    )


def _record_finding(
    measure: Measure,
    indexes: tuple[int, ...],
    criteria: tuple[CriterionResult, ...],
    context: Context,
    *,
    sure: Context | None = None,
    doubts: tuple[CriterionResult, ...] = (),
) -> RecordFinding:
    assert measure.scope is not None
    record_type = context.book.record_type[measure.scope.record_type]
    records = context.answers.records[record_type.id]
    found = outcome(judged(criteria).truth)
    paid = sure if sure is not None and found is Outcome.ELIGIBLE else context
    return RecordFinding(
        record_type.id,
        indexes,
        _name(record_type, records, indexes),
        found,
        criteria,
        _alone(measure, paid),
        paid,
        context,
        doubts,
    )


def _alone(measure: Measure, context: Context) -> Amount:
    """What one record or group brings by itself, or would bring."""
    return money.total(measure.id, measure.benefit, [context])


def _name(record_type: RecordType, records: Sequence[Record], indexes: tuple[int, ...]) -> str:
    """The records' own names, or their type and number."""
    field_ = record_type.field(record_type.name)
    told = [records[i].get(field_.id) for i in indexes] if field_ else []
    names = [field_.option_label(str(value)) for value in told if value and field_]
    return "、".join(names) or "、".join(f"{record_type.label}{i + 1}" for i in indexes)


@dataclass(frozen=True, slots=True)
class _Passed:
    """A record that passes its own conditions, or may, with the key of its group."""

    unit: _Unit
    results: tuple[CriterionResult, ...]
    key: Hashable  # None where it is not known yet
    lacking: frozenset[str]

    def belongs(self, sure: bool) -> tuple[Record, Verdict]:
        """The record as a member of a group, surely or perhaps."""
        verdict = judged(self.results)
        if not sure:
            verdict = Verdict(Truth.UNKNOWN, verdict.missing | self.lacking)
        return self.unit.context.record or {}, verdict


def _grouped(
    measure: Measure, scope: Scope, group_by: Expression, units: Sequence[_Unit], context: Context
) -> list[RecordFinding]:
    """Records that pass their own conditions are put together, and judged as a group."""
    own = [c for c in measure.criteria if c.scope == "record"]
    groups: dict[Hashable, list[_Passed]] = {}
    floating: list[_Passed] = []
    found: list[RecordFinding] = []

    def judge(members: Sequence[_Passed], others: Sequence[_Passed] = ()) -> None:
        told = tuple(m.belongs(sure=True) for m in members)
        perhaps = tuple(o.belongs(sure=False) for o in others)
        together = context.over(scope.record_type, told)
        widest = context.over(scope.record_type, (*told, *perhaps))
        # a member that may not belong takes nothing from those that do, and adds nothing yet
        counted = [m for m in members if judged(m.results).truth is Truth.TRUE] or members
        doubts = tuple(r for m in members if m not in counted for r in m.results)
        sure = None
        if doubts:
            sure = context.over(scope.record_type, tuple(m.belongs(sure=True) for m in counted))
        each = zip(*(m.results for m in counted), strict=True)
        rest = tuple(check(c, widest) for c in measure.criteria if c.scope != "record")
        indexes = tuple(m.unit.index for m in members)
        criteria = (*map(_merged, each), *rest)
        found.append(
            _record_finding(measure, indexes, criteria, together, sure=sure, doubts=doubts)
        )

    for unit in units:
        results = unit.subject + tuple(check(c, unit.context) for c in own)
        key, lacking = _group_key(evaluate(group_by, unit.context))
        passed = _Passed(unit, results, key, lacking)
        if judged(results).truth is Truth.FALSE:  # shown by itself
            judge([passed])
        elif key is None:
            floating.append(passed)
        else:
            groups.setdefault(key, []).append(passed)
    for members in groups.values():
        judge(members, floating)
    for one in floating:  # it may yet fall into any group
        others = [p for members in groups.values() for p in members]
        judge(
            [one], [replace(o, lacking=one.lacking) for o in (*others, *floating) if o is not one]
        )
    return sorted(found, key=lambda f: f.indexes)


def _group_key(value: Value) -> tuple[Hashable, frozenset[str]]:
    """A group's key; None and what is missing where it is not known yet."""
    match value:
        case Quantity(low=low) if value.is_exact:
            return low, NOTHING
        case Moment() if value.day:
            return value.day, NOTHING
        case Word(text=str() as text):
            return text, NOTHING
    return None, value.missing


def _merged(results: tuple[CriterionResult, ...]) -> CriterionResult:
    """One condition over all records of a group."""
    first = results[0]
    verdict = judged(results)
    contexts = tuple(context for r in results for context in r.contexts)
    return CriterionResult(first.criterion, *verdict, items=first.items, contexts=contexts)


_PROMISE = {Outcome.ELIGIBLE: 0, Outcome.UNDETERMINED: 1, Outcome.INELIGIBLE: 2}


def _records_finding(measure: Measure, records: tuple[RecordFinding, ...]) -> Finding:
    best = min(records, key=lambda r: (_PROMISE[r.outcome], len(failing(r.criteria)), r.indexes))
    found = best.outcome
    yes = [r.context for r in records if r.outcome is Outcome.ELIGIBLE]
    maybe = [r.widest for r in records if r.outcome is not Outcome.INELIGIBLE]
    brought = money.total(measure.id, measure.benefit, yes) if yes else None
    potential = brought
    if len(maybe) > len(yes) or any(m is not y for m, y in zip(maybe, yes, strict=True)):
        potential = money.total(measure.id, measure.benefit, maybe)
    missing = NOTHING
    for record in records:
        if record.outcome is not Outcome.INELIGIBLE:
            missing |= judged(record.criteria).missing
    missing |= potential.missing if potential else NOTHING
    left_open = tuple(
        {
            id(r.criterion): r
            for rec in records
            for r in _left_open(rec.outcome, (*rec.criteria, *rec.doubts))
        }.values()
    )
    return Finding(measure, found, best.criteria, brought, potential, missing, left_open, records)
