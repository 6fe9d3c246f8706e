"""Add to every measure what goes without saying in its clause: who may apply, and in which term."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
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
from dgassist.model.provenance import Citation, SourceDocument
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
    term = _term(document, clause.part_id, measure.benefit.citation)
    criteria, notes = [_applicant(measure, applicant_type)], measure.notes
    if record_type is not None:
        criteria += _act(measure, term, record_type)
        if _is_by_year(record_type) and (term.first.month, term.first.day) != (1, 1):
            notes = (*notes, _days_before(term))
    return replace(measure, criteria=(*criteria, *measure.criteria, _query(term)), notes=notes)


@dataclass(frozen=True)
class _Term:
    """The days a part of a document is good for, the words that say so, and whom to ask."""

    first: date
    last: date | None
    citation: Citation
    asker: str


def _term(document: SourceDocument, part_id: str, otherwise: Citation) -> _Term:
    """A part's own term, else the years a plan sets itself, else from the day of issue on."""
    part = next(p for p in document.parts if p.id == part_id)
    asker = part.interpreter or "责任部门"
    if part.validity:
        return _Term(part.valid_from or document.issued, part.last_day, part.validity, asker)
    if document.period:
        end = date(document.period.last_year, 12, 31)
        return _Term(document.issued, end, document.period.citation, asker)
    return _Term(document.issued, None, otherwise, asker)


def _applicant(measure: Measure, applicant_type: Question) -> Criterion:
    words = "、".join(applicant_type.option_label(a) for a in measure.applicants)
    return Criterion(
        label=f"申请单位是{words}",
        citation=measure.applicant_citation,
        test=Member(Fact("applicant_type"), measure.applicants),
        role=Role.APPLICANT,
        changeable=False,
    )


def _act(measure: Measure, term: _Term, record_type: RecordType) -> list[Criterion]:
    by_year = _is_by_year(record_type)
    year = Number(Decimal(term.first.year), "", str(term.first.year))
    began = Compare(">=", Year(When()), year) if by_year else _on_or_after(When(), term.first)
    note = "施行以前取得的是否也算，文中没有写明，请向责任部门确认。"
    criteria = [
        Criterion(
            label=f"发生在政策施行（{term.first.isoformat()}）之后",
            citation=term.citation,
            test=began,
            when_false_open=measure.before_start_open,
            note=note if measure.before_start_open else "",
            changeable=False,
            scope="record",
            role=Role.TERM,
        )
    ]
    if term.last:
        criteria.append(
            Criterion(
                label=f"发生在有效期内（至{term.last.isoformat()}）",
                citation=term.citation,
                test=_on_or_before(When(), term.last),
                note="这一年只有一部分在有效期内，怎样计算文中没有写明。",
                changeable=False,
                scope="record",
                role=Role.TERM,
            )
        )
    return criteria


def _is_by_year(record_type: RecordType) -> bool:
    when = record_type.field(record_type.when)
    return when is not None and when.type is AnswerType.YEAR


def _days_before(term: _Term) -> str:
    """A year in which the term began counts as within it, though some of its days do not."""
    last = term.first - timedelta(days=1)
    day = f"{last.month}月{last.day}日" if last.month > 1 else f"{last.day}日"
    return (
        f"这一项按年份填，{last.year}年的都当作施行以后的；其中{last.year}年1月1日至{day}发生的"
        f"算不算，文中没写，请问{term.asker}。"
    )


def _query(term: _Term) -> Criterion:
    begun = _on_or_after(AsOf(), term.first)
    if term.last is None:
        label, test = f"基准日在印发（{term.first.isoformat()}）之后", begun
        note = "基准日在文件印发之前，那时还没有这项支持。"
    else:
        label = f"申报时政策仍在有效期内（至{term.last.isoformat()}）"
        test = All((begun, _on_or_before(AsOf(), term.last)))
        note = (
            f"基准日不在有效期内：期内发生、期满后申报的还给不给，文中没有写明，请问{term.asker}。"
        )
    return Criterion(
        label=label,
        citation=term.citation,
        test=test,
        when_false_open=True,
        note=note,
        changeable=False,
        role=Role.TERM,
    )


def _on_or_after(item: Expression, day: date) -> Expression:
    return Compare(">=", item, Date(day.isoformat()))


def _on_or_before(item: Expression, day: date) -> Expression:
    return Compare("<=", item, Date(day.isoformat()))
