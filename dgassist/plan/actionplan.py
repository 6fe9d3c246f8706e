"""make_plan(assessment): what to claim, the totals, the dates, and what is one step away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dgassist.engine.assessment import Assessment, Finding, find
from dgassist.engine.eligibility import Outcome
from dgassist.engine.evaluation import Context
from dgassist.engine.value import ZERO
from dgassist.model.measure import Payee, Relation, RelationKind
from dgassist.plan.deadline import Deadline, deadlines_of
from dgassist.plan.selection import Selection, high, low, select
from dgassist.plan.step import Step, near_misses


@dataclass(frozen=True)
class ActionPlan:
    """What one company should plan on.

    ``exact_total`` is money the text states exactly; ``ceiling_total`` counts ceilings too and is
    never a promise. Both are 元 for the applicant itself: what is paid to persons or teams, and
    what is not cash, is in neither.
    """

    assessment: Assessment
    selection: Selection
    exact_total: Decimal
    ceiling_total: Decimal
    personal_total: Decimal
    warnings: tuple[str, ...]
    near_misses: tuple[Step, ...]
    deadlines: tuple[Deadline, ...]


def make_plan(assessment: Assessment) -> ActionPlan:
    """The plan for an assessment."""
    relations = assessment.book.relations
    context = Context(assessment.book, assessment.answers, assessment.as_of)
    selection = select(
        assessment.findings, relations, lambda f, without: find(f.measure, context, without)
    )
    cash = [f for f in selection.chosen if f.measure.benefit.form.is_cash]
    own = [f for f in cash if is_own(f)]
    aside = {s.finding.measure.id for s in selection.set_aside}
    waiting = [
        f
        for f in assessment.findings
        if f.outcome is not Outcome.INELIGIBLE and f.measure.id not in aside
    ]
    warnings = tuple(
        r.note
        for r in relations
        if r.kind is RelationKind.MAY_NOT_ADD_UP and _meet(r, cash, waiting)
    )
    deadlines = [d for f in assessment.findings for d in deadlines_of(f, assessment)]
    return ActionPlan(
        assessment,
        selection,
        exact_total=sum((low(f) for f in own), ZERO),
        ceiling_total=sum((high(f) for f in own), ZERO),
        personal_total=sum((high(f) for f in cash if not is_own(f)), ZERO),
        warnings=warnings,
        near_misses=tuple(near_misses(assessment.findings)),
        deadlines=tuple(sorted(deadlines, key=lambda d: (d.day, d.measure_id))),
    )


def _meet(relation: Relation, claimed: Iterable[Finding], possible: Iterable[Finding]) -> bool:
    """Whether a warning is due.

    Two are claimed; or, where it binds on the same record alone, one is claimed for a record that
    another is paid for too, or may yet be.
    """
    mine = [f for f in claimed if f.measure.id in relation.members]
    if not relation.same_record:
        return len(mine) > 1
    others = [f for f in possible if f.measure.id in relation.members]
    return any(
        one.measure.id != other.measure.id and _records(one, sure=True) & _records(other)
        for one in mine
        for other in others
    )


def _records(finding: Finding, *, sure: bool = False) -> frozenset[tuple[str, int]]:
    """The records a finding is paid for, or may be."""
    return frozenset(
        (r.record_type, i)
        for r in finding.records
        if r.outcome is Outcome.ELIGIBLE or (not sure and r.outcome is Outcome.UNDETERMINED)
        for i in r.indexes
    )


def is_own(finding: Finding) -> bool:
    """Whether the applicant itself is paid, not a person, a team or somebody else."""
    return finding.measure.benefit.payee not in (Payee.PERSON, Payee.TEAM)
