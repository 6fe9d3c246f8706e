"""render_calendar(plan, file): the dates that lie ahead, as all-day events for any calendar.

A second import puts an entry right and makes no other one: what an entry is called inside follows
from the firm and from what it is about, never from its place in a list, its date or its words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dgassist.engine.assessment import Assessment
from dgassist.engine.eligibility import Outcome
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import Citation
from dgassist.model.window import WindowSource
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.agenda import Bearer, Item, agenda_of, record_name
from dgassist.plan.deadline import DeadlineStatus
from dgassist.plan.period import WorkingDaysUnknown, add_working_days
from dgassist.report import agenda as words
from dgassist.report import phrase
from dgassist.report.saving import save

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_ALARM_DAYS = (30, 7)
_ALARM_HOUR = 9  # an all-day event starts at midnight, when nobody wants to be reminded
_EPOCH = date(2024, 1, 1)


class Entry(NamedTuple):
    """One event to be: a subject that stays the same, its day, its words."""

    subject: str
    day: date
    title: str
    item: Item
    opens: bool = False


def render_calendar(plan: ActionPlan, file: Path, party: str = "") -> None:
    """Write the dates as an ics file.

    Raises:
        ReportError: where the file cannot be written.
    """
    save(file, calendar(plan, party))


def calendar(plan: ActionPlan, party: str = "") -> bytes:
    """The dates as the content of an ics file, the same bytes for the same plan.

    ``party`` tells the firm from others, and must stay the same for it; without one, its code
    or its name does.
    """
    from icalendar import Calendar

    company = plan.assessment.answers.company
    party = party or str(company.get("uscc") or company.get("company_name") or "")
    whole = Calendar()
    whole.add("prodid", "-//dgassist//莞企政策助手//ZH")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", "政策申报期限")
    for entry in entries(plan):
        whole.add_component(_event(plan, entry, party))
    content: bytes = whole.to_ical()
    return content


def entries(plan: ActionPlan) -> Iterator[Entry]:
    """One for each cause, and for each record of it; a window that lies ahead opens first."""
    book = plan.assessment.book
    for item in agenda_of(plan).ahead:
        day = item.safe_day if item.safe_day >= plan.assessment.as_of else item.day
        if item.bearers:
            for bearer in item.bearers:
                subject = f"{_subject(item, book)}|{_identity(plan, bearer)}"
                own = replace(item, bearers=(bearer,))
                yield Entry(subject, day, words.item_words(own), own)
            continue
        subject, title = _subject(item, book), words.item_words(item)
        yield Entry(subject, day, title, item)
        if item.stage is not None and item.status is DeadlineStatus.AHEAD:
            opened = f"{title}开始受理"
            yield Entry(f"{subject}|opens", item.stage.opens, opened, item, opens=True)


# --- What an entry is about, apart from its day and its words ---------------------------


def _subject(item: Item, book: PolicyBook) -> str:
    """By the policy base alone, so that it is the same whatever the firm has answered."""
    if item.parts:
        document = book.document[item.parts[0].document_id]
        first = next(p for p in document.parts if p.last_day == item.day and p.validity)
        return f"{item.occasion.value}|{document.id}|{first.id}"
    if item.stage is not None and isinstance(source := item.bases[0], WindowSource):
        opened = (w for w in book.windows if w.source == source and item.stage in w.stages)
        return f"{item.occasion.value}|{min(w.measure_id for w in opened)}|{item.label}"
    if not item.deadlines:
        return item.occasion.value
    measure = book.measure[item.measure_ids[0]]
    alike = [rule for rule in measure.deadlines if rule.kind is item.deadlines[0].kind]
    more = f"|{item.label}" if len(alike) > 1 else ""
    return f"{item.occasion.value}|{measure.id}{more}"


def _identity(plan: ActionPlan, bearer: Bearer) -> str:
    """What tells a record from the firm's others: its name, and of one name the earlier first.

    A date that is put right, or a certificate that is renewed, moves the entry it has.
    """
    answers, book = plan.assessment.answers, plan.assessment.book
    record_type = book.record_type[bearer.record_type]
    records = answers.records[record_type.id]
    names = [record_name(record_type, record, 0) for record in records]

    def content(index: int) -> tuple[str, str]:
        facts = records[index]
        return str(facts.get(record_type.when, "")), repr(sorted((k, str(facts[k])) for k in facts))

    found = []
    for index in bearer.indexes:
        twins = sorted((i for i, n in enumerate(names) if n == names[index]), key=content)
        rank = twins.index(index)
        same = [i for i in twins[:rank] if content(i)[0] == content(index)[0]]
        again = f"|{content(index)[0]}" if rank else ""
        found.append(f"{names[index]}{again}{f'|{len(same)}' if same else ''}")
    return f"{record_type.id}|{'、'.join(found)}"


# --- The event --------------------------------------------------------------------------


def _event(plan: ActionPlan, entry: Entry, party: str) -> Event:
    from icalendar import Event

    assessment, item = plan.assessment, entry.item
    as_of, book = assessment.as_of, assessment.book
    name = str(assessment.answers.company.get("company_name", ""))
    about = words.source_words(item, book)
    if item.deadlines and not (about or item.subject):
        about = book.measure[item.measure_ids[0]].title
        if len(item.measure_ids) > 1:
            about = f"{about}等{len(item.measure_ids)}项"
    title = "：".join(p for p in (name, about, entry.title) if p)
    event = Event()
    known = hashlib.sha256(f"{party}|{entry.subject}".encode()).hexdigest()[:32]
    at = datetime.combine(as_of, time(), UTC)
    event.add("uid", f"{known}@dgassist")
    event.add("dtstamp", at)
    event.add("last-modified", at)
    event.add("sequence", max((as_of - _EPOCH).days, 0))  # a later export is the newer one
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", _description(plan, entry))
    event.add("transp", "TRANSPARENT")
    for alarm in _alarms(plan, entry, title):
        event.add_component(alarm)
    return event


def _alarms(plan: ActionPlan, entry: Entry, title: str) -> Iterator[Alarm]:
    """30 and 7 days before, and on the last working day before; those of the past are left out."""
    from icalendar import Alarm

    as_of, book = plan.assessment.as_of, plan.assessment.book
    days = {entry.day - timedelta(n): f"还有{n}天" for n in _ALARM_DAYS}
    eve = _working_day_before(entry.day, book)
    days.setdefault(eve, f"还有{(entry.day - eve).days}天")
    for day in sorted(days):
        if day >= as_of:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", f"{days[day]}：{title}")
            alarm.add("trigger", day - entry.day + timedelta(hours=_ALARM_HOUR))
            yield alarm


def _working_day_before(day: date, book: PolicyBook) -> date:
    """Of a year whose holidays are not known yet, the last day before that is no weekend."""
    try:
        return add_working_days(day, -1, book.calendar)
    except WorkingDaysUnknown:
        before = day - timedelta(1)
        return before - timedelta(max(before.isoweekday() - 5, 0))


def _description(plan: ActionPlan, entry: Entry) -> str:
    """What to do and on what ground; of the firm no more than its supports and records."""
    assessment, item = plan.assessment, entry.item
    lines = [f"{words.item_words(item)}：{phrase.due_words(item)}", words.advice_words(item)]
    lines.append(words.share_words(item, assessment))
    if len(item.measure_ids) > 1:
        lines += _supports(item, assessment)
    for basis in item.bases:
        said = f"：“{basis.quote}”" if isinstance(basis, Citation) else f" {basis.url}".rstrip()
        lines.append(f"依据：{phrase.basis_words(assessment.book, basis)}{said}")
    lines += [item.note, phrase.NOTICE]
    return "\n".join(line for line in lines if line)


def _supports(item: Item, assessment: Assessment) -> Iterator[str]:
    """The measures by name that are eligible; of the others, the entry tells the number."""
    known = assessment.by_measure
    findings = (known[measure_id] for measure_id in item.measure_ids)
    sure = [f.measure.title for f in findings if f.outcome is Outcome.ELIGIBLE]
    if sure:
        yield f"符合条件的事项：{'、'.join(sure)}"
