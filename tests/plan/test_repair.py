"""The smallest sets of conditions to turn: what brute force finds, and never one inside another."""

from __future__ import annotations

from itertools import combinations, count

from hypothesis import given
from hypothesis import strategies as st

from dgassist.engine.eligibility import CriterionResult, judged
from dgassist.engine.operation import combined
from dgassist.engine.truth import Truth
from dgassist.model.measure import Criterion, CriterionGroup
from dgassist.model.provenance import Citation
from dgassist.plan.repair import repairs, still_open

MOST = 3
NOWHERE = Citation("", "")


def leaf(truth: Truth, *, changeable: bool = True) -> CriterionResult:
    return CriterionResult(Criterion("", NOWHERE, changeable=changeable), truth)


def group(join: str, *items: CriterionResult) -> CriterionResult:
    criterion = CriterionGroup(join, tuple(i.criterion for i in items))
    return CriterionResult(criterion, truth_of(join, items), items=items)


def truth_of(join: str, items: tuple[CriterionResult, ...]) -> Truth:
    if join == "not":
        return ~items[0].truth
    return combined(join, [i.verdict for i in items]).truth


def trees() -> st.SearchStrategy[CriterionResult]:
    leaves = st.builds(
        lambda t, c: leaf(t, changeable=c), st.sampled_from(list(Truth)), st.booleans()
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(lambda i: group("not", i), inner),
            st.builds(
                lambda join, items: group(join, *items),
                st.sampled_from(["all", "any"]),
                st.lists(inner, min_size=1, max_size=3),
            ),
        ),
        max_leaves=7,
    )


def flat(result: CriterionResult, numbers: count[int]) -> list[CriterionResult]:
    if not result.items:
        next(numbers)
        return [result]
    return [one for item in result.items for one in flat(item, numbers)]


def turned(result: CriterionResult, at: frozenset[int], numbers: count[int]) -> CriterionResult:
    """The same tree with the leaves of these numbers turned round."""
    if not result.items:
        number = next(numbers)
        return CriterionResult(result.criterion, ~result.truth) if number in at else result
    assert isinstance(result.criterion, CriterionGroup)
    return group(result.criterion.join, *(turned(i, at, numbers) for i in result.items))


def changeable(result: CriterionResult) -> bool:
    return isinstance(result.criterion, Criterion) and result.criterion.changeable


def by_force(results: list[CriterionResult]) -> set[frozenset[int]]:
    leaves = [one for r in results for one in flat(r, count())]
    can = [i for i, r in enumerate(leaves) if r.truth is not Truth.UNKNOWN and changeable(r)]
    found: set[frozenset[int]] = set()
    for size in range(MOST + 1):
        for chosen in map(frozenset, combinations(can, size)):
            numbers = count()
            after = judged([turned(r, chosen, numbers) for r in results])
            if after.truth is not Truth.FALSE and not any(f <= chosen for f in found):
                found.add(chosen)
    return found


@given(st.lists(trees(), min_size=1, max_size=3))
def test_the_sets_are_those_of_brute_force(results: list[CriterionResult]) -> None:
    leaves = [one for r in results for one in flat(r, count())]
    found = [
        frozenset(next(i for i, one in enumerate(leaves) if one is t.result) for t in repair)
        for repair in repairs(results, changeable, MOST)
    ]
    assert set(found) == by_force(results)
    assert len(found) == len(set(found))
    assert not any(one < other for one in found for other in found)


def test_what_is_unknown_is_no_change_but_stays_to_be_seen() -> None:
    no, unknown, yes = leaf(Truth.FALSE), leaf(Truth.UNKNOWN), leaf(Truth.TRUE)
    aside = group("all", leaf(Truth.FALSE), leaf(Truth.UNKNOWN))
    results = [group("any", no, aside), unknown, yes]
    first, second = repairs(results, changeable, MOST)
    assert first[0].result is no
    assert list(still_open(results, first)) == [unknown]
    assert list(still_open(results, second)) == [aside.items[1], unknown]
