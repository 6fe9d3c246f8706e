"""Which question comes next: what decides most for least, topic by topic, until nothing can."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from benchmarks.interview import adaptive, fixed, page_times, personas, questions_needed
from dgassist.engine.assessment import Assessment, assess
from dgassist.engine.interview import (
    NAME,
    NextQuestion,
    Progress,
    left_out,
    next_page,
    next_questions,
    topic_of,
)
from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from tests.formulas import AS_OF
from tests.tiny import Resources, condition, left_open, measure, told

NAMED = Progress(unsure=frozenset((NAME,)))


def judged(book: PolicyBook, as_of: date = AS_OF, **company: Any) -> Assessment:
    return assess(book, told(book, company), as_of)


def scores(assessment: Assessment) -> dict[str, float]:
    return {q.id: q.score for q in next_questions(assessment)}


def asked(assessment: Assessment, progress: Progress = NAMED, **about: str) -> str:
    page = next_page(assessment, progress, **about)
    return page.id if page else ""


def weight(book: PolicyBook, ceiling: int) -> float:
    last_day = book.documents[0].parts[0].last_day
    assert last_day is not None
    return 1 + ceiling / 10_000_000 + max(0, 1 - (last_day - AS_OF).days / 90)


def test_an_answer_that_alone_can_decide_counts_in_full(tiny: Resources) -> None:
    book = tiny.book(measure("m", condition("employees >= 5*person"), condition("member")))
    one = round(weight(book, 50_000), 4)
    assert scores(judged(book)) == {"employees": one, "member": one}


def test_answers_that_decide_together_share(tiny: Resources) -> None:
    book = tiny.book(measure("m", condition("spend / revenue >= 3*percent")))
    half = round(weight(book, 50_000) / 2, 4)
    assert scores(judged(book)) == {"revenue": half, "spend": half}
    assert scores(judged(book, revenue=1000)) == {"spend": round(weight(book, 50_000), 4)}


def test_of_several_ways_the_one_through_the_answer_counts(tiny: Resources) -> None:
    either = {"any": [condition("spend / revenue >= 3*percent"), condition("member")]}
    book = tiny.book(measure("m", either))  # being a member is enough; nothing alone says no
    found = scores(judged(book))
    assert found["member"] == pytest.approx(2 * found["spend"], rel=1e-3)
    assert found["spend"] == found["revenue"]


def test_what_is_left_open_can_only_be_denied(tiny: Resources) -> None:
    book = tiny.book(
        measure("m", condition("member", when_false="open", note="问市展会局。"), left_open())
    )
    found = next_questions(judged(book))
    assert [q.id for q in found] == ["member"]
    assert next_questions(judged(book, member=True)) == ()


def test_a_larger_ceiling_and_an_easier_answer_come_first(tiny: Resources) -> None:
    tiny.edit(
        "questions/basics.yaml",
        "{id: revenue, type: money, label: 营业收入, minimum: 0}",
        "{id: revenue, type: money, label: 营业收入, minimum: 0, cost: 4}",
    )
    book = tiny.book(
        measure("large", condition("member"), amount="500*wan"),
        measure("little", condition("employees >= 5*person")),
        measure("dear", condition("revenue >= 1*wan"), amount="500*wan"),
    )
    found = next_questions(judged(book))
    assert [q.id for q in found] == ["member", "employees", "revenue"]
    assert found[0].highest == found[0].ceiling == Decimal(5_000_000)


def test_a_giant_weighs_no_more_than_a_large_one(tiny: Resources) -> None:
    book = tiny.book(
        measure("giant", condition("member"), amount="90000*wan"),
        measure("large", condition("employees >= 5*person"), amount="1000*wan"),
    )
    found = scores(judged(book))
    assert found["member"] == found["employees"]
    assert [q.id for q in next_questions(judged(book))] == ["employees", "member"]  # by id


def test_what_ends_soon_comes_first(tiny: Resources) -> None:
    book = tiny.book(measure("m", condition("member")))
    last_day = book.documents[0].parts[0].last_day
    assert last_day is not None
    far, near = (judged(book, last_day - timedelta(days)) for days in (400, 10))
    assert scores(near)["member"] > scores(far)["member"]


def test_after_its_term_a_measure_asks_nothing(tiny: Resources) -> None:
    book = tiny.book(measure("m", condition("member")))
    last_day = book.documents[0].parts[0].last_day
    assert last_day is not None
    assert asked(judged(book, last_day)) == "member"
    assert asked(judged(book, last_day + timedelta(1))) == ""


def test_money_that_is_no_cash_is_not_promised(tiny: Resources) -> None:
    book = tiny.book(measure("loan", condition("member"), form="loan", amount="3000*wan"))
    (question,) = next_questions(judged(book))
    assert question.ceiling == question.highest == Decimal(0)


def test_a_list_is_asked_for_once_then_what_its_records_lack(tiny: Resources) -> None:
    book = tiny.book(measure("m", condition("area >= 18*sqm"), per="booth"))
    assert asked(judged(book)) == "booth"
    records = [{"exhibition": "甲展", "area": 20}, {"exhibition": "乙展"}]
    facts = told(book, booth=records)
    assert [q.id for q in next_questions(assess(book, facts, AS_OF))] == [
        "booth.date", "booth.area",
    ]  # fmt: skip
    assert asked(assess(book, facts, AS_OF), last="booth") == "booth.date"
    assert asked(assess(book, told(book, booth=[]), AS_OF)) == ""


def test_fields_of_a_record_come_in_their_order(tiny: Resources) -> None:
    kinds = [condition("kind == 'special'"), condition("area >= 18*sqm")]
    book = tiny.book(measure("m", *kinds, per="booth", amount="cost"))
    facts = told(book, booth=[{"exhibition": "甲展"}])
    last, order = "booth", []
    progress = NAMED
    while page := next_page(assess(book, facts, AS_OF), progress, last):
        last = page.id
        progress = progress.with_unsure(last)
        order.append(last)
    assert order == ["booth.date", "booth.kind", "booth.area", "booth.cost"]


def test_an_interview_stays_in_its_topic(tiny: Resources) -> None:
    book = tiny.book(
        measure("m", condition("member"), condition("employees >= 5*person"), amount="100*wan"),
        *(measure(f"m{i}", condition("area >= 18*sqm"), per="booth") for i in range(4)),
    )
    assessment = judged(book)
    assert next_questions(assessment)[0].id == "booth"
    assert asked(assessment) == "booth"
    assert asked(assessment, last="applicant_type") == "employees"
    without = NAMED.with_unsure("employees").with_unsure("member")
    assert asked(assessment, without, last="employees") == "booth"


def test_a_topic_is_left_when_it_is_hardly_worth_staying(tiny: Resources) -> None:
    book = tiny.book(
        measure("m", condition("member")),
        *(measure(f"m{i}", condition("area >= 18*sqm"), per="booth") for i in range(30)),
    )
    assert asked(judged(book), last="applicant_type") == "booth"


def test_unsure_is_not_asked_again_and_skipped_comes_last(tiny: Resources) -> None:
    book = tiny.book(measure("m", condition("employees >= 5*person"), condition("member")))
    assessment = judged(book)
    skipped = NAMED.with_skipped("employees")
    assert asked(assessment, skipped) == "member"
    rest = skipped.with_unsure("member")
    assert asked(assessment, rest) == "employees"
    done = rest.with_skipped("employees")  # for the second time
    assert asked(assessment, done) == ""
    assert {q.id for q in left_out(assessment, done)} == {"employees", "member"}
    assert asked(assessment, done.without("member")) == "member"


def test_the_name_comes_second_and_may_be_declined(tiny: Resources) -> None:
    book = tiny.book(measure("m", condition("member")))
    blank = assess(book, Answers(), AS_OF)
    assert asked(blank, Progress()) == "applicant_type"
    known = judged(book)
    assert asked(known, Progress(), last="applicant_type") == NAME
    assert asked(known, Progress().with_skipped(NAME), last=NAME) == "member"
    assert asked(known, Progress(), last="applicant_type", within="m") == "member"
    assert asked(judged(book, company_name="虚构公司"), Progress(), last=NAME) == "member"


def test_one_measure_can_be_finished_alone(tiny: Resources) -> None:
    book = tiny.book(
        measure("one", condition("employees >= 5*person")),
        *(measure(f"other{i}", condition("member")) for i in range(9)),
    )
    assert asked(judged(book)) == "member"
    assert asked(judged(book), within="one") == "employees"
    assert asked(judged(book, employees=3), within="one") == ""


def test_a_second_skip_is_not_knowing() -> None:
    once = Progress().with_skipped("a")
    assert once == Progress(skipped=frozenset("a"))
    assert once.with_skipped("a") == Progress(unsure=frozenset("a"))
    assert once.with_unsure("a").with_skipped("a") == once
    assert once.without("a") == Progress()


def test_the_same_answers_give_the_same_order(book: PolicyBook) -> None:
    answers = told(book)
    one, other = (next_questions(assess(book, answers, AS_OF)) for _ in range(2))
    assert one == other
    assert list(one) == sorted(one, key=lambda q: (-q.score, q.id))


def test_every_question_stands_in_a_topic(book: PolicyBook) -> None:
    for question in next_questions(assess(book, told(book, title=[{}]), AS_OF)):
        assert topic_of(question.id, book)


@pytest.mark.parametrize("beyond_first", [False, True])
def test_never_more_questions_than_a_fixed_order(book: PolicyBook, *, beyond_first: bool) -> None:
    needed = {
        p.name: tuple(
            questions_needed(p, book, order, beyond_first=beyond_first)
            for order in (adaptive, fixed)
        )
        for p in personas(book)
    }
    assert {name: pair for name, pair in needed.items() if pair[0] > pair[1]} == {}
    ours, theirs = (sorted(side)[len(needed) // 2] for side in zip(*needed.values(), strict=True))
    assert ours * 2 < theirs


def test_an_interview_ends_with_nothing_left_to_decide(book: PolicyBook) -> None:
    for persona in personas(book)[:4]:
        *_, last = adaptive(persona, book)
        known = persona.answers.company.keys() | persona.answers.records.keys()
        left: list[NextQuestion] = [q for q in next_questions(last.assessment) if q.id in known]
        assert left == []
    assert list(page_times(personas(book)[0], book))
