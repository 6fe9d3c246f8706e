"""Where a firm stands on a ladder of titles, and what each level brings."""

from __future__ import annotations

from typing import Any

import pytest

from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.plan.ladder import Climb, Reached, climbs, single_titles
from tests.formulas import AS_OF
from tests.tiny import told


def climb(book: PolicyBook, ladder: str, **records: Any) -> Climb:
    case = Case(book, told(book, {"town": "长安镇", "industry": "3525"}, **records), AS_OF)
    return next(c for c in climbs(case.assessment) if c.ladder.id == ladder)


def test_the_next_level_is_above_the_highest_one_held(book: PolicyBook) -> None:
    found = climb(book, "sme", title=[{"kind": "specialized", "date": "2024-05-01"}])
    reached = [r.reached for r in found.rungs]
    assert reached == [Reached.BELOW, Reached.HELD, Reached.NEXT, Reached.AHEAD]
    assert found.next is not None
    (award,) = [b for b in found.next.brings if b.measure.id == "little_giant_award"]
    assert award.worth == 500_000


def test_what_has_run_out_is_to_be_had_again(book: PolicyBook) -> None:
    title = {"kind": "specialized", "date": "2022-05-01", "valid_until": "2025-05-01"}
    found = climb(book, "sme", title=[title, {**title, "kind": "innovative", "valid_until": None}])
    assert [r.reached for r in found.rungs[:3]] == [Reached.HELD, Reached.NEXT, Reached.AHEAD]
    assert found.rungs[1].until is not None


def test_without_titles_told_nothing_is_held_against_anybody(book: PolicyBook) -> None:
    found = climb(book, "quality_award")
    assert {r.reached for r in found.rungs} == {Reached.UNTOLD}
    assert [b.worth for r in found.rungs for b in r.brings] == [1_000_000, 2_000_000, 3_000_000]


def test_one_support_stated_twice_is_brought_once(book: PolicyBook) -> None:
    found = climb(book, "service_manufacturing", title=[])
    for standing in found.rungs:
        assert len(standing.brings) == 1


@pytest.mark.parametrize("held", [True, False])
def test_titles_of_no_ladder(book: PolicyBook, *, held: bool) -> None:
    titles = [{"kind": "dcmm", "date": "2026-01-05"}] if held else []
    case = Case(book, told(book, {"town": "长安镇"}, title=titles), AS_OF)
    labels = {t.label for t in single_titles(case.assessment)}
    assert ("通过数据管理能力成熟度（DCMM）" in labels) is not held
    assert "中国质量奖" not in labels  # it is on a ladder
