"""What is a step or a few away: what it would bring, what is given up for it, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from dgassist.engine.amount import Amount
from dgassist.engine.assessment import Assessment, Finding, find
from dgassist.engine.eligibility import Outcome
from dgassist.engine.evaluation import Context
from dgassist.engine.value import ZERO
from dgassist.model.expression import Boolean, Expression
from dgassist.model.measure import (
    Criterion,
    CriterionGroup,
    Firmness,
    Form,
    Measure,
    Relation,
    RelationKind,
)
from dgassist.plan.actionplan import ActionPlan, is_own
from dgassist.plan.deadline import Deadline, DeadlineStatus, deadlines_of
from dgassist.plan.ladder import Climb, Title, climbs, single_titles
from dgassist.plan.selection import SetAside, high, low, select
from dgassist.plan.step import Change, Step, steps

_TIED = (RelationKind.DUPLICATE, RelationKind.EXCLUSIVE, RelationKind.CONFLICT)
_SAME = (RelationKind.DUPLICATE, RelationKind.CONFLICT)


@dataclass(frozen=True, slots=True)
class Gain:
    """What the totals of the plan would rise by, 元, and what would be given up for it."""

    exact: Decimal
    ceiling: Decimal
    given_up: tuple[SetAside, ...] = ()


@dataclass(frozen=True)
class Prospect:
    """A step with what is found once it is taken. ``after`` may still wait for the department."""

    step: Step
    after: Finding
    plan: ActionPlan

    @property
    def measure(self) -> Measure:
        """The support."""
        return self.step.measure

    @cached_property
    def amount(self) -> Amount | None:
        """What the record or the company would get; None where there is no sum to name.

        Where it depends on what has to change, that is taken as just met.
        """
        found = self.after.amount or self.after.potential
        for record in self.after.records:
            if set(record.indexes) & set(self.step.indexes):
                found = record.amount
        return found if found and found.high else None

    @property
    def is_exact(self) -> bool:
        """Whether the text states the sum."""
        amount = self.amount
        exact = self.measure.benefit.firmness is Firmness.EXACT
        return exact and amount is not None and amount.low == amount.high is not None

    @cached_property
    def gain(self) -> Gain | None:
        """The difference it makes to the plan; None as long as it would not be certain."""
        if self.after.outcome is not Outcome.ELIGIBLE:
            return None
        return _gain(self.plan, self.after)

    @cached_property
    def due(self) -> Deadline | None:
        """The next date of the support, once the step is taken."""
        found = deadlines_of(self.after, self.plan.assessment)
        ahead = [d for d in found if d.status is not DeadlineStatus.PASSED]
        return min(ahead, key=lambda d: (d.safe_day, d.label), default=None)

    @property
    def is_over(self) -> bool:
        """Whether the record is of a day gone by, so that only the next one can do better."""
        record, as_of = self.step.record, self.plan.assessment.as_of
        if record is None:
            return False
        when = self.plan.assessment.book.record_type[record.record_type].when
        records = self.plan.assessment.answers.records[record.record_type]
        return all(_is_gone(records[i].get(when), as_of) for i in record.indexes)

    @cached_property
    def order(self) -> tuple[int, Decimal, Decimal, int]:
        """The firm's own before others', stated sums before ceilings; then by gain and nearness."""
        amount, changes = self.amount, self.step.changes
        top = (amount and amount.high) or ZERO
        kind = 0 if self.is_exact else 1 if amount else 2
        kind += 0 if is_own(self.after) else 3
        far = [c.distance.nearness if c.distance else Decimal(1) for c in changes]
        first = self.step.indexes[0] if self.step.indexes else 0
        return (kind, -top / len(changes), sum(far, ZERO), first)


@dataclass(frozen=True, slots=True)
class Choice:
    """Ways to the first support, the best first, and the supports that the same ways open.

    Ways differ in what changes, or in the record that it is about.
    """

    ways: tuple[Prospect, ...]
    supports: tuple[Prospect, ...]

    @property
    def best(self) -> Prospect:
        """The way that brings most for each change."""
        return self.ways[0]


@dataclass(frozen=True)
class Pathway:
    """Steps to money by how many changes they take, and steps to supports that are no money."""

    plan: ActionPlan
    one: tuple[Choice, ...]
    few: tuple[Choice, ...]
    beside: tuple[Choice, ...]

    @cached_property
    def ladders(self) -> tuple[Climb, ...]:
        """Where the firm stands on each ladder that has something for it."""
        return climbs(self.plan.assessment)

    @cached_property
    def titles(self) -> tuple[Title, ...]:
        """Titles of no ladder that the firm does not hold, with what they bring."""
        return single_titles(self.plan.assessment)

    @property
    def is_empty(self) -> bool:
        """Whether there is no step at all."""
        return not (self.one or self.few or self.beside)


def pathway_of(plan: ActionPlan) -> Pathway:
    """The ways on from a plan."""
    assessment, book = plan.assessment, plan.assessment.book
    found = [
        Prospect(step, after, plan)
        for step in steps(assessment.findings)
        if step.measure.benefit.form is not Form.OBLIGATION
        if book.in_force(step.measure.clause_id, assessment.as_of)
        if (after := supposed(step, assessment)).outcome is not Outcome.INELIGIBLE
    ]
    said_elsewhere = repeated(book.relations, [p.measure.id for p in found])
    found = [p for p in found if p.measure.id not in said_elsewhere]
    cash = [p for p in found if p.measure.benefit.form.is_cash]
    one = _by_measure(p for p in cash if len(p.step.changes) == 1)
    near = {choice.best.measure.id for choice in one}
    few = _by_measure(p for p in cash if p.measure.id not in near)
    return Pathway(plan, one, few, _by_way(p for p in found if p not in cash))


def _is_gone(when: object, as_of: date) -> bool:
    if isinstance(when, date):
        return when <= as_of
    return isinstance(when, Decimal) and when < as_of.year


def _by_measure(found: Iterable[Prospect]) -> tuple[Choice, ...]:
    choices = [Choice(ways, ways[:1]) for ways in _ways(found)]
    return tuple(sorted(choices, key=lambda choice: choice.best.order))


def _by_way(found: Iterable[Prospect]) -> tuple[Choice, ...]:
    """Supports that the same changes open, the fewest changes first, then those that open most."""
    alike: dict[frozenset[_Change], list[tuple[Prospect, ...]]] = {}
    for ways in _ways(found):
        alike.setdefault(frozenset(_changes(p) for p in ways), []).append(ways)
    choices = [Choice(group[0], tuple(ways[0] for ways in group)) for group in alike.values()]
    return tuple(sorted(choices, key=lambda c: (len(c.best.step.changes), -len(c.supports))))


def _ways(found: Iterable[Prospect]) -> Iterable[tuple[Prospect, ...]]:
    """The ways to each support, the best first."""
    by_measure: dict[str, list[Prospect]] = {}
    for p in found:
        by_measure.setdefault(p.measure.id, []).append(p)
    return (tuple(sorted(ways, key=lambda p: p.order)) for ways in by_measure.values())


_Change = frozenset[tuple[Expression | None, bool]]


def _changes(prospect: Prospect) -> _Change:
    return frozenset((c.criterion.test, c.wanted) for c in prospect.step.changes)


def repeated(relations: Iterable[Relation], measure_ids: Sequence[str]) -> frozenset[str]:
    """The measures that only say again what another one of these says, or are not planned on."""
    found: set[str] = set()
    for relation in relations:
        if relation.kind in _SAME:
            members = [m for m in measure_ids if m in relation.members and m not in found]
            kept = relation.planned if relation.planned in members else next(iter(members), "")
            found |= {m for m in members if m != kept}
    return frozenset(found)


# --- What if ----------------------------------------------------------------------------


def supposed(step: Step, assessment: Assessment) -> Finding:
    """The finding once a step is taken, and nothing else.

    Where a plain answer meets a condition, it is given; any other condition is taken as met.
    Other records that are ruled out stay so.
    """
    answers, assumed = assessment.answers, {}
    for change in step.changes:
        if change.answer is not None:
            answers = change.answer.given(answers, step.indexes)
        else:
            assumed[id(change.criterion)] = change
    measure = replace(
        step.measure, criteria=tuple(_assuming(c, assumed) for c in step.measure.criteria)
    )
    others = frozenset(
        i
        for record in assessment.of(step.measure.id).records
        if record.outcome is Outcome.INELIGIBLE and record.indexes != step.indexes
        for i in record.indexes
    )
    return find(measure, Context(assessment.book, answers, assessment.as_of), others)


def _assuming(
    criterion: Criterion | CriterionGroup, assumed: dict[int, Change]
) -> Criterion | CriterionGroup:
    if isinstance(criterion, CriterionGroup):
        return replace(criterion, items=tuple(_assuming(c, assumed) for c in criterion.items))
    change = assumed.get(id(criterion))
    return replace(criterion, test=Boolean(change.wanted)) if change else criterion


def _gain(plan: ActionPlan, after: Finding) -> Gain:
    """How the plan's own money changes with one finding in place of another."""
    assessment, measure_id = plan.assessment, after.measure.id
    relations = assessment.book.relations
    if not any(r.kind in _TIED and measure_id in r.members for r in relations):
        if not (is_own(after) and after.measure.benefit.form.is_cash):
            return Gain(ZERO, ZERO)
        before = assessment.of(measure_id)
        return Gain(low(after) - low(before), high(after) - high(before))
    findings = [after if f.measure.id == measure_id else f for f in assessment.findings]
    context = Context(assessment.book, assessment.answers, assessment.as_of)

    def reduce(finding: Finding, without: frozenset[int]) -> Finding:
        if finding is not after:
            return find(finding.measure, context, without)
        inside = after.records[0].context
        out = frozenset(range(len(inside.answers.records[inside.record_type])))
        kept = {i for r in after.records for i in r.indexes}
        return find(after.measure, inside, (out - kept) | without)

    chosen = select(findings, relations, reduce)
    own = [f for f in chosen.chosen if f.measure.benefit.form.is_cash and is_own(f)]
    known = {(s.finding.measure.id, s.instead.measure.id) for s in plan.selection.set_aside}
    given_up = tuple(
        s for s in chosen.set_aside if (s.finding.measure.id, s.instead.measure.id) not in known
    )
    exact, ceiling = sum((low(f) for f in own), ZERO), sum((high(f) for f in own), ZERO)
    return Gain(exact - plan.exact_total, ceiling - plan.ceiling_total, given_up)
