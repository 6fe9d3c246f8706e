"""What people type, and what it stands for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dgassist.model.answers import Value
from dgassist.model.question import AnswerType, Option, Question
from dgassist.ui.entry import (
    EntryError,
    echo,
    entry_text,
    read_entry,
    remark,
    told_text,
    unit_word,
)

MONEY = Question("m", AnswerType.MONEY, "营业收入", minimum=Decimal(0))
PERSONS = Question("n", AnswerType.NUMBER, "从业人员", unit="person", minimum=Decimal(0))
DAY = Question("d", AnswerType.DATE, "成立日期")
YEAR = Question("y", AnswerType.YEAR, "年度")
CODE = Question("u", AnswerType.USCC, "统一社会信用代码")
NAME = Question("t", AnswerType.TEXT, "名称")
KIND = Question("k", AnswerType.CHOICE, "类别", options=(Option("a", "甲"),))
RATE = Question("r", AnswerType.PERCENT, "比例")


@pytest.mark.parametrize(
    ("question", "typed", "value"),
    [
        (MONEY, "12.5", Decimal(125000)),
        (MONEY, "１２．５", Decimal(125000)),
        (MONEY, "1,200", Decimal(12_000_000)),
        (MONEY, "1，200 万元", Decimal(12_000_000)),
        (MONEY, "1.2亿", Decimal(120_000_000)),
        (MONEY, "850元", Decimal(850)),
        (MONEY, "0.00001", Decimal("0.1")),
        (MONEY, "0", Decimal(0)),
        (PERSONS, "３８０", Decimal(380)),
        (PERSONS, "380人", Decimal(380)),
        (RATE, "3.5%", Decimal("3.5")),
        (DAY, "2026-03-10", date(2026, 3, 10)),
        (DAY, "20260310", date(2026, 3, 10)),
        (DAY, "２０２６年３月１０日", date(2026, 3, 10)),
        (DAY, "2026/3/10", date(2026, 3, 10)),
        (DAY, "2024-12", date(2024, 12, 1)),
        (DAY, "2024年12月", date(2024, 12, 1)),
        (DAY, "202412", date(2024, 12, 1)),
        (YEAR, "2026年", Decimal(2026)),
        (CODE, "91441900000003009b", "91441900000003009B"),
        (NAME, "  东莞市甲公司 ", "东莞市甲公司"),
        (NAME, "甲（东莞）\u200b模具Ａ厂\t", "甲（东莞）模具Ａ厂"),
        (MONEY, "   ", None),
    ],
)
def test_what_is_understood(question: Question, typed: str, value: Value | None) -> None:
    assert read_entry(question, typed) == value


@pytest.mark.parametrize(
    ("question", "typed", "words"),
    [
        (MONEY, "-3", "不能是负数"),
        (MONEY, "约十万", "只填数字"),
        (MONEY, "1.2.3", "只填数字"),
        (MONEY, "0.0000001", "精确到分"),
        (PERSONS, "20间", "只填数字"),
        (DAY, "2026-02-30", "没有"),
        (DAY, "2026-13", "核对月"),
        (DAY, "三月", "2026-03"),
        (DAY, "1026-03-10", "年份"),
        (YEAR, "26", "4位年份"),
        (YEAR, "3026", "年份"),
        (CODE, "9144190000000300", "18位"),
        (CODE, "91441900000003009A", "校验码"),
    ],
)
def test_what_is_refused_and_why(question: Question, typed: str, words: str) -> None:
    with pytest.raises(EntryError, match=words):
        read_entry(question, typed)


@pytest.mark.parametrize(
    ("question", "value", "typed", "told"),
    [
        (MONEY, Decimal(125000), "12.5", "12.5万元"),
        (MONEY, Decimal(10_000_000), "1000", "1,000万元"),
        (PERSONS, Decimal(380), "380", "380人"),
        (RATE, Decimal("3.50"), "3.5", "3.5%"),
        (DAY, date(2026, 3, 10), "2026-03-10", "2026-03-10"),
        (YEAR, Decimal(2026), "2026", "2026年"),
        (KIND, "a", "a", "甲"),
        (KIND, True, "是", "是"),
        (NAME, None, "", ""),
    ],
)
def test_a_value_in_its_box_and_in_words(
    question: Question, value: Value | None, typed: str, told: str
) -> None:
    assert entry_text(question, value) == typed
    assert told_text(question, value) == told


def test_a_month_is_said_to_be_taken_for_its_first_day() -> None:
    assert "按当月1日算" in remark(DAY, " ２０２４年１２月 ")
    assert remark(DAY, "2024-12-05") == remark(DAY, "") == remark(NAME, "2024-12") == ""


def test_money_is_echoed_in_yuan() -> None:
    assert echo(MONEY, Decimal(125000)) == "= 125,000 元"
    assert echo(PERSONS, Decimal(3)) == ""
    assert (unit_word(MONEY), unit_word(PERSONS), unit_word(YEAR)) == ("万元", "人", "年")
