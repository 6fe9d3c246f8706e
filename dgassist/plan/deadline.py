"""What falls when: ends of validity, and the dates that follow from certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dgassist.engine.assessment import Assessment, Finding, RecordFinding
from dgassist.engine.eligibility import Outcome
from dgassist.engine.evaluation import moment
from dgassist.model.measure import DeadlineKind, DeadlineRule
from dgassist.model.provenance import Citation


class DeadlineStatus(StrEnum):
    """How a date stands to the date of the question."""

    AHEAD = "ahead"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day on which something falls due, for one measure and perhaps one record.

    ``safe_day`` is the day to act by under the stricter reading of the text.
    """

    measure_id: str
    label: str
    day: date
    safe_day: date
    kind: DeadlineKind
    status: DeadlineStatus
    days_left: int
    citation: Citation
    note: str = ""
    record_name: str = ""


def deadlines_of(finding: Finding, assessment: Assessment) -> tuple[Deadline, ...]:
    """The dates of one measure that is not ruled out, earliest first."""
    if finding.outcome is Outcome.INELIGIBLE:
        return ()
    measure = finding.measure
    found = [
        deadline
        for rule in measure.deadlines
        for record in finding.records
        if record.outcome is not Outcome.INELIGIBLE
        if (deadline := _from_rule(rule, record, measure.id, assessment.as_of))
    ]
    found += _end_of_term(finding, assessment)
    return tuple(sorted(found, key=lambda d: (d.day, d.label)))


def _end_of_term(finding: Finding, assessment: Assessment) -> list[Deadline]:
    measure, as_of = finding.measure, assessment.as_of
    part = assessment.book.part_of(measure.clause_id)
    if not (part.last_day and part.safe_last_day and part.validity):
        return []
    return [
        Deadline(
            measure_id=measure.id,
            label=f"{part.label}有效期届满",
            day=part.last_day,
            safe_day=part.safe_last_day,
            kind=DeadlineKind.EXPIRY,
            status=_status(part.last_day, as_of),
            days_left=(part.last_day - as_of).days,
            citation=part.validity,
            note="按另一种算法到前一天为止，稳妥起见请提前申报。",
        )
    ]


def _from_rule(
    rule: DeadlineRule, record: RecordFinding, measure_id: str, as_of: date
) -> Deadline | None:
    due = moment(rule.due, record.context).day
    if due is None:
        return None
    return Deadline(
        measure_id=measure_id,
        label=rule.label,
        day=due,
        safe_day=due - timedelta(days=1) if rule.kind is DeadlineKind.APPLY_BY else due,
        kind=rule.kind,
        status=_status(due, as_of),
        days_left=(due - as_of).days,
        citation=rule.citation,
        note=rule.note,
        record_name=record.name,
    )


def _status(day: date, as_of: date) -> DeadlineStatus:
    return DeadlineStatus.AHEAD if as_of <= day else DeadlineStatus.PASSED
