"""How much one missing answer can do for a measure that is not decided yet.

Read off the tree of conditions as it stands. A condition that waits for one answer alone may
turn out either way; that two conditions cannot both turn out well is not looked into.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

from dgassist.engine.assessment import Finding
from dgassist.engine.eligibility import CriterionResult, Outcome
from dgassist.engine.truth import Truth
from dgassist.model.measure import Criterion, CriterionGroup

Trees = tuple[Sequence[CriterionResult], ...]


def relevance(finding: Finding, key: str) -> float:
    """1 if this answer alone can decide the measure, else 1 over the answers still to give.

    Those are counted along the cheapest way to a yes that leads through this answer. What an
    amount alone waits for comes after all conditions.
    """
    if finding.outcome is Outcome.UNDETERMINED:
        trees = _undecided(finding)
        if _decides(trees, key):
            return 1.0
        way = min(_through(tree, key) for tree in trees)
        if way < inf:
            return 1 / max(1.0, way)
    return 1 / max(1, len(finding.missing))


def _undecided(finding: Finding) -> Trees:
    """The conditions of each record that may still be met; of the company, if there is none."""
    open_records = tuple(r.criteria for r in finding.records if r.outcome is Outcome.UNDETERMINED)
    return open_records or (finding.criteria,)


def _decides(trees: Trees, key: str) -> bool:
    """One record that is met is enough for a yes; a no takes all of them."""
    sides = [_sides(tree, "all", key) for tree in trees]
    return any(yes for yes, _ in sides) or all(no for _, no in sides)


def _sides(results: Iterable[CriterionResult], join: str, key: str) -> tuple[bool, bool]:
    """Whether this answer alone can make all (any) of the conditions true, and false."""
    sides = [_side(result, key) for result in results]
    if join == "any":
        return any(yes for yes, _ in sides), all(no for _, no in sides)
    return all(yes for yes, _ in sides), any(no for _, no in sides)


def _side(result: CriterionResult, key: str) -> tuple[bool, bool]:
    criterion = result.criterion
    if result.truth is not Truth.UNKNOWN:
        return result.truth is Truth.TRUE, result.truth is Truth.FALSE
    if key not in result.missing:
        return False, False
    if isinstance(criterion, CriterionGroup) and result.items:
        yes, no = _sides(result.items, criterion.join, key)
        return (no, yes) if criterion.join == "not" else (yes, no)
    alone = len(result.missing) == 1 and not result.open
    stays_open = isinstance(criterion, Criterion) and criterion.when_false_open
    return alone, alone and not stays_open


def _through(results: Iterable[CriterionResult], key: str) -> float:
    """Answers on the cheapest way to make all conditions true, through this one."""
    ways = [_way(result, key) for result in results]
    whole = sum(plain for plain, _ in ways)
    return min((whole - plain + by_key for plain, by_key in ways), default=inf)


def _way(result: CriterionResult, key: str) -> tuple[float, float]:
    """Answers on the cheapest way to make a condition true, and on the one through this answer."""
    if result.truth is not Truth.UNKNOWN:
        return (0, inf) if result.truth is Truth.TRUE else (inf, inf)
    criterion = result.criterion
    if isinstance(criterion, CriterionGroup) and criterion.join != "not":
        ways = [_way(item, key) for item in result.items]
        if criterion.join == "any":
            return min(plain for plain, _ in ways), min(by_key for _, by_key in ways)
        whole = sum(plain for plain, _ in ways)
        return whole, min(whole - plain + by_key for plain, by_key in ways)
    answers = len(result.missing)
    return answers, answers if key in result.missing else inf
