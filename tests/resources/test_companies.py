"""A dozen made-up applicants that together reach every measure with a formula, and miss it too."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from dgassist.case import Case
from dgassist.engine.assessment import Finding
from dgassist.engine.eligibility import Outcome, leaves
from dgassist.engine.truth import Truth
from dgassist.model.measure import (
    Criterion,
    CriterionGroup,
    Measure,
    Relation,
    RelationKind,
    Role,
)
from dgassist.model.policybook import PolicyBook
from dgassist.model.validity import uscc_problem
from dgassist.store.casefile import answers_from

COMPANIES = sorted((Path(__file__).parent.parent / "companies").glob("*.json"))
ONE_ONLY = (RelationKind.DUPLICATE, RelationKind.EXCLUSIVE)


def load(file: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    return content


@pytest.fixture(scope="module")
def cases(book: PolicyBook) -> dict[str, Case]:
    told = [load(file) for file in COMPANIES]
    return {
        t["id"]: Case(book, answers_from(t["case"], book), date.fromisoformat(t["as_of"]))
        for t in told
    }


def with_formula(book: PolicyBook) -> list[Measure]:
    return [m for m in book.measures if m.benefit.amount is not None]


def findings(cases: dict[str, Case], measure: Measure) -> list[Finding]:
    return [case.assessment.of(measure.id) for case in cases.values()]


def single(criteria: tuple[Criterion | CriterionGroup, ...]) -> list[Criterion]:
    found: list[Criterion] = []
    for criterion in criteria:
        found += [criterion] if isinstance(criterion, Criterion) else single(criterion.items)
    return found


def may_be_met(criterion: Criterion | CriterionGroup) -> bool:
    """Whether answers can make it true: the text does not leave it to the guide or department."""
    if isinstance(criterion, Criterion):
        return criterion.test is not None
    some_or_all = any if criterion.join == "any" else all
    return some_or_all(may_be_met(item) for item in criterion.items)


def may_be_refuted(measure: Measure) -> bool:
    """Whether answers can make it false for those who may apply."""
    return measure.scope is not None or any(
        c.test is not None and not c.when_false_open and c.role is not Role.APPLICANT
        for c in single(measure.criteria)
    )


def reached(finding: Finding) -> bool:
    """Eligible; or all that can be answered is met, and only what the text leaves open remains."""
    if all(may_be_met(criterion) for criterion in finding.measure.criteria):
        return finding.outcome is Outcome.ELIGIBLE
    unknown = [r for r in leaves(finding.criteria) if r.truth is Truth.UNKNOWN]
    return (
        finding.outcome is Outcome.UNDETERMINED
        and not finding.missing
        and all(isinstance(r.criterion, Criterion) and r.criterion.test is None for r in unknown)
    )


def wrong_applicant(finding: Finding) -> bool:
    return any(
        isinstance(r.criterion, Criterion)
        and r.criterion.role is Role.APPLICANT
        and r.truth is Truth.FALSE
        for r in leaves(finding.criteria)
    )


def paid_for(finding: Finding) -> set[tuple[str, int]]:
    eligible = [r for r in finding.records if r.outcome is Outcome.ELIGIBLE]
    return {(r.record_type, i) for r in eligible for i in r.indexes}


def doubled(relation: Relation, chosen: dict[str, Finding]) -> list[tuple[str, str]]:
    """The members of a relation that are planned on together though only one can be had."""
    together = [chosen[m] for m in relation.members if m in chosen]
    return [
        (one.measure.id, other.measure.id)
        for one, other in combinations(together, 2)
        if not relation.same_record or paid_for(one) & paid_for(other)
    ]


def test_every_formula_is_reached(book: PolicyBook, cases: dict[str, Case]) -> None:
    never = [m.id for m in with_formula(book) if not any(map(reached, findings(cases, m)))]
    assert not never, f"no company reaches {', '.join(never)}"


def test_every_formula_is_missed(book: PolicyBook, cases: dict[str, Case]) -> None:
    never = []
    for measure in with_formula(book):
        no = [f for f in findings(cases, measure) if f.outcome is Outcome.INELIGIBLE]
        if "enterprise" in measure.applicants and may_be_refuted(measure):
            no = [f for f in no if not wrong_applicant(f)]  # “not for you” would be too easy
        if not no:
            never.append(measure.id)
    assert not never, f"no company misses {', '.join(never)}"


def test_what_the_text_leaves_open_is_never_promised(
    book: PolicyBook, cases: dict[str, Case]
) -> None:
    left_open = [m for m in with_formula(book) if not all(map(may_be_met, m.criteria))]
    assert left_open
    eligible = (
        f.measure.id for m in left_open for f in findings(cases, m) if f.outcome is Outcome.ELIGIBLE
    )
    assert list(eligible) == []


@pytest.mark.parametrize("file", COMPANIES, ids=lambda file: file.stem)
def test_the_plan(book: PolicyBook, cases: dict[str, Case], file: Path) -> None:
    plan = cases[file.stem].plan
    assert 0 <= plan.exact_total <= plan.ceiling_total
    chosen = {f.measure.id: f for f in plan.selection.chosen}
    relations = [r for r in book.relations if r.kind in ONE_ONLY]
    assert [pair for r in relations for pair in doubled(r, chosen)] == []
    unexplained = [
        f.measure.id
        for f in plan.assessment.with_outcome(Outcome.ELIGIBLE)
        if f.measure.benefit.amount is not None and not (f.amount and f.amount.arithmetic)
    ]
    assert unexplained == []


@pytest.mark.parametrize("file", COMPANIES, ids=lambda file: file.stem)
def test_the_applicant_is_plainly_made_up(file: Path) -> None:
    told = load(file)
    assert set(told) == {"id", "story", "as_of", "case"}
    assert told["id"] == file.stem
    company = told["case"]["company"]
    assert "虚构" in company["company_name"]
    assert "uscc" not in company or uscc_problem(company["uscc"]) is None


def test_there_are_few_enough_to_read() -> None:
    assert 10 <= len(COMPANIES) <= 12
