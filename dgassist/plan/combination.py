"""The exact search behind the best combination: who gets what, where not everybody can.

A claim is one measure's hold on one record, or on the whole applicant. A dispute is a set of
claims of which only some subsets are allowed. Every dispute is settled so that the worth of all
measures together is greatest; a branch is left as soon as even its most hopeful continuation
brings no more than the best found so far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from dgassist.engine.value import ZERO

Claim = tuple[str, int | None]
"""A measure, and the index of a record, or None for all it can be had for."""
Worth = tuple[Decimal, Decimal]
"""Exact money and ceiling, in 元; more of the first counts before any of the second."""
NOTHING: Worth = (ZERO, ZERO)
_MOST_STEPS = 20_000


@dataclass(frozen=True, slots=True)
class Limit:
    """At most one of these claims can be had."""

    claims: frozenset[Claim]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims that stand in one another's way, and which of them can be had together."""

    claims: frozenset[Claim]
    options: tuple[frozenset[Claim], ...]


def dispute(claims: Iterable[Claim], limits: Sequence[Limit]) -> Dispute:
    """The largest subsets of some claims that break no limit."""
    ordered = sorted(claims, key=_order)
    allowed: list[frozenset[Claim]] = []
    for size in range(len(ordered), 0, -1):
        for subset in map(frozenset, combinations(ordered, size)):
            broken = any(len(subset & limit.claims) > 1 for limit in limits)
            if not broken and not any(subset < larger for larger in allowed):
                allowed.append(subset)
    return Dispute(frozenset(ordered), tuple(allowed))


def _order(claim: Claim) -> tuple[str, int]:
    measure_id, index = claim
    return measure_id, -1 if index is None else index


@dataclass(slots=True)
class Search:
    """Settles disputes. ``value`` tells what a measure brings without some of its claims.

    A claim in ``planned`` counts before any money. One more claim must never lower what a measure
    brings; ``additive`` are the measures to which it never brings more than it would alone.
    """

    disputes: Sequence[Dispute]
    value: Callable[[str, frozenset[int | None]], Worth]
    planned: frozenset[Claim] = frozenset()
    additive: frozenset[str] = frozenset()
    steps: int = 0
    _found: tuple[int, Worth] | None = None
    _lost: frozenset[Claim] = frozenset()
    _known: dict[tuple[str, frozenset[int | None]], Worth] = field(default_factory=dict)
    _alone: dict[Claim, Worth] = field(default_factory=dict)
    _measures: tuple[str, ...] = ()

    def given_up(self) -> frozenset[Claim]:
        """The claims to give up for the best of all combinations."""
        claims = [claim for d in self.disputes for claim in d.claims]
        self._measures = tuple(sorted({measure_id for measure_id, _ in claims}))
        for claim in claims:
            self._alone[claim] = self._alone_worth(claim, frozenset(claims))
        # what is a whole measure's is settled first, then what is most at stake
        order = sorted(self.disputes, key=self._stake, reverse=True)
        self._settle(order, 0, frozenset(), frozenset())
        return self._lost

    def _settle(
        self,
        order: Sequence[Dispute],
        at: int,
        kept: frozenset[Claim],
        lost: frozenset[Claim],
    ) -> None:
        self.steps += 1
        if at == len(order):
            worth = (len(kept & self.planned), self._worth(lost))
            if self._found is None or worth > self._found:
                self._found, self._lost = worth, lost
            return
        for option in sorted(order[at].options, key=self._promise, reverse=True):
            if self._found is not None and self.steps > _MOST_STEPS:
                return
            now_kept, now_lost = kept | option, lost | (order[at].claims - option)
            if self._found is None or self._hope(order[at + 1 :], now_kept, now_lost) > self._found:
                self._settle(order, at + 1, now_kept, now_lost)

    def _hope(
        self, rest: Sequence[Dispute], kept: frozenset[Claim], lost: frozenset[Claim]
    ) -> tuple[int, Worth]:
        """No continuation brings more: by what caps leave room for, and by what is disputed."""
        planned = len(kept & self.planned) + sum(
            max(len(option & self.planned) for option in d.options) for d in rest
        )
        by_caps = self._worth(lost)
        unsettled = frozenset(claim for d in rest for claim in d.claims)
        without = lost | frozenset(c for c in unsettled if c[0] in self.additive)
        by_claims = _sum(
            (
                self._worth(without),
                *(
                    (
                        max(_sum(self._counted(o))[0] for o in d.options),
                        max(_sum(self._counted(o))[1] for o in d.options),
                    )
                    for d in rest
                ),
            )
        )
        hope = (min(by_caps[0], by_claims[0]), min(by_caps[1], by_claims[1]))
        return planned, hope

    def _counted(self, option: Iterable[Claim]) -> Iterator[Worth]:
        return (self._alone[claim] for claim in option if claim[0] in self.additive)

    def _alone_worth(self, claim: Claim, all_: frozenset[Claim]) -> Worth:
        """What a claim adds to those of its measure that nobody disputes."""
        measure_id, index = claim
        others = frozenset(i for m, i in all_ if m == measure_id)
        with_it = self._value(measure_id, others - {index, None})
        without = self._value(measure_id, others)
        return with_it[0] - without[0], with_it[1] - without[1]

    def _worth(self, lost: frozenset[Claim]) -> Worth:
        return _sum(
            self._value(m, frozenset(i for id_, i in lost if id_ == m)) for m in self._measures
        )

    def _value(self, measure_id: str, without: frozenset[int | None]) -> Worth:
        key = (measure_id, without)
        if key not in self._known:
            self._known[key] = NOTHING if None in without else self.value(measure_id, without)
        return self._known[key]

    def _stake(self, disputed: Dispute) -> tuple[bool, Worth]:
        whole = any(index is None for _, index in disputed.claims)
        return whole, _sum(self._alone[c] for c in sorted(disputed.claims, key=_order))

    def _promise(self, option: frozenset[Claim]) -> tuple[int, Worth]:
        return len(option & self.planned), _sum(self._alone[c] for c in option)


def _sum(worths: Iterable[Worth]) -> Worth:
    exact, ceiling = ZERO, ZERO
    for low, high in worths:
        exact, ceiling = exact + low, ceiling + high
    return exact, ceiling
