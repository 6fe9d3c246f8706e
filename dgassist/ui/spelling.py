"""Spellings that spreadsheets and people use, made such as the boxes take them. No Qt here.

What is not understood is left as it is, to be refused where the box would refuse it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dgassist.model.question import Question
from dgassist.ui.entry import EntryError, unit_word

_YES = {"是", "有", "对", "√", "✓", "✔", "y", "yes", "true", "1"}
_NO = {"否", "无", "没有", "不是", "×", "✗", "✘", "x", "n", "no", "false", "0"}
_AREA_WORDS = ("m2", "平米", "平方", "㎡")

_FIGURE = re.compile(r"¥?\s*[+-]?[\d,]*\.?\d+\s*(%|[万亿]?元?|㎡|m2|平米|平方米?|年)")

# dates as spreadsheets and people write them
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?.*$")
_WEEKDAY = re.compile(r"\s*\(?(星期|周)[一二三四五六日天]\)?$")
_SHORT_YEAR = re.compile(r"(\d{2})年(\d{1,2})月(\d{1,2})[日号]?")
_IN_WORDS = re.compile(
    r"([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]+)月([一二三四五六七八九十]+)[日号]?"
)
_ENGLISH = re.compile(
    r"(?:(\d{1,2})[- ]([a-z]{3})[a-z]*[-, ]+|([a-z]{3})[a-z]* (\d{1,2}),? )(\d{4})", re.I
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DIGITS = "〇一二三四五六七八九"
_SERIAL_DAYS = range(20_000, 73_416)  # 1954 to 2100, counted by spreadsheets from 1899-12-30
_SERIAL_START = date(1899, 12, 30)


def plain_boolean(cell: str) -> bool:
    """Whether a cell says yes.

    Raises:
        EntryError: if it says neither yes nor no.
    """
    word = cell.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise EntryError(f"看不懂“{shortened(cell)}”，请填 是 或 否（√ 也可以）")


def is_figure(cell: str) -> bool:
    """Whether a cell is a number, an amount, a date or a tick: nothing that heads a column."""
    is_day = bool(re.fullmatch(r"\d{4}[-/.年]\d{1,2}[-/.月]?(\d{1,2}日?)?", plain_day(cell)))
    return is_day or bool(_FIGURE.fullmatch(cell)) or cell.casefold() in (_YES | _NO)


def plain_number(cell: str, field: Question) -> str:
    """A number without its unit."""
    if field.unit == "sqm":
        for word in _AREA_WORDS:
            cell = cell.removesuffix(word)
    return cell.removesuffix(unit_word(field))


def plain_day(cell: str) -> str:
    """A date as the boxes take it; what is none stays as it is, to be refused there."""
    plain = _WEEKDAY.sub("", _CLOCK.sub("", cell))
    if plain.isdigit() and len(plain) == 5 and int(plain) in _SERIAL_DAYS:
        return (_SERIAL_START + timedelta(days=int(plain))).isoformat()
    if match := _SHORT_YEAR.fullmatch(plain):
        return f"20{match[1]}-{match[2]}-{match[3]}"
    if match := _IN_WORDS.fullmatch(plain):
        year = "".join(str(_DIGITS.index(c.replace("零", "〇"))) for c in match[1])
        return f"{year}-{_small_number(match[2])}-{_small_number(match[3])}"
    if (match := _ENGLISH.fullmatch(plain)) and (name := (match[2] or match[3]).lower()) in _MONTHS:
        return f"{match[5]}-{_MONTHS.index(name) + 1}-{match[1] or match[4]}"
    return plain


def _small_number(words: str) -> int:
    """十 to 三十一, and 一 to 九."""
    tens, is_ten, ones = words.rpartition("十")
    ten = (_DIGITS.find(tens) if tens else 1) if is_ten else 0
    return ten * 10 + (_DIGITS.find(ones) if ones else 0)


def plain_year(cell: str) -> str:
    """A year, also where a whole date stands."""
    plain = cell.removesuffix("度").removesuffix("年").strip()
    if re.fullmatch(r"\d{4}\.0+", plain):
        return plain[:4]
    day = re.match(r"(\d{4})\s*[-/.年]\s*\d{1,2}\s*[-/.月]", plain)
    return day[1] if day else plain


def shortened(cell: str) -> str:
    """The beginning of a long cell, to name it by."""
    return cell if len(cell) <= 20 else f"{cell[:20]}…"
