"""Who gets what, where not everybody can: never less than trying everything would find."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from dgassist.plan.combination import Claim, Dispute, Limit, Search, Worth, dispute

MEASURES = ("a", "b", "c")
RECORDS = (0, 1, 2)
CLAIMS: tuple[Claim, ...] = tuple((m, r) for m in MEASURES for r in RECORDS)

# each claim is worth something; what a measure brings is cut down to a cap
WORTHS = st.fixed_dictionaries(
    {claim: st.tuples(st.integers(0, 4), st.integers(0, 9)) for claim in CLAIMS}
)
CAPS = st.fixed_dictionaries({m: st.integers(1, 20) for m in MEASURES})
PAIRS = st.lists(st.sampled_from([*combinations(MEASURES, 2), MEASURES]), min_size=1, max_size=3)


def capped(
    worths: dict[Claim, tuple[int, int]], caps: dict[str, int], kept: Sequence[Claim]
) -> Worth:
    low = high = 0
    for m in MEASURES:
        mine = [worths[c] for c in kept if c[0] == m]
        low += min(caps[m], sum(w[0] for w in mine))
        high += min(caps[m], sum(w[0] + w[1] for w in mine))
    return Decimal(low), Decimal(high)


@settings(max_examples=600)
@given(
    worths=WORTHS,
    caps=CAPS,
    pairs=PAIRS,
    whole=st.none() | st.sampled_from(list(combinations(MEASURES, 2))),
    planned=st.none() | st.sampled_from(MEASURES),
)
def test_nothing_that_keeps_the_limits_brings_more(
    worths: dict[Claim, tuple[int, int]],
    caps: dict[str, int],
    pairs: list[tuple[str, ...]],
    whole: tuple[str, str] | None,
    planned: str | None,
) -> None:
    limits = [Limit(frozenset((m, r) for m in pair)) for pair in pairs for r in RECORDS]
    disputes: list[Dispute] = []
    for r in RECORDS:
        disputed = {c for limit in limits for c in limit.claims if c[1] == r}
        disputes.append(dispute(disputed, limits))
    wholes: tuple[Claim, ...] = ()
    if whole is not None:
        limits.append(Limit(frozenset((m, None) for m in whole)))
        wholes = tuple((m, None) for m in whole)
        disputes.append(dispute(wholes, limits))
    favoured = frozenset(c for limit in limits for c in limit.claims if c[0] == planned)

    def value(measure_id: str, without: frozenset[int | None]) -> Worth:
        assert None not in without  # what is lost wholly needs no reckoning
        kept = [c for c in CLAIMS if c[0] == measure_id and c[1] not in without]
        return capped(worths, caps, kept)

    lost = Search(disputes, value, favoured, frozenset(MEASURES)).given_up()

    def worth(given_up: frozenset[Claim]) -> tuple[int, Worth]:
        off = {m for m, r in given_up if r is None}
        kept = [c for c in CLAIMS if c not in given_up and c[0] not in off]
        return len(favoured - given_up), capped(worths, caps, kept)

    claims = sorted({c for d in disputes for c in d.claims}, key=repr)
    subsets = chain.from_iterable(combinations(claims, n) for n in range(len(claims) + 1))
    best = max(
        worth(frozenset(claims) - kept)
        for kept in map(frozenset, subsets)
        if all(len(kept & limit.claims) <= 1 for limit in limits)
    )
    assert all(len(limit.claims - lost) <= 1 for limit in limits)
    assert worth(lost) == best


@settings(max_examples=60)
@given(
    each=st.lists(st.tuples(st.integers(1, 90), st.integers(1, 90)), min_size=10, max_size=10),
    caps=st.tuples(st.integers(50, 600), st.integers(50, 600)),
)
def test_ten_records_between_two_capped_measures_take_few_steps(
    each: list[tuple[int, int]], caps: tuple[int, int]
) -> None:
    limits = [Limit(frozenset({("a", r), ("b", r)})) for r in range(len(each))]

    def value(measure_id: str, without: frozenset[int | None]) -> Worth:
        at = ("a", "b").index(measure_id)
        kept = sum(pair[at] for r, pair in enumerate(each) if r not in without)
        return Decimal(min(caps[at], kept)), Decimal(0)

    search = Search(
        [dispute(limit.claims, limits) for limit in limits],
        value,
        additive=frozenset({"a", "b"}),
    )
    lost = search.given_up()
    reached = sum(value(m, frozenset(r for i, r in lost if i == m))[0] for m in ("a", "b"))
    best = max(
        min(caps[0], sum(each[r][0] for r in kept))
        + min(caps[1], sum(e[1] for r, e in enumerate(each) if r not in kept))
        for n in range(len(each) + 1)
        for kept in combinations(range(len(each)), n)
    )
    assert reached == best
    assert search.steps < 1000
