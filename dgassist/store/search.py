"""Full-text search by two-character grams, so that every Chinese word is found; and by initials."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that holds the words, with the text around the first of them."""

    clause_id: str
    excerpt: str


_AROUND = 24


def folded(text: str) -> str:
    """Text as it is searched: NFKC, lower case, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def grams(text: str) -> str:
    """The overlapping pairs of characters, and the last character alone, parted by spaces."""
    plain = folded(text)
    return " ".join(_token(plain[i : i + 2]) for i in range(len(plain)))


def _token(pair: str) -> str:
    # hexadecimal, so that FTS5's tokenizer sees one word whatever the characters are
    return "g" + "".join(f"{ord(c):05x}" for c in pair)


def search(connection: sqlite3.Connection, words: str, limit: int = 50) -> tuple[Hit, ...]:
    """The clauses that hold every white-space-parted word of the query, best first."""
    wanted = [folded(word) for word in words.split() if folded(word)]
    if not wanted:
        return ()
    rows = connection.execute(
        "SELECT c.id, c.text FROM search s JOIN clauses c ON c.position = s.rowid"
        " WHERE search MATCH ? ORDER BY bm25(search), c.position LIMIT ?",
        (" AND ".join(_phrase(word) for word in wanted), limit),
    )
    return tuple(Hit(clause_id, excerpt(text, wanted[0])) for clause_id, text in rows)


def _phrase(word: str) -> str:
    if len(word) == 1:
        return f"{_token(word)}*"
    return '"' + " ".join(_token(word[i : i + 2]) for i in range(len(word) - 1)) + '"'


def excerpt(text: str, word: str) -> str:
    """The text around the first place of a word."""
    plain = "".join(text.split())
    place = max(0, folded(plain).find(word))
    start, end = max(0, place - _AROUND), place + len(word) + _AROUND
    return ("…" if start else "") + plain[start:end] + ("…" if end < len(plain) else "")


class Named(Protocol):
    """What is found by the pinyin initials of its name."""

    @property
    def initials(self) -> str:
        """The letters, in lower case."""


N = TypeVar("N", bound=Named)


def by_initials(words: str, among: Iterable[N], limit: int = 50) -> tuple[N, ...]:
    """What has these letters in its initials, those that begin with them first.

    Nothing for words that are not Latin letters, perhaps with digits.
    """
    letters = folded(words)
    if not (letters.isascii() and letters.isalnum()) or letters.isdigit():
        return ()
    found = [item for item in among if letters in item.initials]
    found.sort(key=lambda item: not item.initials.startswith(letters))
    return tuple(found[:limit])


def spelled(text: str, readings: Mapping[str, str]) -> tuple[str, ...]:
    """The letters that each character of a text may be typed by: 重安A is ctz, a, a."""
    return tuple(
        letters
        for c in folded(text)
        if (letters := c if c.isascii() and c.isalnum() else readings.get(c, ""))
    )


def spells(typed: str, letters: Sequence[str]) -> bool:
    """Whether the typed letters stand one after another in what ``spelled`` gave.

    Never for words that are not Latin letters, perhaps with digits.
    """
    wanted = folded(typed)
    if not (wanted.isascii() and wanted.isalnum()) or wanted.isdigit():
        return False
    return any(
        all(c in letters[i + k] for k, c in enumerate(wanted))
        for i in range(len(letters) - len(wanted) + 1)
    )
