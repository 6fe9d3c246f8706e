"""The covering page: totals never mixed, the next days, and what is given up with its reason."""

from __future__ import annotations

from datetime import date

from dgassist.engine.wording import money
from dgassist.model.measure import RelationKind
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.selection import SetAside, high
from dgassist.report.checklist import checklist, worth_claiming
from dgassist.report.cover import cover, given_up_words, not_counted, totals
from dgassist.report.document import Code, Figures, Heading, Lines, Table, texts
from dgassist.report.qr import modules
from dgassist.store.clientcode import scan_text
from tests.report.conftest import Planner, told


def figures(plan: ActionPlan) -> dict[str, str]:
    (block,) = totals(plan, worth_claiming(plan))
    assert isinstance(block, Figures)
    return {f.label: f.value for f in block.items}


def test_what_is_no_money_is_counted_and_never_added(plan: ActionPlan) -> None:
    shown = figures(plan)["不是钱的支持"]
    others = [f for f in plan.selection.chosen if not f.measure.benefit.form.is_cash]
    assert shown == f"{sum(f.measure.benefit.form.value != 'obligation' for f in others)}项"


def test_money_for_persons_stands_by_itself(planner: Planner) -> None:
    training = {"person": "总经理", "year": 2026, "non_government": True, "executive": True}
    content = {**told(), "records": {"executive_training": [{**training, "fee": 40000}]}}
    plan = planner(content)
    assert plan.personal_total
    shown = figures(plan)
    assert shown["另有给个人、团队的"] == f"最高{money(plan.personal_total)}"
    assert shown["连上限一起合计"] == f"最高{money(plan.ceiling_total)}"


def test_a_day_stands_once_with_all_that_falls_due_on_it(plan: ActionPlan) -> None:
    blocks = list(cover(plan, "清单", worth_claiming(plan), whole=True))
    at = next(i for i, b in enumerate(blocks) if isinstance(b, Heading) and "期限" in b.text)
    table = blocks[at + 1]
    assert isinstance(table, Table)
    days = [row[0] for row in table.rows]
    assert len(days) == len(set(days))
    assert "附件1有效期届满" in table.rows[0][2]
    assert "2027-01-16（最好不晚于1月15日）" in table.rows[0][0]  # the day to act by


def test_what_is_past_is_no_next_day(planner: Planner) -> None:
    plan = planner(None, date(2027, 3, 1))
    for block in cover(plan, "清单", worth_claiming(plan), whole=True):
        if isinstance(block, Table):
            assert not any("已过" in cell for row in block.rows for cell in row)


def test_what_is_given_up_is_said_with_amount_and_sentence(plan: ActionPlan) -> None:
    lost = [s for s in plan.selection.set_aside if s.relation.kind is not RelationKind.DUPLICATE]
    assert lost
    (table,) = [b for b in not_counted(plan) if isinstance(b, Table)]
    for given_up, row in zip(lost, table.rows, strict=True):
        assert row[0] == given_up.finding.measure.title
        assert row[3] == given_up.instead.measure.title
        for citation in given_up.relation.citations:
            assert citation.quote[:40].replace("\n", "") in row[4]


def test_what_is_written_twice_is_no_loss(plan: ActionPlan) -> None:
    twice = [s for s in plan.selection.set_aside if s.relation.kind is RelationKind.DUPLICATE]
    lines = [b for b in not_counted(plan) if isinstance(b, Lines)]
    assert sum(len(b.items) for b in lines) == len(twice) > 0


def test_records_given_up_are_named(plan: ActionPlan) -> None:
    booth = plan.assessment.of("special_booth")
    given_up = SetAside(booth, booth, plan.assessment.book.relations[0], (1,), high(booth))
    assert given_up_words(given_up) == "乙展"


def test_the_code_reopens_the_case_and_says_nothing_of_the_company(plan: ActionPlan) -> None:
    scan = scan_text("7f3a91c2d04b")
    document = checklist(plan, scan=scan)
    (code,) = [b for b in document.blocks if isinstance(b, Code)]
    assert code.text == "DGASSIST:7F3A91C2D04B"
    assert any("7F3A91C2D04B" in text for text in texts(document))
    assert not [b for b in checklist(plan).blocks if isinstance(b, Code)]


def test_the_code_is_small_and_has_its_three_corners() -> None:
    rows = modules(scan_text("7F3A91C2D04B"))
    assert len(rows) == 25  # version 2: capitals and digits take little room
    ring = (True,) * 7
    for corner in (rows[0][:7], rows[0][-7:], rows[-7][:7]):
        assert corner == ring
