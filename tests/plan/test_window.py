"""Application windows of a year: open to the last hour of the last day, closed the day after."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from dgassist.case import Case
from dgassist.model.measure import DeadlineKind
from dgassist.model.window import Stage, Window, WindowSource
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.deadline import DeadlineStatus, awaits_guide, standing
from dgassist.report import phrase
from dgassist.report.calendar import render_calendar
from dgassist.report.checklist import checklist
from dgassist.report.contract import assessment
from dgassist.report.text import assessment_text
from dgassist.report.workbook import render_workbook
from tests.tiny import CITED, Resources, condition, measure, told

SOURCE = WindowSource("虚构市2026年申报指南", date(2026, 2, 20), "虚展〔2026〕2号")
STAGE = Stage("网上申报", date(2026, 3, 2), date(2026, 3, 31))
WITH_HOURS = Stage("网上申报", date(2026, 3, 2), date(2026, 3, 31), time(9), time(17, 30))
AHEAD, OPEN, PASSED = DeadlineStatus


def window(stage: Stage, **more: Any) -> Window:
    return Window("m", 2026, (stage,), SOURCE, **more)


@pytest.mark.parametrize("stage", [STAGE, WITH_HOURS])
@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2026-03-01", AHEAD),
        ("2026-03-02", OPEN),
        ("2026-03-31", OPEN),
        ("2026-04-01", PASSED),
    ],
)
def test_first_and_last_day_are_open_and_the_next_is_not(
    stage: Stage, day: str, status: DeadlineStatus
) -> None:
    assert standing(window(stage), stage, date.fromisoformat(day)) is status


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("2026-03-02T08:59", AHEAD),
        ("2026-03-02T09:00", OPEN),
        ("2026-03-31T17:30:59", OPEN),
        ("2026-03-31T17:31", PASSED),
        ("2026-03-31T23:59", PASSED),
    ],
)
def test_hours_count_to_the_minute(moment: str, status: DeadlineStatus) -> None:
    at = datetime.fromisoformat(moment)
    assert standing(window(WITH_HOURS), WITH_HOURS, at) is status


def test_without_hours_the_whole_last_day_is_open() -> None:
    at = datetime(2026, 3, 31, 23, 59, 59)  # noqa: DTZ001 - the clock on the wall is meant
    assert standing(window(STAGE), STAGE, at) is OPEN
    assert standing(window(STAGE), STAGE, at.replace(day=2, hour=0, minute=0)) is OPEN


def test_nothing_is_open_from_the_day_the_money_is_used_up() -> None:
    used_up = window(STAGE, exhausted=date(2026, 3, 20))
    assert standing(used_up, STAGE, date(2026, 3, 19)) is OPEN
    assert standing(used_up, STAGE, date(2026, 3, 20)) is PASSED


# --- In a plan --------------------------------------------------------------------------

WINDOWS = """\
windows:
  - measure: m
    year: 2026
    stages:
      - {name: 网上申报, opens: 2026-03-02 09:00, closes: 2026-03-31 17:30}
      - {name: 纸质材料, opens: 2026-04-01, closes: 2026-04-15}
    moved_from: 2026-03-20
    source:
      title: 虚构市2026年申报指南
      number: 虚展〔2026〕2号
      url: https://example.org/2026
      date: 2026-02-20
    note: 一家只交一次。
