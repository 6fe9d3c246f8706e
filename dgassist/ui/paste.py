"""Rows copied from a spreadsheet, read as records of one type. No Qt here.

Every cell is read as if it were typed into its box, with some more spellings; what cannot be read
is named by row and column, and never guessed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import islice

from dgassist.model.answers import Record, Value
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, Question, RecordType
from dgassist.model.validity import normalised
from dgassist.ui.entry import EntryError, read_entry, remark
from dgassist.ui.paste_heading import Column, bare, columns_under
from dgassist.ui.spelling import plain_boolean, plain_day, plain_number, plain_year, shortened
from dgassist.ui.tabular import columns_of

MOST_ROWS = 300  # more would be judged for longer than a moment
WAN_YUAN, YUAN = "万元", "元"
_MOST_CHARACTERS = 1_000_000
_BLANK = {"", "-", "--", "—", "——", "/", "不清楚", "不详", "未知", "n/a", "#n/a"}
_NUMBER = re.compile(r"¥?\s*[+-]?[\d,]*\.?\d+")
_SAID_UNIT = re.compile(r"¥?\s*[+-]?[\d,]*\.?\d+\s*(万元?|亿元?|元)")
_TOO_MUCH = Decimal(10_000)  # 万元: 1亿, more than anyone pays for a booth


class PasteError(ValueError):
    """The clipboard holds nothing that could be rows; the message says what to do."""


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that was not understood: where it stands, and why."""

    row: int
    column: str
    problem: str

    def __str__(self) -> str:
        return f"第{self.row}行“{self.column}”：{self.problem}"


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One row as a record, without its bad cells."""

    record: Record
    bad: tuple[BadCell, ...]


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was read: rows, headings that belong to no field, and rows beyond the limit."""

    rows: tuple[PastedRow, ...]
    stray_columns: tuple[str, ...] = ()
    left_out: int = 0
    has_heading: bool = False
    bare_money: bool = False
    money_unit: str = WAN_YUAN  # of amounts that say none
    is_yuan_likely: bool = False  # taken so because the amounts would be too large in 万元

    @property
    def bad_cells(self) -> tuple[BadCell, ...]:
        """All cells that were not understood."""
        return tuple(cell for row in self.rows for cell in row.bad)

    def records(self, *, with_bad: bool = False) -> tuple[Record, ...]:
        """The records of the good rows; ``with_bad``: of the others too, bad cells left unknown."""
        return tuple(r.record for r in self.rows if (with_bad or not r.bad) and r.record)


def read_pasted(
    text: str, record_type: RecordType, book: PolicyBook, money_unit: str = ""
) -> Pasted:
    """Read tab-separated rows, with or without a heading.

    Amounts without a unit are in that of their heading, or of other amounts in their column, or
    else in ``money_unit``; where that is empty, in 万元 if they can be.

    Raises:
        PasteError: if there is nothing that could be rows.
    """
    numbered, left_out = _rows(text)
    fields: Sequence[Column | None] = [Column(f) for f in columns_of(record_type)]
    found = columns_under(numbered[0][1], record_type)
    stray: tuple[str, ...] = ()
    if found is not None:
        fields = found
        cells = numbered[0][1]
        stray = tuple(c for c, f in zip(cells, found, strict=True) if f is None and c)
        numbered = numbered[1:]
    if not numbered:
        raise PasteError("只有一行表头，下面没有内容。请连同内容一起复制。")
    left_out += len(numbered[MOST_ROWS:])
    taken = numbered[:MOST_ROWS]
    columns = _with_units(fields, [cells for _, cells in taken])
    bare = _bare_amounts(columns, [cells for _, cells in taken])
    is_yuan_likely = any(amount > _TOO_MUCH for amount in bare)
    unit = money_unit or (YUAN if is_yuan_likely else WAN_YUAN)
    reading = _Reading(columns, book, unit)
    rows = tuple(reading.row(n, cells, has_heading=found is not None) for n, cells in taken)
    return Pasted(
        rows,
        stray,
        left_out,
        found is not None,
        bool(bare),
        unit,
        is_yuan_likely and not money_unit,
    )


def _with_units(
    columns: Sequence[Column | None], rows: Sequence[Sequence[str]]
) -> list[Column | None]:
    """A unit that all amounts with a unit agree on is that of the others in their column.

    Unless one of the others would be too much in it: 3.2万 and 20000 are not both in 万元.
    """
    told: list[Column | None] = []
    for at, column in enumerate(columns):
        cells = _money_cells(column, at, rows)
        said = {m[1] for cell in cells if (m := _SAID_UNIT.fullmatch(cell))}
        bare = [_amount(cell) for cell in cells if _NUMBER.fullmatch(cell)]
        fits = said == {YUAN} or all(amount <= _TOO_MUCH for amount in bare)
        is_sure = column is not None and not column.unit and len(said) == 1 and fits
        told.append(replace(column, unit=said.pop()) if column and is_sure else column)
    return told


def _bare_amounts(columns: Sequence[Column | None], rows: Sequence[Sequence[str]]) -> list[Decimal]:
    found = []
    for at, column in enumerate(columns):
        if column is not None and not column.unit:
            cells = _money_cells(column, at, rows)
            found += [_amount(cell) for cell in cells if _NUMBER.fullmatch(cell)]
    return found


