"""What must hold for all the real rules together."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import permutations

import pytest

from dgassist.build.compiler import Compilation
from dgassist.engine.amount import RECEIVED
from dgassist.engine.assessment import assess, find
from dgassist.engine.eligibility import Outcome
from dgassist.engine.evaluation import Context
from dgassist.model.answers import Answers
from dgassist.model.measure import Criterion, CriterionGroup, Measure
from dgassist.model.policybook import PolicyBook
from dgassist.plan.actionplan import make_plan
from tests.examples import Example, examples


@pytest.fixture(scope="module")
def told(book: PolicyBook) -> list[Example]:
    """All examples."""
    return list(examples(book))


def judge(book: PolicyBook, example: Example, answers: Answers | None = None) -> Outcome:
    """The finding for an example's measure, perhaps with other answers."""
    context = Context(book, example.answers if answers is None else answers, example.as_of)
    return find(book.measure[example.measure], context).outcome


def all_criteria(criteria: Iterable[Criterion | CriterionGroup]) -> Iterator[Criterion]:
    """The single conditions of a tree."""
    for criterion in criteria:
        if isinstance(criterion, CriterionGroup):
            yield from all_criteria(criterion.items)
        else:
            yield criterion


def test_every_example_comes_out_as_its_author_expects(compilation: Compilation) -> None:
    assert [str(problem) for problem in compilation.problems] == []


def test_all_examples_are_read_here_too(
    compilation: Compilation, book: PolicyBook, told: list[Example]
) -> None:
    assert len(told) == compilation.examples
    differs = [e for e in told if judge(book, e).value != e.finding]
    assert differs == []


@pytest.mark.parametrize(
    "as_of",
    [date(2023, 6, 1), date(2024, 1, 16), date(2026, 11, 21), date(2027, 1, 16), date(2027, 1, 17),
     date(2035, 1, 1)],
)  # fmt: skip
def test_without_answers_nobody_is_eligible_or_ineligible(book: PolicyBook, as_of: date) -> None:
    findings = assess(book, Answers(), as_of).findings
    assert {f.measure.id for f in findings if f.outcome is not Outcome.UNDETERMINED} == set()
    for finding in findings:
        assert finding.missing, finding.measure.id
        assert finding.amount is None


def never_true(measure: Measure) -> bool:
    """Whether a condition that must hold is left to the guide or the department."""
    return any(isinstance(c, Criterion) and c.test is None for c in measure.criteria)


def test_each_measure_is_shown_granted_and_refused(book: PolicyBook, told: list[Example]) -> None:
    """Granted cannot be shown where the text leaves a condition open; refused always can."""
    shown: dict[str, set[str]] = defaultdict(set)
    for example in told:
        shown[example.measure].add(example.finding)
    for measure in book.measures:
        wanted = {"ineligible", "undetermined" if never_true(measure) else "eligible"}
        assert wanted <= shown[measure.id], measure.id
        if never_true(measure):
            assert "eligible" not in shown[measure.id], measure.id


def test_a_refusal_lists_only_false_conditions_each_with_a_quote(
    book: PolicyBook, told: list[Example]
) -> None:
    for example in told:
        finding = find(book.measure[example.measure], Context(book, example.answers, example.as_of))
        if finding.outcome is Outcome.INELIGIBLE:
            assert finding.failing, example
            for result in finding.failing:
                assert result.truth.as_json is False
                for criterion in all_criteria([result.criterion]):
                    assert criterion.citation.quote, example
        else:
            assert finding.failing == ()


def test_every_citation_stands_in_a_clause_of_the_book(book: PolicyBook) -> None:
    for measure in book.measures:
        citations = [c.citation for c in all_criteria(measure.criteria)]
        citations += [measure.benefit.citation, measure.applicant_citation]
        citations += [c.citation for c in measure.benefit.caps]
        citations += [m.citation for m in measure.materials if m.citation]
        citations += [d.citation for d in measure.deadlines]
        for citation in citations:
            text = "".join(book.clause[citation.clause_id].text.split())
            assert text.count("".join(citation.quote.split())) == 1, (measure.id, citation)


# --- Answering never overturns ----------------------------------------------------------------


def one_answer_less(answers: Answers) -> Iterator[Answers]:
    """The same answers with one fact, field or whole list taken back."""
    for question in answers.company:
        yield answers.with_fact(question, None)
    for record_type, records in answers.records.items():
        yield answers.with_records(record_type, None)
        for i, record in enumerate(records):
            for field in record:
                poorer = {k: v for k, v in record.items() if k != field}
                yield answers.with_records(record_type, (*records[:i], poorer, *records[i + 1 :]))


