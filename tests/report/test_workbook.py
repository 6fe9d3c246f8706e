from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from dgassist.plan.actionplan import ActionPlan
from dgassist.report.workbook import render_workbook, workbook
from tests.report.conftest import FORMULA, Planner, told


def test_sheets_are_ready_to_filter_and_print(plan: ActionPlan) -> None:
    book = load_workbook(io.BytesIO(workbook(plan)))
    assert book.sheetnames == ["概览", "政策事项", "条件", "材料", "期限"]
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.print_area
        assert sheet.max_row > 1
        widths = [d.width for d in sheet.column_dimensions.values()]
        assert len(widths) == sheet.max_column
        assert all(width > 5 for width in widths)


def test_another_library_reads_it_without_a_formula(planner: Planner) -> None:
    content = told()
    names = [f"{start}1+1" for start in "=+-@\t\r"]
    content["company"]["company_name"] = "=cmd|' /C calc'!A0"
    content["records"]["booth"] = [
        {**content["records"]["booth"][0], "exhibition": name} for name in names
    ]
    packed = workbook(planner(content))
    opened = CalamineWorkbook.from_filelike(io.BytesIO(packed))
    shown = [
        cell
        for name in opened.sheet_names
        for row in opened.get_sheet_by_name(name).to_python()
        for cell in row
    ]
    assert "=cmd|' /C calc'!A0" in shown
    with zipfile.ZipFile(io.BytesIO(packed)) as parts:
        sheets = [n for n in parts.namelist() if n.startswith("xl/worksheets/")]
        assert len(sheets) == 5
        assert not any(b"<f>" in parts.read(n) or b"<f " in parts.read(n) for n in sheets)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_client_text_becomes_a_formula(planner: Planner, tmp_path: Path, start: str) -> None:
    content = told()
    content["records"]["booth"][1]["exhibition"] = f"{start}1+1"
    content["records"]["quality_product"][0]["product"] = f"x{start}SUM(A1)\x07"
    file = tmp_path / "表.xlsx"
    render_workbook(planner(content), file)
    cells = [c for s in load_workbook(file).worksheets for row in s.iter_rows() for c in row]
    assert [c.coordinate for c in cells if c.data_type == "f"] == []


def test_a_name_like_a_formula_is_kept_as_text(planner: Planner, tmp_path: Path) -> None:
    content = told()
    content["records"]["quality_product"][0]["product"] = FORMULA
    file = tmp_path / "表.xlsx"
    render_workbook(planner(content), file)
    cells = [c for row in load_workbook(file)["期限"].iter_rows() for c in row]
    found = [c for c in cells if c.value == FORMULA]
    assert found
    assert all(c.data_type == "s" and c.quotePrefix for c in found)


def test_totals_are_those_of_the_plan(plan: ActionPlan, tmp_path: Path) -> None:
    file = tmp_path / "表.xlsx"
    render_workbook(plan, file)
    rows = list(load_workbook(file)["政策事项"].iter_rows(values_only=True))
    (total,) = [row for row in rows if row[0] == "合计"]
    assert (total[4], total[5]) == (plan.exact_total, plan.ceiling_total)
    amounts = {row[0]: row[4:6] for row in rows}
    measure = plan.assessment.book.measure["special_booth"]
    assert amounts[measure.title] == (Decimal(145_000), Decimal(145_000))


def test_same_plan_same_bytes(plan: ActionPlan, tmp_path: Path) -> None:
    files = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for file in files:
        render_workbook(plan, file)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert load_workbook(files[0]).properties.created.date() == plan.assessment.as_of


def test_nothing_told_still_gives_a_workbook(planner: Planner, tmp_path: Path) -> None:
    file = tmp_path / "表.xlsx"
    render_workbook(planner({"company": {}, "records": {}}), file)
    cells = [c for s in load_workbook(file).worksheets for row in s.iter_rows() for c in row]
    assert not any("None" in str(c.value) for c in cells if c.value is not None)
