"""Rows as the sheets of an xlsx file: fixed heads, filters, widths, print areas; no formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from dgassist.report.xmltext import writable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | Decimal | date | None

_APP = "莞企政策助手"
_FONT = "微软雅黑"  # its usual name; a program without it takes its own
_MONEY = "#,##0.00"
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_LEADING = 14.0  # from line to line, in points
_MOST, _MOST_ASIDE = 9, 3  # so many lines are shown, and of columns that are not printed
_LONGEST = 32_767  # what Excel holds in one cell


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; the ``foot`` is not sorted along.

    ``upright`` is how it lies on paper; of many columns only the first ``printed`` ones are.
    """

    title: str
    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foot: tuple[tuple[Cell, ...], ...] = ()
    upright: bool = False
    printed: int = 0


def packed(
    sheets: Sequence[Sheet], *, title: str, party: str, notice: str, as_of: date, data_date: str
) -> bytes:
    """The sheets as the content of an xlsx file, the same bytes for the same rows."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for content in sheets:
        sheet = book.create_sheet(content.title)
        _fill(sheet, content)
        _lay_out(sheet, content)
        # & is a command in header and footer text.
        assert sheet.oddHeader is not None
        assert sheet.oddFooter is not None
        sheet.oddHeader.left.text = writable(party).replace("&", "&&")[:80]
        sheet.oddHeader.right.text = "第&P页/共&N页"
        sheet.oddFooter.left.text = notice
        sheet.oddFooter.right.text = f"基准日 {as_of.isoformat()} 数据核对至 {data_date}"
    moment = datetime.combine(as_of, time())
    book.properties.title = title
    book.properties.creator = _APP
    book.properties.created = moment
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue(), moment)


def _fill(sheet: Worksheet, content: Sheet) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    wrapped = Alignment(horizontal="left", vertical="top", wrap_text=True)
    figure = Alignment(horizontal="right", vertical="top")
    middle = Alignment(vertical="center", wrap_text=True)
    line = Border(bottom=Side(style="thin", color="BCC6CE"))
    plain, strong = Font(name=_FONT, size=10), Font(name=_FONT, size=10, bold=True)
    top = Font(name=_FONT, size=10, bold=True, color="FFFFFF")
    ground = PatternFill("solid", fgColor="1F4E79")
    rows = (content.head, *content.rows, *content.foot)
    for i, row in enumerate(rows, start=1):
        for j, value in enumerate(row, start=1):
            cell = sheet.cell(i, j)
            if isinstance(value, str):
                text = writable(value)[:_LONGEST]
                cell.value = text
                cell.data_type = "s"  # never a formula, whatever it begins with
                cell.quotePrefix = text.startswith(_RISKY)  # nor after somebody edits it in Excel
            elif value is not None:
                cell.value = value
                cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else _MONEY
                if isinstance(value, int):
                    cell.number_format = "0"
            cell.border = line
            cell.alignment = figure if isinstance(value, Decimal) else wrapped
            if i == 1:
                cell.alignment = middle
            cell.font = strong if j == 1 else plain
            if i == 1:
                cell.font, cell.fill = top, ground


def _lay_out(sheet: Worksheet, content: Sheet) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    last = get_column_letter(len(content.head))
    count = 1 + len(content.rows)
    for j, width in enumerate(content.widths, start=1):
        sheet.column_dimensions[get_column_letter(j)].width = width
    rows = (content.head, *content.rows, *content.foot)
    for i, row in enumerate(rows, start=1):  # not every program finds the height by itself
        heights = [_lines(value, w) for value, w in zip(row, content.widths, strict=False)]
        printed = content.printed or len(heights)
        aside = min(max(heights[printed:], default=1), _MOST_ASIDE)
        lines = min(max(aside, *heights[:printed]), _MOST)
        sheet.row_dimensions[i].height = _LEADING * lines + (10 if i == 1 else 3)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{last}{count}"
    sheet.print_title_rows = "1:1"
    across = get_column_letter(content.printed) if content.printed else last
    sheet.print_area = f"A1:{across}{count + len(content.foot)}"
    setup = sheet.page_setup
    setup.orientation = "portrait" if content.upright else "landscape"
    setup.paperSize = "9"  # A4
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.45
    margins.top = margins.bottom = 0.75
    margins.header = margins.footer = 0.3


def _lines(value: Cell, width: int) -> int:
    """In how many lines a text stands in a column; a Chinese character is two digits wide."""
    if not isinstance(value, str):
        return 1
    return sum(
        max(1, -(-sum(2 if ord(c) > 0xFF else 1 for c in part) // max(1, width - 2)))
        for part in value.split("\n")
    )


def _timeless(content: bytes, moment: datetime) -> bytes:
    """The same workbook without the time of writing, so that the same plan gives the same bytes."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
            entry = zipfile.ZipInfo(name)  # dated 1980-01-01
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, part)
    return result.getvalue()
