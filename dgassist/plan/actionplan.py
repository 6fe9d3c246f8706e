"""make_plan(assessment): what to claim, the totals, the dates, and what is one step away."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dgassist.engine.assessment import Assessment, Finding
from dgassist.engine.value import ZERO
from dgassist.model.measure import Payee, RelationKind
from dgassist.plan.deadline import Deadline, deadlines_of
from dgassist.plan.pathway import NearMiss, near_misses
from dgassist.plan.selection import Selection, high, low, select


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
    near_misses: tuple[NearMiss, ...]
    deadlines: tuple[Deadline, ...]


def make_plan(assessment: Assessment) -> ActionPlan:
    """The plan for an assessment."""
    relations = assessment.book.relations
    selection = select(assessment.findings, relations)
    cash = [f for f in selection.chosen if f.measure.benefit.form.is_cash]
    own = [f for f in cash if is_own(f)]
    kept = {f.measure.id for f in cash}
    warnings = tuple(
        r.note
        for r in relations
        if r.kind is RelationKind.MAY_NOT_ADD_UP and len(kept & set(r.members)) > 1
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


def is_own(finding: Finding) -> bool:
    """Whether the applicant itself is paid, not a person, a team or somebody else."""
    return finding.measure.benefit.payee not in (Payee.PERSON, Payee.TEAM)
