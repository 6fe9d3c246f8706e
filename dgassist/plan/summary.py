"""A plan at a glance: supports beside money, what falls due next, which answers are missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from dgassist.model.measure import DeadlineKind, Form
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.deadline import Deadline, DeadlineStatus
from dgassist.plan.group import Group, grouped

_WAITING = (Group.LACKING, Group.LEFT_OPEN)


@dataclass(frozen=True, slots=True)
class Summary:
    """What the totals of a plan do not say.

    ``beside_money`` counts supports that are no cash, duties aside. ``due`` is the next date of
    what may be claimed, ``due_together`` every measure with that date, ``due_sure`` how many of
    them are eligible; the others wait. ``is_term``: all of it is that a text ends. ``missing`` are
    the answers that undetermined findings wait for, the most wanted first.
    """

    beside_money: int
    due: Deadline | None
    due_together: tuple[str, ...]
    due_sure: int
    is_term: bool
    missing: tuple[str, ...]


def summary_of(plan: ActionPlan) -> Summary:
    """The summary of a plan."""
    groups = grouped(plan)
    beside = [
        f
        for f in plan.selection.chosen
        if not f.measure.benefit.form.is_cash
        and f.measure.benefit.form is not Form.OBLIGATION
        and groups[f.measure.id] is Group.ELIGIBLE
    ]
    ahead = sorted(
        (d for d in plan.deadlines if groups[d.measure_id] in (Group.ELIGIBLE, *_WAITING)
         and d.status is not DeadlineStatus.PASSED),
        key=lambda d: (next_day(d), groups[d.measure_id] is not Group.ELIGIBLE),
    )  # fmt: skip
    due = ahead[0] if ahead else None
    together = [d for d in ahead if due and next_day(d) == next_day(due)]
    together_ids = tuple(dict.fromkeys(d.measure_id for d in together))
    wanted = Counter(
        key
        for f in plan.assessment.findings
        if groups[f.measure.id] is Group.LACKING
        for key in f.missing
    )
    return Summary(
        len(beside),
        due,
        together_ids,
        sum(groups[m] is Group.ELIGIBLE for m in together_ids),
        all(_is_term(d) for d in together),
        tuple(sorted(wanted, key=lambda key: (-wanted[key], key))),
    )


def next_day(deadline: Deadline) -> date:
    """The day on which something falls due: the last one; a window that lies ahead opens first."""
    if deadline.stage is not None and deadline.status is DeadlineStatus.AHEAD:
        return deadline.stage.opens
    return deadline.day


def _is_term(deadline: Deadline) -> bool:
    """Whether a text ends on the day, for everybody."""
    return deadline.kind is DeadlineKind.EXPIRY and not deadline.record_type
