"""Which amounts and clauses of the documents the measures account for.

Read from the finished book, so it also serves where the sources are not at hand. An amount counts
as covered where a measure quotes the words it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass

from dgassist.build.documents import locate
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import Citation, Clause

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"{_NUMBER}(?:[—~-]{_NUMBER})?(?:万|亿)?(?:美元|元)(?:/月)?|{_NUMBER}[%％]|\d+:\d+(?:\.\d+)?"
)


@dataclass(frozen=True, slots=True)
class AmountFound:
    """An amount, percentage or ratio in a clause, and the measures that quote it."""

    clause: Clause
    text: str
    start: int
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseFound:
    """A clause and the measures that rest on it."""

    clause: Clause
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the measures of a book account for."""

    amounts: tuple[AmountFound, ...]
    clauses: tuple[ClauseFound, ...]


def cover(book: PolicyBook) -> Coverage:
    """The amounts and clauses of all documents, with the measures that quote them."""
    quoted: dict[str, list[tuple[int, int, str]]] = {}
    for measure in book.measures:
        for cited in _citations(measure):
            for start, stop in locate(cited.quote, book.clause[cited.clause_id].text):
                quoted.setdefault(cited.clause_id, []).append((start, stop, measure.id))
    amounts, clauses = [], []
    for clause in book.clauses:
        here = quoted.get(clause.id, [])
        clauses.append(ClauseFound(clause, _ids(m for _, _, m in here)))
        for match in _AMOUNT.finditer(clause.text):
            spans = (m for a, b, m in here if a <= match.start() and match.end() <= b)
            amounts.append(AmountFound(clause, match[0], match.start(), _ids(spans)))
    return Coverage(tuple(amounts), tuple(clauses))


def _ids(measures: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(measures))


def _citations(value: object) -> Iterator[Citation]:
    """Every citation anywhere below a value."""
    if isinstance(value, Citation):
        if value.clause_id:
            yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _citations(item)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _citations(getattr(value, each.name))


_SENTENCE_END = re.compile(r"[。；\n]")


def measures_at(book: PolicyBook, clause_id: str, words: str) -> tuple[str, ...]:
    """The measures whose quotes touch a sentence of the clause that holds one of the words."""
    text = book.clause[clause_id].text
    spans = [_sentence(text, start) for word in words.split() for start, _ in locate(word, text)]
    touched = []
    for measure in book.measures:
        quotes = [c.quote for c in _citations(measure) if c.clause_id == clause_id]
        places = [place for quote in quotes for place in locate(quote, text)]
        if any(start < end_ and start_ < end for start, end in places for start_, end_ in spans):
            touched.append(measure.id)
    return tuple(touched)


def _sentence(text: str, place: int) -> tuple[int, int]:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= place), default=0)
    return start, min((end for end in ends if end > place), default=len(text))
