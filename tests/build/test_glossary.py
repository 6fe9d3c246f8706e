"""Terms rest on a quote or say on what else; none is explained twice or for nothing."""

from __future__ import annotations

import pytest

from dgassist.model.policybook import PolicyBook
from dgassist.model.question import Basis
from tests.tiny import Resources

FILE = "reference/glossary.yaml"
TERMS = """\
terms:
  - term: 展位
    others: [摊位]
    explanation: 展会上的一块地方。
    citations: [{document: law, clause: 正文 一, quote: 支持展位}]
  - term: 特装
    explanation: 自己搭的展位。
    marked: no
    citations: [{basis: general_knowledge, source: 通行说法}]
"""


def test_terms_are_read_with_what_they_rest_on(tiny: Resources) -> None:
    tiny.write(FILE, TERMS)
    assert tiny.problems() == []
    booth, special = tiny.compile().book.glossary
    assert booth.words == ("展位", "摊位")
    assert booth.marked
    assert booth.citations[0].clause_id == "law 正文 一"
    assert not special.marked
    assert special.sources[0].basis is Basis.GENERAL_KNOWLEDGE


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("quote: 支持展位", "quote: 支持摊位", "没有“支持摊位”这句话"),
        ("term: 特装", "term: 元宇宙", "“元宇宙”在问题、政策事项和原文里都没有出现"),
        ("term: 特装", "term: 摊位", "“摊位”已经解释过了"),
        ("    citations: [{basis: general_knowledge, source: 通行说法}]\n", "", "凭什么"),
        ("basis: general_knowledge", "basis: hearsay", "没有“hearsay”"),
    ],
)
def test_a_term_with_a_fault_is_refused(tiny: Resources, old: str, new: str, words: str) -> None:
    tiny.write(FILE, TERMS)
    tiny.edit(FILE, old, new)
    assert any(words in problem for problem in tiny.problems()), tiny.problems()


def test_the_terms_an_owner_meets_first_are_explained(book: PolicyBook) -> None:
    names = {word for term in book.glossary for word in term.words}
    assert {"倍增企业", "规上", "专精特新", "小巨人", "链主", "贴息", "最高", "基准日"} <= names
    for term in book.glossary:
        assert term.explanation.endswith("。")
        assert len(term.explanation) <= 120, term.name
