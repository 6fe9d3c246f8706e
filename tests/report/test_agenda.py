from __future__ import annotations

from datetime import date

from dgassist.case import Case
from dgassist.plan.agenda import Item, Occasion, agenda_of
from dgassist.report import agenda as words
from dgassist.report.document import Heading, Paragraph, Table
from tests.report.conftest import Planner, told
from tests.tiny import Resources, measure
from tests.tiny import told as told_to


def own(found: Planner, occasion: Occasion, as_of: date = date(2026, 11, 21)) -> Item:
    plan = found(as_of=as_of)
    agenda = agenda_of(plan)
    return next(i for i in (*agenda.ahead, *agenda.passed) if i.occasion is occasion)


def test_the_end_of_the_annexes_says_how_much_depends_on_it(planner: Planner) -> None:
    plan = planner()
    item = own(planner, Occasion.TERM)
    total = len(item.measure_ids)
    share = words.share_words(item, plan.assessment)
    assert share.startswith(f"关系到本单位{total}项：附件1有")
    assert words.day_words(item) == "至2027-01-16，还有56天"
    assert "最好不晚于2027-01-15" in words.advice_words(item)


def test_a_renewal_has_a_safe_and_a_last_day(planner: Planner) -> None:
    item = own(planner, Occasion.APPLY_BY)
    assert words.item_words(item) == "最晚申请东莞优品证书复审（精密模架）"
    assert words.advice_words(item) == "最好不晚于2027-09-19提交申请，最晚2027-09-20。"


def test_of_many_records_three_are_named(planner: Planner) -> None:
    content = told()
    product = content["records"]["quality_product"][0]
    content["records"]["quality_product"] = [product | {"product": f"{n}号"} for n in range(5)]
    item = next(i for i in agenda_of(planner(content)).ahead if i.bearers)
    assert words.item_words(item).endswith("（0号、1号、2号等5件）")


def test_the_table_names_each_month_once(planner: Planner) -> None:
    heading, table, rest = words.agenda_blocks(planner())
    assert heading == Heading("期限")
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == ["2027年1月", "2027年9月", "2027年12月"]
    assert isinstance(rest, Paragraph)
    assert "当年申报指南发布后才知道受理时间" in rest.text


def test_nothing_ahead_and_nothing_awaited_is_not_mentioned(tiny: Resources) -> None:
    book = tiny.book(measure("duty", form="obligation"))
    late = Case(book, told_to(book), date(2035, 1, 1)).plan
    assert agenda_of(late).passed
    assert list(words.agenda_blocks(late)) == []
