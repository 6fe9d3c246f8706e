"""The JSON that the command line prints: a contract with scripts. Money is integer 元."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any

from dgassist.engine.amount import Amount
from dgassist.engine.assessment import Assessment, Finding, RecordFinding
from dgassist.engine.contradiction import Contradiction, contradictions
from dgassist.engine.dependence import inputs_of
from dgassist.engine.eligibility import CriterionResult, Outcome, leaves
from dgassist.engine.interview import next_questions
from dgassist.engine.truth import Truth
from dgassist.engine.value import Moment, Quantity, Value, Verdict
from dgassist.model.measure import Criterion, CriterionGroup, Measure, Paper, Relation
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import Citation
from dgassist.model.question import AnswerType, Question
from dgassist.model.window import WindowSource
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.deadline import Deadline, deadlines_of
from dgassist.plan.step import Step
from dgassist.report.contract_step import pathway
from dgassist.store.casefile import plain

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
            "valid_from": _day(part.valid_from or document.issued),
            "valid_to": _day(part.last_day),
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


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def assessment(plan: ActionPlan) -> Json:
    """Findings and plan of one company."""
    found = plan.assessment
    return {
        "as_of": found.as_of.isoformat(),
        "data_date": found.book.data_date,
        "company": plain(found.answers)["company"],
        "derived": [
            {
                "id": d.fact.id,
                "label": d.fact.label,
                "value": _value(d.value),
                "words": d.words or None,
                "overruled": d.overruled,
                "because": d.because or None,
            }
            for d in found.derived
        ],
        "contradictions": [
            _contradiction(c) for c in contradictions(found.book, found.answers, found.as_of)
        ],
        "measures": [_finding(f, found) for f in found.findings],
        "plan": _plan(plan),
        "next_questions": [
            {
                "id": q.id,
                "label": q.label,
                "score": q.score,
                "measures": list(q.measures),
                "ceiling": int(q.ceiling),
            }
            for q in next_questions(found)
        ],
        "notice": "以实施细则和当年申报指南为准",
    }


def _contradiction(found: Contradiction) -> Json:
    return {
        "id": found.rule.id,
        "label": found.rule.label,
        "message": found.message,
        "answers": [a.key for a in found.answers],
        "record_type": found.record_type or None,
        "index": found.index,
    }


def _value(value: Value) -> Any:
    match value:
        case Verdict(truth=truth):
            return truth.as_json
        case Quantity(low=low):
            return float(low) if value.is_exact else None
        case Moment():
            return _day(value.day)
    return value.text


def _finding(finding: Finding, found: Assessment) -> Json:
    book = found.book
    item = finding.measure
    shown = finding.amount if finding.outcome is Outcome.ELIGIBLE else finding.potential
    clause, document = book.clause[item.clause_id], book.document_of(item.clause_id)
    part = book.part_of(item.clause_id)
    return {
        "id": item.id,
        "title": item.title,
        "document": document.number,
        "clause": clause.label,
        "in_force": part.last_day is None or found.as_of <= part.last_day,
        "form": item.benefit.form.value,
        "payee": item.benefit.payee.value,
        "finding": finding.outcome.value,
        "amount": _amount(shown, item),
        "potential": _amount(finding.potential, item),
        "criteria": [_criterion(r, book) for r in finding.criteria],
        "failing": [r.criterion.label for r in finding.failing],
        "missing": sorted(finding.missing),
        "left_to_department": [
            {"label": r.criterion.label, "note": r.why, **_cited(r, book)}
            for r in finding.left_open
        ],
        "records": [_record(r, item, book) for r in finding.records],
        "deadlines": [_deadline(d, book) for d in deadlines_of(finding, found)],
        "notes": list(item.notes),
    }


def _amount(amount: Amount | None, item: Measure) -> Json | None:
    if amount is None:
        return None
    return {
        "low": yuan(amount.low),
        "high": yuan(amount.high),
        "firmness": amount.firmness.value,
        "cash": item.benefit.form.is_cash,
        "arithmetic": list(amount.arithmetic),
        "missing": sorted(amount.missing),
        "other": None
        if amount.other is None
        else {
            "low": yuan(amount.other.low),
            "high": yuan(amount.other.high),
            "note": amount.other.note,
            "arithmetic": list(amount.other.arithmetic),
        },
    }


def _cited(result: CriterionResult, book: PolicyBook) -> Json:
    criterion = result.criterion
    if isinstance(criterion, Criterion):
        return citation(criterion.citation, book)
    first = next(iter(leaves(result.items)), None)
    return _cited(first, book) if first else {}


def _criterion(result: CriterionResult, book: PolicyBook) -> Json:
    shown: Json = {
        "label": result.criterion.label,
        "truth": result.truth.as_json,
        "why": result.why,
        **_cited(result, book),
    }
    if result.truth is Truth.UNKNOWN:
        shown["missing"] = sorted(result.missing)
        shown["left_open"] = result.open
    if result.items:
        shown["join"] = (
            result.criterion.join if isinstance(result.criterion, CriterionGroup) else ""
        )
        shown["items"] = [_criterion(item, book) for item in result.items]
    return shown


def _record(record: RecordFinding, item: Measure, book: PolicyBook) -> Json:
    return {
        "record_type": record.record_type,
        "indexes": list(record.indexes),
        "name": record.name,
        "finding": record.outcome.value,
        "amount": _amount(record.amount, item),
        "criteria": [_criterion(r, book) for r in record.criteria],
    }


def _deadline(deadline: Deadline, book: PolicyBook) -> Json:
    return {
        "measure": deadline.measure_id,
        "label": deadline.label,
        "date": deadline.day.isoformat(),
        "safe_date": deadline.safe_day.isoformat(),
        "kind": deadline.kind.value,
        "status": deadline.status.value,
        "days_left": deadline.days_left,
        "record": deadline.record_name or None,
        "note": deadline.note,
        **_window(deadline),
        **_basis(deadline.citation, book),
    }


def _window(deadline: Deadline) -> Json:
    """When a stage of a window opens and closes; nothing for any other date."""
    stage = deadline.stage
    if stage is None:
        return {}
    return {
        "opens": _moment(stage.opens, stage.opens_at),
        "closes": _moment(stage.closes, stage.closes_at),
    }


def _moment(day: date, hour: time | None) -> str:
    return f"{day.isoformat()}T{hour.isoformat('minutes')}" if hour else day.isoformat()


def _basis(basis: Citation | WindowSource, book: PolicyBook) -> Json:
    if isinstance(basis, Citation):
        return citation(basis, book)
    return {
        "document": basis.number or basis.title,
        "clause": None,
        "quote": None,
        "issued": basis.issued.isoformat(),
        "url": basis.url or None,
    }


def _plan(plan: ActionPlan) -> Json:
    book = plan.assessment.book
    return {
        "exact_total": int(plan.exact_total),
        "ceiling_total": int(plan.ceiling_total),
        "personal_total": int(plan.personal_total),
        "chosen": [f.measure.id for f in plan.selection.chosen],
        "set_aside": [
            {
                "id": s.finding.measure.id,
                "instead": s.instead.measure.id,
                "amount": _amount(s.finding.amount, s.finding.measure),
                "kind": s.relation.kind.value,
                "because": s.relation.note,
                "citations": [citation(c, book) for c in s.relation.citations],
            }
            for s in plan.selection.set_aside
        ],
        "warnings": list(plan.warnings),
        "near_misses": [_near_miss(n, book) for n in plan.near_misses],
        "pathway": pathway(plan),
        "deadlines": [_deadline(d, book) for d in plan.deadlines],
    }


def _near_miss(miss: Step, book: PolicyBook) -> Json:
    return {
        "id": miss.measure.id,
        "record": miss.record_name or None,
        "record_type": miss.record_type or None,
        "indexes": list(miss.indexes),
        "failing": _criterion(miss.failing, book),
        "would_be": _amount(miss.would_be, miss.measure),
        "changeable": miss.changeable,
    }
