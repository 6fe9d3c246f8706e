"""Which question next: the one that decides most money for the least trouble.

``score(f) = sum of weight(m) * relevance(f, m) / cost(f)`` over undecided measures m: relevance
is 1 over the number of answers m still misses, weight grows with the ceiling but slowly, so that
no giant rules the interview. Equal scores go by id: same answers, same order.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dgassist.engine.assessment import Assessment, Finding
from dgassist.engine.eligibility import Outcome
from dgassist.engine.value import ZERO
from dgassist.model.policybook import PolicyBook

_RECORD_LIST_COST = 2
_LARGE = Decimal(10_000_000)


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """An open question: a company question, a record type, or ``type.field`` of records told."""

    id: str
    label: str
    score: float
    measures: tuple[str, ...]
    ceiling: Decimal


def next_questions(assessment: Assessment) -> tuple[NextQuestion, ...]:
    """Every open question that some undecided measure waits for, best first."""
    waiting: dict[str, list[Finding]] = {}
    for finding in assessment.findings:
        if finding.outcome is Outcome.UNDETERMINED:
            for key in finding.missing:
                waiting.setdefault(key, []).append(finding)
    found = [_ranked(key, findings, assessment.book) for key, findings in waiting.items()]
    return tuple(sorted(found, key=lambda q: (-q.score, q.id)))


def _ranked(key: str, findings: list[Finding], book: PolicyBook) -> NextQuestion:
    label, cost = describe(key, book)
    score = sum(_weight(f) / len(f.missing) for f in findings) / cost
    ceilings = (f.potential.high for f in findings if f.potential and f.potential.high)
    measures = tuple(f.measure.id for f in findings)
    return NextQuestion(key, label, round(score, 4), measures, sum(ceilings, ZERO))


def describe(key: str, book: PolicyBook) -> tuple[str, int]:
    """The label of a missing answer, and how hard it is to give."""
    if key in book.question:
        return book.question[key].label, book.question[key].cost
    record_id, _, field_id = key.partition(".")
    record_type = book.record_type[record_id]
    field = record_type.field(field_id)
    if field is None:
        return record_type.label, _RECORD_LIST_COST
    return f"{record_type.label}：{field.label}", field.cost


def _weight(finding: Finding) -> float:
    """Between 1 and 2, by the ceiling; a support without a number still counts."""
    high = finding.potential.high if finding.potential else None
    return 1 + float(min(high or ZERO, _LARGE) / _LARGE)
