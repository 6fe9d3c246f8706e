"""Ticks and notes of clients hang on the ids of papers, so no id is ever lost or reused."""

from __future__ import annotations

from pathlib import Path

from dgassist.model.policybook import PolicyBook

KNOWN = Path(__file__).parent / "paper_ids.txt"  # a new paper is added there; none is taken out


def test_no_id_of_a_paper_is_lost_or_left_unlisted(book: PolicyBook) -> None:
    assert sorted(book.paper) == KNOWN.read_text(encoding="utf-8").split()


def test_every_material_has_its_paper_and_every_paper_its_material(book: PolicyBook) -> None:
    used = {material.paper for m in book.measures for material in m.materials}
    assert used == set(book.paper)


def test_a_paper_that_is_not_shared_is_wanted_more_than_once(book: PolicyBook) -> None:
    """``each`` keeps like-named papers apart; for a paper of one measure it would say nothing."""
    wanted = [material.paper for m in book.measures for material in m.materials]
    assert {p.id for p in book.papers if p.each and wanted.count(p.id) < 2} == set()
