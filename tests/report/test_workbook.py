from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dgassist.plan.actionplan import ActionPlan
from dgassist.report.workbook import render_workbook
from tests.report.conftest import FORMULA, Planner, told


def test_sheets_are_ready_to_filter_and_print(plan: ActionPlan, tmp_path: Path) -> None:
    file = tmp_path / "表.xlsx"
    render_workbook(plan, file)
    book = load_workbook(file)
    assert book.sheetnames == ["政策事项", "条件", "材料", "期限"]
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.max_row > 1


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
