"""Amounts in the words people use."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dgassist.engine.wording import amount_text, money


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
