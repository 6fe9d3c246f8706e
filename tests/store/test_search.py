"""Full-text search finds every Chinese word of the documents and takes any query."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dgassist.model.policybook import PolicyBook
from dgassist.store.reader import Library, open_library
from dgassist.store.search import folded
from dgassist.store.writer import digest, write


@pytest.fixture(scope="module")
def library(book: PolicyBook, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The real documents, in a file of their own."""
    folder: Path = tmp_path_factory.mktemp("search")
    file, digest_file = folder / "policies.db", folder / "policies.sha256"
    write(book, file)
    digest_file.write_text(f"{digest(file)}  policies.db\n", encoding="ascii")
    library = open_library(file, digest_file)
    yield library
    library.close()


def found(library: Library, words: str) -> set[str]:
    return {hit.clause_id for hit in library.search(words, limit=1000)}


@pytest.mark.parametrize(
    "words", ["贴息", "展位", "优品", "1:3", "50%", "APEC", "企业", "粤贸全球", "HK Tech", "1500元"]
)
def test_words_are_found_wherever_they_stand_and_nowhere_else(library: Library, words: str) -> None:
    parts = [folded(word) for word in words.split()]
    standing = {c.id for c in library.book.clauses if all(part in folded(c.text) for part in parts)}
    assert standing
    assert found(library, words) == standing


@pytest.mark.parametrize("character", ["贴", "展", "5", "%", "。", "”"])
def test_one_character(library: Library, character: str) -> None:
    standing = {c.id for c in library.book.clauses if folded(character) in folded(c.text)}
    assert found(library, character) == standing
    assert standing


def test_full_width_and_capitals_are_the_same_words(library: Library) -> None:
    assert found(library, "１５００元") == found(library, "1500元") != set()
    assert found(library, "ａｐｅｃ") == found(library, "APEC") != set()
    assert found(library, "ｈｋ　ｔｅｃｈ") == found(library, "HK Tech") != set()


@pytest.mark.parametrize("words", ["火星移民", "", "   ", "\u3000", "\n\t"])
def test_no_hit(library: Library, words: str) -> None:
    assert library.search(words) == ()


@pytest.mark.parametrize(
    "words",
    [
        "'", '"', '""', "贴息'", '"贴息"', "“贴息”", "贴息; DROP TABLE clauses",
        "' OR '1'='1", "*", "贴*", "NEAR(贴息 利息)", "贴息 OR 利息", "NOT", "AND",
        "search:贴息", "-贴息", "^贴息", "{}", "(", ")", "贴息 AND (", "\\", "%", "_",
        "\x00", "贴\x00息", "😀", "a" * 5000, "贴息 " * 300,
    ],
)  # fmt: skip
def test_syntax_characters_are_only_characters(library: Library, words: str) -> None:
    parts = [folded(word) for word in words.split()]
    standing = {c.id for c in library.book.clauses if all(part in folded(c.text) for part in parts)}
    assert found(library, words) == standing
    assert found(library, "贴息"), "the documents are still there"


@given(st.text(max_size=30))
def test_no_query_fails(library: Library, words: str) -> None:
    parts = [folded(word) for word in words.split() if folded(word)]
    hits = found(library, words)
    for hit in hits:
        assert all(part in folded(library.book.clause[hit].text) for part in parts)


def test_an_excerpt_shows_the_words(library: Library) -> None:
    hits = library.search("直租")
    assert hits
    for hit in hits:
        assert "直租" in hit.excerpt
        text = "".join(library.book.clause[hit.clause_id].text.split())
        assert hit.excerpt.strip("…") in text


def test_the_number_of_hits_can_be_limited(library: Library) -> None:
    assert len(library.search("企业", limit=3)) == 3
