"""Kleene's logic, every row of every table; unknown never counts as no."""

from __future__ import annotations

from itertools import product

import pytest

from dgassist.build.vocabulary import Kind
from dgassist.engine.operation import combined
from dgassist.engine.truth import Truth, conjunction, disjunction, of
from dgassist.engine.value import Verdict
from tests.formulas import value_of

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
ANSWER: dict[Truth, dict[str, bool]] = {T: {"v": True}, F: {"v": False}, U: {}}

AND = {
    (T, T): T, (T, F): F, (T, U): U,
    (F, T): F, (F, F): F, (F, U): F,
    (U, T): U, (U, F): F, (U, U): U,
}  # fmt: skip
OR = {
    (T, T): T, (T, F): T, (T, U): T,
    (F, T): T, (F, F): F, (F, U): U,
    (U, T): T, (U, F): U, (U, U): U,
}  # fmt: skip
AGREE = {
    (T, T): T, (T, F): U, (T, U): U,
    (F, T): U, (F, F): F, (F, U): U,
    (U, T): U, (U, F): U, (U, U): U,
}  # fmt: skip
PAIRS = list(product((T, F, U), repeat=2))
TRIPLES = list(product((T, F, U), repeat=3))


def verdict_of(text: str, *truths: Truth) -> Verdict:
    facts = {name: v for name, t in zip("pqr", truths, strict=False) for v in ANSWER[t].values()}
    value = value_of(text, Kind.TRUTH, **facts)
    assert isinstance(value, Verdict)
    return value


@pytest.mark.parametrize(("sides", "result"), AND.items())
def test_and(sides: tuple[Truth, Truth], result: Truth) -> None:
    assert conjunction(sides) is result
    assert verdict_of("p and q", *sides).truth is result


@pytest.mark.parametrize(("sides", "result"), OR.items())
def test_or(sides: tuple[Truth, Truth], result: Truth) -> None:
    assert disjunction(sides) is result
    assert verdict_of("p or q", *sides).truth is result


@pytest.mark.parametrize(("sides", "result"), AGREE.items())
def test_agree(sides: tuple[Truth, Truth], result: Truth) -> None:
    assert verdict_of("agree(p, q)", *sides).truth is result


@pytest.mark.parametrize(("truth", "result"), [(T, F), (F, T), (U, U)])
def test_not(truth: Truth, result: Truth) -> None:
    assert ~truth is result
    assert verdict_of("not p", truth).truth is result


@pytest.mark.parametrize("truths", TRIPLES)
def test_de_morgan_and_order_of_three(truths: tuple[Truth, ...]) -> None:
    assert conjunction(truths) is conjunction(reversed(truths))
    assert ~conjunction(truths) is disjunction(~t for t in truths)
    assert verdict_of("p and q and r", *truths).truth is conjunction(truths)
    assert verdict_of("not (p and q) or r", *truths).truth is disjunction(
        [~conjunction(truths[:2]), truths[2]]
    )


@pytest.mark.parametrize("sides", PAIRS)
@pytest.mark.parametrize(("text", "table"), [("p and q", AND), ("p or q", OR)])
def test_a_decided_side_drops_what_the_other_misses(
    text: str, table: dict[tuple[Truth, Truth], Truth], sides: tuple[Truth, Truth]
) -> None:
    unknown = {name for name, side in zip("pq", sides, strict=True) if side is U}
    verdict = verdict_of(text, *sides)
    assert verdict.missing == (unknown if table[sides] is U else set())


@pytest.mark.parametrize("sides", PAIRS)
def test_readings_that_differ_are_open_and_no_answer_would_help(
    sides: tuple[Truth, Truth],
) -> None:
    verdict = verdict_of("agree(p, q)", *sides)
    assert verdict.open == (set(sides) == {T, F})
    assert bool(verdict.missing) == (U in sides)


@pytest.mark.parametrize("sides", PAIRS)
@pytest.mark.parametrize("operator", ["==", "!="])
def test_comparing_truths(operator: str, sides: tuple[Truth, Truth]) -> None:
    verdict = verdict_of(f"p {operator} q", *sides)
    expected = U if U in sides else of((sides[0] is sides[1]) == (operator == "=="))
    assert verdict.truth is expected


@pytest.mark.parametrize("sides", TRIPLES)
def test_choice_between_truths(sides: tuple[Truth, Truth, Truth]) -> None:
    test, then, otherwise = sides
    verdict = verdict_of("q if p else r", test, then, otherwise)
    if test is U:
        assert verdict.truth is (then if then is otherwise else U)
    else:
        assert verdict.truth is (then if test is T else otherwise)
    if verdict.truth is U:
        assert verdict.missing
    else:
        assert not verdict.missing


def test_nothing_at_all_is_vacuously_decided() -> None:
    assert combined("all", []).truth is T
    assert combined("any", []).truth is F


def test_json_tells_unknown_from_no() -> None:
    assert [t.as_json for t in (T, F, U)] == [True, False, None]