def test_an_answer_taken_back_leaves_the_finding_or_makes_it_undetermined(
    book: PolicyBook, told: list[Example]
) -> None:
    flips = []
    for example in told:
        late = judge(book, example)
        for answers in one_answer_less(example.answers):
            early = judge(book, example, answers)
            if early not in (Outcome.UNDETERMINED, late):
                flips.append((example.measure, example.name, early, late, answers))
    assert flips == []


def test_many_answers_given_in_any_order_never_overturn_a_finding(
    book: PolicyBook, told: list[Example]
) -> None:
    chance = random.Random(20261121)
    flips = []
    for example in told:
        steps = [(answers := example.answers, judge(book, example))]
        while fewer := list(one_answer_less(answers)):
            answers = chance.choice(fewer)
            steps.append((answers, judge(book, example, answers)))
        settled: Outcome | None = None
        for answers, outcome in reversed(steps):
            if settled is not None and outcome is not settled:
                flips.append((example.measure, example.name, settled, outcome, answers))
                break
            if outcome is not Outcome.UNDETERMINED:
                settled = outcome
    assert flips == []


def test_two_like_records_need_the_date_that_puts_them_together(
    book: PolicyBook, told: list[Example]
) -> None:
    """Doubling an example's records, then taking one answer back, never overturns either."""
    flips = []
    for example in told:
        scope = book.measure[example.measure].scope
        if scope is None or scope.record_type not in example.answers.records:
            continue
        records = example.answers.records[scope.record_type]
        doubled = example.answers.with_records(scope.record_type, (*records, *records))
        late = judge(book, example, doubled)
        for answers in one_answer_less(doubled):
            early = judge(book, example, answers)
            if early not in (Outcome.UNDETERMINED, late):
                flips.append((example.measure, example.name, early, late))
    assert flips == []


def test_an_answer_taken_back_only_widens_the_amount(book: PolicyBook, told: list[Example]) -> None:
    """Firm money never shrinks, and the ceiling never rises, as answers are given.

    Money already received is the exception: until it is told, none counts as received.
    """
    wrong = []
    for example in told:
        measure = book.measure[example.measure]
        late = find(measure, Context(book, example.answers, example.as_of))
        for answers in one_answer_less(example.answers):
            if answers.records.get(RECEIVED) != example.answers.records.get(RECEIVED):
                continue
            early = find(measure, Context(book, answers, example.as_of))
            if early.amount and late.amount and early.amount.low is not None:
                assert late.amount.low is not None
                if early.amount.low > late.amount.low:
                    wrong.append((example.measure, example.name, "firm", early.amount.low))
            if early.potential and late.potential and early.potential.high is not None:
                wider = measure.scope and measure.scope.record_type not in answers.records
                if wider:  # before any record is told, the ceiling is that of one record
                    continue
                assert late.potential.high is not None
                if early.potential.high < late.potential.high:
                    wrong.append((example.measure, example.name, "ceiling", early.potential.high))
    assert wrong == []


# --- Order and totals ---------------------------------------------------------------------------


def test_the_order_of_records_changes_no_amount(book: PolicyBook, told: list[Example]) -> None:
    for example in told:
        measure = book.measure[example.measure]
        if measure.scope is None:
            continue
        records = example.answers.records.get(measure.scope.record_type, ())
        if not 2 <= len(records) <= 4:
            continue
        found = set()
        for order in permutations(records):
            answers = example.answers.with_records(measure.scope.record_type, order)
            finding = find(measure, Context(book, answers, example.as_of))
            amounts = (finding.amount, finding.potential)
            found.add((finding.outcome, *((a.low, a.high) if a else None for a in amounts)))
        assert len(found) == 1, (example.measure, example.name, found)


def test_firm_money_is_never_more_than_the_ceiling(book: PolicyBook, told: list[Example]) -> None:
    for example in told:
        assessment = assess(book, example.answers, example.as_of)
        for finding in assessment.findings:
            for amount in (finding.amount, finding.potential):
                if amount and amount.low is not None and amount.high is not None:
                    assert 0 <= amount.low <= amount.high, (finding.measure.id, example.name)
        plan = make_plan(assessment)
        assert 0 <= plan.exact_total <= plan.ceiling_total, example.name
        for near in plan.near_misses:
            assert near.failing.truth.as_json is False
