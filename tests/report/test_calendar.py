from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject
from icalendar import Calendar, Event

from dgassist.engine.eligibility import Outcome
from dgassist.model.provenance import Citation
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.deadline import DeadlineStatus
from dgassist.report.calendar import render_calendar
from tests.report.conftest import NAME, Planner, told

TITLE = {"kind": "high_tech", "date": "2023-12-18", "valid_until": "2026-12-18"}


def written(plan: ActionPlan, folder: Path, party: str = "") -> bytes:
    file = folder / "期限.ics"
    render_calendar(plan, file, party)
    return file.read_bytes()


def events(plan: ActionPlan, folder: Path) -> list[Event]:
    return list(Calendar.from_ical(written(plan, folder)).events)


def uids(plan: ActionPlan, folder: Path) -> dict[str, date]:
    """The day of each entry by its name inside."""
    return {str(event["uid"]): event.decoded("dtstart") for event in events(plan, folder)}


def with_titles(*titles: dict[str, Any]) -> dict[str, Any]:
    content = told()
    content["records"]["title"] = list(titles)
    return content


def test_every_deadline_ahead_has_its_day(plan: ActionPlan, tmp_path: Path) -> None:
    found = events(plan, tmp_path)
    days = {event.decoded("dtstart") for event in found}
    ahead = [d for d in plan.deadlines if d.status is DeadlineStatus.AHEAD]
    assert days == {d.safe_day for d in ahead}
    described = "".join(str(event["description"]) for event in found)
    for deadline in ahead:
        summaries = "".join(str(event["summary"]) for event in found)
        finding = plan.assessment.of(deadline.measure_id)
        if finding.outcome is Outcome.ELIGIBLE:  # the others are counted
            assert finding.measure.title in described + summaries
        assert isinstance(deadline.citation, Citation)
        assert deadline.citation.quote in described


def test_events_last_the_whole_day(plan: ActionPlan, tmp_path: Path) -> None:
    for event in events(plan, tmp_path):
        start = event.decoded("dtstart")
        assert type(start) is date
        assert event.decoded("dtend") == start + timedelta(days=1)


@pytest.mark.parametrize(
    ("until", "days"),
    [
        ("2027-03-30", (30, 7, 1)),  # a Tuesday
        ("2027-03-29", (30, 7, 3)),  # a Monday: the Friday before
        ("2027-01-04", (30, 7, 3)),  # of a year whose holidays are unknown, weekends are known
        ("2026-10-08", (30, 7)),  # the first day after the holidays: eight days before
        ("2026-12-01", (7, 1)),  # 30 days before has passed
    ],
)
def test_reminders_come_30_and_7_days_and_a_working_day_before(
    until: str, days: tuple[int, ...], planner: Planner, tmp_path: Path
) -> None:
    as_of = date(2026, 11, 21)
    if until == "2026-10-08":
        as_of, days = date(2026, 9, 1), (30, 8, 7)
    content = with_titles(TITLE | {"valid_until": until})
    (event,) = [
        e
        for e in events(planner(content, as_of), tmp_path)
        if "高新技术企业有效期届满" in str(e["summary"])
    ]
    triggers = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
    assert triggers == [timedelta(days=-n, hours=9) for n in days]


def test_renewal_names_firm_measure_and_record(plan: ActionPlan, tmp_path: Path) -> None:
    (event,) = [e for e in events(plan, tmp_path) if "复审（精密模架）" in str(e["summary"])]
    assert event.decoded("dtstart") == date(2027, 9, 19)
    assert NAME in str(event["summary"])
    assert "东市监〔2024〕83号" in str(event["description"])


def test_no_more_is_told_of_the_firm_than_is_needed(plan: ActionPlan, tmp_path: Path) -> None:
    text = written(plan, tmp_path).decode().replace("\r\n ", "")
    for told_ in ("长安镇", "3525", "HYPERLINK", "乙展", "90000"):
        assert told_ not in text


# --- A second import --------------------------------------------------------------------


def test_a_later_export_names_its_entries_alike_and_is_newer(
    planner: Planner, tmp_path: Path
) -> None:
    today, later = planner(), planner(as_of=date(2026, 12, 1))
    assert uids(today, tmp_path) == uids(later, tmp_path)
    for old, new in zip(events(today, tmp_path), events(later, tmp_path), strict=True):
        assert old.decoded("sequence") < new.decoded("sequence")
        assert old.decoded("dtstamp") < new.decoded("dtstamp")
        assert new.decoded("last-modified") == new.decoded("dtstamp")


def test_each_firm_has_entries_of_its_own(planner: Planner, tmp_path: Path) -> None:
    content = told()
    content["company"]["company_name"] = "另一家公司"
    today, other = uids(planner(), tmp_path), uids(planner(content), tmp_path)
    assert not today.keys() & other.keys()
    named = [str(e["uid"]) for e in Calendar.from_ical(written(planner(), tmp_path, "7")).events]
    again = [
        str(e["uid"]) for e in Calendar.from_ical(written(planner(content), tmp_path, "7")).events
    ]
    assert named == again  # known by what does not change


