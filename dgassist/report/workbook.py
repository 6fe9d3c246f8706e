"""render_workbook(plan, file): the plan as an Excel workbook, every client text a plain string."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from dgassist.engine.assessment import Finding
from dgassist.engine.eligibility import Outcome
from dgassist.plan.actionplan import ActionPlan
from dgassist.report import phrase
from dgassist.report.checklist import TITLE, has_page, worth_claiming
from dgassist.report.output import save
from dgassist.report.page import conditions, materials

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | Decimal | date | None

_MONEY = "#,##0.00"
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ORDER = {Outcome.ELIGIBLE: 0, Outcome.UNDETERMINED: 1, Outcome.INELIGIBLE: 2}


@dataclass(frozen=True, slots=True)
class _Sheet:
    title: str
    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Iterable[tuple[Cell, ...]]
    foot: tuple[tuple[Cell, ...], ...] = ()


def render_workbook(plan: ActionPlan, file: Path) -> None:
    """Write the plan as an xlsx file: measures, conditions, materials, deadlines.

    Raises:
        ReportError: where the file cannot be written.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in (_measures(plan), _conditions(plan), _materials(plan), _deadlines(plan)):
        _fill(book.create_sheet(sheet.title), sheet, plan)
    moment = datetime.combine(plan.assessment.as_of, time())
    book.properties.title = TITLE
    book.properties.creator = "莞企政策助手"
    book.properties.created = moment
    stream = io.BytesIO()
    book.save(stream)
    save(file, _timeless(stream.getvalue(), moment))


def _fill(sheet: Worksheet, content: _Sheet, plan: ActionPlan) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    assessment = plan.assessment
    wrapped = Alignment(vertical="top", wrap_text=True)
    line = Border(bottom=Side(style="thin", color="BCC6CE"))
    rows: list[tuple[Cell, ...]] = [content.head, *content.rows]
    last = get_column_letter(len(content.head))
    for i, row in enumerate((*rows, *content.foot), start=1):
        for j, value in enumerate(row, start=1):
            cell = sheet.cell(i, j)
            if isinstance(value, str):
                text = _UNPRINTABLE.sub(" ", value)
                cell.value = text
                cell.data_type = "s"  # never a formula, whatever it begins with
                cell.quotePrefix = text.startswith(_RISKY)  # nor after somebody edits it in Excel
            elif value is not None:
                cell.value = value
                cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else _MONEY
                if isinstance(value, int):
                    cell.number_format = "0"
            cell.alignment, cell.border = wrapped, line
            if i == 1:
                cell.font = Font(bold=True, color="FFFFFF")
                cell.fill = PatternFill("solid", fgColor="1F4E79")
    for j, width in enumerate(content.widths, start=1):
        sheet.column_dimensions[get_column_letter(j)].width = width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{last}{len(rows)}"  # the foot is not sorted along
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = "9"  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    name = str(assessment.answers.company.get("company_name", ""))
    assert sheet.oddHeader is not None
    assert sheet.oddFooter is not None
    # & is a command in header and footer text.
    sheet.oddHeader.left.text = name.replace("&", "&&")[:80]
    sheet.oddHeader.right.text = "第&P页/共&N页"
    sheet.oddFooter.left.text = phrase.NOTICE
    sheet.oddFooter.right.text = (
        f"基准日 {assessment.as_of.isoformat()} 数据核对至 {assessment.book.data_date}"
    )


def _ordered(plan: ActionPlan) -> list[Finding]:
    return sorted(plan.assessment.findings, key=lambda f: _ORDER[f.outcome])


def _measures(plan: ActionPlan) -> _Sheet:
    book = plan.assessment.book
    chosen = {f.measure.id for f in plan.selection.chosen}
    instead = {s.finding.measure.id: s.instead.measure.title for s in plan.selection.set_aside}

    def rows() -> Iterator[tuple[Cell, ...]]:
        for f in _ordered(plan):
            m = f.measure
            cash = f.amount if m.benefit.form.is_cash and m.id in chosen else None
            kept = "是" if m.id in chosen else ""
            yield (
                m.title,
                phrase.outcome_words(f),
                phrase.amount_words(f),
                phrase.firmness_words(f),
                cash.low if cash else None,
                cash.high if cash else None,
                f"不另计，只计{instead[m.id]}" if m.id in instead else kept,
                "、".join(phrase.missing_labels(book, f.missing)),
                "；".join(r.criterion.label for r in f.left_open),
                "；".join(r.criterion.label for r in f.failing),
                phrase.source_words(book, m.clause_id),
                "、".join(m.departments),
                m.benefit.citation.quote,
                "\n".join(phrase.notes(m)),
            )

    note = "单位自己的资金；最高合计是上限，不是承诺"
    total = ("合计", None, None, note, plan.exact_total, plan.ceiling_total)
    return _Sheet(
        "政策事项",
        (
            "政策事项",
            "核对结果",
            "支持",
            "金额说明",
            "确定金额（元）",
            "最高金额（元）",
            "计入合计",
            "还没填",
            "需向部门确认",
            "没满足的条件",
            "依据",
            "部门",
            "原文",
            "要留意的",
        ),
        (30, 18, 22, 22, 16, 16, 16, 28, 28, 28, 28, 24, 50, 50),
        rows(),
        (total, (phrase.NOTICE,)),
    )


def _conditions(plan: ActionPlan) -> _Sheet:
    book = plan.assessment.book
    rows = (
        (
            f.measure.title,
            row.sign.word,
            "　" * row.depth + row.label,
            row.why,
            row.proof,
            phrase.source_words(book, f.measure.clause_id),
        )
        for f in _ordered(plan)
        for row in conditions(f, plan.assessment)
    )
    head = ("政策事项", "核对", "条件", "填写的情况", "要带的证明", "依据")
    return _Sheet("条件", head, (30, 10, 40, 44, 34, 28), rows)


def _materials(plan: ActionPlan) -> _Sheet:
    book = plan.assessment.book
    rows = (
        ("□", tick.text, f.measure.title, tick.remark, "、".join(f.measure.departments))
        for f in worth_claiming(plan)
        if has_page(f)
        for tick in materials(f.measure, book)
    )
    return _Sheet("材料", ("已备", "材料", "政策事项", "出处", "部门"), (8, 40, 32, 36, 28), rows)


def _deadlines(plan: ActionPlan) -> _Sheet:
    assessment = plan.assessment
    rows = (
        (
            d.label,
            d.day,
            d.safe_day,
            phrase.left_words(d),
            assessment.book.measure[d.measure_id].title,
            d.record_name,
            phrase.basis_words(assessment.book, d.citation),
            phrase.quote_words(d.citation),
            d.note,
        )
        for d in plan.deadlines
    )
    head = ("期限", "日期", "最好不晚于", "还有", "政策事项", "事项明细", "依据", "原文", "说明")
    return _Sheet("期限", head, (24, 13, 13, 12, 32, 24, 28, 44, 44), rows)


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
