"""The JSON contract of what the policy base holds: questions and measures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from dgassist.engine.dependence import inputs_of
from dgassist.model.measure import Criterion, CriterionGroup, Measure, Paper, Relation
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import Citation
from dgassist.model.question import AnswerType, Question

Json = dict[str, Any]


def yuan(amount: Decimal | None) -> int | None:
    """Money as integer 元; None where there is no number."""
    return None if amount is None else int(amount)


def citation(cited: Citation, book: PolicyBook) -> Json:
    """A quote with the number of its document and the label of its clause."""
    clause = book.clause[cited.clause_id]
    document = book.document[clause.document_id]
    number = document.number or document.title
    return {"document": number, "clause": clause.label, "quote": cited.quote}


def questions(book: PolicyBook) -> Json:
    """Every question, record type and derived fact."""
    return {
        "questions": [
            {"scope": "company", "section": section.id, **_question(q)}
            for section in book.sections
            for q in section.questions
        ],
        "record_types": [
            {
                "id": r.id,
                "label": r.label,
                "text": r.text,
                "help": r.help,
                "when": r.when,
                "fields": [{"scope": r.id, **_question(f)} for f in r.fields],
            }
            for r in book.record_types
        ],
        "derived": [
            {
                "id": d.id,
                "label": d.label,
                "type": d.type.value,
                "options": [{"id": o.id, "label": o.label} for o in d.options],
                "formula": d.formula,
                "sources": [
                    {"basis": s.basis.value, "source": s.source, "note": s.note} for s in d.sources
                ],
            }
            for d in book.derived_facts
        ],
    }


_JSON_UNITS = {AnswerType.MONEY: "yuan", AnswerType.PERCENT: "percent"}


def _question(question: Question) -> Json:
    return {
        "id": question.id,
        "type": question.type.value,
        "unit": _JSON_UNITS.get(question.type, question.unit),
        "options": [{"id": o.id, "label": o.label} for o in question.options],
        "label": question.label,
        "text": question.text or question.label,
        "help": question.help,
        "period": question.period,
        "evidence": question.evidence,
        "minimum": None if question.minimum is None else str(question.minimum),
        "maximum": None if question.maximum is None else str(question.maximum),
    }


def measures(book: PolicyBook) -> Json:
    """Every measure with where it is written and what it rests on."""
    return {
        "data_date": book.data_date,
        "measures": [measure(m, book) for m in book.measures],
    }


def measure(item: Measure, book: PolicyBook) -> Json:
    """One measure."""
    part, document = book.part_of(item.clause_id), book.document_of(item.clause_id)
    benefit = item.benefit
    criteria = list(_flat(item.criteria))
    subject = [item.scope.where] if item.scope and item.scope.where else []
    quotes = [item.applicant_citation, benefit.citation, *(c.citation for c in subject + criteria)]
    return {
        "id": item.id,
        "title": item.title,
        "summary": item.summary,
        "document": {
            "number": document.number,
            "title": document.title,
            "part": part.label,
            "status": document.status.value,
            "valid_from": day_text(part.valid_from or document.issued),
            "valid_to": day_text(part.last_day),
        },
        "clause": book.clause[item.clause_id].label,
        "quotes": [citation(c, book) for c in dict.fromkeys(quotes)],
        "applicants": list(item.applicants),
        "per": item.scope.record_type if item.scope else None,
        "form": benefit.form.value,
        "firmness": benefit.firmness.value,
        "formula": benefit.formula or None,
        "caps": [
            {"label": c.label, "count": c.count, **citation(c.citation, book)} for c in benefit.caps
        ],
        "payee": benefit.payee.value,
        "criteria": [
            {
                "label": c.label,
                "formula": c.formula or None,
                "left_to": c.left_to or None,
                "role": c.role.value,
                **citation(c.citation, book),
            }
            for c in subject + criteria
        ],
        "departments": list(item.departments),
        "relations": [_relation(r, book) for r in book.relations if item.id in r.members],
        "materials": [
            {
                "name": m.name,
                "paper": _paper(book.paper.get(m.paper)),
                "basis": "cited" if m.citation else "usual_practice",
                "citation": citation(m.citation, book) if m.citation else None,
            }
            for m in item.materials
        ],
        "deadlines": [
            {"label": d.label, "kind": d.kind.value, "note": d.note, **citation(d.citation, book)}
            for d in item.deadlines
        ],
        "notes": list(item.notes),
        "questions": sorted(inputs_of(item, book)),
    }


def _flat(criteria: Iterable[Criterion | CriterionGroup]) -> Iterable[Criterion]:
    for item in criteria:
        if isinstance(item, CriterionGroup):
            yield from _flat(item.items)
        else:
            yield item


def _paper(paper: Paper | None) -> Json | None:
    """What is usual practice for a paper."""
    if paper is None:
        return None
    return {
        "id": paper.id,
        "name": paper.name,
        "form": paper.form and paper.form.value,
        "stamp": paper.stamp,
        "issuer": paper.issuer or None,
        "filled_from": list(paper.filled_from),
        "each": paper.each,
    }


def _relation(relation: Relation, book: PolicyBook) -> Json:
    return {
        "kind": relation.kind.value,
        "members": list(relation.members),
        "planned": relation.planned or None,
        "note": relation.note,
        "citations": [citation(c, book) for c in relation.citations],
    }


def day_text(day: date | None) -> str | None:
    """A date as JSON writes it."""
    return None if day is None else day.isoformat()
