"""Totals that promise nothing, dates to act by, and what is one step away."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dgassist.case import Case
from dgassist.model.measure import DeadlineKind
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.deadline import DeadlineStatus
from tests.formulas import AS_OF
from tests.tiny import CITED, Resources, cap, condition, left_open, measure, told

WAN = 10_000


def plan(
    tiny: Resources,
    *measures: dict[str, Any],
    company: dict[str, Any] | None = None,
    relations: tuple[dict[str, Any], ...] = (),
    as_of: date = AS_OF,
    **records: Any,
) -> ActionPlan:
    book = tiny.book(*measures, relations=relations)
    return Case(book, told(book, company, **records), as_of).plan


def related(kind: str, *members: str, **more: str) -> dict[str, Any]:
    citation = {"document": "law", "clause": "正文 一", **CITED}
    made = {"kind": kind, "members": list(members), "note": "只计一次", "citations": [citation]}
    return {**made, **more}


def test_ceilings_and_what_is_not_own_cash_stay_out_of_the_exact_total(tiny: Resources) -> None:
    found = plan(
        tiny,
        measure("exact", amount="1*wan"),
        measure("ceiling", amount="20*wan", firmness="upto"),
        measure("soft", amount="300*wan", firmness="soft"),
        measure("range", amount="4000*wan", floor="1000*wan", firmness="range"),
        measure("loan", amount="1*yi", form="loan"),
        measure("for_person", amount="7*wan", payee="person"),
        measure("for_team", amount="60*wan", payee="team"),
        measure("waiting", condition("member"), amount="9*wan"),
        measure("open", left_open(), amount="9*wan"),
    )
    assert found.exact_total == 1001 * WAN
    assert found.ceiling_total == 4321 * WAN
    assert found.personal_total == 67 * WAN


def test_an_exact_total_never_exceeds_the_ceiling(tiny: Resources) -> None:
    """Half is known, the rest not yet, and no cap bounds it: the known half counts in both."""
    found = plan(
        tiny,
        measure("m", per="purchase", amount="amount + revenue"),
        purchase=[{"year": 2026, "amount": 2 * WAN}],
    )
    assert found.exact_total == 2 * WAN
    assert found.exact_total <= found.ceiling_total


def test_what_is_stated_twice_counts_once(tiny: Resources) -> None:
    measures = (measure("one"), measure("two", amount="8*wan"), measure("three", amount="2*wan"))
    relations = (
        related("duplicate", "one", "two", planned="one"),
        related("exclusive", "one", "three"),
    )
    found = plan(tiny, *measures, relations=relations)
    assert found.exact_total == found.ceiling_total == 5 * WAN
    assert {s.finding.measure.id for s in found.selection.set_aside} == {"two", "three"}


def test_a_warning_is_given_only_where_both_are_claimed(tiny: Resources) -> None:
    measures = (measure("one"), measure("two", condition("member")))
    relations = (related("may_not_add_up", "one", "two"),)
    assert plan(tiny, *measures, relations=relations).warnings == ()
    both = plan(tiny, *measures, relations=relations, company={"member": True})
    assert both.warnings == ("只计一次",)
    assert both.exact_total == 10 * WAN


@pytest.mark.parametrize(
    ("kinds", "given"), [(["special", "plain"], ()), (["special", "special"], ("只计一次",))]
)
def test_a_warning_about_one_record_needs_both_on_that_record(
    tiny: Resources, kinds: list[str], given: tuple[str, ...]
) -> None:
    measures = (
        measure("first", condition("kind == 'special'"), per="booth"),
        measure("second", condition(f"kind == '{kinds[1]}'"), per="booth"),
    )
    relations = (related("may_not_add_up", "first", "second", same="record"),)
    booths = [{"date": "2026-05-01", "kind": kind} for kind in kinds]
    found = plan(tiny, *measures, relations=relations, booth=booths)
    assert found.exact_total >= 10 * WAN
    assert found.warnings == given


def test_a_warning_about_one_record_counts_who_may_yet_be_paid_for_it(tiny: Resources) -> None:
    measures = (
        measure("paid", per="booth"),
        measure("open", left_open(), per="booth"),
        measure("special", condition("kind == 'special'"), per="booth"),
    )
    booth = [{"date": "2026-05-01", "kind": "plain"}]

    def warnings(*members: str, **more: str) -> tuple[str, ...]:
        relations = (related("may_not_add_up", *members, **more),)
        return plan(tiny, *measures, relations=relations, booth=booth).warnings

    assert warnings("paid", "open", same="record") == ("只计一次",)
    assert warnings("paid", "open") == ()
    assert warnings("open", "special", same="record") == ()
    assert warnings("paid", "special", same="record") == ()


def test_who_is_set_aside_gives_no_warning(tiny: Resources) -> None:
    measures = (measure("one", per="booth"), measure("two", amount="2*wan", per="booth"))
    relations = (
        related("duplicate", "one", "two", planned="one"),
        related("may_not_add_up", "one", "two", same="record"),
    )
    found = plan(tiny, *measures, relations=relations, booth=[{"date": "2026-05-01"}])
    assert found.warnings == ()


# --- Near misses ------------------------------------------------------------------------


def test_a_near_miss_fails_by_exactly_one_condition(tiny: Resources) -> None:
    made = measure(
        "m",
        condition("area >= 18*sqm"),
        condition("kind == 'special'"),
        per="booth",
        amount="50*percent*cost",
    )
    booths = [
        {"date": "2026-05-01", "area": 17, "kind": "special", "cost": 6 * WAN},
        {"date": "2026-05-01", "area": 17, "kind": "plain", "cost": 6 * WAN},
        {"date": "2026-05-01", "area": 18, "kind": "special", "cost": 6 * WAN},
    ]
    (near,) = plan(tiny, made, booth=booths).near_misses
    assert near.indexes == (0,)
    assert near.failing.criterion.label == "area >= 18*sqm"
    assert near.would_be is not None
    assert near.would_be.high == 3 * WAN


def test_a_passed_date_is_no_advice(tiny: Resources) -> None:
    booth = [{"date": "2024-01-15"}]
    misses = plan(tiny, measure("m", per="booth"), booth=booth).near_misses
    assert [near.changeable for near in misses] in ([], [False])


def test_another_kind_of_applicant_is_no_near_miss(tiny: Resources) -> None:
    found = plan(tiny, measure("m"), company={"applicant_type": "association"})
    assert found.near_misses == ()


# --- Dates ------------------------------------------------------------------------------


def renewal(months: int) -> dict[str, Any]:
    due = {
        "label": "复审",
        "due": f"add_months(date, {months})",
        "kind": "apply_by",
        "citation": CITED,
    }
    return {**measure("m", per="booth"), "deadlines": [due]}


@pytest.mark.parametrize(
    ("act", "months", "due"),
    [
        ("2025-06-10", 33, "2028-03-10"),
        ("2024-11-30", 27, "2027-02-28"),
        ("2026-01-31", 1, "2026-02-28"),
    ],
)
def test_a_due_day_is_the_corresponding_day(
    tiny: Resources, act: str, months: int, due: str
) -> None:
    found = plan(tiny, renewal(months), booth=[{"exhibition": "甲", "date": act}])
    (day,) = [d for d in found.deadlines if d.label == "复审"]
    assert day.day == date.fromisoformat(due)
    assert day.safe_day <= day.day
    assert day.record_name == "甲"


def test_the_end_of_the_term_has_an_earlier_safe_day(tiny: Resources) -> None:
    (end,) = plan(tiny, measure("m")).deadlines
    assert (end.kind, end.day) == (DeadlineKind.EXPIRY, date(2027, 1, 16))
    assert end.safe_day == date(2027, 1, 15)
    assert end.days_left == (date(2027, 1, 16) - AS_OF).days


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        (date(2027, 1, 15), DeadlineStatus.AHEAD),
        (date(2027, 1, 16), DeadlineStatus.AHEAD),
        (date(2027, 1, 17), DeadlineStatus.PASSED),
    ],
)
def test_the_last_valid_day_is_still_open(
    tiny: Resources, as_of: date, status: DeadlineStatus
) -> None:
    (end,) = plan(tiny, measure("m"), as_of=as_of).deadlines
    assert end.status is status


def test_what_is_ruled_out_has_no_dates(tiny: Resources) -> None:
    assert plan(tiny, measure("m"), company={"applicant_type": "association"}).deadlines == ()


def test_dates_come_in_order(tiny: Resources) -> None:
    booths = [{"date": "2026-05-01"}, {"date": "2025-05-01"}]
    days = [d.day for d in plan(tiny, renewal(12), booth=booths).deadlines]
    assert days == sorted(days)
    assert len(days) == 3


def test_caps_hold_in_the_totals(tiny: Resources) -> None:
    made = measure("m", per="booth", amount="cost", caps=[cap(per=["exhibition"], amount="10*wan")])
    booths = [{"exhibition": "甲", "date": "2026-05-01", "cost": 8 * WAN}] * 2
    assert plan(tiny, made, booth=booths).exact_total == 10 * WAN
