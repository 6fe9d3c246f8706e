"""Amounts in the words people use."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dgassist.build.vocabulary import Kind
from dgassist.engine.truth import Truth
from dgassist.engine.value import Verdict
from dgassist.engine.wording import amount_text, arithmetic, money, percent
from dgassist.model.answers import Record
from tests.formulas import RECORD_TYPE, context, formula


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "0元"),
        ("850", "850元"),
        ("9999", "9,999元"),
        ("10000", "1万元"),
        ("45000", "4.5万元"),
        ("21920", "2.192万元"),
        ("486000", "48.6万元"),
        ("123456", "12.3456万元"),
        ("100000000", "1亿元"),
        ("120000000", "1.2亿元"),
        ("-45000", "-4.5万元"),
        ("10000000", "1,000万元"),
    ],
)
def test_money(amount: str, words: str) -> None:
    assert money(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["99999999", "123456789", "100000001", "999999999"])
def test_words_never_tell_another_amount(amount: str) -> None:
    """A figure shortened to four decimals of 亿 would differ from the yuan that are paid."""
    words = money(Decimal(amount))
    sizes = {"万": 10_000, "亿": 100_000_000}
    number = words.rstrip("元").replace(",", "")
    told = Decimal(number.rstrip("万亿")) * sizes.get(number[-1], 1)
    assert told == Decimal(amount)


def test_units() -> None:
    assert amount_text(Decimal(36), "sqm") == "36㎡"
    assert amount_text(Decimal(35), "yuan/sqm/month") == "35元/㎡·月"
    assert amount_text(Decimal(12), "month") == "12个月"
    assert amount_text(Decimal("2.50"), "") == "2.5"


# --- Formulas in words --------------------------------------------------------------------


def said(text: str, unit: str = "", **facts: int) -> str:
    return " / ".join(arithmetic(formula(text, Kind.NUMBER, unit), context(facts)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("m * (n + k)", "m2 × （n3 + k1） = 8"),
        ("(m - n) * k", "（m2 − n3） × k1 = -1"),
        ("m - (n - k)", "m2 − （n3 − k1） = 0"),
        ("m - n - k", "m2 − n3 − k1 = -2"),
        ("m / (n * k)", "m2 ÷ （n3 × k1） = 0.6667"),
        ("m + n // k * m", "m2 + （n3 ÷ k1，取整） × m2 = 8"),
        ("m * (n - k if p else n)", "m2 × （n3 − k1） = 4"),
        ("m * min(n, k)", "m2 × （n3与k1中的较低者） = 2"),
        ("m * max(0, n - k)", "m2 × （n3 − k1，不低于0） = 4"),
    ],
)
def test_a_formula_in_words_is_no_other_formula(text: str, words: str) -> None:
    assert said(text, m=2, n=3, k=1, p=True) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("min(m, n)", "m2 / n3 / 以上取最低：2"),
        ("max(0, k - n)", "k1 − n3 = -2 / 不低于0：0"),
        ("min(max(m, n), 1)", "m2 / n3 / 以上取最高：3 / 限额1 / 3、1中取最低：1"),
        ("min(1, max(m, n))", "m2 / n3 / 以上取最高：3 / 限额1 / 3、1中取最低：1"),
        (
            "max(min(m, n), min(n, k))",
            "m2 / n3 / 以上取最低：2 / n3 / k1 / 3、1中取最低：1 / 2、1中取最高：2",
        ),
    ],
)
def test_of_the_above_means_all_the_lines_above(text: str, words: str) -> None:
    assert said(text, m=2, n=3, k=1) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0.3 * sum(cost)", "0.3 × 费用合计12元 = 3.6元"),
        ("0.3 * sum(cost - 1*yuan)", "0.3 × （费用 − 1元）合计10元 = 3元"),
        ("0.3 * sum(max(0*yuan, cost - 3*yuan))", "0.3 × （费用 − 3元，不低于0）合计7元 = 2.1元"),
        ("sum(2 * cost)", "（2 × 费用）合计24元"),
        ("sum(cost if good else 0*yuan)", "好、费用合计10元"),
    ],
)
def test_a_sum_over_records_says_what_is_summed(text: str, words: str) -> None:
    records: list[Record] = [
        {"cost": Decimal(2), "good": False},
        {"cost": Decimal(10), "good": True},
    ]
    belonging = tuple((record, Verdict(Truth.TRUE)) for record in records)
    together = context().over(RECORD_TYPE.id, belonging)
    assert arithmetic(formula(text, Kind.NUMBER, "yuan", record=True), together) == (words,)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("0.061765", "6.18%"),
        ("0.114754", "11.48%"),
        ("0.05", "5%"),
        ("0.0345", "3.45%"),
        ("0.02999999", "不到3%"),
        ("0.03000001", "略高于3%"),
        ("0", "0%"),
        ("-0.12346", "-12.35%"),
    ],
)
def test_a_share_has_two_decimals_and_never_seems_to_reach_a_bound(share: str, words: str) -> None:
    assert percent(Decimal(share)) == words
