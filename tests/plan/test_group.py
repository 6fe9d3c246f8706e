"""Every finding in one group, and a plan at a glance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import DocumentStatus
from dgassist.plan.group import Group, grouped, nearest
from dgassist.plan.summary import next_day, summary_of
from tests.formulas import AS_OF
from tests.tiny import Resources, condition, left_open, measure, told

LAST_DAY = date(2027, 1, 16)  # of the made-up law, which is good for three years


@pytest.fixture
def law(tiny: Resources) -> PolicyBook:
    return tiny.book(
        measure("yes"),
        measure("lacking", condition("member"), left_open()),
        measure("open", left_open()),
        measure("near", condition("employees >= 100*person")),
        measure(
            "far",
            condition("employees >= 100*person"),
            condition("revenue >= 1*yi"),
            amount="9*wan",
        ),
        measure("fixed", condition("employees >= 100*person", changeable=False)),
        measure("gift", form="service"),
        measure("duty", form="obligation"),
        measure("stand", condition("area >= 18*sqm"), per="booth", amount="50*percent*cost"),
    )


def case(book: PolicyBook, as_of: date = AS_OF) -> Case:
    company = {"employees": 5, "revenue": 10000}
    booths = [
        {"exhibition": "甲展", "date": "2026-05-01", "area": 10, "cost": 20000},
        {"exhibition": "乙展", "date": "2026-06-01", "area": 10, "cost": 80000},
    ]
    return Case(book, told(book, company, booth=booths), as_of)


def test_each_finding_is_in_the_group_of_what_there_is_to_do(law: PolicyBook) -> None:
    assert grouped(case(law).plan) == {
        "yes": Group.ELIGIBLE,
        "lacking": Group.LACKING,
        "open": Group.LEFT_OPEN,
        "near": Group.NEAR,
        "far": Group.INELIGIBLE,
        "fixed": Group.INELIGIBLE,
        "gift": Group.ELIGIBLE,
        "duty": Group.ELIGIBLE,
        "stand": Group.NEAR,
    }


def test_of_several_steps_the_one_that_brings_most_is_named(law: PolicyBook) -> None:
    assert nearest(case(law).plan)["stand"].record_name == "乙展"


@pytest.mark.parametrize(
    ("day", "is_in_force"),
    [
        (date(2024, 1, 15), False),
        (date(2024, 1, 16), True),
        (LAST_DAY, True),
        (LAST_DAY + timedelta(days=1), False),
    ],
)
def test_out_of_force_is_whatever_the_conditions_say(
    law: PolicyBook, day: date, *, is_in_force: bool
) -> None:
    found = set(grouped(case(law, day).plan).values())
    assert (found == {Group.OUT_OF_FORCE}) is not is_in_force
    assert (Group.OUT_OF_FORCE in found) is not is_in_force


@pytest.mark.parametrize("status", [DocumentStatus.DRAFT, DocumentStatus.ENDED])
def test_a_draft_is_never_in_force(law: PolicyBook, status: DocumentStatus) -> None:
    clause_id = law.measure["yes"].clause_id
    assert law.in_force(clause_id, AS_OF)
    drafts = replace(law, documents=tuple(replace(d, status=status) for d in law.documents))
    assert not drafts.in_force(clause_id, AS_OF)


def test_at_a_glance(law: PolicyBook) -> None:
    plan = case(law).plan
    found = summary_of(plan)
    assert found.beside_money == 1  # a duty is no support
    assert found.due is not None
    assert next_day(found.due) == LAST_DAY
    assert found.due.safe_day == LAST_DAY - timedelta(days=1)  # the stricter reading
    assert found.is_term
    assert found.due_sure == 3  # the other two wait
    assert set(found.due_together) == {"yes", "lacking", "open", "gift", "duty"}
    assert found.missing == ("member",)
    after = summary_of(case(law, LAST_DAY + timedelta(days=1)).plan)
    assert after.due is None
    assert after.missing == ()  # nobody needs an answer about what is out of force


def test_the_most_wanted_answer_comes_first(tiny: Resources) -> None:
    book = tiny.book(
        measure("a", condition("revenue >= 1*wan")),
        measure("b", condition("member")),
        measure("c", condition("member")),
    )
    assert summary_of(Case(book, told(book), AS_OF).plan).missing == ("member", "revenue")
