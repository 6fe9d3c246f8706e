from __future__ import annotations

from collections.abc import Iterator

import pytest

from dgassist.engine.wording import money
from dgassist.plan.actionplan import ActionPlan
from dgassist.report import phrase
from dgassist.report.checklist import checklist, default_measures
from dgassist.report.document import (
    ConditionTable,
    Document,
    Figures,
    Heading,
    KeyValues,
    PageBreak,
    Quote,
    Sign,
    Table,
    TickList,
    texts,
)
from dgassist.report.error import ReportError
from tests.report.conftest import FORMULA, NAME, Planner, told


def conditions(document: Document) -> Iterator[tuple[str, Sign, str]]:
    for block in document.blocks:
        if isinstance(block, ConditionTable):
            yield from ((row.label, row.sign, row.proof) for row in block.rows)


def figures(document: Document) -> dict[str, str]:
    found = [b for b in document.blocks if isinstance(b, Figures)]
    return {f.label: f.value for block in found for f in block.items}


def test_default_is_what_is_planned_on_and_what_waits_for_the_department(plan: ActionPlan) -> None:
    default = default_measures(plan)
    chosen = {f.measure.id for f in plan.selection.chosen}
    assert "special_booth" in default
    assert "apec_card" in chosen
    assert "apec_card" not in default  # a mere service: in the overview, without a page
    for measure_id in set(default) - chosen:
        finding = plan.assessment.of(measure_id)
        assert finding.left_open
        assert not finding.missing
    assert plan.assessment.of("apec_card").measure.title in list(texts(checklist(plan)))


def test_naming_the_default_is_the_same_as_naming_nothing(plan: ActionPlan) -> None:
    assert checklist(plan, default_measures(plan)) == checklist(plan)


def test_overview_shows_exact_money_and_ceilings_apart(plan: ActionPlan) -> None:
    shown = figures(checklist(plan))
    assert shown["确定金额合计"] == money(plan.exact_total)
    assert shown["连上限一起合计"] == f"最高{money(plan.ceiling_total)}"


def test_general_exclusions_are_said_of_money_and_once_on_the_overview(plan: ActionPlan) -> None:
    document = checklist(plan)
    measures = [plan.assessment.book.measure[m] for m in default_measures(plan)]
    cash = sum(m.benefit.form.is_cash for m in measures)
    assert list(texts(document)).count(phrase.EXCLUSIONS) == cash + 1


def test_the_form_of_an_investment_is_said_once(plan: ActionPlan) -> None:
    for finding in plan.assessment.findings:
        assert phrase.amount_words(finding).count("股权投资") < 2


def test_one_measure_is_one_page_without_overview(plan: ActionPlan) -> None:
    document = checklist(plan, ["special_booth"])
    titles = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert titles == [plan.assessment.book.measure["special_booth"].title]


def test_conditions_carry_their_proof(plan: ActionPlan) -> None:
    rows = {
        label: (sign, proof)
        for label, sign, proof in conditions(checklist(plan, ["special_booth"]))
    }
    sign, proof = rows["展位面积18平方米及以上"]
    assert sign is Sign.MET
    assert proof


def test_failing_conditions_are_marked(planner: Planner) -> None:
    plan = planner({"company": {"applicant_type": "association"}, "records": {"booth": []}})
    signs = {sign for _, sign, _ in conditions(checklist(plan, ["special_booth"]))}
    assert Sign.UNMET in signs


def test_records_are_listed_with_their_own_amounts(plan: ActionPlan) -> None:
    document = checklist(plan, ["special_booth"])
    (table,) = [b for b in document.blocks if isinstance(b, Table) and b.head[0] == "事项"]
    assert [(row[0], row[1], row[2]) for row in table.rows] == [
        (FORMULA, "符合", "4.5万元"),
        ("乙展", "符合", "10万元"),
        ("丙展", "不符合", "—"),
    ]


