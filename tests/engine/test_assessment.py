"""Findings: who is eligible, who is not and why, and what is not known yet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dgassist.engine.assessment import Finding, assess
from dgassist.engine.eligibility import Outcome
from dgassist.engine.truth import Truth
from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from tests.formulas import AS_OF
from tests.tiny import CITED, Resources, condition, left_open, measure, told

WAN = 10_000
LAST_DAY = date(2027, 1, 16)
YES, NO, MAYBE = Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.UNDETERMINED


def find(
    book: PolicyBook, company: dict[str, Any] | None = None, as_of: date = AS_OF, **records: Any
) -> Finding:
    return assess(book, told(book, company, **records), as_of).findings[0]


def paid(finding: Finding) -> tuple[int | None, int | None]:
    """The most that is paid, and that may be paid."""
    sure, perhaps = (
        None if a is None or a.high is None else int(a.high)
        for a in (finding.amount, finding.potential)
    )
    return sure, perhaps


def state(finding: Finding) -> tuple[Outcome, set[str]]:
    return finding.outcome, set(finding.missing)


def labels(finding: Finding) -> list[str]:
    return [result.criterion.label for result in finding.failing]


def test_without_answers_nothing_is_decided(tiny: Resources) -> None:
    book = tiny.book(
        measure("company"),
        measure("employees", condition("employees >= 5*person")),
        measure("record", condition("area >= 18*sqm"), per="booth"),
        measure("group", per={"record": "purchase", "group_by": "year(when)"}),
    )
    findings = assess(book, Answers(), AS_OF).findings
    assert [f.outcome for f in findings] == [MAYBE] * 4
    assert findings[0].missing == {"applicant_type"}
    assert findings[1].missing == {"applicant_type", "employees"}
    assert findings[2].missing == {"applicant_type", "booth"}


@pytest.mark.parametrize("test", ["count() >= 2", "sum(1) >= 2", "sum(amount) >= 2*wan"])
def test_before_records_are_told_a_condition_on_their_sum_is_not_decided(
    tiny: Resources, test: str
) -> None:
    per = {"record": "purchase", "group_by": "year(when)"}
    book = tiny.book(measure("m", condition(test), per=per))
    finding = find(book)
    assert finding.outcome is MAYBE
    assert "purchase" in finding.missing
    two = [{"year": 2026, "amount": 10_000}] * 2
    assert find(book, purchase=two).outcome is YES


def test_a_no_lists_exactly_the_false_conditions(tiny: Resources) -> None:
    book = tiny.book(
        measure(
            "m",
            condition("employees >= 5*person"),
            condition("member"),
            condition("revenue >= 1*wan"),
        )
    )
    finding = find(book, {"employees": 4, "member": True, "revenue": 1})
    assert finding.outcome is NO
    assert labels(finding) == ["employees >= 5*person", "revenue >= 1*wan"]
    assert all(result.criterion.citation.quote for result in finding.failing)  # type: ignore[union-attr]
    assert finding.missing == set()
    assert finding.amount is None


def test_one_false_condition_decides_whatever_is_missing(tiny: Resources) -> None:
    book = tiny.book(measure("m", condition("employees >= 5*person"), condition("member")))
    finding = find(book, {"employees": 4})
    assert state(finding) == (NO, set())


@pytest.mark.parametrize(
    ("facts", "outcome", "missing", "failing"),
    [
        ({"member": True}, YES, set(), []),
        ({"employees": 9}, YES, set(), []),
        ({"member": False}, MAYBE, {"employees"}, []),
        ({}, MAYBE, {"member", "employees"}, []),
        ({"member": False, "employees": 1}, NO, set(), ["member", "employees >= 5*person"]),
    ],
)
def test_alternatives(
    tiny: Resources, facts: dict[str, Any], outcome: Outcome, missing: set[str], failing: list[str]
) -> None:
    either = {"label": "任一", "any": [condition("member"), condition("employees >= 5*person")]}
    finding = find(tiny.book(measure("m", either)), facts)
    assert (*state(finding), labels(finding)) == (outcome, missing, failing)


def test_negated_group(tiny: Resources) -> None:
    book = tiny.book(measure("m", {"label": "不是会员", "not": condition("member")}))
    assert find(book, {"member": False}).outcome is YES
    assert find(book, {}).outcome is MAYBE
    refused = find(book, {"member": True})
    assert (refused.outcome, labels(refused)) == (NO, ["不是会员"])


def test_what_the_text_leaves_open_never_becomes_true_by_itself(tiny: Resources) -> None:
    book = tiny.book(measure("m", condition("member"), left_open()))
    finding = find(book, {"member": True})
    assert state(finding) == (MAYBE, set())
    assert [r.criterion.label for r in finding.left_open] == ["符合条件"]
    assert find(book, {"member": False}).outcome is NO
    assert find(book, {"member": False}).left_open == ()


def test_a_test_that_settles_only_when_true(tiny: Resources) -> None:
    book = tiny.book(
        measure("m", condition("employees >= 5*person", when_false="open", note="请问部门。"))
    )
    assert find(book, {"employees": 5}).outcome is YES
    below = find(book, {"employees": 4})
    assert state(below) == (MAYBE, set())
    assert "请问部门。" in below.left_open[0].why
    unknown = find(book)
    assert (*state(unknown), list(unknown.left_open)) == (MAYBE, {"employees"}, [])


def test_only_the_named_applicants(tiny: Resources) -> None:
    book = tiny.book(measure("m"))
    finding = find(book, {"applicant_type": "association"})
    assert (finding.outcome, labels(finding)) == (NO, ["申请单位是企业"])


# --- Time -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "as_of", "outcome"),
    [
        ("2024-01-15", AS_OF, NO),
        ("2024-01-16", AS_OF, YES),
        ("2026-11-21", AS_OF, YES),
        ("2027-01-16", LAST_DAY, YES),
        ("2027-01-16", date(2027, 1, 17), MAYBE),
        ("2027-01-17", date(2027, 1, 17), NO),
        ("2026-05-01", date(2024, 1, 15), MAYBE),
    ],
)
def test_first_and_last_day_of_the_term(
    tiny: Resources, act: str, as_of: date, outcome: Outcome
) -> None:
    book = tiny.book(measure("m", per="booth"))
    assert find(book, as_of=as_of, booth=[{"date": act}]).outcome is outcome


def test_after_the_term_the_department_is_asked(tiny: Resources) -> None:
    finding = find(tiny.book(measure("m")), as_of=date(2027, 1, 17))
    assert state(finding) == (MAYBE, set())
    assert "市展会局" in finding.left_open[0].why


@pytest.mark.parametrize(
    ("year", "outcome", "is_open"),
    [
        (2023, NO, False),
        (2024, YES, False),
        (2026, YES, False),
        (2027, MAYBE, True),
        (2028, NO, False),
    ],
)
def test_a_record_with_only_a_year_stands_for_the_whole_year(
    tiny: Resources, year: int, outcome: Outcome, is_open: bool
) -> None:
    finding = find(tiny.book(measure("m", per="purchase")), purchase=[{"year": year}])
    assert finding.outcome is outcome
    assert bool(finding.left_open) is is_open
    assert finding.missing == set()


def test_an_act_before_the_start_may_be_left_open(tiny: Resources) -> None:
    made = measure("m", per="booth") | {"before_start": "open"}
    book = tiny.book(made)
    early = find(book, booth=[{"date": "2024-01-15"}])
    assert state(early) == (MAYBE, set())
    assert find(book, booth=[{"date": "2024-01-16"}]).outcome is YES


def test_membership_at_the_act_and_now(tiny: Resources) -> None:
    book = tiny.book(measure("m", condition("member_both"), per="booth"))
    for since, outcome in (
        ("2026-04-30", YES),
        ("2026-05-01", YES),
        ("2026-05-02", MAYBE),
        ("2026-11-22", NO),
    ):
        facts = {"member": True, "member_since": since}
        finding = find(book, facts, booth=[{"date": "2026-05-01"}])
        assert state(finding) == (outcome, set()), since
    asked_first = find(book, booth=[{"date": "2026-05-01"}])
    assert asked_first.missing == {"member"}


# --- Records ----------------------------------------------------------------------------


def test_an_empty_list_is_a_no_and_an_absent_one_a_question(tiny: Resources) -> None:
    book = tiny.book(measure("m", per="booth"))
    assert state(find(book)) == (MAYBE, {"booth"})
    assert state(find(book, booth=[])) == (NO, set())


def test_one_good_record_is_enough_and_only_good_ones_pay(tiny: Resources) -> None:
    book = tiny.book(measure("m", condition("area >= 18*sqm"), per="booth"))
    booths = [
        {"exhibition": "小", "date": "2026-05-01", "area": 17},
        {"exhibition": "够", "date": "2026-05-01", "area": 18},
        {"exhibition": "不知", "date": "2026-05-01"},
    ]
    finding = find(book, booth=booths)
    assert [r.outcome for r in finding.records] == [NO, YES, MAYBE]
    assert [r.name for r in finding.records] == ["小", "够", "不知"]
    assert finding.outcome is YES
    assert finding.amount is not None
    assert finding.potential is not None
    assert finding.amount.high == 50_000
    assert finding.potential.high == 100_000
    assert finding.missing == {"booth.area"}
    assert find(book, booth=booths[:1]).outcome is NO
    assert find(book, booth=[booths[0], booths[2]]).outcome is MAYBE


def test_records_that_a_measure_is_not_about_are_left_out(tiny: Resources) -> None:
    where = {"label": "特装", "test": "kind == 'special'", "citation": CITED}
    book = tiny.book(measure("m", per={"record": "booth", "where": where}))
    plain, special = ({"date": "2026-05-01", "kind": kind} for kind in ("plain", "special"))
    assert [r.indexes for r in find(book, booth=[plain, special]).records] == [(1,)]
    only_plain = find(book, booth=[plain])
    assert (only_plain.outcome, only_plain.records) == (NO, ())


def test_a_group_counts_only_records_that_pass(tiny: Resources) -> None:
    per = {"record": "booth", "group_by": "year(when)"}
    book = tiny.book(
        measure(
            "m",
            condition("kind == 'special'"),
            condition("sum(area) >= 30*sqm"),
            per=per,
            amount="sum(cost)",
        )
    )
    half = {"date": "2026-05-01", "kind": "special", "area": 15, "cost": 100}
    assert find(book, booth=[half]).outcome is NO
    both = find(book, booth=[half, half])
    assert both.outcome is YES
    assert both.amount is not None
    assert both.amount.high == 200
    assert find(book, booth=[half, {**half, "kind": "plain"}]).outcome is NO
    assert find(book, booth=[half, {**half, "date": "2025-05-01"}]).outcome is NO


def test_a_group_pays_only_for_those_that_surely_belong(tiny: Resources) -> None:
    """A record whose own condition is left open adds to what may be paid, not to what is."""
    per = {"record": "booth", "group_by": "year(when)"}
    settled = condition("kind == 'special'", when_false="open", note="文中没写。")
    whole = condition("sum(area) >= 15*sqm")
    book = tiny.book(measure("m", settled, whole, per=per, amount="sum(cost)"))
    sure = {"date": "2026-05-01", "kind": "special", "area": 15, "cost": 100}
    open_ = {**sure, "kind": "plain", "cost": 70}
    finding = find(book, booth=[sure, open_])
    assert finding.outcome is YES
    assert paid(finding) == (100, 170)
    assert finding.records[0].amount.high == 100
    assert [r.criterion.label for r in finding.left_open] == ["kind == 'special'"]
    untold = find(book, booth=[sure, {**open_, "kind": None}])
    assert paid(untold) == (100, 170)
    assert untold.missing == {"booth.kind"}
    assert not untold.left_open
    alone = find(book, booth=[open_])
    assert (alone.outcome, paid(alone)) == (MAYBE, (None, 70))
    assert alone.left_open[0].criterion.label == "kind == 'special'"
    assert paid(find(book, booth=[sure, sure])) == (200, 200)


def test_a_group_filled_up_only_by_an_open_record_is_open(tiny: Resources) -> None:
    per = {"record": "booth", "group_by": "year(when)"}
    settled = condition("kind == 'special'", when_false="open", note="文中没写。")
    whole = condition("sum(area) >= 30*sqm")
    book = tiny.book(measure("m", settled, whole, per=per, amount="sum(cost)"))
    half = {"date": "2026-05-01", "kind": "special", "area": 15, "cost": 100}
    finding = find(book, booth=[half, {**half, "kind": "plain"}])
    assert (finding.outcome, paid(finding)) == (MAYBE, (None, 200))
    assert finding.left_open[-1].criterion.label == "kind == 'special'"


def test_a_lease_before_joining_is_not_paid_for_yet(book: PolicyBook) -> None:
    lease = {"mode": "direct", "production_equipment": True}
    lease |= {"financed_amount": 600 * WAN, "interest_paid": 30 * WAN}
    company = {"applicant_type": "enterprise", "beizeng_status": "yes"}
    answers = told(
        book,
        {**company, "beizeng_since": "2026-05-01"},
        lease=[{**lease, "date": "2026-03-10"}, {**lease, "date": "2026-06-10"}],
    )
    finding = assess(book, answers, AS_OF).of("lease_interest_doubling")
    assert finding.outcome is YES
    assert paid(finding) == (30 * WAN, 60 * WAN)
    assert "倍增企业" in [r.criterion.label for r in finding.left_open]


def test_a_record_of_unknown_year_may_yet_fill_up_a_group(tiny: Resources) -> None:
    per = {"record": "booth", "group_by": "year(when)"}
    book = tiny.book(measure("m", condition("sum(area) >= 30*sqm"), per=per))
    half = {"date": "2026-05-01", "area": 15}
    undated = find(book, booth=[half, {"area": 15}])
    assert find(book, booth=[half, half]).outcome is YES
    assert undated.outcome is MAYBE
    assert undated.missing == {"booth.date"}


def test_a_derived_fact_set_by_hand_wins(tiny: Resources) -> None:
    book = tiny.book(measure("m", condition("size == 'big'")))
    answers = told(book, {"employees": 9})
    assert assess(book, answers, AS_OF).findings[0].outcome is NO
    by_hand = answers.with_overruled("size", "big")
    assert assess(book, by_hand, AS_OF).findings[0].outcome is YES
    (result,) = [d for d in assess(book, by_hand, AS_OF).derived if d.fact.id == "size"]
    assert (result.words, result.overruled) == ("大", True)


def test_reasons_name_the_answers_looked_at_and_what_is_missing(tiny: Resources) -> None:
    book = tiny.book(measure("m", condition("employees >= 5*person and revenue >= 1*wan")))
    finding = find(book, {"employees": 9})
    assert finding.criteria[1].truth is Truth.UNKNOWN
    assert finding.criteria[1].why == "从业人员：9人；还没填：营业收入"
