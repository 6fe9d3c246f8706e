"""How far a support is, what it would bring, and that the advice really leads there."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dgassist.case import Case
from dgassist.engine.eligibility import CriterionResult, Outcome
from dgassist.model.measure import Criterion
from dgassist.model.policybook import PolicyBook
from dgassist.plan.pathway import Pathway, Prospect, pathway_of
from dgassist.plan.step import Step, steps
from dgassist.report import step as words
from dgassist.store.casefile import answers_from
from tests.formulas import AS_OF
from tests.plan.test_actionplan import related
from tests.tiny import Resources, cap, condition, left_open, measure, told

WAN = 10_000
FILES = sorted(
    f for name in ("personas", "companies") for f in (Path(__file__).parent.parent / name).glob("*")
)
RATIO = {"spend": 1 * WAN, "revenue": 268 * WAN}
NEVER = {"applicant_type", "industry", "founded"}


def way(
    tiny: Resources,
    *measures: dict[str, Any],
    company: dict[str, Any] | None = None,
    relations: tuple[dict[str, Any], ...] = (),
    **records: Any,
) -> Pathway:
    book = tiny.book(*measures, relations=relations)
    return pathway_of(Case(book, told(book, company, **records), AS_OF).plan)


def only(pathway: Pathway) -> Prospect:
    (choice,) = (*pathway.one, *pathway.few, *pathway.beside)
    return choice.best


@pytest.mark.parametrize(
    ("test", "company", "said"),
    [
        ("employees >= 100*person", {"employees": 88}, "从业人员还差12人"),
        ("employees < 100*person", {"employees": 111}, "从业人员还多11人以上"),
        ("employees <= 100*person", {"employees": 112}, "从业人员还多12人"),
        ("revenue > 1000*wan", {"revenue": 900 * WAN}, "营业收入还差100万元以上"),
        ("revenue > 1000*wan", {"revenue": 1000 * WAN}, "还没满足：revenue > 1000*wan"),
        ("spend >= 5*percent*revenue", RATIO, "研发费用还差12.4万元"),
        ("intensity >= 5*percent", RATIO, "研发费用还差12.4万元"),
        ("size == 'big'", {"employees": 88}, "从业人员还差12人"),
        ("share < 25*percent", {"share": 30}, "持股比例还多5个百分点以上"),
        ("member", {"member": False}, "还没满足：member"),
    ],
)  # fmt: skip
def test_the_distance_in_words(
    tiny: Resources, test: str, company: dict[str, Any], said: str
) -> None:
    found = only(way(tiny, measure("m", condition(test)), company=company))
    assert words.step_words(found.step) == said


def test_an_unknown_number_has_no_distance(tiny: Resources) -> None:
    """The ratio is known to be too low only because of the spend; nobody knows by how much."""
    made = measure("m", condition("revenue >= 100*wan"), condition("spend >= 5*percent*revenue"))
    assert way(tiny, made, company={"spend": 0}).is_empty
    book = tiny.book(made)
    answers = told(book, {"spend": 0, "revenue": 50 * WAN})
    both, *_ = steps(Case(book, answers, AS_OF).assessment.findings)
    assert len(both.changes) == 2
    assert all(change.distance is not None for change in both.changes)


def test_a_total_over_records_says_what_is_short_of_it(tiny: Resources) -> None:
    per = {"record": "purchase", "group_by": "year(when)"}
    made = measure("m", condition("sum(amount) >= 500*wan"), per=per)
    purchases = [{"year": 2026, "amount": 300 * WAN}, {"year": 2026, "amount": 199 * WAN}]
    found = only(way(tiny, made, purchase=purchases))
    assert words.step_words(found.step) == "采购额合计还差1万元"


def test_up_to_three_changes_and_no_set_with_more_than_it_takes(tiny: Resources) -> None:
    numbers = [condition(f"employees >= {n}*person") for n in (10, 20)]
    three = measure("three", *numbers, condition("member"))
    four = measure("four", *numbers, condition("member"), condition("revenue >= 1*yi"))
    either = measure("either", {"any": [condition("member"), {"all": numbers}]})
    company = {"employees": 5, "member": False, "revenue": 1}
    found = way(tiny, three, four, either, company=company)
    assert [c.best.measure.id for c in found.one] == ["either"]
    assert [c.best.measure.id for c in found.few] == ["three"]
    assert [len(p.step.changes) for p in found.one[0].ways] == [1]


def test_what_cannot_be_changed_is_no_advice(tiny: Resources) -> None:
    made = measure("m", condition("employees >= 9*person", changeable=False), condition("member"))
    assert way(tiny, made, company={"employees": 1, "member": False}).is_empty


def test_nothing_is_advised_about_what_nobody_knows(tiny: Resources) -> None:
    made = measure("m", condition("member"), condition("employees >= 9*person"), form="service")
    assert way(tiny, made, company={"member": False}).is_empty
    more = measure("n", condition("member"), condition("revenue > 0*yuan"), left_open("合适"))
    found = only(way(tiny, more, company={"member": False, "revenue": 1}))
    assert [r.criterion.label for r in found.step.still_open] == ["合适"]
    assert found.after.outcome is Outcome.UNDETERMINED
    assert found.gain is None


def test_the_amount_is_that_of_the_answer_that_just_suffices(tiny: Resources) -> None:
    made = measure("m", condition("spend >= 100*wan"), amount="10*percent*spend")
    found = only(way(tiny, made, company={"spend": 40 * WAN}))
    assert found.step.would_be is None  # it depends on what has to change
    assert found.amount is not None
    assert found.amount.high == 10 * WAN


def test_the_gain_is_what_caps_leave(tiny: Resources) -> None:
    made = measure(
        "m", condition("area >= 18*sqm"), per="booth", amount="cost", caps=[cap(amount="10*wan")]
    )
    booth = {"date": "2026-12-05", "area": 20, "cost": 7 * WAN}
    found = only(way(tiny, made, booth=[booth, {**booth, "area": 17}]))
    assert found.amount is not None
    assert found.amount.high == 7 * WAN
    assert found.gain is not None
    assert found.gain.exact == 3 * WAN
    assert not found.is_over
    assert words.gain_words(found) == "受封顶限制，合计净增3万元。"


def test_the_gain_counts_what_is_given_up(tiny: Resources) -> None:
    made = (measure("small", amount="2*wan"), measure("large", condition("member"), amount="5*wan"))
    relations = (related("exclusive", "small", "large"),)
    found = only(way(tiny, *made, relations=relations, company={"member": False}))
    assert found.gain is not None
    assert found.gain.exact == 3 * WAN
    assert [s.finding.measure.id for s in found.gain.given_up] == ["small"]
    assert words.gain_words(found) == "与“small”只能取一项，合计净增3万元。"


def test_an_act_gone_by_cannot_be_changed_any_more(tiny: Resources) -> None:
    made = measure("m", condition("area >= 18*sqm"), per="booth")
    found = only(way(tiny, made, booth=[{"date": "2026-05-01", "area": 17}]))
    assert found.is_over
    assert words.amount_words(found).startswith("下次")


def test_stated_sums_come_before_ceilings_and_both_before_others_money(tiny: Resources) -> None:
    no = condition("member")
    made = (
        measure("person", no, payee="person", amount="90*wan"),
        measure("ceiling", no, firmness="upto", amount="80*wan"),
        measure("open", no, firmness="unstated", amount=None),
        measure("less", no, amount="1*wan"),
        measure("more", no, amount="2*wan"),
        measure("service", no, form="service"),
        measure("advice", no, form="service"),
        measure("duty", no, form="obligation"),
    )
    for m in made:
        m["benefit"] = {k: v for k, v in m["benefit"].items() if v is not None}
        if m["id"] in ("service", "advice", "duty"):
            m["benefit"] |= {"firmness": "unstated"}
            del m["benefit"]["amount"]
    found = way(tiny, *made, company={"member": False})
    ids = [c.best.measure.id for c in found.one]
    assert ids == ["more", "less", "ceiling", "open", "person"]
    (beside,) = found.beside
    assert [p.measure.id for p in beside.supports] == ["service", "advice"]


# --- The real rules ---------------------------------------------------------------------


def case_of(book: PolicyBook, file: Path) -> Case:
    content = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    return Case(book, answers_from(content["case"], book), date.fromisoformat(content["as_of"]))


def prospects(case: Case) -> list[Prospect]:
    found = pathway_of(case.plan)
    paid = [way for c in (*found.one, *found.few) for way in c.ways]
    return paid + [way for c in found.beside for way in (*c.ways, *c.supports)]


def outcome_of(case: Case, step: Step) -> Outcome:
    finding = case.assessment.of(step.measure.id)
    if step.record is None:
        return finding.outcome
    return next(r for r in finding.records if set(r.indexes) & set(step.indexes)).outcome


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_who_follows_the_advice_gets_there(book: PolicyBook, file: Path) -> None:
    case = case_of(book, file)
    for found in prospects(case):
        step = found.step
        assert outcome_of(case, step) is Outcome.INELIGIBLE
        answers = case.answers
        plain = [change.answer for change in step.changes if change.answer]
        if len(plain) < len(step.changes):
            continue
        for answer in plain:
            answers = answer.given(answers, step.indexes)
        after = outcome_of(Case(book, answers, case.as_of), step)
        assert after is not Outcome.INELIGIBLE, step
        if not step.still_open:
            assert after is Outcome.ELIGIBLE, step


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_advice_is_minimal_and_only_on_what_can_be_changed(book: PolicyBook, file: Path) -> None:
    sets: dict[tuple[str, tuple[int, ...]], list[set[int]]] = defaultdict(list)
    for step in steps(case_of(book, file).assessment.findings):
        assert 1 <= len(step.changes) <= 3
        for change in step.changes:
            assert changeable(change.result)
            assert change.key not in NEVER, (step.measure.id, change.criterion.label)
        same = sets[step.measure.id, step.indexes]
        chosen = {id(change.criterion) for change in step.changes}
        assert not any(chosen <= other or other <= chosen for other in same)
        same.append(chosen)


def changeable(result: CriterionResult) -> bool:
    return isinstance(result.criterion, Criterion) and result.criterion.changeable


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_step_can_be_said(book: PolicyBook, file: Path) -> None:
    case = case_of(book, file)
    for found in prospects(case):
        said = words.step_words(found.step)
        assert said
        assert "Infinity" not in said + words.gain_words(found) + words.amount_words(found)
        assert found.gain is None or found.gain.exact <= max(found.gain.ceiling, Decimal(0))
    for line in words.overview(case.plan):
        assert line.endswith("。")
