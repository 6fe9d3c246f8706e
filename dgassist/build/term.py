"""Add to every measure what goes without saying in its clause: who may apply, and in which term."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from dgassist.build.library import Library
from dgassist.model.expression import (
    All,
    AsOf,
    Compare,
    Date,
    Expression,
    Fact,
    Member,
    Number,
    When,
    Year,
)
from dgassist.model.measure import Criterion, Measure, Role
from dgassist.model.provenance import Citation, DocumentPart
from dgassist.model.question import AnswerType, Question, RecordType


def completed(
    measure: Measure, library: Library, applicant_type: Question, record_type: RecordType | None
) -> Measure:
    """The measure with its applicant and term criteria in front and behind its own.

    The term counts twice: the act has to fall into it; and an application after its end is left
    to the department, for no text says whether acts within the term are still paid after it.
    """
    clause = library.clauses.get(measure.clause_id)
    if clause is None:
        return measure
    document = next(d for d in library.documents if d.id == clause.document_id)
    part = next(p for p in document.parts if p.id == clause.part_id)
    start = part.valid_from or document.issued
    citation = part.validity or measure.benefit.citation
    criteria = [_applicant(measure, applicant_type)]
    if record_type is not None:
        criteria += _act(measure, part, start, citation, record_type)
    return replace(measure, criteria=(*criteria, *measure.criteria, *_query(part, citation)))


def _applicant(measure: Measure, applicant_type: Question) -> Criterion:
    words = "、".join(applicant_type.option_label(a) for a in measure.applicants)
    return Criterion(
        label=f"申请单位是{words}",
        citation=measure.applicant_citation,
        test=Member(Fact("applicant_type"), measure.applicants),
        role=Role.APPLICANT,
        changeable=False,
    )


def _act(
    measure: Measure,
    part: DocumentPart,
    start: date,
    citation: Citation,
    record_type: RecordType,
) -> list[Criterion]:
    when = record_type.field(record_type.when)
    by_year = when is not None and when.type is AnswerType.YEAR
    began: Expression = (
        Compare(">=", Year(When()), Number(Decimal(start.year), "", str(start.year)))
        if by_year
        else Compare(">=", When(), Date(start.isoformat()))
    )
    criteria = [
        Criterion(
            label=f"发生在政策施行（{start.isoformat()}）之后",
            citation=citation,
            test=began,
            when_false_open=measure.before_start_open,
            note="施行以前取得的是否也算，文中没有写明，请向责任部门确认。"
            if measure.before_start_open
            else "",
            changeable=False,
            scope="record",
            role=Role.TERM,
        )
    ]
    if part.last_day:
        criteria.append(
            Criterion(
                label=f"发生在有效期内（至{part.last_day.isoformat()}）",
                citation=citation,
                test=Compare("<=", When(), Date(part.last_day.isoformat())),
                note="这一年只有一部分在有效期内，怎样计算文中没有写明。",
                changeable=False,
                scope="record",
                role=Role.TERM,
            )
        )
    return criteria


def _query(part: DocumentPart, citation: Citation) -> list[Criterion]:
    if part.valid_from is None or part.last_day is None:
        return []
    asker = part.interpreter or "责任部门"
    return [
        Criterion(
            label=f"申报时政策仍在有效期内（至{part.last_day.isoformat()}）",
            citation=citation,
            test=_between(part.valid_from, part.last_day),
            when_false_open=True,
            note=f"基准日不在有效期内：期内发生、期满后申报的还给不给，文中没有写明，请问{asker}。",
            changeable=False,
            role=Role.TERM,
        )
    ]


def _between(first: date, last: date) -> Expression:
    return All(
        (
            Compare(">=", AsOf(), Date(first.isoformat())),
            Compare("<=", AsOf(), Date(last.isoformat())),
        )
    )
