"""Money after formulas and caps: exact, whatever the order of records, and never invented."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dgassist.engine.amount import Amount
from dgassist.engine.assessment import find
from dgassist.engine.dependence import inputs_of
from dgassist.engine.eligibility import Outcome
from dgassist.engine.evaluation import Context
from dgassist.model.policybook import PolicyBook
from tests.formulas import AS_OF
from tests.tiny import Resources, cap, measure, told

WAN = 10_000


@pytest.fixture(scope="module")
def capped(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Amount]:
    """What booths bring under caps of many kinds; the measures are made once for all cases."""
    by_show = cap(per=["exhibition"], amount="12*wan")
    counts = {
        f"counts_{each}_{overall}": [cap(per=["exhibition"], count=each), cap(count=overall)]
        for each in (1, 2)
        for overall in (1, 2, 3, 4)
    }
    caps = {
        **counts,
        "counts_first": [cap(per=["exhibition"], count=2), cap(count=3), by_show],
        "amounts_first": [by_show, cap(count=3), cap(amount="25*wan")],
        "two_keys": [by_show, cap(per=["year(when)"], amount="15*wan")],
    }
    resources = Resources(tmp_path_factory.mktemp("capped"))
    book = resources.book(
        *(measure(name, per="booth", amount=HALF, caps=limits) for name, limits in caps.items())
    )

    def amount(measure_id: str, booths: list[dict[str, Any]]) -> Amount:
        return brought(book, measure_id, booth=booths)

    return amount


def ends(amount: Amount) -> tuple[int | None, int | None]:
    """What is firm, and the ceiling, in whole yuan."""
    for end in (amount.low, amount.high):
        assert end is None or end == int(end)
    low, high = (None if end is None else int(end) for end in (amount.low, amount.high))
    return low, high


def booth(exhibition: str | None = None, cost: Any = 0, **more: Any) -> dict[str, Any]:
    named = {} if exhibition is None else {"exhibition": exhibition}
    return {**named, "date": "2026-05-01", "cost": cost, **more}


def brought(book: PolicyBook, measure_id: str = "m", **records: Any) -> Amount:
    finding = find(book.measure[measure_id], Context(book, told(book, **records), AS_OF))
    assert finding.outcome is Outcome.ELIGIBLE
    assert finding.amount is not None
    return finding.amount


HALF = "50*percent*cost"


def test_a_third_of_money_is_cut_to_whole_yuan_never_rounded_up(tiny: Resources) -> None:
    book = tiny.book(measure("m", per="booth", amount="33*percent*cost"))
    assert brought(book, booth=[booth(cost=1001)]).high == 330
    assert brought(book, booth=[booth(cost=Decimal("99.99"))]).high == 32


def test_cents_of_several_records_add_up_before_they_are_cut(tiny: Resources) -> None:
    book = tiny.book(measure("m", per="booth", amount=HALF))
    assert brought(book, booth=[booth(cost=1), booth(cost=1)]).high == 1


def test_a_ceiling_promises_nothing(tiny: Resources) -> None:
    book = tiny.book(measure("m", per="booth", amount=HALF, firmness="upto"))
    amount = brought(book, booth=[booth(cost=9 * WAN)])
    assert ends(amount) == (0, 45_000)


def test_the_floor_of_a_range_is_firm(tiny: Resources) -> None:
    book = tiny.book(measure("m", per="booth", amount="cost", floor=HALF, firmness="range"))
    amount = brought(book, booth=[booth(cost=9 * WAN)])
    assert ends(amount) == (45_000, 90_000)


def test_an_unstated_amount_has_no_number(tiny: Resources) -> None:
    made = measure("m", per="booth", firmness="unstated")
    del made["benefit"]["amount"]
    amount = brought(tiny.book(made), booth=[booth()])
    assert ends(amount) == (None, None)
    assert amount.arithmetic == ("有支持，文中没写多少",)


def test_an_unknown_cost_is_bounded_by_the_cap_and_named(tiny: Resources) -> None:
    book = tiny.book(measure("m", per="booth", amount=f"min({HALF}, 10*wan)"))
    amount = brought(book, booth=[{"date": "2026-05-01"}])
    assert (*ends(amount), set(amount.missing)) == (0, 10 * WAN, {"booth.cost"})


def test_a_rate_without_a_cap_never_invents_one(tiny: Resources) -> None:
    book = tiny.book(measure("m", per="booth", amount=HALF, firmness="upto"))
    amount = brought(book, booth=[{"date": "2026-05-01"}])
    assert (*ends(amount), set(amount.missing)) == (0, None, {"booth.cost"})
    assert not any("Infinity" in line or "∞" in line for line in amount.arithmetic)


def test_negative_amounts_count_as_nothing(tiny: Resources) -> None:
    book = tiny.book(measure("m", per="booth", amount="cost - 5*wan"))
    assert brought(book, booth=[booth(cost=WAN), booth(cost=6 * WAN)]).high == WAN


# --- Caps -------------------------------------------------------------------------------


PER_EXHIBITION = cap(per=["exhibition"], amount="10*wan", label="同一展会")


def test_two_booths_in_one_exhibition_share_one_cap(tiny: Resources) -> None:
    book = tiny.book(measure("m", per="booth", amount=HALF, caps=[PER_EXHIBITION]))
    two = [booth("甲展", 16 * WAN), booth("甲展", 10 * WAN)]
    assert brought(book, booth=two).high == 10 * WAN
    assert brought(book, booth=[*two, booth("乙展", 2 * WAN)]).high == 11 * WAN
    lines = brought(book, booth=two).arithmetic
    assert any("同一展会封顶10万元：13万元 → 10万元" in line for line in lines)


def test_a_name_is_the_same_in_full_width_and_half_width(tiny: Resources) -> None:
    book = tiny.book(measure("m", per="booth", amount=HALF, caps=[PER_EXHIBITION]))
    booths = [booth(name, 20 * WAN) for name in ("甲展（春季 2026）", "甲展(春季2026)")]
    assert ends(brought(book, "m", booth=booths)) == (10 * WAN, 10 * WAN)


def test_booths_of_unnamed_exhibitions_may_be_of_one_so_only_one_cap_is_firm(
    tiny: Resources,
) -> None:
    book = tiny.book(measure("m", per="booth", amount=HALF, caps=[PER_EXHIBITION]))
    amount = brought(book, booth=[booth(cost=20 * WAN), booth(cost=20 * WAN)])
    assert amount.low == 10 * WAN
    assert amount.high == 20 * WAN
    assert amount.missing == {"booth.exhibition"}


def test_caps_apply_in_the_order_written(tiny: Resources) -> None:
    caps = [PER_EXHIBITION, cap(per=["year(when)"], amount="15*wan")]
    book = tiny.book(measure("m", per="booth", amount=HALF, caps=caps))
    booths = [booth("甲展", 30 * WAN), booth("乙展", 30 * WAN)]
    assert brought(book, booth=booths).high == 15 * WAN
    next_year = {**booths[1], "date": "2025-05-01"}
    assert brought(book, booth=[booths[0], next_year]).high == 20 * WAN


BOOTHS = st.lists(
    st.builds(
        lambda name, cost, year: {"exhibition": name, "date": f"{year}-05-01", "cost": cost},
        st.sampled_from("甲乙丙"),
        st.integers(0, 40).map(lambda wan: wan * WAN),
        st.sampled_from([2025, 2026]),
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("measure_id", ["counts_first", "amounts_first", "two_keys"])
@given(orders=BOOTHS.flatmap(lambda booths: st.tuples(st.just(booths), st.permutations(booths))))
def test_the_order_of_records_never_changes_the_total(
    capped: Callable[..., Amount],
    measure_id: str,
    orders: tuple[list[dict[str, Any]], list[dict[str, Any]]],
) -> None:
    one, other = (capped(measure_id, booths) for booths in orders)
    assert (one.low, one.high) == (other.low, other.high)


def best_of_brute_force(costs: list[tuple[str, int]], per_name: int, overall: int) -> int:
    """The most money of any choice of records within both counts."""
    best = 0
    for size in range(len(costs) + 1):
        for chosen in combinations(costs, min(size, overall)):
            names = [name for name, _ in chosen]
            if all(names.count(name) <= per_name for name in names):
                best = max(best, sum(cost // 2 for _, cost in chosen))
    return best


@given(
    costs=st.lists(
        st.tuples(st.sampled_from("甲乙丙"), st.integers(0, 50).map(lambda n: n * 2)),
        min_size=1,
        max_size=6,
    ),
    per_name=st.integers(1, 2),
    overall=st.integers(1, 4),
)
def test_nested_counts_pick_the_best_records(
    capped: Callable[..., Amount], costs: list[tuple[str, int]], per_name: int, overall: int
) -> None:
    booths = [booth(name, cost) for name, cost in costs]
    amount = capped(f"counts_{per_name}_{overall}", booths)
    assert amount.high == amount.low == best_of_brute_force(costs, per_name, overall)


def test_places_taken_before_count_against_the_limit(tiny: Resources) -> None:
    caps = [cap(count=2, used="received")]
    book = tiny.book(
        measure(
            "m",
            per={"record": "booth", "where": {"label": "没领过", "test": "not received",
                                              "citation": {"quote": "按实际费用的50%给予支持"}}},
            caps=caps,
        )
    )  # fmt: skip
    new = booth("新", received=False)
    for used, expected in ((0, 10 * WAN), (1, 5 * WAN), (2, 0), (3, 0)):
        old = [booth("旧", received=True)] * used
        assert brought(book, booth=[new, new, new, *old]).high == expected


# --- Money received before -----------------------------------------------------------------


def received(year: int, amount: int, measure_id: str = "m") -> dict[str, Any]:
    return {"measure": measure_id, "year": year, "amount": amount}


def test_lifetime_cap_counts_money_of_all_years(tiny: Resources) -> None:
    caps = [cap(amount="8*wan", lifetime="yes")]
    book = tiny.book(measure("m", per="booth", amount=HALF, caps=caps))
    booths = [booth("甲展", 12 * WAN)]
    for before, expected in (
        ([], 6 * WAN),
        ([received(2024, WAN), received(2025, 2 * WAN)], 5 * WAN),
        ([received(2024, 8 * WAN)], 0),
        ([received(2024, 9 * WAN)], 0),
        ([received(2024, 8 * WAN, "another")], 6 * WAN),
    ):
        assert brought(book, booth=booths, received_support=before).high == expected


def test_yearly_cap_counts_money_of_that_year_only(tiny: Resources) -> None:
    caps = [cap(per=["year(when)"], amount="8*wan")]
    book = tiny.book(measure("m", per="booth", amount=HALF, caps=caps))
    booths = [booth("甲展", 20 * WAN), {**booth("乙展", 20 * WAN), "date": "2025-05-01"}]
    assert brought(book, booth=booths, received_support=[]).high == 16 * WAN
    assert brought(book, booth=booths, received_support=[received(2025, 3 * WAN)]).high == 13 * WAN
    assert brought(book, booth=booths, received_support=[received(2024, 3 * WAN)]).high == 16 * WAN


def test_a_cap_of_neither_kind_ignores_money_received(tiny: Resources) -> None:
    book = tiny.book(measure("m", per="booth", amount=HALF, caps=[PER_EXHIBITION]))
    booths = [booth("甲展", 20 * WAN)]
    before = [received(2026, 10 * WAN)]
    assert brought(book, booth=booths, received_support=before).high == 10 * WAN


def test_yearly_caps_hold_for_groups_of_a_year(tiny: Resources) -> None:
    per = {"record": "purchase", "group_by": "year(when)"}
    caps = [cap(per=["year(when)"], amount="50*wan")]
    book = tiny.book(measure("m", per=per, amount="30*percent*sum(amount)", caps=caps))
    purchase = [{"year": 2025, "amount": 162 * WAN}, {"year": 2026, "amount": 190 * WAN}]
    untouched = brought(book, purchase=purchase, received_support=[])
    assert ends(untouched) == (986_000, 986_000)
    before = [received(2025, 20 * WAN), received(2026, WAN)]
    reduced = brought(book, purchase=purchase, received_support=before)
    assert ends(reduced) == (79 * WAN, 79 * WAN)
    assert reduced.missing == frozenset()


def test_yearly_and_lifetime_caps_work_together(tiny: Resources) -> None:
    caps = [
        cap(per=["year(when)"], amount="150*wan"),
        cap(amount="300*wan", lifetime="yes"),
    ]
    per = {"record": "purchase", "group_by": "year(when)"}
    book = tiny.book(measure("m", per=per, amount="50*percent*sum(amount)", caps=caps))
    purchase = [{"year": 2025, "amount": 410 * WAN}, {"year": 2026, "amount": 250 * WAN}]
    assert brought(book, purchase=purchase).high == 275 * WAN
    third = [{"year": 2024, "amount": 400 * WAN}, *purchase]
    assert brought(book, purchase=third).high == 300 * WAN


def test_a_group_of_a_year_is_cut_by_what_that_year_received(tiny: Resources) -> None:
    """The days differ, the year is the same."""
    per = {"record": "booth", "group_by": "year(when)"}
    caps = [cap(per=["year(when)"], amount="8*wan")]
    book = tiny.book(measure("m", per=per, amount="50*percent*sum(cost)", caps=caps))
    booths = [booth("甲展", 20 * WAN), {**booth("乙展", 20 * WAN), "date": "2026-09-01"}]
    before = [received(2026, 3 * WAN), received(2025, WAN)]
    amount = brought(book, booth=booths, received_support=before)
    assert (*ends(amount), set(amount.missing)) == (5 * WAN, 5 * WAN, set())


def test_money_of_a_year_counts_once_over_keys_it_does_not_tell_apart(tiny: Resources) -> None:
    caps = [cap(per=["exhibition", "year(when)"], amount="5*wan")]
    book = tiny.book(measure("m", per="booth", amount=HALF, caps=caps))
    booths = [booth("甲展", 20 * WAN), booth("乙展", 20 * WAN)]
    for before, expected in ((0, 10), (3, 7), (5, 5), (7, 3), (12, 0)):
        told_ = [received(2026, before * WAN)]
        assert brought(book, booth=booths, received_support=told_).high == expected * WAN


def test_nothing_is_firm_of_a_year_not_told_once_money_was_received(tiny: Resources) -> None:
    caps = [cap(per=["year(when)"], amount="8*wan")]
    book = tiny.book(measure("m", per="booth", amount=HALF, caps=caps))
    undated = [{"exhibition": "甲展", "cost": 20 * WAN, "area": 20}]
    answers = told(book, booth=undated, received_support=[received(2026, 3 * WAN)])
    finding = find(book.measure["m"], Context(book, answers, AS_OF))
    assert finding.potential is not None
    assert ends(finding.potential) == (0, 8 * WAN)


def test_money_of_a_year_comes_off_what_that_year_may_bring(tiny: Resources) -> None:
    """Not only off the ceiling: what the year was worth is paid, and no more."""
    per = {"record": "booth", "group_by": "year(when)"}
    caps = [cap(per=["year(when)"], amount="min(8*wan, 50*percent*sum(cost))")]
    book = tiny.book(measure("m", per=per, amount="50*percent*sum(cost)", caps=caps))
    for cost, before, expected in ((8, 4, 0), (8, 1, 3), (8, 5, 0), (30, 3, 5)):
        told_ = [received(2026, before * WAN)]
        amount = brought(book, booth=[booth("甲展", cost * WAN)], received_support=told_)
        assert ends(amount) == (expected * WAN, expected * WAN)
    unpriced = {**booth("乙展", 4 * WAN), "cost": None}
    amount = brought(
        book, booth=[booth("甲展", 8 * WAN), unpriced], received_support=[received(2026, 3 * WAN)]
    )
    assert (*ends(amount), set(amount.missing)) == (WAN, 5 * WAN, {"booth.cost"})


ONCE = [
    [cap(amount="8*wan", once="yes", label="一次性")],
    [cap(count=1, once="yes", label="一次性"), cap(amount="8*wan")],
]


@pytest.mark.parametrize("caps", ONCE)
def test_once_means_no_balance_after_any_money(tiny: Resources, caps: list[dict[str, Any]]) -> None:
    book = tiny.book(measure("m", per="booth", amount=HALF, caps=caps))
    booths = [booth("甲展", 30 * WAN)]
    for before, expected in (
        ([], 8 * WAN),
        ([received(2024, 1)], 0),
        ([received(2024, 20 * WAN)], 0),
        ([received(2024, 0)], 8 * WAN),
        ([received(2024, WAN, "another")], 8 * WAN),
    ):
        amount = brought(book, booth=booths, received_support=before)
        assert amount.low == amount.high == expected
    lines = brought(book, booth=booths, received_support=[received(2024, WAN)]).arithmetic
    assert any(line.startswith("一次性，领过1万元的不再给：") for line in lines)


@pytest.mark.parametrize("more", [{"lifetime": "yes"}, {"per": ["exhibition"]}])
def test_once_is_over_everything_and_for_life(tiny: Resources, more: dict[str, Any]) -> None:
    made = measure("m", per="booth", amount=HALF, caps=[cap(amount="8*wan", once="yes", **more)])
    with pytest.raises(AssertionError, match="once"):
        tiny.book(made)


# --- Money received under a measure that states the same support ----------------------------


def twins(kind: str, *members: str) -> dict[str, Any]:
    citation = {"document": "law", "clause": "正文 一", "quote": "按实际费用的50%给予支持"}
    return {"kind": kind, "members": members, "note": "同一项。", "citations": [citation]}


LIMITS = {
    "life": [cap(amount="8*wan", lifetime="yes")],
    "year": [cap(per=["year(when)"], amount="8*wan")],
    "once": [cap(amount="8*wan", once="yes")],
    "show": [PER_EXHIBITION],
}


@pytest.mark.parametrize(
    ("limit", "left"), [("life", 5 * WAN), ("year", 5 * WAN), ("once", 0), ("show", 10 * WAN)]
)
@pytest.mark.parametrize("mine", ["a", "b"])
def test_money_of_either_twin_counts_for_both(
    tiny: Resources, limit: str, left: int, mine: str
) -> None:
    caps = LIMITS[limit]
    book = tiny.book(
        measure("a", per="booth", amount=HALF, caps=caps),
        measure("b", per="booth", amount=HALF, caps=caps),
        relations=(twins("duplicate", "a", "b"),),
    )
    booths = [booth("甲展", 30 * WAN)]
    for source in ("a", "b"):
        before = [received(2026, 3 * WAN, source)]
        assert brought(book, mine, booth=booths, received_support=before).high == left


@pytest.mark.parametrize("kind", ["exclusive", "may_not_add_up", "stage"])
def test_other_relations_do_not_make_twins(tiny: Resources, kind: str) -> None:
    made = [measure(id_, per="booth", amount=HALF, caps=LIMITS["life"]) for id_ in ("a", "b")]
    book = tiny.book(*made, relations=(twins(kind, "a", "b"),))
    before = [received(2026, 3 * WAN, "b")]
    assert brought(book, "a", booth=[booth("甲展", 30 * WAN)], received_support=before).high == (
        8 * WAN
    )


def test_the_twin_of_a_twin_is_none(tiny: Resources) -> None:
    """One sentence may name several supports, each of which another states by itself."""
    made = [measure(id_, per="booth", amount=HALF, caps=LIMITS["life"]) for id_ in "abc"]
    pairs = (twins("duplicate", "a", "b"), twins("duplicate", "b", "c"))
    book = tiny.book(*made, relations=pairs)
    before = [received(2026, 3 * WAN, "c")]
    for mine, left in (("a", 8), ("b", 5), ("c", 5)):
        amount = brought(book, mine, booth=[booth("甲展", 30 * WAN)], received_support=before)
        assert amount.high == left * WAN


def test_the_other_reading_alone_may_count_money_received(tiny: Resources) -> None:
    other = {"note": "按企业合计。", "caps": [cap(amount="8*wan", lifetime="yes")]}
    book = tiny.book(measure("m", per="booth", amount="8*wan", other_reading=other))
    before = [received(2025, 5 * WAN)]
    amount = brought(book, booth=[booth()], received_support=before)
    assert amount.other is not None
    assert (ends(amount)[1], ends(amount.other)[1]) == (8 * WAN, 3 * WAN)
    assert "received_support" in inputs_of(book.measure["m"], book)


# --- The other reading ---------------------------------------------------------------------


def test_the_reading_not_planned_on_is_shown_beside(tiny: Resources) -> None:
    other = {"note": "另一种算法。", "amount": "10*wan"}
    book = tiny.book(measure("m", per="booth", other_reading=other))
    amount = brought(book, booth=[booth(), booth()])
    assert amount.high == 10 * WAN
    assert amount.other is not None
    assert (ends(amount.other)[1], amount.other.note) == (20 * WAN, "另一种算法。")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_groups_add_up_in_any_order(tiny: Resources, order: tuple[int, ...]) -> None:
    per = {"record": "purchase", "group_by": "year(when)"}
    book = tiny.book(measure("m", per=per, amount="min(sum(amount), 5*wan)"))
    items = [
        {"year": 2025, "amount": 4 * WAN},
        {"year": 2025, "amount": 4 * WAN},
        {"year": 2026, "amount": 3 * WAN},
    ]
    assert brought(book, purchase=[items[i] for i in order]).high == 8 * WAN
