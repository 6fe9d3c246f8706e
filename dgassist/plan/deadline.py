"""What falls when: ends of validity, dates that follow from certificates, application windows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dgassist.engine.assessment import Assessment, Finding, RecordFinding, find
from dgassist.engine.eligibility import Outcome
from dgassist.engine.evaluation import Context, moment
from dgassist.model.expression import AddMonths
from dgassist.model.measure import DeadlineKind, DeadlineRule, Form, Measure
from dgassist.model.provenance import Citation
from dgassist.model.window import Stage, Window, WindowSource
from dgassist.model.workday import Calendar
from dgassist.plan.period import WorkingDaysUnknown, last_day_of_period


class DeadlineStatus(StrEnum):
    """How a date stands to the date of the question."""

    AHEAD = "ahead"
    OPEN = "open"  # only a window is ever open
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day on which something falls due, for one measure and perhaps one record.

    ``safe_day`` is the day to act by under the stricter reading of the text. A window falls due
    on the day it closes, and knows its ``stage``; it rests on a notice, anything else on a clause.
    ``indexes`` point into the answers' list of ``record_type``.
    """

    measure_id: str
    label: str
    day: date
    safe_day: date
    kind: DeadlineKind
    status: DeadlineStatus
    days_left: int
    citation: Citation | WindowSource
    note: str = ""
    record_name: str = ""
    stage: Stage | None = None
    record_type: str = ""
    indexes: tuple[int, ...] = ()


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
        if (deadline := _from_rule(rule, record, measure.id, assessment))
    ]
    found += _end_of_term(finding, assessment)
    for window in assessment.book.window.get(measure.id, ()):
        found += _from_window(window, assessment.as_of)
    return tuple(sorted(found, key=lambda d: (d.day, d.label)))


def lapsed(finding: Finding, assessment: Assessment) -> tuple[Deadline, ...]:
    """The dates that have passed of records that are ruled out now, and on the day were not."""
    found = []
    for rule in finding.measure.deadlines:
        for record in finding.records:
            if record.outcome is not Outcome.INELIGIBLE:
                continue
            passed = _from_rule(rule, record, finding.measure.id, assessment)
            if passed and passed.status is DeadlineStatus.PASSED:
                then = Context(assessment.book, assessment.answers, passed.day)
                if any(
                    r.indexes == record.indexes and r.outcome is not Outcome.INELIGIBLE
                    for r in find(finding.measure, then).records
                ):
                    found.append(passed)
    return tuple(found)


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
            status=status_on(part.last_day, as_of),
            days_left=(part.last_day - as_of).days,
            citation=part.validity,
            note="按另一种算法到前一天为止，稳妥起见请提前申报。",
        )
    ]


def _from_rule(
    rule: DeadlineRule, record: RecordFinding, measure_id: str, assessment: Assessment
) -> Deadline | None:
    as_of = assessment.as_of
    due = moment(rule.due, record.context).day
    if due is None:
        return None
    return Deadline(
        measure_id=measure_id,
        label=rule.label,
        day=due,
        safe_day=due - timedelta(days=1) if rule.kind is DeadlineKind.APPLY_BY else due,
        kind=rule.kind,
        status=status_on(due, as_of),
        days_left=(due - as_of).days,
        citation=rule.citation,
        note=rule.note + _extension(rule, due, assessment.book.calendar),
        record_name=record.name,
        record_type=record.record_type,
        indexes=record.indexes,
    )


def status_on(day: date, as_of: date) -> DeadlineStatus:
    """How a single day stands; the day itself is not over yet."""
    return DeadlineStatus.AHEAD if as_of <= day else DeadlineStatus.PASSED


def _extension(rule: DeadlineRule, due: date, calendar: Calendar) -> str:
    """A remark where a period that is counted forward ends on a day off; the day itself stands."""
    is_period = isinstance(rule.due, AddMonths) and rule.due.months > 0
    if not is_period or rule.kind is not DeadlineKind.APPLY_BY:
        return ""
    try:
        last = last_day_of_period(due, calendar)
    except WorkingDaysUnknown:
        return ""
    if last == due:
        return ""
    return f"这一天是休息日，按民法典第二百零三条顺延到{last.isoformat()}；稳妥起见请提前办。"


# --- Windows ----------------------------------------------------------------------------


def standing(window: Window, stage: Stage, at: date) -> DeadlineStatus:
    """How a stage stands on a day, or at a minute if ``at`` is a datetime.

    Its last day is open, and so is the minute it closes. A day alone counts as open if the stage
    is open at any time of it.
    """
    day, hour = (at.date(), at.time()) if isinstance(at, datetime) else (at, None)
    earliest, latest = hour or time.max, (hour or time.min).replace(second=0, microsecond=0)
    if window.exhausted and window.exhausted <= day:
        return DeadlineStatus.PASSED
    if (day, earliest) < (stage.opens, stage.opens_at or time.min):
        return DeadlineStatus.AHEAD
    if (day, latest) > (stage.closes, stage.closes_at or time.max):
        return DeadlineStatus.PASSED
    return DeadlineStatus.OPEN


def awaits_guide(measure: Measure, deadlines: Iterable[Deadline]) -> bool:
    """Whether only the guide of the year will tell when the measure can be applied for.

    So it is where no window among its dates is open or lies ahead; a duty needs none.
    """
    return measure.benefit.form is not Form.OBLIGATION and not any(
        d.kind is DeadlineKind.WINDOW and d.status is not DeadlineStatus.PASSED
        for d in deadlines
        if d.measure_id == measure.id
    )


def _from_window(window: Window, as_of: date) -> Iterator[Deadline]:
    for stage in window.stages:
        yield Deadline(
            measure_id=window.measure_id,
            label=f"{window.year}年{stage.name}",
            day=stage.closes,
            safe_day=stage.closes,
            kind=DeadlineKind.WINDOW,
            status=standing(window, stage, as_of),
            days_left=(stage.closes - as_of).days,
            citation=window.source,
            note=_remark(window, as_of),
            stage=stage,
        )


def _remark(window: Window, as_of: date) -> str:
    parts = [window.note]
    if window.moved_from:
        parts.append(f"申报时间改过，原定{window.moved_from.isoformat()}截止。")
    if window.exhausted and window.exhausted <= as_of:
        parts.append(f"资金已在{window.exhausted.isoformat()}用完，不再受理。")
    return "".join(parts)
