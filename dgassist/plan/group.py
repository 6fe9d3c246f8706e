"""Findings in groups for a reader: each in exactly one, by what there is to do about it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from dgassist.engine.assessment import Finding
from dgassist.engine.eligibility import Outcome
from dgassist.engine.value import ZERO
from dgassist.model.measure import Form
from dgassist.model.policybook import PolicyBook
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.selection import high, low
from dgassist.plan.step import Step

_FORMS = tuple(Form)


class Group(StrEnum):
    """What there is to do: claim, answer, ask, change, nothing, or nothing at this date."""

    ELIGIBLE = "eligible"
    LACKING = "lacking"  # undetermined; answers are missing
    LEFT_OPEN = "left_open"  # undetermined; the rest is left to the guide or the department
    NEAR = "near"  # ineligible by one condition that the firm can change
    INELIGIBLE = "ineligible"
    OUT_OF_FORCE = "out_of_force"  # whatever its conditions say


def grouped(plan: ActionPlan) -> Mapping[str, Group]:
    """The group of every measure of a plan."""
    assessment = plan.assessment
    near = nearest(plan)
    return {
        f.measure.id: group_of(f, near, assessment.book, assessment.as_of)
        for f in assessment.findings
    }


def group_of(finding: Finding, near: Container[str], book: PolicyBook, as_of: date) -> Group:
    """The group of one finding; ``near`` holds the measures that are one step away."""
    if not book.in_force(finding.measure.clause_id, as_of):
        return Group.OUT_OF_FORCE
    match finding.outcome:
        case Outcome.ELIGIBLE:
            return Group.ELIGIBLE
        case Outcome.UNDETERMINED:
            return Group.LACKING if finding.missing else Group.LEFT_OPEN
    return Group.NEAR if finding.measure.id in near else Group.INELIGIBLE


def order_of(finding: Finding, group: Group, *, aside: bool) -> tuple[Decimal, ...]:
    """Where a finding stands in its group, the same in every list.

    Money before anything else: stated sums by amount, then ceilings; then form by form, duties
    last. ``aside``: nothing of it is counted.
    """
    form = finding.measure.benefit.form
    kind = Decimal(0 if form.is_cash else _FORMS.index(form))
    match finding.outcome:
        case Outcome.ELIGIBLE:
            return (Decimal(aside), kind, -low(finding), -high(finding))
        case Outcome.UNDETERMINED:
            bound = (finding.potential and finding.potential.high) or ZERO
            unstated = Decimal(finding.measure.benefit.amount is None)
            return (kind, -bound, unstated, Decimal(len(finding.missing)))
    return (Decimal(group is not Group.NEAR), Decimal(len(finding.failing)), kind)


def nearest(plan: ActionPlan) -> Mapping[str, Step]:
    """For each measure that is one step away, the step that would bring most."""
    found: dict[str, Step] = {}
    for step in plan.near_misses:
        known = found.get(step.measure.id)
        if step.changeable and (known is None or _worth(step) > _worth(known)):
            found[step.measure.id] = step
    return found


def _worth(step: Step) -> Decimal:
    return (step.would_be and step.would_be.high) or ZERO