"""


def plan(
    tiny: Resources, day: str, *, text: str = WINDOWS, company: dict[str, Any] | None = None
) -> ActionPlan:
    tiny.write("windows/2026.yaml", text)
    book = tiny.book(measure("m"), measure("other", condition("member")))
    return Case(book, told(book, company), date.fromisoformat(day)).plan


def windows(found: ActionPlan) -> dict[str, DeadlineStatus]:
    return {d.label: d.status for d in found.deadlines if d.kind is DeadlineKind.WINDOW}


@pytest.mark.parametrize(
    ("day", "online", "paper", "words"),
    [
        ("2026-03-01", AHEAD, AHEAD, "还有1天开始受理"),
        ("2026-03-02", OPEN, AHEAD, "正在受理，还有29天"),
        ("2026-03-31", OPEN, AHEAD, "正在受理，今天截止"),
        ("2026-04-01", PASSED, OPEN, "已过1天"),
        ("2026-04-16", PASSED, PASSED, "已过16天"),
    ],
)
def test_each_stage_stands_on_its_own(
    tiny: Resources, day: str, online: DeadlineStatus, paper: DeadlineStatus, words: str
) -> None:
    found = plan(tiny, day)
    assert windows(found) == {"2026年网上申报": online, "2026年纸质材料": paper}
    (first,) = [d for d in found.deadlines if d.label == "2026年网上申报"]
    assert phrase.left_words(first) == words
    assert phrase.due_words(first) == "2026-03-02 09:00 至 2026-03-31 17:30"
    assert first.note == "一家只交一次。申报时间改过，原定2026-03-20截止。"
    by_id = found.assessment.book.measure
    assert awaits_guide(by_id["m"], found.deadlines) is (day == "2026-04-16")
    assert awaits_guide(by_id["other"], found.deadlines)


def test_without_a_window_only_the_guide_will_tell(tiny: Resources) -> None:
    book = tiny.book(measure("m"), measure("duty", form="obligation"))
    found = Case(book, told(book), date(2026, 3, 10)).plan
    assert awaits_guide(book.measure["m"], found.deadlines)
    assert not awaits_guide(book.measure["duty"], found.deadlines)
    assert f"符合条件的1项：{phrase.NO_WINDOW}" in assessment_text(found)


def test_what_is_ruled_out_has_no_window(tiny: Resources) -> None:
    assert windows(plan(tiny, "2026-03-10", company={"applicant_type": "association"})) == {}


def test_money_used_up_is_told(tiny: Resources) -> None:
    text = WINDOWS.replace("    note:", "    exhausted: 2026-03-20\n    note:")
    found = plan(tiny, "2026-03-20", text=text)
    assert set(windows(found).values()) == {PASSED}
    (first,) = [d for d in found.deadlines if d.label == "2026年网上申报"]
    assert phrase.left_words(first) == "已停止受理"
    assert first.note.endswith("资金已在2026-03-20用完，不再受理。")


def test_every_output_names_the_notice(tiny: Resources, tmp_path: Path) -> None:
    found = plan(tiny, "2026-03-10")
    text = assessment_text(found)
    assert "2026-03-02 09:00 至 2026-03-31 17:30" in text
    assert "正在受理，还有21天" in text
    assert phrase.NO_WINDOW not in text
    (online, _) = [d for d in assessment(found)["plan"]["deadlines"] if d["kind"] == "window"]
    assert online["status"] == "open"
    assert (online["opens"], online["closes"]) == ("2026-03-02T09:00", "2026-03-31T17:30")
    assert (online["document"], online["url"]) == ("虚展〔2026〕2号", "https://example.org/2026")
    pages = repr(checklist(found, ("m", "other")))
    assert "见《虚构市2026年申报指南》（虚展〔2026〕2号），2026-02-20" in pages
    assert pages.count(phrase.NO_WINDOW) == 1  # of the other measure
    render_workbook(found, tmp_path / "plan.xlsx")
    render_calendar(found, tmp_path / "plan.ics")
    events = Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).events
    (event,) = [e for e in events if "m：2026年网上申报" in str(e["summary"])]
    opened = [e.decoded("dtstart") for e in events if "开始受理" in str(e["summary"])]
    assert opened == [date(2026, 4, 1)]  # of the stage that lies ahead
    assert event.decoded("dtstart") == date(2026, 3, 31)
    assert "https://example.org/2026" in str(event["description"])


def test_a_calendar_entry_keeps_its_name_when_an_earlier_stage_has_passed(
    tiny: Resources, tmp_path: Path
) -> None:
    uids = []
    for day in ("2026-03-10", "2026-04-10"):
        file = tmp_path / f"{day}.ics"
        render_calendar(plan(tiny, day), file)
        events = Calendar.from_ical(file.read_bytes()).events
        uids += [e["uid"] for e in events if e.decoded("dtstart") == date(2026, 4, 15)]
    assert len(uids) == 2
    assert uids[0] == uids[1]


# --- A period that ends on a day off (§203) ---------------------------------------------


@pytest.mark.parametrize(
    ("act", "kind", "note"),
    [
        ("2026-07-03", "apply_by", "这一天是休息日，按民法典第二百零三条顺延到2026-10-08"),
        ("2026-06-30", "apply_by", ""),
        ("2026-07-03", "expiry", ""),  # a certificate does not last longer for a holiday
        ("2026-10-03", "apply_by", ""),  # 2027 is not known
    ],
)
def test_a_period_that_ends_on_a_day_off_is_remarked_and_not_moved(
    tiny: Resources, act: str, kind: str, note: str
) -> None:
    due = {"label": "复审", "due": "add_months(date, 3)", "kind": kind, "citation": CITED}
    book = tiny.book({**measure("m", per="booth"), "deadlines": [due]})
    answers = told(book, booth=[{"exhibition": "甲", "date": act}])
    found = Case(book, answers, date(2026, 7, 10)).plan
    (day,) = [d for d in found.deadlines if d.label == "复审"]
    assert (day.day.month, day.day.day) == (
        (date.fromisoformat(act).month + 2) % 12 + 1,
        int(act[8:]),
    )
    assert day.note.startswith(note)
    assert bool(day.note) is bool(note)
