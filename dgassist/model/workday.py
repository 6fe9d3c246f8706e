"""Which days are worked: the holidays and moved weekends of the years whose notice is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

SATURDAY = 5
"""As ``date.weekday`` counts."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A run of days off, both ends included."""

    name: str
    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """Each day of it."""
        count = (self.last - self.first).days + 1
        return tuple(self.first + timedelta(n) for n in range(count))


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year as 国务院办公厅 arranged it; ``workdays`` are the weekend days that are worked."""

    year: int
    holidays: tuple[Holiday, ...]
    workdays: tuple[date, ...]
    notice: str
    source: str


@dataclass(frozen=True)
class Calendar:
    """The years that are known. About any other year nothing can be said."""

    years: tuple[CalendarYear, ...] = ()

    @cached_property
    def days_off(self) -> frozenset[date]:
        """Every day of a holiday."""
        return frozenset(day for y in self.years for h in y.holidays for day in h.days)

    @cached_property
    def workdays(self) -> frozenset[date]:
        """Every weekend day that is worked."""
        return frozenset(day for y in self.years for day in y.workdays)

    def knows(self, year: int) -> bool:
        """Whether the arrangement of the year is known."""
        return any(known.year == year for known in self.years)
