"""Ladders name titles that can be told, and say what their order rests on."""

from __future__ import annotations

import pytest

from dgassist.model.policybook import PolicyBook
from tests.tiny import Resources

FILE = "reference/ladders.yaml"
LADDERS = """\
ladders:
  - id: stand
    label: 展位
    record: booth
    field: kind
    rungs:
      - {label: 标准, names: [plain]}
      - {label: 特装, names: [special]}
    citations: [{document: law, clause: 正文 一, quote: 支持展位}]
"""


def test_a_ladder_is_read_with_what_it_rests_on(tiny: Resources) -> None:
    tiny.write(FILE, LADDERS)
    assert tiny.problems() == []
    (ladder,) = tiny.compile().book.ladders
    assert [rung.names for rung in ladder.rungs] == [("plain",), ("special",)]
    assert ladder.citations[0].clause_id == "law 正文 一"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[special]", "[speciel]", "没有“speciel”"),
        ("[special]", "[plain]", "不止一次"),
        ("record: booth", "record: boot", "没有事项明细“boot”"),
        ("quote: 支持展位", "quote: 支持摊位", "支持摊位"),
        ("    citations: [{document: law, clause: 正文 一, quote: 支持展位}]\n", "", "凭什么"),
        ("      - {label: 特装, names: [special]}\n", "", "至少两级"),
    ],
)
def test_a_fault_is_told(tiny: Resources, old: str, new: str, said: str) -> None:
    tiny.write(FILE, LADDERS)
    tiny.edit(FILE, old, new)
    assert any(said in problem for problem in tiny.problems()), tiny.problems()


def test_the_real_ladders_are_marked_where_no_document_states_the_order(book: PolicyBook) -> None:
    assert {"sme", "quality_award", "chain_leader"} <= {v.id for v in book.ladders}
    for ladder in book.ladders:
        assert ladder.citations, ladder.id
        for source in ladder.sources:
            assert source.note.endswith("。"), ladder.id
