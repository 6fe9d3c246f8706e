"""Read the days off and the worked weekends of the years that are known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dgassist.build.problem import Problems
from dgassist.build.reading import Node, read_yaml
from dgassist.model.workday import SATURDAY, Calendar, CalendarYear, Holiday


def read_calendar(file: Path, problems: Problems) -> Calendar:
    """The years of the calendar of working days, in order."""
    if (top := read_yaml(file, problems)) is None:
        return Calendar()
    years: dict[int, CalendarYear] = {}
    for node in top.items("years"):
        year = _calendar_year(node)
        if year.year in years:
            node.problem("duplicate-year", f"{year.year}年写了两次，请删去一处")
        years[year.year] = year
    top.text("basis", ""), top.text("note", "")
    top.close()
    return Calendar(tuple(years[key] for key in sorted(years)))


def _calendar_year(node: Node) -> CalendarYear:
    year = node.integer("year")
    holidays = tuple(_holiday(h, year) for h in node.items("holidays"))
    workdays = tuple(_workday(w, year) for w in node.items("workdays"))
    return CalendarYear(year, holidays, workdays, node.text("notice"), node.text("source"))


def _holiday(node: Node, year: int) -> Holiday:
    for key in ("from", "to"):
        node.need(key)
    name = node.text("name")
    first, last = node.day("from") or date.min, node.day("to") or date.min
    if date.min not in (first, last) and not (first.year == last.year == year and first <= last):
        node.problem("bad-holiday", f"“{name}”应在{year}年内，to 不早于 from")
    return Holiday(name, first, last)


def _workday(node: Node, year: int) -> date:
    day = node.convert(date.fromisoformat, "不是 2026-01-31 这样的日期", date.min)
    if day != date.min and (day.year != year or day.weekday() < SATURDAY):
        node.problem("bad-workday", f"{day}不是{year}年的周六或周日，workdays 只写要上班的周末")
    return day
