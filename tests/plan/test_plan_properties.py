"""What holds for the plan of any company: order never counts, no limit is broken."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dgassist.case import Case
from dgassist.model.answers import Answers
from dgassist.model.measure import Relation, RelationKind
from dgassist.model.policybook import PolicyBook
from dgassist.plan.actionplan import ActionPlan
from dgassist.store.casefile import answers_from
from dgassist.store.reader import open_library

AS_OF = date(2026, 11, 21)
ONE_ONLY = (RelationKind.DUPLICATE, RelationKind.EXCLUSIVE)


@pytest.fixture(scope="module")
def book() -> PolicyBook:
    library = open_library()
    library.close()
    return library.book


def made_up(seed: int) -> Mapping[str, Any]:
    """A firm whose records fall under several measures that exclude one another."""
    chance = random.Random(seed)
    some = chance.randrange
    return {
        "company": {
            "applicant_type": "enterprise",
            "town": "横沥镇",
            "industry": chance.choice(["3525", "2319", "2641"]),
            "employees": some(10, 900),
            "annual_revenue": some(1, 90) * 10**7,
            "beizeng_status": chance.choice(["yes", "no"]),
            "beizeng_since": "2024-03-20",
            "beizeng_route": "selection",
        },
        "records": {
            "matched_project": [
                {
                    "project": f"虚构项目{i}",
                    "date": f"2025-0{some(1, 9)}-03",
                    "level": chance.choice(["national", "provincial"]),
                    "program": chance.choice(["core_technology", "other"]),
                    "hongkong_macao": chance.choice([True, False]),
                    "investment": some(5, 40) * 10**6,
                    "upper_funding": some(1, 6) * 10**6,
                    "other_public_funding": some(0, 4) * 10**5,
                }
                for i in range(some(0, 5))
            ],
            "lease": [
                {
                    "equipment": f"虚构设备{i}",
                    "date": f"{chance.choice([2025, 2026])}-03-05",
                    "mode": "direct",
                    "production_equipment": True,
                    "financed_amount": some(1, 30) * 10**6,
                    "interest_paid": some(5, 90) * 10**4,
                }
                for i in range(some(0, 5))
            ],
            "booth": [
                {
                    "exhibition": f"虚构展{i}",
                    "date": f"2026-0{some(1, 9)}-01",
                    "area": some(9, 60),
                    "build_cost": some(2, 30) * 10**4,
                    "booth_fee": some(1, 9) * 10**4,
                    "yuemao_global": True,
                    "special_booth": True,
                }
                for i in range(some(0, 4))
            ],
        },
    }


def plan_of(book: PolicyBook, answers: Answers) -> ActionPlan:
    return Case(book, answers, AS_OF).plan


def totals(plan: ActionPlan) -> tuple[Decimal, ...]:
    return plan.exact_total, plan.ceiling_total, plan.personal_total


@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_measures_relations_and_records_never_counts(
    book: PolicyBook, seed: int
) -> None:
    answers = answers_from(made_up(seed), book)
    plan = plan_of(book, answers)
    chance = random.Random(seed)
    shuffled = replace(
        book,
        measures=tuple(chance.sample(book.measures, len(book.measures))),
        relations=tuple(chance.sample(book.relations, len(book.relations))),
    )
    again = plan_of(shuffled, answers)
    assert totals(again) == totals(plan)
    assert {f.measure.id for f in again.selection.chosen} == {
        f.measure.id for f in plan.selection.chosen
    }
    mixed = {name: tuple(chance.sample(r, len(r))) for name, r in answers.records.items()}
    assert totals(plan_of(book, replace(answers, records=mixed))) == totals(plan)


@pytest.mark.parametrize("seed", range(12))
def test_no_record_is_paid_for_twice(book: PolicyBook, seed: int) -> None:
    plan = plan_of(book, answers_from(made_up(seed), book))
    chosen = {f.measure.id: f for f in plan.selection.chosen}
    for relation in book.relations:
        if relation.kind not in ONE_ONLY:
            continue
        members = [chosen[m] for m in relation.members if m in chosen]
        if not relation.same_record:
            assert len(members) <= 1, relation.members
            continue
        paid = [
            (r.record_type, i)
            for f in members
            for r in f.records
            if r.outcome == "eligible"
            for i in r.indexes
        ]
        assert len(paid) == len(set(paid)), relation.members


@pytest.mark.parametrize("seed", range(12))
def test_what_is_given_up_is_said_with_its_reason(book: PolicyBook, seed: int) -> None:
    plan = plan_of(book, answers_from(made_up(seed), book))
    chosen = {f.measure.id for f in plan.selection.chosen}
    for one in plan.selection.set_aside:
        assert one.finding.measure.id in one.relation.members
        assert one.instead.measure.id in one.relation.members
        assert one.is_whole is (one.finding.measure.id not in chosen)
        assert one.amount >= 0


@pytest.mark.parametrize("seed", range(4))
def test_a_raised_cap_never_lowers_the_total(book: PolicyBook, seed: int) -> None:
    """Exact money counts before any ceiling, as it does in the plan."""
    answers = answers_from(made_up(seed), book)
    before = plan_of(book, answers)
    capped = [f.measure for f in before.assessment.findings if f.measure.benefit.caps]
    for measure in random.Random(seed).sample(capped, 12):
        free = replace(measure, benefit=replace(measure.benefit, caps=()))
        raised = replace(book, measures=tuple(free if m is measure else m for m in book.measures))
        after = plan_of(raised, answers)
        assert (after.exact_total, after.ceiling_total) >= (
            before.exact_total,
            before.ceiling_total,
        ), measure.id


def test_relations_only_ever_take_away(book: PolicyBook) -> None:
    for seed in range(6):
        answers = answers_from(made_up(seed), book)
        free = totals(plan_of(replace(book, relations=()), answers))
        assert all(b >= t for b, t in zip(free, totals(plan_of(book, answers)), strict=True))


def test_a_project_goes_to_the_route_that_brings_most(book: PolicyBook) -> None:
    """Two projects of one firm take different routes, each the better one for it."""
    relation = next(
        r
        for r in book.relations
        if set(r.members) == {"tech_project_match_provincial", "hongkong_macao_project_match"}
    )
    assert isinstance(relation, Relation)
    case = made_up(1)
    project = {"date": "2025-06-03", "level": "provincial", "program": "core_technology",
               "investment": 20_000_000, "other_public_funding": 0}  # fmt: skip
    case["records"]["matched_project"] = [
        {**project, "project": "甲", "hongkong_macao": True, "upper_funding": 3_000_000},
        {**project, "project": "乙", "hongkong_macao": False, "upper_funding": 3_000_000},
    ]
    case["company"]["beizeng_status"] = "yes"
    plan = plan_of(book, answers_from(case, book))
    chosen = {f.measure.id: [r.name for r in f.records] for f in plan.selection.chosen}
    assert chosen["hongkong_macao_project_match"] == ["甲"]
    assert chosen["tech_project_match_provincial"] == ["乙"]
    (partly,) = [s for s in plan.selection.set_aside if s.records]
    assert (partly.finding.measure.id, partly.records) == ("tech_project_match_provincial", (0,))
