"""Contradictions are told only where they are sure, name what was told, and lead to each answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from dgassist.case import Case
from dgassist.engine.contradiction import Contradiction, contradictions
from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from dgassist.store.casefile import answers_from

AS_OF = date(2026, 11, 21)


def found(book: PolicyBook, company: dict[str, Any], **records: Any) -> dict[str, Contradiction]:
    answers = answers_from({"company": company, "records": records}, book)
    return {c.rule.id: c for c in contradictions(book, answers, AS_OF)}


def test_no_answers_no_contradictions(book: PolicyBook) -> None:
    assert book.contradictions
    assert contradictions(book, Answers(), AS_OF) == ()


def test_the_message_says_what_was_told_and_names_both_answers(book: PolicyBook) -> None:
    one = found(book, {"rd_spend": 3_000_000, "annual_revenue": 2_000_000})["rd_above_revenue"]
    assert "300万元" in one.message
    assert "200万元" in one.message
    assert "{" not in one.message
    assert [(a.key, a.label) for a in one.answers] == [
        ("rd_spend", "研发费用"),
        ("annual_revenue", "营业收入"),
    ]


def test_a_record_is_named_and_found_again(book: PolicyBook) -> None:
    told = found(
        book,
        {"founded": "2021-03-02"},
        booth=[
            {"exhibition": "甲展", "date": "2022-01-01"},
            {"exhibition": "乙展", "date": "2020-01-01"},
        ],
    )
    one = told["before_founding"]
    assert "“乙展”" in one.message
    assert (one.record_type, one.index) == ("booth", 1)
    assert [a.key for a in one.answers] == ["booth.date", "founded"]


def test_a_year_contradicts_only_where_it_cannot_be_otherwise(book: PolicyBook) -> None:
    premium = [{"kind": "short_export", "year": 2021, "premium": 10_000}]
    assert not found(book, {"founded": "2021-06-30"}, credit_insurance=premium)
    assert "before_founding" in found(book, {"founded": "2022-01-01"}, credit_insurance=premium)


def test_what_is_no_longer_asked_contradicts_nothing(book: PolicyBook) -> None:
    facts = {"rd_spend": 3_000_000, "annual_revenue": 2_000_000}
    assert found(book, {"applicant_type": "enterprise", **facts})
    assert not found(book, {"applicant_type": "association", **facts})


def test_a_record_without_a_name_is_counted(book: PolicyBook) -> None:
    told = found(book, {"founded": "2021-03-02"}, booth=[{"date": "2020-01-01"}])
    assert "“参展1”" in told["before_founding"].message


def test_a_support_that_was_received_goes_by_its_title(book: PolicyBook) -> None:
    received = [{"measure": "special_booth", "year": 2027}]
    told = found(book, {}, received_support=received)["received_later"]
    assert book.measure["special_booth"].title in told.message


def test_a_contradiction_changes_no_finding(book: PolicyBook) -> None:
    answers = answers_from({"company": {"rd_spend": 3, "annual_revenue": 2}}, book)
    case = Case(book, answers, AS_OF)
    assert case.contradictions
    other = Case(book, answers.with_fact("rd_spend", None), AS_OF)
    assert len(case.assessment.findings) == len(other.assessment.findings) == len(book.measures)
