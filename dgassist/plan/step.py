"""Steps: supports that up to three conditions, which the firm can act on, stand in the way of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dgassist.engine import amount as money
from dgassist.engine.amount import Amount
from dgassist.engine.assessment import Finding, RecordFinding
from dgassist.engine.dependence import inputs_of_formula
from dgassist.engine.eligibility import CriterionResult, Outcome, leaves
from dgassist.engine.evaluation import Context
from dgassist.engine.truth import Truth, of
from dgassist.model.measure import Criterion, Measure, Role
from dgassist.plan import distance as way
from dgassist.plan.distance import Answer, Distance
from dgassist.plan.repair import repairs, still_open

MOST = 3
"""More changes than these are no steps any more."""


@dataclass(frozen=True)
class Change:
    """One condition to be met, or to be met no more; what it takes is worked out when asked."""

    result: CriterionResult
    wanted: bool = True

    @property
    def criterion(self) -> Criterion:
        """The condition."""
        assert isinstance(self.result.criterion, Criterion)
        return self.result.criterion

    @property
    def changeable(self) -> bool:
        """Whether a firm can do something about it."""
        return is_changeable(self.result)

    @property
    def context(self) -> Context | None:
        """Where it was decided; None where it was said beforehand."""
        return self.result.contexts[0] if self.result.contexts else None

    @cached_property
    def key(self) -> str:
        """The answer to look at: the one that would meet it, else the first it rests on."""
        test, context = self.criterion.test, self.context
        if self.answer is not None:
            return self.answer.key
        return "" if test is None or context is None else way.key_of(test, context)

    @cached_property
    def _number(self) -> tuple[Distance, Answer] | None:
        test, context = self.criterion.test, self.context
        if test is None or context is None or len(self.result.contexts) > 1:
            return None
        return way.nearest_number(test, context, of(self.wanted))

    @cached_property
    def distance(self) -> Distance | None:
        """How far the numbers are apart, where both are known."""
        test, context = self.criterion.test, self.context
        if test is None or context is None:
            return None
        return self._number[0] if self._number else way.total_distance(test, context)

    @cached_property
    def days(self) -> int | None:
        """The days to wait, where time alone brings it."""
        test, context = self.criterion.test, self.context
        found = None if test is None or context is None else way.days_until(test, context)
        return found if found and found > 0 else None

    @cached_property
    def _record(self) -> tuple[Answer, tuple[str, ...]] | None:
        test, context = self.criterion.test, self.context
        if test is None or context is None or not self.wanted:
            return None
        return way.record_wanted(test, context)

    @property
    def names(self) -> tuple[str, ...]:
        """The titles of which one is needed; none where it is about something else."""
        return self._record[1] if self._record else ()

    @cached_property
    def answer(self) -> Answer | None:
        """One plain answer that would meet it, if there is one."""
        test, context = self.criterion.test, self.context
        if test is None or context is None or len(self.result.contexts) > 1:
            return None
        if self._number:
            return self._number[1]
        if self._record:
            return self._record[0]
        return way.other_answer(test, context, of(self.wanted))


@dataclass(frozen=True)
class Step:
    """What would have to change for one support, for one record of it or for the company.

    ``still_open``: conditions that are not decided yet, and are not counted as changes.
    """

    measure: Measure
    changes: tuple[Change, ...]
    still_open: tuple[CriterionResult, ...] = ()
    record: RecordFinding | None = None

    @property
    def failing(self) -> CriterionResult:
        """The first condition in the way."""
        return self.changes[0].result

    @property
    def changeable(self) -> bool:
        """Whether the firm can act on all of it."""
        return all(change.changeable for change in self.changes)

    @property
    def record_name(self) -> str:
        """The name of the record, if it is about one."""
        return self.record.name if self.record else ""

    @property
    def record_type(self) -> str:
        """The type of the record, if it is about one."""
        return self.record.record_type if self.record else ""

    @property
    def indexes(self) -> tuple[int, ...]:
        """Which records it is about."""
        return self.record.indexes if self.record else ()

    @cached_property
    def would_be(self) -> Amount | None:
        """What it would bring as things are; None where that depends on what has to change."""
        if self.record:
            return self.record.amount
        context, formula = self.changes[0].context, self.measure.benefit.amount
        if context is None:
            return None
        if formula is not None:
            inputs = inputs_of_formula(formula, context.record_type, context.book)
            tests = (c.criterion.test for c in self.changes)
            changed = (inputs_of_formula(t, context.record_type, context.book) for t in tests if t)
            if inputs & set().union(*changed):
                return None
        return money.total(self.measure.id, self.measure.benefit, [context])


def near_misses(findings: Iterable[Finding]) -> Iterator[Step]:
    """Records (or companies) that fail a measure by exactly one condition, in the book's order.

    A record is told of even where nobody can change the condition; advice is what is changeable.
    """
    for finding in findings:
        for record in finding.records:
            if record.outcome is Outcome.INELIGIBLE:
                yield from _steps(finding.measure, record.criteria, 1, record, fixed_too=True)
        if not finding.records:
            yield from _company_steps(finding, 1)


def steps(findings: Iterable[Finding], most: int = MOST) -> Iterator[Step]:
    """For every measure that is ineligible, the smallest sets of changes, at most so many."""
    for finding in findings:
        for record in finding.records:
            if record.outcome is Outcome.INELIGIBLE:
                yield from _steps(finding.measure, record.criteria, most, record)
        if not finding.records:
            yield from _company_steps(finding, most)


def _company_steps(finding: Finding, most: int) -> Iterator[Step]:
    if finding.outcome is not Outcome.INELIGIBLE or finding.measure.scope is not None:
        return
    something_is_met = any(_is_met(r) for r in leaves(finding.criteria))
    for step in _steps(finding.measure, finding.criteria, most):
        # of a measure of which nothing is known no advice is given
        if something_is_met or not any(r.missing for r in step.still_open):
            yield step


def _is_met(result: CriterionResult) -> bool:
    criterion = result.criterion
    own = isinstance(criterion, Criterion) and criterion.role is Role.CONDITION
    return own and result.truth is Truth.TRUE


def _steps(
    measure: Measure,
    criteria: tuple[CriterionResult, ...],
    most: int,
    record: RecordFinding | None = None,
    *,
    fixed_too: bool = False,
) -> Iterator[Step]:
    for repair in repairs(criteria, lambda r: fixed_too or is_changeable(r), most):
        changes = tuple(Change(turn.result, turn.wanted) for turn in repair)
        yield Step(measure, changes, tuple(still_open(criteria, repair)), record)


def is_changeable(result: CriterionResult) -> bool:
    """Whether a firm can do something about a condition."""
    criterion = result.criterion
    return not isinstance(criterion, Criterion) or criterion.changeable
