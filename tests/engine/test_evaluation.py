"""Each node of a formula: its value when all is answered, and what is known before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dgassist.build.vocabulary import Kind
from dgassist.engine.evaluation import Context, evaluate, verdict
from dgassist.engine.operation import shifted
from dgassist.engine.truth import Truth
from dgassist.engine.value import INFINITY, NOTHING, Moment, Quantity, Verdict
from dgassist.model.expression import (
    AddMonths,
    Agree,
    All,
    Boolean,
    Choose,
    Compare,
    Date,
    Expression,
    Fact,
    Not,
    Number,
    Steps,
    Text,
)
from tests.formulas import context, formula, value_of

D = Decimal
TWO = Number(D(2), "", "2")


def number_of(text: str, **facts: Any) -> Quantity:
    value = value_of(text, Kind.NUMBER, **facts)
    assert isinstance(value, Quantity)
    return value


def truth_of(text: str, **facts: Any) -> Truth:
    value = value_of(text, Kind.TRUTH, **facts)
    assert isinstance(value, Verdict)
    return value.truth


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("m + n * 2", "11"),
        ("(m + n) * 2", "16"),
        ("m - n", "2"),
        ("m / 2", "2.5"),
        ("m // 2", "2"),
        ("(n - m) // 2", "-1"),
        ("floor(m / 2)", "2"),
        ("floor((n - m) / 4)", "-1"),
        ("min(m, n, 4)", "3"),
        ("max(m, n, 4)", "5"),
        ("steps(m, 1, 5, 6)", "2"),
        ("m if p else n", "5"),
        ("year(opened)", "2026"),
        ("0.1 + 0.2", "0.3"),
        ("33*percent*m", "1.65"),
        ("30*percent*(1820000*yuan - 20*wan)", "486000"),
        ("3*wan", "30000"),
        ("1*yi", "100000000"),
        ("1500*yuan/sqm*(2*sqm)", "3000"),
        ("-3 + m", "2"),
        ("rate * 200", "7"),
    ],
)
def test_exact_numbers(text: str, result: str) -> None:
    value = number_of(text, m=5, n=3, p=True, opened=date(2026, 5, 1), rate=D("3.5"))
    assert value == Quantity(D(result), D(result))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("fee", "0", "Infinity"),
        ("k", "-Infinity", "Infinity"),
        ("few", "1", "3"),
        ("min(fee, 10*wan)", "0", "100000"),
        ("max(fee, 10*wan)", "100000", "Infinity"),
        ("max(0*yuan, min(fee, 5*wan - fee))", "0", "50000"),
        ("few * 2 - 1", "1", "5"),
        ("few // 2", "0", "1"),
        ("6 / few", "2", "6"),
        ("6 / m", "-Infinity", "Infinity"),
        ("few * k", "-Infinity", "Infinity"),
        ("0 * k", "0", "0"),
        ("steps(few, 1, 2, 9)", "1", "2"),
        ("1 if p else few", "1", "3"),
        ("year(opened)", "0", "9999"),
    ],
)
def test_an_unknown_leaves_an_interval(text: str, low: str, high: str) -> None:
    value = number_of(text)
    assert (value.low, value.high) == (D(low), D(high))
    assert bool(value.missing) == (low != high)


def test_missing_names_each_unknown_once_and_nothing_answered() -> None:
    assert number_of("m + n * few", n=2).missing == {"m", "few"}
    assert number_of("min(0, m)", m=1).missing == NOTHING


@pytest.mark.parametrize(
    ("text", "at", "just_below", "just_above"),
    [
        ("fee > 1000*wan", False, False, True),
        ("fee >= 1000*wan", True, False, True),
        ("fee < 1000*wan", False, True, False),
        ("fee <= 1000*wan", True, True, False),
        ("fee == 1000*wan", True, False, False),
        ("fee != 1000*wan", False, True, True),
    ],
)
def test_thresholds_to_the_cent(text: str, at: bool, just_below: bool, just_above: bool) -> None:
    limit, cent = D(10_000_000), D("0.01")
    found = [truth_of(text, fee=limit + step) for step in (D(0), -cent, cent)]
    assert found == [Truth.TRUE if t else Truth.FALSE for t in (at, just_below, just_above)]


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("few <= 3", Truth.TRUE),
        ("few < 1", Truth.FALSE),
        ("few == 4", Truth.FALSE),
        ("few != 4", Truth.TRUE),
        ("few < 3", Truth.UNKNOWN),
        ("few == 1", Truth.UNKNOWN),
        ("m >= 0", Truth.TRUE),
        ("0 <= m < 5", Truth.UNKNOWN),
        ("min(m, 3) > 4", Truth.FALSE),
    ],
)
def test_comparisons_decided_before_the_answer(text: str, truth: Truth) -> None:
    assert truth_of(text) is truth


@pytest.mark.parametrize(
    ("code", "truth"),
    [
        ("3525", Truth.TRUE),
        ("36", Truth.TRUE),
        ("3670", Truth.TRUE),
        ("3524", Truth.FALSE),
        ("13", Truth.FALSE),
        ("35", Truth.UNKNOWN),
        ("352", Truth.UNKNOWN),
        (None, Truth.UNKNOWN),
    ],
)
def test_industry_codes(code: str | None, truth: Truth) -> None:
    facts = {} if code is None else {"code": code}
    value = value_of("within(code, 'mould', '36')", Kind.TRUTH, **facts)
    assert isinstance(value, Verdict)
    assert value.truth is truth
    assert value.missing == ({"code"} if truth is Truth.UNKNOWN else NOTHING)


def test_words() -> None:
    assert truth_of("colour in ('red', 'green')", colour="green") is Truth.TRUE
    assert truth_of("colour not in ('red', 'green')", colour="green") is Truth.FALSE
    assert truth_of("colour in ('red', 'green')") is Truth.UNKNOWN
    assert truth_of("colour == 'red'", colour="blue") is Truth.FALSE
    assert truth_of("colour != 'red'") is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        ("2027-11-30", -9, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2028-06-10", -3, "2028-03-10"),
        ("2025-06-10", 36, "2028-06-10"),
        ("2025-06-10", 33, "2028-03-10"),
        ("2027-02-28", -3, "2026-11-28"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-05-05", 0, "2026-05-05"),
        ("2025-12-05", 12, "2026-12-05"),
    ],
)
def test_corresponding_day_or_end_of_month(day: str, months: int, result: str) -> None:
    assert shifted(date.fromisoformat(day), months) == date.fromisoformat(result)
    moved = evaluate(AddMonths(Date(day), months), context())
    assert moved == Moment(date.fromisoformat(result), date.fromisoformat(result))


def test_first_and_last_day_of_a_span() -> None:
    text = "date('2024-01-16') <= opened <= date('2027-01-16')"
    days = ["2024-01-15", "2024-01-16", "2027-01-16", "2027-01-17"]
    found = [truth_of(text, opened=date.fromisoformat(day)) for day in days]
    assert found == [Truth.FALSE, Truth.TRUE, Truth.TRUE, Truth.FALSE]
    assert truth_of(text) is Truth.UNKNOWN


ACTS = [
    {"name": "甲", "date": date(2026, 1, 1), "cost": 100, "good": True},
    {"name": "乙", "date": date(2026, 2, 1), "cost": 50, "good": False},
]


def test_looking_at_all_records_of_a_type() -> None:
    there = context(act=ACTS)
    none, untold = context(act=[]), context()

    def holds(text: str, where: Context) -> Verdict:
        value = evaluate(formula(text, Kind.TRUTH), where)
        assert isinstance(value, Verdict)
        return value

    assert holds("holds('act', good)", there).truth is Truth.TRUE
    assert holds("holds('act', cost > 100*yuan)", there).truth is Truth.FALSE
    assert holds("holds('act', good)", none).truth is Truth.FALSE
    assert holds("holds('act', good)", untold) == Verdict(Truth.UNKNOWN, frozenset({"act"}))
    total = formula("total('act', cost)", Kind.NUMBER, "yuan")
    assert evaluate(total, there) == Quantity(D(150), D(150))
    assert evaluate(total, none) == Quantity(D(0), D(0))
    assert evaluate(total, untold) == Quantity(D(0), INFINITY, frozenset({"act"}))


def test_one_record_with_an_unknown_field_keeps_the_others_share() -> None:
    where = context(act=[{"cost": 100}, {"name": "乙"}])
    total = evaluate(formula("total('act', cost)", Kind.NUMBER), where)
    assert total == Quantity(D(100), INFINITY, frozenset({"act.cost"}))


def test_group_sums_count_a_doubtful_record_only_at_the_high_end() -> None:
    sure, doubtful = Verdict(Truth.TRUE), Verdict(Truth.UNKNOWN, frozenset({"act.good"}))
    where = context().over("act", (({"cost": D(100)}, sure), ({"cost": D(50)}, doubtful)))
    total = evaluate(formula("sum(cost)", Kind.NUMBER, record=True), where)
    assert total == Quantity(D(100), D(150), frozenset({"act.good"}))
    count = evaluate(formula("count()", Kind.NUMBER, record=True), where)
    assert count == Quantity(D(1), D(2), frozenset({"act.good"}))


def test_steps_with_an_unknown_threshold_name_it() -> None:
    node = Steps(Number(D(3), "", "3"), (Fact("few"),))
    assert evaluate(node, context()) == Quantity(D(1), D(1))
    node = Steps(Number(D(2), "", "2"), (Fact("few"),))
    assert evaluate(node, context()) == Quantity(D(0), D(1), frozenset({"few"}))


def test_a_truth_without_an_applying_case_is_unknown_and_not_an_error() -> None:
    no_case = Choose(formula("p", Kind.TRUTH), formula("q", Kind.TRUTH), None)
    assert verdict(All((no_case,)), context({"p": False})).truth is Truth.UNKNOWN
    assert verdict(Not(no_case), context()).missing == {"p"}
    either = Choose(formula("r", Kind.TRUTH), no_case, formula("q", Kind.TRUTH))
    assert verdict(Not(either), context({"q": True})).truth is Truth.UNKNOWN


READINGS_DIFFER = Agree((Boolean(value=True), Boolean(value=False)))


@pytest.mark.parametrize(
    "node",
    [
        Not(READINGS_DIFFER),
        All((READINGS_DIFFER, Boolean(value=True))),
        Compare("==", READINGS_DIFFER, Boolean(value=True)),
        Choose(READINGS_DIFFER, Boolean(value=True), Boolean(value=False)),
        Compare("==", Choose(READINGS_DIFFER, Text("red"), Text("blue")), Text("red")),
        Compare(">", Choose(READINGS_DIFFER, Number(D(1), "", "1"), Number(D(3), "", "3")), TWO),
        Compare(
            ">", Choose(READINGS_DIFFER, Date("2026-01-01"), Date("2027-01-01")), Date("2026-05-01")
        ),
    ],
)
def test_what_the_text_leaves_open_stays_open_through_every_node(node: Expression) -> None:
    assert verdict(node, context()) == Verdict(Truth.UNKNOWN, NOTHING, open=True)
