"""Periods by 民法典 §201–203: the corresponding day, working days, and a last day off."""

from __future__ import annotations

from datetime import date, timedelta

from dgassist.engine.operation import shifted
from dgassist.model.workday import SATURDAY, Calendar

_ONE = timedelta(days=1)


class WorkingDaysUnknown(LookupError):  # noqa: N818 - what is unknown is not the user's mistake
    """Days off of a year whose notice is not in the base; the message tells the user."""

    def __init__(self, year: int, calendar: Calendar) -> None:
        known = "、".join(str(y.year) for y in calendar.years)
        super().__init__(
            f"还不知道{year}年的节假日安排"
            + (f"（已知的是{known}年）" if known else "")
            + "，算不出工作日，请以国务院办公厅当年的放假通知为准"
        )


def corresponding_day(day: date, months: int) -> date:
    """The last day of a period of whole months that starts on a day.

    民法典第二百零一条：按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算。
    第二百零二条：按照年、月计算期间的，到期月的对应日为期间的最后一日；没有对应日的，
    月末日为期间的最后一日。
    """
    return shifted(day, months)


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Whether offices work on a day.

    Raises:
        WorkingDaysUnknown: for a year that the calendar does not know.
    """
    if not calendar.knows(day.year):
        raise WorkingDaysUnknown(day.year, calendar)
    if day.weekday() >= SATURDAY:
        return day in calendar.workdays
    return day not in calendar.days_off


def add_working_days(day: date, count: int, calendar: Calendar) -> date:
    """The day so many working days later (earlier if negative); the day itself does not count.

    Raises:
        WorkingDaysUnknown: where the way leads through a year that is not known.
    """
    step = _ONE if count > 0 else -_ONE
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, calendar)
    return day


def last_day_of_period(day: date, calendar: Calendar) -> date:
    """The day a period really ends if it would end on this day: the next working day, if it is off.

    民法典第二百零三条：期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日。
    Only for a period that is counted forward; a date that a text fixes is not moved by it.

    Raises:
        WorkingDaysUnknown: for a year that is not known.
    """
    while not is_working_day(day, calendar):
        day += _ONE
    return day
