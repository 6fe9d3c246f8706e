"""The JSON that the command line prints: a contract with scripts. Money is integer 元."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from dgassist.engine.amount import Amount
from dgassist.engine.assessment import Assessment, Finding, RecordFinding
from dgassist.engine.contradiction import Contradiction, contradictions
from dgassist.engine.eligibility import CriterionResult, Outcome, leaves
from dgassist.engine.interview import next_questions
from dgassist.engine.truth import Truth
from dgassist.engine.value import Moment, Quantity, Value, Verdict
from dgassist.model.measure import Criterion, CriterionGroup, Measure
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import Citation
from dgassist.model.window import WindowSource
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.deadline import Deadline, deadlines_of
from dgassist.plan.step import Step
from dgassist.report.contract_book import Json, citation, day_text, yuan
from dgassist.report.contract_step import pathway
from dgassist.store.casefile import plain


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
            return day_text(value.day)
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
