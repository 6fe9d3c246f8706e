"""The best combination among measures that exclude, repeat or contradict one another.

Measures without such relations are all kept. Where two documents conflict, the reading that is
not planned on is set aside, whatever it would bring. The others fall into small connected groups;
in each, every record, or the whole applicant, goes to the measures that together bring most:
planned ones first, then most exact money, then most at the ceiling. The order of input never
counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dgassist.engine.assessment import Finding
from dgassist.engine.eligibility import Outcome
from dgassist.engine.value import ZERO
from dgassist.model.measure import Relation, RelationKind
from dgassist.plan.combination import Claim, Dispute, Limit, Search, Worth, dispute

_ONE_ONLY = (RelationKind.DUPLICATE, RelationKind.EXCLUSIVE)

Reduce = Callable[[Finding, frozenset[int]], Finding]
"""A finding again, as if some of its records were not claimed for."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A support that is given up for another one, with the relation that demands it.

    ``records`` are the indexes of what it is given up for; none where it is given up wholly.
    ``amount`` is what is not counted for it, at the ceiling, in 元.
    """

    finding: Finding
    instead: Finding
    relation: Relation
    records: tuple[int, ...] = ()
    amount: Decimal = ZERO

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the support is planned on."""
        return not self.records


@dataclass(frozen=True, slots=True)
class Selection:
    """What is planned on, with the amounts planned, and what is set aside."""

    chosen: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class _Bound:
    """A relation as a limit on claims."""

    relation: Relation
    limit: Limit


def select(
    findings: Sequence[Finding], relations: Sequence[Relation], reduce: Reduce | None = None
) -> Selection:
    """The combination of the eligible findings that brings most.

    Without ``reduce``, no relation may be about single records.
    """
    by_id = {f.measure.id: f for f in findings}
    eligible = {f.measure.id: f for f in findings if f.outcome is Outcome.ELIGIBLE}
    aside = list(_against_the_reading(eligible, by_id, relations))
    for given_up in aside:
        eligible.pop(given_up.finding.measure.id, None)
    bounds = [bound for r in relations for bound in _bounds(r, eligible)]
    lost = _given_up(bounds, eligible, reduce)
    planned = dict(eligible)
    for measure_id in dict.fromkeys(m for m, _ in sorted(lost, key=repr)):
        left = _left(eligible[measure_id], measure_id, lost, reduce)
        if left is None:
            del planned[measure_id]
        else:
            planned[measure_id] = left
    aside += _set_aside(lost, bounds, eligible, planned)
    order = {m: i for i, m in enumerate(by_id)}
    aside.sort(key=lambda s: (order[s.finding.measure.id], s.records))
    return Selection(tuple(planned[m] for m in by_id if m in planned), tuple(aside))


def _against_the_reading(
    eligible: Mapping[str, Finding], by_id: Mapping[str, Finding], relations: Iterable[Relation]
) -> Iterator[SetAside]:
    for relation in relations:
        if relation.kind is RelationKind.CONFLICT and relation.planned in by_id:
            for member in relation.members:
                if member in eligible and member != relation.planned:
                    given_up = eligible[member]
                    yield SetAside(given_up, by_id[relation.planned], relation, (), high(given_up))


def _bounds(relation: Relation, eligible: Mapping[str, Finding]) -> Iterator[_Bound]:
    if relation.kind not in _ONE_ONLY:
        return
    members = [m for m in relation.members if m in eligible]
    if not relation.same_record:
        if len(members) > 1:
            yield _Bound(relation, Limit(frozenset((m, None) for m in members)))
        return
    records = {m: _records(eligible[m]) for m in members}
    for record in sorted(frozenset().union(*records.values())):
        claims: frozenset[Claim] = frozenset(
            (m, record[1]) for m in members if record in records[m]
        )
        if len(claims) > 1:
            yield _Bound(relation, Limit(claims))


