from __future__ import annotations

from dgassist.engine.eligibility import Outcome
from dgassist.engine.wording import money
from dgassist.plan.actionplan import ActionPlan
from dgassist.report import phrase
from dgassist.report.contract import assessment
from dgassist.report.text import assessment_text, columns
from tests.report.conftest import NAME, Planner


def test_says_who_how_much_and_the_notice(plan: ActionPlan) -> None:
    text = assessment_text(plan)
    lines = text.split("\n")
    assert lines[0] == NAME
    assert f"符合 {len(plan.assessment.with_outcome(Outcome.ELIGIBLE))} 项" in text
    assert money(plan.exact_total) in text
    assert f"最高{money(plan.ceiling_total)}" in text
    assert text.endswith(f"{phrase.NOTICE}\n")


def test_every_chosen_measure_is_listed_with_its_clause(plan: ActionPlan) -> None:
    lines = assessment_text(plan).split("\n")
    for finding in plan.selection.chosen:
        source = phrase.source_words(plan.assessment.book, finding.measure.clause_id)
        assert any(finding.measure.title in line and line.endswith(source) for line in lines)


def test_columns_are_aligned_for_wide_characters(plan: ActionPlan) -> None:
    lines = assessment_text(plan).split("\n")
    start = lines.index("符合条件") + 1
    rows = lines[start : lines.index("", start)]
    source = {
        columns(line[: line.index("东")]) for line in rows if "东府" in line and "优品" not in line
    }
    assert len(source) == 1


def test_missing_answers_are_named_by_label(planner: Planner) -> None:
    plan = planner({"company": {"applicant_type": "enterprise"}, "records": {}})
    text = assessment_text(plan)
    assert "还没填：" in text
    assert "applicant_type" not in text
    assert "beizeng_status" not in text


def test_shared_deadlines_are_said_once(plan: ActionPlan) -> None:
    assert assessment_text(plan).count("附件1有效期届满") == 1


def test_nothing_told_says_nothing_yes_or_no(planner: Planner) -> None:
    text = assessment_text(planner({"company": {}, "records": {}}))
    assert "符合 0 项" in text
    assert "不符合 0 项" in text
    assert "None" not in text


def test_columns_counts_places() -> None:
    assert columns("东莞ab") == 6
    assert columns("𬭚") == 2


def test_contradictions_are_told_and_change_nothing_else(planner: Planner) -> None:
    odd = {"company": {"rd_spend": 3_000_000, "annual_revenue": 2_000_000}}
    text = assessment_text(planner(odd))
    assert "填的看起来对不上，请核对" in text
    assert "上年度研发费用填了300万元" in text
    assert "对不上" not in assessment_text(planner())


def test_contradictions_are_in_the_json(planner: Planner) -> None:
    record = {"kind": "high_tech", "date": "2027-01-01"}
    found = assessment(planner({"company": {}, "records": {"title": [{}, record]}}))
    (one,) = found["contradictions"]
    assert one["id"] == "recognised_later"
    assert one["answers"] == ["title.date"]
    assert (one["record_type"], one["index"]) == ("title", 1)
    assert assessment(planner())["contradictions"] == []
