"""Windows and the calendar of working days are read strictly."""

from __future__ import annotations

from datetime import date, time

import pytest

from dgassist.model.policybook import PolicyBook
from dgassist.model.window import Stage, Window, WindowSource
from dgassist.store.codec import decode, encode
from tests.tiny import Resources

WINDOW = """\
windows:
  - measure: booth_support
    year: 2026
    stages:
      - name: 网上申报
        opens: 2026-03-02 9:00
        closes: 2026-03-31
    source:
      title: 虚构指南
      date: 2026-02-20
"""
FILE = "windows/2026.yaml"
HOLIDAYS = "reference/holidays.yaml"


def test_a_window_is_read_and_kept(tiny: Resources) -> None:
    tiny.write(FILE, WINDOW)
    compilation = tiny.compile()
    assert compilation.problems == ()
    (window,) = compilation.book.windows
    assert window == Window(
        "booth_support",
        2026,
        (Stage("网上申报", date(2026, 3, 2), date(2026, 3, 31), time(9)),),
        WindowSource("虚构指南", date(2026, 2, 20)),
    )
    assert decode(encode(window)) == window
    assert compilation.book.window["booth_support"] == (window,)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("measure: booth_support", "measure: booth_suport", "unknown-measure"),
        ("closes: 2026-03-31", "closes: 2026-03-01", "bad-window"),
        ("closes: 2026-03-31", "closes: 2026-03-02 08:59", "bad-window"),
        ("closes: 2026-03-31", "closes: 2026-02-30", "bad-value"),
        ("closes: 2026-03-31", "closes: 2026-03-31 24:00", "bad-value"),
        ("        closes: 2026-03-31\n", "", "missing-key"),
        ("    year: 2026\n", "", "missing-key"),
        ("    source:\n      title: 虚构指南\n      date: 2026-02-20\n", "", "missing-key"),
        ("      date: 2026-02-20\n", "", "missing-key"),
        ("      title: 虚构指南\n", "", "missing-key"),
        ("    year: 2026\n", "    year: 2026\n    exhausted: 2026-03-01\n", "bad-window"),
        ("    year: 2026\n", "    year: 2026\n    until: 2026-03-01\n", "unknown-key"),
    ],
)
def test_a_faulty_window_is_refused(tiny: Resources, old: str, new: str, code: str) -> None:
    assert WINDOW.count(old) == 1
    tiny.write(FILE, WINDOW.replace(old, new))
    (problem,) = tiny.problems()
    assert problem.startswith(f"resources/{FILE}:")
    assert f": {code}: " in problem


def test_a_window_needs_stages_and_stands_once(tiny: Resources) -> None:
    start, end = WINDOW.index("    stages:"), WINDOW.index("    source:")
    tiny.write(FILE, WINDOW[:start] + WINDOW[end:])
    assert ": missing-stages: " in tiny.problems()[0]
    tiny.write(FILE, WINDOW)
    tiny.write("windows/again.yaml", WINDOW)
    (problem,) = tiny.problems()
    assert ": duplicate-window: " in problem


def test_the_calendar_is_read(tiny: Resources) -> None:
    (year,) = tiny.compile().book.calendar.years
    assert year.year == 2026
    assert [h.name for h in year.holidays] == ["国庆节"]
    assert len(year.holidays[0].days) == 7


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("to: 2026-10-07", "to: 2026-09-30", "bad-holiday"),
        ("to: 2026-10-07", "to: 2027-10-07", "bad-holiday"),
        (", to: 2026-10-07", "", "missing-key"),
        ("    workdays: [2026-10-10]", "    workdays: [2026-10-09]", "bad-workday"),
        ("    workdays: [2026-10-10]", "    workdays: [2027-10-10]", "bad-workday"),
        ("    notice: 虚构通知\n", "", "missing-key"),
        ("    source: 虚构日报\n", "", "missing-key"),
    ],
)
def test_a_faulty_year_is_refused(tiny: Resources, old: str, new: str, code: str) -> None:
    tiny.edit(HOLIDAYS, old, new)
    (problem,) = tiny.problems()
    assert problem.startswith(f"resources/{HOLIDAYS}:")
    assert f": {code}: " in problem


def test_the_years_that_are_known(book: PolicyBook) -> None:
    assert [y.year for y in book.calendar.years] == [2024, 2025, 2026]
    assert all(y.notice and y.source for y in book.calendar.years)
