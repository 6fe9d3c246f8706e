"""render_calendar(plan, file): the deadlines that lie ahead, as all-day events for any calendar.

What many measures share, such as the end of an annex, is one event that lists them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from dgassist.engine.eligibility import Outcome
from dgassist.model.provenance import Citation, DocumentPart
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.deadline import Deadline, DeadlineStatus
from dgassist.report import phrase
from dgassist.report.output import save

if TYPE_CHECKING:
    from icalendar import Event

_ALARM_DAYS = (30, 7)
_ALARM_HOUR = 9  # an all-day event starts at midnight, when nobody wants to be reminded


def render_calendar(plan: ActionPlan, file: Path) -> None:
    """Write the deadlines as an ics file.

    Raises:
        ReportError: where the file cannot be written.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//dgassist//莞企政策助手//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "政策申报期限")
    seen: set[str] = set()
    for shared in _together(plan):
        calendar.add_component(_event(plan, shared, seen))
    save(file, calendar.to_ical())


def _together(plan: ActionPlan) -> Iterator[Sequence[Deadline]]:
    """Deadlines ahead; those that say the same for several measures come together."""
    groups: dict[tuple[object, ...], list[Deadline]] = {}
    for deadline in plan.deadlines:
        if deadline.status is not DeadlineStatus.PASSED:
            what = (deadline.day, deadline.label, deadline.stage)
            same = (*what, deadline.citation, deadline.record_name)
            groups.setdefault(same, []).append(deadline)
    yield from groups.values()


def _event(plan: ActionPlan, shared: Sequence[Deadline], seen: set[str]) -> Event:
    from icalendar import Alarm, Event

    assessment, first = plan.assessment, shared[0]
    as_of = assessment.as_of
    name = str(assessment.answers.company.get("company_name", ""))
    day = first.safe_day if first.safe_day >= as_of else first.day
    subject = assessment.book.measure[first.measure_id].title
    if (part := _ended_part(plan, first)) is not None:
        document = assessment.book.document[part.document_id]
        subject = document.number or document.short_title
    elif len(shared) > 1:
        subject = f"{subject}等{len(shared)}项"
    title = "：".join(p for p in (name, subject, phrase.deadline_words(first)) if p)
    event = Event()
    event.add("uid", _uid(plan, shared, seen))
    event.add("dtstamp", datetime.combine(as_of, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", _description(plan, shared))
    event.add("transp", "TRANSPARENT")
    for days in _ALARM_DAYS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"还有{days}天：{title}")
        alarm.add("trigger", timedelta(days=-days, hours=_ALARM_HOUR))
        event.add_component(alarm)
    return event


def _uid(plan: ActionPlan, shared: Sequence[Deadline], seen: set[str]) -> str:
    """The same for the same deadline of the same company, so that a calendar updates its entry.

    A day that belongs to a whole part of a document is known by its clause, any other by its
    measure; neither depends on the date or on the words shown.
    """
    company, first = plan.assessment.answers.company, shared[0]
    subject = first.measure_id
    if (part := _ended_part(plan, first)) is not None:
        subject = f"{part.document_id}/{part.id}"
    elif first.stage is not None:  # a measure has many windows, and those of the past go
        subject = f"{subject}/{first.label}"
    party = str(company.get("uscc") or company.get("company_name") or "")
    words = f"{party}|{subject}|{first.record_name}|{first.kind.value}"
    again = 0
    while (uid := hashlib.sha256(f"{words}|{again}".encode()).hexdigest()[:32]) in seen:
        again += 1  # two records of one name, or two days of one kind
    seen.add(uid)
    return f"{uid}@dgassist"


def _ended_part(plan: ActionPlan, deadline: Deadline) -> DocumentPart | None:
    """The part of a document whose term ends on the day, if that is what it means."""
    if not isinstance(deadline.citation, Citation):
        return None
    part = plan.assessment.book.part_of(deadline.citation.clause_id)
    return part if part.validity == deadline.citation else None


def _description(plan: ActionPlan, shared: Sequence[Deadline]) -> str:
    assessment, first = plan.assessment, shared[0]
    titles: dict[Outcome, list[str]] = {}
    for deadline in shared:
        finding = assessment.of(deadline.measure_id)
        titles.setdefault(finding.outcome, []).append(finding.measure.title)
    lines = [f"{phrase.deadline_words(first)}：{phrase.due_words(first)}"]
    if Outcome.ELIGIBLE in titles:
        lines.append(f"符合条件的事项：{'、'.join(titles[Outcome.ELIGIBLE])}")
    if Outcome.UNDETERMINED in titles:
        lines.append(f"还没有定下来的事项：{'、'.join(titles[Outcome.UNDETERMINED])}")
    source, quote = phrase.basis_words(assessment.book, first.citation), first.citation
    words = f"：“{quote.quote}”" if isinstance(quote, Citation) else f" {quote.url}".rstrip()
    lines += [f"依据：{source}{words}", first.note, phrase.NOTICE]
    return "\n".join(line for line in lines if line)
