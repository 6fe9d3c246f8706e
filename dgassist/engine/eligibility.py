"""Whether one applicant, with one record or group, meets a measure's criteria."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from dgassist.engine.evaluation import Context, verdict
from dgassist.engine.operation import combined
from dgassist.engine.truth import Truth
from dgassist.engine.value import NOTHING, Verdict
from dgassist.engine.wording import facts_used
from dgassist.model.measure import Criterion, CriterionGroup


class Outcome(StrEnum):
    """What is found about a measure for a company."""

    ELIGIBLE = "eligible"
    UNDETERMINED = "undetermined"
    INELIGIBLE = "ineligible"


_OUTCOMES = {
    Truth.TRUE: Outcome.ELIGIBLE,
    Truth.UNKNOWN: Outcome.UNDETERMINED,
    Truth.FALSE: Outcome.INELIGIBLE,
}


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One condition or group of conditions, decided or not, with the reason in words.

    ``open``: the text leaves it to the guide or the department. ``contexts`` is where it was
    decided, one or, for a group of records, several; ``stated`` are facts said beforehand.
    """

    criterion: Criterion | CriterionGroup
    truth: Truth
    missing: frozenset[str] = NOTHING
    open: bool = False
    items: tuple[CriterionResult, ...] = ()
    contexts: tuple[Context, ...] = field(default=(), repr=False, compare=False)
    stated: tuple[tuple[str, str], ...] = ()

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """(label, value in words) of what was looked at; the value is empty if not answered.

        Worked out when asked for: most explanations are never read.
        """
        if isinstance(self.criterion, CriterionGroup) or self.criterion.test is None:
            return self.stated
        test = self.criterion.test
        found = (fact for context in self.contexts for fact in facts_used(test, context))
        return tuple(dict.fromkeys((*self.stated, *found)))

    @property
    def verdict(self) -> Verdict:
        """As a value, for combining."""
        return Verdict(self.truth, self.missing, self.open)

    @property
    def why(self) -> str:
        """The reason in one sentence: what was answered, what is missing, what is left open."""
        told = "，".join(f"{label}：{value}" for label, value in self.facts if value)
        if self.truth is not Truth.UNKNOWN:
            return told
        lacking = "、".join(label for label, value in self.facts if not value)
        parts = [told] if told else []
        if self.missing and lacking:
            parts.append(f"还没填：{lacking}")
        if self.open and isinstance(self.criterion, Criterion):
            parts.append(self.criterion.note or "文中没有写明")
        return "；".join(parts)


def check(criterion: Criterion | CriterionGroup, context: Context) -> CriterionResult:
    """Decide one condition or group as far as the answers allow."""
    if isinstance(criterion, CriterionGroup):
        items = tuple(check(item, context) for item in criterion.items)
        if criterion.join == "not":
            inner = items[0].verdict
            result = Verdict(~inner.truth, inner.missing, inner.open)
        else:
            result = combined(criterion.join, [item.verdict for item in items])
        return CriterionResult(criterion, *result, items=items)
    if criterion.test is None:
        return CriterionResult(criterion, Truth.UNKNOWN, open=True)
    result = verdict(criterion.test, context)
    if criterion.when_false_open and result.truth is Truth.FALSE:
        result = Verdict(Truth.UNKNOWN, NOTHING, open=True)
    return CriterionResult(criterion, *result, contexts=(context,))


def judged(results: Iterable[CriterionResult]) -> Verdict:
    """All conditions together."""
    return combined("all", [result.verdict for result in results])


def outcome(truth: Truth) -> Outcome:
    """The finding that a truth stands for."""
    return _OUTCOMES[truth]


def leaves(results: Iterable[CriterionResult]) -> Iterator[CriterionResult]:
    """The single conditions, in order."""
    for result in results:
        if result.items:
            yield from leaves(result.items)
        else:
            yield result


def failing(results: Iterable[CriterionResult]) -> tuple[CriterionResult, ...]:
    """The single conditions that bring about the no: false ones not outweighed in their group."""
    found: list[CriterionResult] = []
    for result in results:
        if result.truth is not Truth.FALSE:
            continue
        negated = isinstance(result.criterion, CriterionGroup) and result.criterion.join == "not"
        if result.items and not negated:
            found.extend(failing(result.items))
        else:
            found.append(result)
    return tuple(found)