def test_an_answer_the_amount_waits_for_is_named(planner: Planner) -> None:
    content = told()
    for booth in content["records"]["booth"]:
        booth.pop("build_cost")
    plan = planner(content)
    assert plan.assessment.of("special_booth").missing
    shown = list(texts(checklist(plan, ["special_booth"])))
    assert "填上这些能算得更准：参展的特装布展费。" in shown
    assert "还差信息，先按最高数算" in shown


def test_clause_is_quoted_whole_with_the_words_relied_on(plan: ActionPlan) -> None:
    book = plan.assessment.book
    measure = book.measure["special_booth"]
    document = checklist(plan, ["special_booth"])
    quote = next(b for b in document.blocks if isinstance(b, Quote))
    assert quote.text == book.clause[measure.clause_id].text
    assert quote.source == "东府〔2024〕1号 附件4 二（一）"
    assert measure.benefit.citation.quote in quote.marked


def test_materials_without_a_source_are_marked_as_usual_practice(plan: ActionPlan) -> None:
    measure = plan.assessment.book.measure["special_booth"]
    document = checklist(plan, ["special_booth"])
    (ticks,) = [b for b in document.blocks if isinstance(b, TickList)]
    for material, tick in zip(measure.materials, ticks.items, strict=True):
        assert (phrase.USUAL_PRACTICE in tick.remark) == (material.citation is None)


def test_each_paper_stands_once_in_the_merged_list(plan: ActionPlan) -> None:
    blocks = checklist(plan).blocks
    at = next(
        i
        for i, b in enumerate(blocks)
        if b in (Heading("材料合并清单", 1), Heading("材料合并清单"))
    )
    end = next(i for i, b in enumerate(blocks[at:], at) if isinstance(b, PageBreak))
    merged = [b for b in blocks[at:end] if isinstance(b, TickList)]
    names = [tick.text.partition("\n")[0] for block in merged for tick in block.items]
    assert len(names) == len(set(names)) > 1
    assert {"营业执照复印件"} < set(names)


def test_what_is_not_known_is_a_blank_line_and_never_none(planner: Planner) -> None:
    plan = planner({"company": {}, "records": {}})
    document = checklist(plan, ["special_booth", "lease_interest_doubling"])
    pairs = next(b for b in document.blocks if isinstance(b, KeyValues)).pairs
    assert [value for _, value in pairs] == [""] * len(pairs)
    assert {"联系人", "联系电话"} <= {label for label, _ in pairs}
    assert not any("None" in text for text in texts(document))


def test_a_support_set_aside_says_so(plan: ActionPlan) -> None:
    aside = plan.selection.set_aside[0]
    document = checklist(plan, [aside.finding.measure.id])
    assert any(t.startswith(f"不另计，只计{aside.instead.measure.title}") for t in texts(document))


def test_nothing_to_print_is_said(planner: Planner) -> None:
    empty = checklist(planner({"company": {}, "records": {}}))
    assert any("还没有可以打印的政策事项" in text for text in texts(empty))


def test_notice_name_and_dates_belong_to_the_document(plan: ActionPlan) -> None:
    document = checklist(plan, ["special_booth"])
    assert "以实施细则和当年申报指南为准" in document.notice
    assert (document.party, document.as_of) == (NAME, plan.assessment.as_of)
    assert document.data_date == plan.assessment.book.data_date


def test_unknown_measure_is_refused_by_name(plan: ActionPlan) -> None:
    with pytest.raises(ReportError, match="no_such_measure"):
        checklist(plan, ["special_booth", "no_such_measure"])


def test_what_was_set_by_hand_is_said_with_its_reason(planner: Planner) -> None:
    by_hand = {
        **told(),
        "overruled": {"manufacturing": True, "size_class": "small"},
        "overruled_because": {"size_class": "上年并入了一家"},
    }
    shown = "\n".join(texts(checklist(planner(by_hand))))
    assert "制造业：是；企业规模：小型（原因：上年并入了一家）" in shown
    assert "手工改过" not in "\n".join(texts(checklist(planner())))
