"""Near misses: supports that one stated condition stands in the way of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dgassist.engine.amount import Amount
from dgassist.engine.assessment import Finding
from dgassist.engine.eligibility import CriterionResult, Outcome, failing
from dgassist.engine.truth import Truth
from dgassist.model.measure import Criterion, Measure, Role


@dataclass(frozen=True, slots=True)
class NearMiss:
    """One condition short: which one, what it would bring, and whether the firm can change it."""

    measure: Measure
    failing: CriterionResult
    would_be: Amount | None
    changeable: bool
    record_name: str = ""
    record_type: str = ""
    indexes: tuple[int, ...] = ()


def near_misses(findings: Iterable[Finding]) -> Iterator[NearMiss]:
    """Records (or companies) that fail a measure by exactly one condition, in the book's order."""
    for finding in findings:
        for record in finding.records:
            if record.outcome is Outcome.INELIGIBLE and (one := _only(record.criteria)):
                yield NearMiss(
                    finding.measure,
                    one,
                    record.amount,
                    _changeable(one),
                    record.name,
                    record.record_type,
                    record.indexes,
                )
        if not finding.records and finding.outcome is Outcome.INELIGIBLE:
            one = _only(finding.criteria)
            if one and _changeable(one) and _told(finding.criteria):
                yield NearMiss(finding.measure, one, None, changeable=True)


def _only(criteria: tuple[CriterionResult, ...]) -> CriterionResult | None:
    fails = failing(criteria)
    return fails[0] if len(fails) == 1 else None


def _changeable(result: CriterionResult) -> bool:
    return not isinstance(result.criterion, Criterion) or result.criterion.changeable


def _told(criteria: tuple[CriterionResult, ...]) -> bool:
    """Whether enough is known to speak of nearness: no other condition waits for an answer."""
    return not any(
        r.missing or (isinstance(r.criterion, Criterion) and _is_blank_subject(r)) for r in criteria
    )


def _is_blank_subject(result: CriterionResult) -> bool:
    criterion = result.criterion
    is_subject = isinstance(criterion, Criterion) and criterion.role is Role.SUBJECT
    return is_subject and result.truth is Truth.FALSE
