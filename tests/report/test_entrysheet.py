"""The data-entry sheet is filled from the answers; what is not told is a line to write on."""

from __future__ import annotations

from dgassist.plan.actionplan import ActionPlan
from dgassist.report.checklist import entry_document
from dgassist.report.document import Document, Heading, KeyValues, Table, texts
from tests.report.conftest import Planner


def company(document: Document) -> dict[str, tuple[str, str]]:
    (table,) = [b for b in document.blocks if isinstance(b, Table)]
    assert table.blanks == (1,)
    return {label: (value, proof) for label, value, proof in table.rows}


def test_answers_stand_as_a_form_wants_them(planner: Planner) -> None:
    facts = {"company_name": "甲", "industry": "3525", "annual_revenue": 286000001}
    content = {"company": {"applicant_type": "enterprise", **facts}}
    told = company(entry_document(planner(content), ["special_booth"]))
    assert told["单位名称"][0] == "甲"
    assert told["所属行业"][0] == "模具制造（3525）"
    value, proof = told["营业收入，上年度（2025年）"]
    assert value == "28,600.0001万元"  # to the last digit, never rounded
    assert "审计报告" in proof


def test_what_is_not_told_is_a_blank_line(planner: Planner) -> None:
    content = {"company": {"applicant_type": "enterprise"}, "records": {}}
    document = entry_document(planner(content), ["special_booth"])
    told = company(document)
    assert {"单位名称", "统一社会信用代码", "成立日期", "注册地址", "联系人"} < set(told)
    assert {value for value, _ in told.values()} == {"", "企业"}
    assert "倍增入库日期" not in told  # asked only of who is one
    assert not any("None" in text for text in texts(document))


def test_records_that_are_paid_for_stand_once(plan: ActionPlan) -> None:
    document = entry_document(plan, ["special_booth", "doubling_special_booth"])
    heads = [b.text for b in document.blocks if isinstance(b, Heading)]
    assert "参展（3条）" in heads or "参展（2条）" in heads
    shown = [dict(b.pairs).get("展会") for b in document.blocks if isinstance(b, KeyValues)]
    assert shown.count("乙展") == 1
    assert "以这些为准" in "".join(texts(document))


def test_a_record_that_no_measure_takes_is_left_out(plan: ActionPlan) -> None:
    document = entry_document(plan, ["special_booth"])
    shown = [dict(b.pairs).get("展会") for b in document.blocks if isinstance(b, KeyValues)]
    assert "乙展" in shown
    assert "丙展" not in shown
