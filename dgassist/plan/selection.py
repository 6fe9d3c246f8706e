"""The best combination among measures that exclude, repeat or contradict one another.

Measures without such relations are all kept. Where two documents conflict, the reading that is
not planned on is set aside, whatever it would bring. The others fall into small connected groups,
and each group is solved by trying every subset that breaks no relation: planned ones first, then
most exact money, then most at the ceiling, then the earliest measures of the book. The order of
input never counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from dgassist.engine.assessment import Finding
from dgassist.engine.eligibility import Outcome
from dgassist.engine.value import ZERO
from dgassist.model.measure import Relation, RelationKind

_ONE_ONLY = (RelationKind.DUPLICATE, RelationKind.EXCLUSIVE)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A support that is given up for another one, with the relation that demands it."""

    finding: Finding
    instead: Finding
    relation: Relation


@dataclass(frozen=True, slots=True)
class Selection:
    """What is planned on, and what is set aside."""

    chosen: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class _Limit:
    """A relation of which at most one of the members can be had."""

    relation: Relation
    members: frozenset[str]


def select(findings: Sequence[Finding], relations: Sequence[Relation]) -> Selection:
    """The combination of the eligible findings that brings most."""
    by_id = {f.measure.id: f for f in findings}
    eligible = {f.measure.id: f for f in findings if f.outcome is Outcome.ELIGIBLE}
    aside = {s.finding.measure.id: s for s in _against_the_reading(eligible, by_id, relations)}
    order = {m: i for i, m in enumerate(sorted(eligible.keys() - aside.keys()))}
    limits = [limit for r in relations if (limit := _limit(r, eligible, order.keys()))]
    chosen = set(order)
    for component in _components(limits):
        inside = [limit for limit in limits if limit.members <= component]
        best = _best(sorted(component, key=order.__getitem__), inside, eligible)
        chosen -= component - best
    for measure_id in order.keys() - chosen:
        limit = next(x for x in limits if measure_id in x.members and x.members & chosen)
        (instead,) = limit.members & chosen
        aside[measure_id] = SetAside(eligible[measure_id], eligible[instead], limit.relation)
    kept = tuple(f for f in findings if f.measure.id in chosen)
    return Selection(kept, tuple(aside[m] for m in by_id if m in aside))


def _against_the_reading(
    eligible: Mapping[str, Finding], by_id: Mapping[str, Finding], relations: Iterable[Relation]
) -> Iterable[SetAside]:
    for relation in relations:
        if relation.kind is RelationKind.CONFLICT and relation.planned in by_id:
            for member in relation.members:
                if member in eligible and member != relation.planned:
                    yield SetAside(eligible[member], by_id[relation.planned], relation)


def _limit(
    relation: Relation, eligible: Mapping[str, Finding], among: Iterable[str]
) -> _Limit | None:
    members = frozenset(relation.members) & frozenset(among)
    if relation.kind not in _ONE_ONLY or len(members) < 2:
        return None
    if relation.same_record:
        records = [_records(eligible[m]) for m in members]
        if not frozenset.intersection(*records) and all(records):
            return None
    return _Limit(relation, members)


def _records(finding: Finding) -> frozenset[tuple[str, int]]:
    """The records a finding is paid for."""
    return frozenset(
        (r.record_type, i)
        for r in finding.records
        if r.outcome is Outcome.ELIGIBLE
        for i in r.indexes
    )


def _components(limits: Iterable[_Limit]) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    for limit in limits:
        joined = limit.members
        for other in [c for c in found if c & joined]:
            joined |= other
            found.remove(other)
        found.append(joined)
    return found


def _best(
    members: list[str], limits: Sequence[_Limit], by_id: Mapping[str, Finding]
) -> frozenset[str]:
    planned = {limit.relation.planned for limit in limits}
    best: tuple[tuple[int, Decimal, Decimal, tuple[int, ...]], frozenset[str]] | None = None
    for size in range(1, len(members) + 1):
        for subset in combinations(range(len(members)), size):
            ids = frozenset(members[i] for i in subset)
            if any(len(ids & limit.members) > 1 for limit in limits):
                continue
            worth = (
                len(ids & planned),
                sum((low(by_id[m]) for m in ids), ZERO),
                sum((high(by_id[m]) for m in ids), ZERO),
                tuple(-i for i in subset),
            )
            if best is None or worth > best[0]:
                best = (worth, ids)
    return best[1] if best else frozenset()


def low(finding: Finding) -> Decimal:
    """The exact money of a finding, in 元."""
    return (finding.amount and finding.amount.low) or ZERO


def high(finding: Finding) -> Decimal:
    """The ceiling of a finding, in 元; what is firm where no ceiling is known yet."""
    amount = finding.amount
    return low(finding) if amount is None or amount.high is None else amount.high
