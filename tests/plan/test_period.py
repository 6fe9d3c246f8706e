"""Working days of the years that are known, by the real notices; and 民法典 §202, §203."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dgassist.model.policybook import PolicyBook
from dgassist.model.workday import Calendar
from dgassist.plan.period import (
    WorkingDaysUnknown,
    add_working_days,
    corresponding_day,
    is_working_day,
    last_day_of_period,
)


@pytest.fixture(scope="module")
def calendar(book: PolicyBook) -> Calendar:
    return book.calendar


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2024-02-04", True),  # Sunday, worked for 春节
        ("2024-02-09", True),  # 除夕 of 2024 was not off
        ("2024-02-10", False),
        ("2024-02-17", False),
        ("2024-02-18", True),
        ("2024-05-11", True),
        ("2024-09-14", True),  # worked for 中秋
        ("2024-09-16", False),
        ("2024-10-07", False),
        ("2024-10-08", True),
        ("2024-10-12", True),
        ("2025-01-26", True),
        ("2025-01-28", False),  # 除夕 is off from 2025 on
        ("2025-02-05", True),
        ("2025-02-08", True),
        ("2025-10-06", False),  # 中秋 within 国庆
        ("2025-10-08", False),
        ("2025-10-09", True),
        ("2026-01-02", False),
        ("2026-01-04", True),
        ("2026-02-14", True),
        ("2026-02-23", False),
        ("2026-02-24", True),
        ("2026-09-20", True),
        ("2026-10-10", True),
        ("2026-10-11", False),  # a plain Sunday
        ("2026-11-20", True),  # a plain Friday
        ("2026-11-21", False),
    ],
)
def test_working_days(calendar: Calendar, day: str, works: bool) -> None:
    assert is_working_day(date.fromisoformat(day), calendar) is works


# Working days of each year, counted by hand from the notices: weekdays less the weekdays off,
# more the weekend days worked.
@pytest.mark.parametrize(("year", "count"), [(2024, 251), (2025, 248), (2026, 248)])
def test_the_working_days_of_a_year(calendar: Calendar, year: int, count: int) -> None:
    days = (date(year, 1, 1) + timedelta(n) for n in range(366))
    assert sum(is_working_day(d, calendar) for d in days if d.year == year) == count


@pytest.mark.parametrize(
    ("day", "count", "result"),
    [
        ("2026-09-30", 1, "2026-10-08"),  # over 国庆
        ("2026-09-30", 3, "2026-10-10"),  # the Saturday is worked
        ("2026-09-30", 4, "2026-10-12"),
        ("2025-09-26", 2, "2025-09-29"),  # over the worked Sunday, 28 September
        ("2026-02-13", 2, "2026-02-24"),  # the worked Saturday, then 春节
        ("2024-12-31", 1, "2025-01-02"),  # into another known year
        ("2026-10-08", -1, "2026-09-30"),
        ("2026-10-04", 0, "2026-10-04"),
        ("2026-10-04", 1, "2026-10-08"),  # counted from a day off
    ],
)
def test_adding_working_days(calendar: Calendar, day: str, count: int, result: str) -> None:
    assert add_working_days(date.fromisoformat(day), count, calendar) == date.fromisoformat(result)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2026-09-30", "2026-09-30"),
        ("2026-10-03", "2026-10-08"),
        ("2025-10-01", "2025-10-09"),
        ("2024-02-10", "2024-02-18"),  # a Sunday that is worked ends it
        ("2026-10-10", "2026-10-10"),
        ("2026-11-21", "2026-11-23"),
    ],
)
def test_a_period_that_ends_on_a_day_off_ends_on_the_next_working_day(
    calendar: Calendar, day: str, last: str
) -> None:
    assert last_day_of_period(date.fromisoformat(day), calendar) == date.fromisoformat(last)


def test_past_the_known_years_nothing_is_guessed(calendar: Calendar) -> None:
    for unknown in (date(2023, 12, 29), date(2027, 1, 4)):
        with pytest.raises(WorkingDaysUnknown, match=rf"还不知道{unknown.year}年的节假日安排"):
            is_working_day(unknown, calendar)
    with pytest.raises(WorkingDaysUnknown, match="已知的是2024、2025、2026年"):
        add_working_days(date(2026, 12, 31), 1, calendar)
    with pytest.raises(WorkingDaysUnknown):
        last_day_of_period(date(2027, 10, 1), calendar)
    with pytest.raises(WorkingDaysUnknown, match=r"^还不知道2026年的节假日安排，算不出工作日"):
        is_working_day(date(2026, 1, 5), Calendar())


def test_the_corresponding_day() -> None:
    assert corresponding_day(date(2024, 1, 16), 36) == date(2027, 1, 16)
    assert corresponding_day(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert corresponding_day(date(2026, 1, 31), 1) == date(2026, 2, 28)