def _records(finding: Finding) -> frozenset[tuple[str, int]]:
    """The records a finding is paid for."""
    return frozenset(
        (r.record_type, i)
        for r in finding.records
        if r.outcome is Outcome.ELIGIBLE
        for i in r.indexes
    )


def _given_up(
    bounds: Sequence[_Bound], eligible: Mapping[str, Finding], reduce: Reduce | None
) -> frozenset[Claim]:
    """The claims that lose, group by connected group."""

    def value(measure_id: str, without: frozenset[int | None]) -> Worth:
        left = _left(eligible[measure_id], measure_id, {(measure_id, i) for i in without}, reduce)
        return (low(left), high(left)) if left else (ZERO, ZERO)

    lost: frozenset[Claim] = frozenset()
    planned = frozenset(c for b in bounds for c in b.limit.claims if c[0] == b.relation.planned)
    additive = frozenset(
        m for m, f in eligible.items() if not (f.measure.scope and f.measure.scope.group_by)
    )
    for measures in _components(bounds):
        limits = [b.limit for b in bounds if all(m in measures for m, _ in b.limit.claims)]
        search = Search(_disputes(limits), value, planned, additive)
        lost |= search.given_up()
    return lost


def _components(bounds: Iterable[_Bound]) -> list[frozenset[str]]:
    """Measures that are tied to one another, if only through others."""
    found: list[frozenset[str]] = []
    for bound in bounds:
        joined = frozenset(m for m, _ in bound.limit.claims)
        for other in [c for c in found if c & joined]:
            joined |= other
            found.remove(other)
        found.append(joined)
    return found


def _disputes(limits: Sequence[Limit]) -> list[Dispute]:
    """One dispute over whole measures, and one over each record."""
    by_record: dict[int | None, set[Claim]] = {}
    for limit in limits:
        for claim in limit.claims:
            by_record.setdefault(claim[1], set()).add(claim)
    return [dispute(claims, limits) for claims in by_record.values()]


def _left(
    finding: Finding, measure_id: str, lost: Iterable[Claim], reduce: Reduce | None
) -> Finding | None:
    """What of a finding is left without what it lost; None where nothing is."""
    without = {i for m, i in lost if m == measure_id}
    if None in without:
        return None
    indexes = frozenset(i for i in without if i is not None)
    if not indexes:
        return finding
    assert reduce is not None
    left = reduce(finding, indexes)
    return left if left.outcome is Outcome.ELIGIBLE else None


def _set_aside(
    lost: frozenset[Claim],
    bounds: Sequence[_Bound],
    eligible: Mapping[str, Finding],
    planned: Mapping[str, Finding],
) -> Iterator[SetAside]:
    """For each measure that lost something: to which one, by which relation."""
    reasons: dict[tuple[str, str, int], set[int]] = {}
    for claim in sorted(lost, key=repr):
        at, winner = next(
            (i, c[0])
            for i, b in enumerate(bounds)
            if claim in b.limit.claims
            for c in sorted(b.limit.claims - lost, key=repr)
        )
        relation = next(i for i, b in enumerate(bounds) if b.relation is bounds[at].relation)
        records = reasons.setdefault((claim[0], winner, relation), set())
        if claim[1] is not None:
            records.add(claim[1])
    told: set[str] = set()
    for (measure_id, winner, at), records in reasons.items():
        finding = eligible[measure_id]
        left = planned.get(measure_id)
        if left is None and measure_id in told:
            continue  # it is wholly given up: one reason is enough
        told.add(measure_id)
        amount = high(finding) - (high(left) if left else ZERO)
        indexes = tuple(sorted(records)) if left else ()
        yield SetAside(finding, eligible[winner], bounds[at].relation, indexes, amount)


def low(finding: Finding) -> Decimal:
    """The exact money of a finding, in 元."""
    return (finding.amount and finding.amount.low) or ZERO


def high(finding: Finding) -> Decimal:
    """The ceiling of a finding, in 元; what is firm where no ceiling is known yet."""
    amount = finding.amount
    return low(finding) if amount is None or amount.high is None else amount.high