def test_records_in_another_order_are_the_same_entries(planner: Planner, tmp_path: Path) -> None:
    content = told()
    product = content["records"]["quality_product"][0]
    more = [product | {"date": "2025-02-20"}, product | {"product": "乙", "date": "2025-02-20"}]
    content["records"]["quality_product"] = [product, *more]
    found = uids(planner(content), tmp_path)
    assert len(found) == 1 + 2 * 3
    content["records"]["quality_product"] = [*more[::-1], product]
    assert uids(planner(content), tmp_path) == found


def test_other_answers_leave_an_entry_what_it_is(planner: Planner, tmp_path: Path) -> None:
    content = told()
    content["records"]["quality_product"][0]["received"] = True
    content["company"]["industry"] = "1411"
    assert uids(planner(), tmp_path) == uids(planner(content), tmp_path)


def test_a_certificate_that_is_renewed_moves_its_entry(planner: Planner, tmp_path: Path) -> None:
    content = told()
    before = uids(planner(content), tmp_path)
    content["records"]["quality_product"][0]["date"] = "2025-12-20"
    after = uids(planner(content), tmp_path)
    assert before.keys() == after.keys()
    assert before != after


def test_two_records_of_one_name_keep_apart_when_one_has_passed(
    planner: Planner, tmp_path: Path
) -> None:
    content = told()
    product = content["records"]["quality_product"][0]
    content["records"]["quality_product"].append(product | {"date": "2025-12-20"})
    both = uids(planner(content), tmp_path)
    late = uids(planner(content, date(2028, 1, 1)), tmp_path)
    assert late.items() <= both.items()
    assert len(late) == 2


def test_past_days_are_left_out(planner: Planner, tmp_path: Path) -> None:
    as_of = date(2027, 1, 16)  # the last day itself: its safe day has passed
    days = [event.decoded("dtstart") for event in events(planner(as_of=as_of), tmp_path)]
    assert as_of in days
    assert min(days) >= as_of


def test_same_plan_same_bytes(planner: Planner, tmp_path: Path) -> None:
    assert written(planner(), tmp_path) == written(planner(), tmp_path)


def test_no_deadlines_give_an_empty_calendar(planner: Planner, tmp_path: Path) -> None:
    late = planner({"company": {}, "records": {}}, as_of=date(2035, 1, 1))
    assert events(late, tmp_path) == []


# --- What other programs read -----------------------------------------------------------

_LINE = re.compile(rb"[A-Z][A-Z0-9-]*(;[A-Z0-9-]+=[^:;]*)*:[^\x00-\x08\x0a-\x1f\x7f]*")


def test_the_lines_are_those_of_rfc_5545(planner: Planner, tmp_path: Path) -> None:
    content = with_titles(TITLE)
    content["company"]["company_name"] = NAME + "；,\\;" + "𬭚𰻝" * 40
    raw = written(planner(content), tmp_path)
    assert raw.endswith(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    lines = raw[:-2].split(b"\r\n")
    for line in lines:
        assert len(line) <= 75
        line.decode()  # no character is cut in two
    opened: list[bytes] = []
    for line in raw.replace(b"\r\n ", b"")[:-2].split(b"\r\n"):
        assert _LINE.fullmatch(line), line
        name, _, value = line.partition(b":")
        if name == b"BEGIN":
            opened.append(value)
        elif name == b"END":
            assert opened.pop() == value
    assert opened == []
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert b"X-WR-CALNAME:" in raw
    assert raw.count(b"\r\nUID:") == raw.count(b"BEGIN:VEVENT") == raw.count(b"\r\nSEQUENCE:")


def test_another_library_reads_the_same(planner: Planner, tmp_path: Path) -> None:
    content = with_titles(TITLE)
    content["company"]["company_name"] = NAME + "；,\\;二厂"
    raw = written(planner(content), tmp_path)
    ours = list(Calendar.from_ical(raw).events)
    other = vobject.readOne(raw.decode())
    assert len(ours) == len(other.vevent_list) > 3
    for event, read in zip(ours, other.vevent_list, strict=True):
        assert read.uid.value == str(event["uid"])
        assert read.summary.value == str(event["summary"])
        assert content["company"]["company_name"] in read.summary.value
        assert read.description.value == str(event["description"])
        assert (read.dtstart.value, read.dtend.value) == (
            event.decoded("dtstart"), event.decoded("dtend"),
        )  # fmt: skip
        assert [alarm.trigger.value for alarm in read.valarm_list] == [
            alarm.decoded("trigger") for alarm in event.walk("VALARM")
        ]
        assert read.dtstamp.value == event.decoded("dtstamp")
