"""The smallest sets of conditions whose turning would take a no away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from dgassist.engine.eligibility import CriterionResult
from dgassist.engine.truth import Truth
from dgassist.model.measure import CriterionGroup


class Turn(NamedTuple):
    """A single condition by its place in the tree, and whether it has to hold or must not."""

    place: tuple[int, ...]
    result: CriterionResult
    wanted: bool


Repair = tuple[Turn, ...]
"""Conditions that, turned together, take a no away."""
_Set = dict[tuple[int, ...], Turn]


def repairs(
    results: Sequence[CriterionResult], may: Callable[[CriterionResult], bool], most: int
) -> tuple[Repair, ...]:
    """Minimal sets of at most ``most`` decided conditions; none holds another one.

    Once they are turned, nothing decided stands in the way; what is unknown stays to be seen.
    ``may`` says which conditions can be turned.
    """
    found = _every(
        [_turned(r, wanted=True, place=(i,), may=may, most=most) for i, r in enumerate(results)],
        most,
    )
    return tuple(tuple(s[place] for place in sorted(s)) for s in found)


def _turned(
    result: CriterionResult,
    *,
    wanted: bool,
    place: tuple[int, ...],
    may: Callable[[CriterionResult], bool],
    most: int,
) -> list[_Set]:
    """The sets that bring one node to ``wanted``, or leave it unknown; [{}]: nothing to do."""
    if result.truth is Truth.UNKNOWN or (result.truth is Truth.TRUE) is wanted:
        return [{}]
    if not result.items:
        return [{place: Turn(place, result, wanted)}] if may(result) else []
    assert isinstance(result.criterion, CriterionGroup)
    join = result.criterion.join
    below = [
        _turned(item, wanted=wanted is (join != "not"), place=(*place, i), may=may, most=most)
        for i, item in enumerate(result.items)
    ]
    # to hold, "all" needs every item; not to hold, "any" needs every item turned
    if join == "not" or (join == "all") is wanted:
        return _every(below, most)
    return _minimal([s for sets in below for s in sets])


def _every(choices: Iterable[list[_Set]], most: int) -> list[_Set]:
    found: list[_Set] = [{}]
    for sets in choices:
        joined = [one | other for one in found for other in sets]
        found = _minimal([s for s in joined if len(s) <= most])
    return found


def _minimal(sets: list[_Set]) -> list[_Set]:
    kept: list[_Set] = []
    for s in sorted(sets, key=lambda s: (len(s), sorted(s))):
        if not any(k.keys() <= s.keys() for k in kept):
            kept.append(s)
    return kept


def still_open(
    results: Sequence[CriterionResult], repair: Repair, place: tuple[int, ...] = ()
) -> Iterator[CriterionResult]:
    """The single conditions that are not decided, and matter once a repair is made."""
    for i, result in enumerate(results):
        at = (*place, i)
        if result.truth is Truth.UNKNOWN and not result.items:
            yield result
        elif result.truth is Truth.UNKNOWN or any(t.place[: len(at)] == at for t in repair):
            yield from still_open(result.items, repair, at)
