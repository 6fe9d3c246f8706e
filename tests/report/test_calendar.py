from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from icalendar import Calendar, Event

from dgassist.model.provenance import Citation
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.deadline import DeadlineStatus
from dgassist.report.calendar import render_calendar
from tests.report.conftest import NAME, Planner, told


def events(plan: ActionPlan, folder: Path) -> list[Event]:
    file = folder / "期限.ics"
    render_calendar(plan, file)
    return list(Calendar.from_ical(file.read_bytes()).events)


def test_every_deadline_ahead_has_its_day(plan: ActionPlan, tmp_path: Path) -> None:
    found = events(plan, tmp_path)
    days = {event.decoded("dtstart") for event in found}
    ahead = [d for d in plan.deadlines if d.status is DeadlineStatus.AHEAD]
    assert days == {d.safe_day for d in ahead}
    described = "".join(str(event["description"]) for event in found)
    for deadline in ahead:
        summaries = "".join(str(event["summary"]) for event in found)
        title = plan.assessment.book.measure[deadline.measure_id].title
        assert title in described or title in summaries
        assert isinstance(deadline.citation, Citation)
        assert deadline.citation.quote in described


def test_events_last_the_whole_day_with_two_alarms(plan: ActionPlan, tmp_path: Path) -> None:
    for event in events(plan, tmp_path):
        start = event.decoded("dtstart")
        assert type(start) is date
        assert event.decoded("dtend") == start + timedelta(days=1)
        triggers = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
        assert triggers == [timedelta(days=-30, hours=9), timedelta(days=-7, hours=9)]


def test_renewal_names_firm_measure_and_record(plan: ActionPlan, tmp_path: Path) -> None:
    (event,) = [e for e in events(plan, tmp_path) if "复审（精密模架）" in str(e["summary"])]
    assert event.decoded("dtstart") == date(2027, 9, 19)
    assert NAME in str(event["summary"])
    assert "东市监〔2024〕83号" in str(event["description"])


def test_uids_are_stable_unique_and_of_the_company(planner: Planner, tmp_path: Path) -> None:
    def uids(plan: ActionPlan) -> list[str]:
        return [str(event["uid"]) for event in events(plan, tmp_path)]

    today, later = uids(planner()), uids(planner(as_of=date(2026, 12, 1)))
    assert today == later
    assert len(set(today)) == len(today)
    content = told()
    content["company"]["company_name"] = "另一家公司"
    assert not set(uids(planner(content))) & set(today)


def test_two_records_of_one_name_keep_apart(planner: Planner, tmp_path: Path) -> None:
    content = told()
    product = content["records"]["quality_product"][0]
    content["records"]["quality_product"].append(product | {"date": "2025-02-20"})
    found = [str(event["uid"]) for event in events(planner(content), tmp_path)]
    assert len(set(found)) == len(found)


def test_past_days_are_left_out(planner: Planner, tmp_path: Path) -> None:
    as_of = date(2027, 1, 16)  # the last day itself: its safe day has passed
    days = [event.decoded("dtstart") for event in events(planner(as_of=as_of), tmp_path)]
    assert as_of in days
    assert min(days) >= as_of


def test_same_plan_same_bytes(plan: ActionPlan, tmp_path: Path) -> None:
    files = [tmp_path / "a.ics", tmp_path / "b.ics"]
    for file in files:
        render_calendar(plan, file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_no_deadlines_give_an_empty_calendar(planner: Planner, tmp_path: Path) -> None:
    late = planner({"company": {}, "records": {}}, as_of=date(2035, 1, 1))
    assert events(late, tmp_path) == []
