"""Records as rows: the order of columns, text for a spreadsheet, sums by year. No Qt here."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dgassist.model.answers import Record, Value
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, Question, RecordType
from dgassist.ui.asking import told_words
from dgassist.ui.entry import entry_text, unit_word

_TYPED = (AnswerType.MONEY, AnswerType.NUMBER, AnswerType.PERCENT, AnswerType.YEAR, AnswerType.DATE)
_FORMULA_STARTS = ("=", "+", "-", "@")
_LAST_YEAR = 2100


def is_yearly(record_type: RecordType) -> bool:
    """Whether its records belong to years: are added up by them, and copied on to the next."""
    when = record_type.field(record_type.when)
    return record_type.recurs or (when is not None and when.type is AnswerType.YEAR)


def columns_of(record_type: RecordType) -> tuple[Question, ...]:
    """The columns of the table, in the order of the form."""
    return record_type.fields


def heading(field: Question) -> str:
    """The label of a column, with the unit its bare numbers are in."""
    unit = unit_word(field) if field.type in _TYPED[:3] else ""
    return f"{field.label}（{unit}）" if unit and unit not in field.label else field.label


def table_text(record_type: RecordType, records: Sequence[Record], book: PolicyBook) -> str:
    """Records as tab-separated text with a heading, as spreadsheets take it."""
    columns = columns_of(record_type)
    text = io.StringIO()
    lines = csv.writer(text, delimiter="\t", lineterminator="\r\n")
    lines.writerow([heading(f) for f in columns])
    lines.writerows([[_cell(f, r.get(f.id), book) for f in columns] for r in records])
    return text.getvalue()


def _cell(field: Question, value: Value | None, book: PolicyBook) -> str:
    if field.type in _TYPED or isinstance(value, bool):
        return entry_text(field, value)
    words = " ".join(told_words(field, value, book).split())
    return f"'{words}" if words.startswith(_FORMULA_STARTS) else words  # never a formula


@dataclass(frozen=True, slots=True)
class YearSum:
    """How many records a year has, and per money field the sum and how many do not tell it."""

    year: int | None
    count: int
    sums: tuple[tuple[Decimal, int], ...]


def money_fields(record_type: RecordType) -> tuple[Question, ...]:
    """The fields that can be added up."""
    return tuple(f for f in columns_of(record_type) if f.type is AnswerType.MONEY)


def year_sums(record_type: RecordType, records: Sequence[Record]) -> tuple[YearSum, ...]:
    """Sums by year, the latest first, those without a date last; one sum if years do not matter."""
    if not is_yearly(record_type):
        return (whole_sum(record_type, records),)
    by_year: dict[int | None, list[Record]] = {}
    for record in records:
        by_year.setdefault(year_of(record_type, record), []).append(record)
    years = sorted(by_year, key=lambda y: -(y or 0))
    return tuple(_added_up(record_type, year, by_year[year]) for year in years)


def whole_sum(record_type: RecordType, records: Sequence[Record]) -> YearSum:
    """Sums over all years."""
    return _added_up(record_type, None, records)


def _added_up(record_type: RecordType, year: int | None, records: Sequence[Record]) -> YearSum:
    sums = []
    for field in money_fields(record_type):
        told = [v for r in records if isinstance(v := r.get(field.id), Decimal)]
        sums.append((sum(told, Decimal(0)), len(records) - len(told)))
    return YearSum(year, len(records), tuple(sums))


def year_of(record_type: RecordType, record: Record) -> int | None:
    """The year a record belongs to, or None while its date is not told."""
    match record.get(record_type.when):
        case date(year=year):
            return year
        case Decimal() as year:
            return int(year)
    return None


def last_year(record_type: RecordType, records: Sequence[Record], as_of: date) -> int | None:
    """The latest year before this one that has records, where the like comes again."""
    if not is_yearly(record_type):
        return None
    years = (year_of(record_type, r) for r in records)
    return max((y for y in years if y is not None and y < as_of.year), default=None)


def a_year_on(record_type: RecordType, record: Record) -> Record:
    """The same record with every date and year moved on by one year."""
    return {key: _moved(record_type.field(key), value) for key, value in record.items()}


def _moved(field: Question | None, value: Value) -> Value:
    match value:
        case date() if value.year < _LAST_YEAR:
            is_leap_day = (value.month, value.day) == (2, 29)
            return value.replace(year=value.year + 1, day=28 if is_leap_day else value.day)
        case Decimal() if field and field.type is AnswerType.YEAR and value < _LAST_YEAR:
            return value + 1
    return value