def _money_cells(column: Column | None, at: int, rows: Sequence[Sequence[str]]) -> list[str]:
    if column is None or column.field.type is not AnswerType.MONEY:
        return []
    return [normalised(cells[at]) for cells in rows if at < len(cells)]


def _amount(cell: str) -> Decimal:
    try:
        return Decimal(cell.removeprefix("¥").replace(",", "").strip())
    except InvalidOperation:
        return Decimal(0)


def _rows(text: str) -> tuple[list[tuple[int, list[str]]], int]:
    if len(text) > _MOST_CHARACTERS:
        raise PasteError(f"复制的内容太多。一次最多{MOST_ROWS}行，请分几次粘贴。")
    if not text.strip():
        raise PasteError("剪贴板里没有文字。请先在 Excel 或 WPS 里选中几行，按 Ctrl+C 复制。")
    lines = csv.reader(io.StringIO(text, newline=""), _Sheet if text.count('"') % 2 == 0 else _Bare)
    try:
        cells = ([cell.strip().removeprefix("'") for cell in line] for line in lines)
        filled = ((n, line) for n, line in enumerate(cells, 1) if any(line))
        taken = list(islice(filled, MOST_ROWS + 1))
        left_out = sum(1 for _ in filled)
    except csv.Error as error:
        raise PasteError("有一格的内容太长，认不出表格。请只选要填的那几列再复制。") from error
    return taken, left_out


class _Sheet(csv.excel_tab):
    """Tab-separated, with quotes about cells that hold a line break or a quote."""


class _Bare(csv.excel_tab):
    """The same where quotes are but part of the words."""

    quoting = csv.QUOTE_NONE


class _Reading:
    """Reads the cells of one paste."""

    def __init__(self, columns: Sequence[Column | None], book: PolicyBook, money_unit: str) -> None:
        self._columns = columns
        self._money_unit = money_unit
        self._names = {c.field.id: _names(c.field, book) for c in columns if c}

    def row(self, number: int, cells: Sequence[str], *, has_heading: bool) -> PastedRow:
        """One row; cells that were not understood are left out of the record and named."""
        record: dict[str, Value] = {}
        bad: list[BadCell] = []
        for at, cell in enumerate(cells):
            column = self._columns[at] if at < len(self._columns) else None
            if column is None:
                if cell and not has_heading:
                    bad.append(
                        BadCell(
                            number, f"第{at + 1}列", f"多出来的“{shortened(cell)}”，表里没有这一列"
                        )
                    )
                continue
            try:
                value = self._cell(column, cell)
            except EntryError as error:
                bad.append(BadCell(number, column.field.label, str(error)))
                continue
            if value is not None:
                record[column.field.id] = value
        return PastedRow(record, tuple(bad))

    def _cell(self, column: Column, cell: str) -> Value | None:
        field = column.field
        words, cell = cell, normalised(cell)
        if cell.casefold() in _BLANK:
            return None
        if names := self._names[field.id]:
            return _chosen(cell, names)
        match field.type:
            case AnswerType.BOOLEAN:
                return plain_boolean(cell)
            case AnswerType.DATE:
                return read_entry(field, _whole_day(plain_day(cell), field))
            case AnswerType.YEAR:
                return read_entry(field, plain_year(cell))
            case AnswerType.MONEY if _NUMBER.fullmatch(cell):
                return read_entry(field, cell + (column.unit or self._money_unit))
            case AnswerType.NUMBER:
                return read_entry(field, plain_number(cell, field))
            case AnswerType.TEXT:
                return read_entry(field, words)
        return read_entry(field, cell)


def _whole_day(cell: str, field: Question) -> str:
    """A date with its day: among many rows nobody would see that one was taken for the first."""
    if remark(field, cell):
        raise EntryError(f"“{shortened(cell)}”只有年月，请写到哪天")
    return cell


def _names(field: Question, book: PolicyBook) -> Mapping[str, str]:
    """Values by the words they are chosen by; nothing for fields that are typed."""
    match field.type:
        case AnswerType.INDUSTRY:
            named = [
                (w, i.code) for i in book.industries for w in (i.code, i.name, f"{i.code} {i.name}")
            ]
        case AnswerType.TOWN:
            named = [(t.name, t.name) for t in book.towns]
        case _ if field.id == "measure":
            named = [(w, m.id) for m in book.measures for w in (m.id, m.title)]
        case _:
            named = [(w, o.id) for o in field.options for w in (o.id, o.label)]
    return {bare(words): value for words, value in named}


def _chosen(cell: str, names: Mapping[str, str]) -> str:
    """The one entry that is meant: by its whole words, or by a part that only it has."""
    typed = bare(cell)
    if typed in names:
        return names[typed]
    fitting = {value: words for words, value in names.items() if typed in words}
    if len(fitting) == 1:
        return next(iter(fitting))
    if fitting:
        first = "、".join(list(fitting.values())[:3])
        raise EntryError(f"“{shortened(cell)}”可能是{len(fitting)}个选项（{first}……），请写全")
    raise EntryError(f"选项里没有“{shortened(cell)}”，请照表里的叫法写")
