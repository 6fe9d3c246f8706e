"""Which figures and clauses of the documents the policy base accounts for.

Read from the finished book, so it also serves where the sources are not at hand. A figure is
accounted for where a measure quotes the words it stands in, or where these are put aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass

from dgassist.build.documents import locate
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import Citation, Clause, PutAside

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_RANGE = rf"{_NUMBER}(?:[—~～-]{_NUMBER})?"
_COUNTED = "个|家|项|名|场|款|件|条|台|亩|座|人|万人次|平方米"
_FIGURE = re.compile(
    rf"{_RANGE}(?:万|亿)?(?:美元|元)(?:/月)?"
    rf"|{_RANGE}[%％]"
    rf"|\d+:\d+(?:\.\d+)?(?:[—~-]\d+:\d+(?:\.\d+)?)?"
    rf"|(?<![\d.]){_RANGE}(?:{_COUNTED})"
    rf"|(?<![\d.])(?:\d{{1,2}}|[一二两三四五六七八九十])(?:年|个月|天|个工作日)(?![度代底前中来初])"
)


@dataclass(frozen=True, slots=True)
class FigureFound:
    """A figure in a clause: an amount, percentage, ratio, count or period.

    It is accounted for by the measures that quote it, or put aside.
    """

    clause: Clause
    text: str
    start: int
    measures: tuple[str, ...]
    aside: PutAside | None

    @property
    def is_accounted(self) -> bool:
        """Whether a measure or an entry put aside answers for it."""
        return bool(self.measures) or self.aside is not None


@dataclass(frozen=True, slots=True)
class ClauseFound:
    """A clause, the measures that rest on it, and what of it is put aside."""

    clause: Clause
    measures: tuple[str, ...]
    asides: tuple[PutAside, ...]

    @property
    def is_accounted(self) -> bool:
        """Whether anything answers for it; a bare heading needs nothing."""
        return bool(self.measures or self.asides) or self.clause.is_heading


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the measures of a book account for."""

    figures: tuple[FigureFound, ...]
    clauses: tuple[ClauseFound, ...]


def cover(book: PolicyBook) -> Coverage:
    """The figures and clauses of all documents, with what answers for them."""
    quoted: dict[str, list[tuple[int, int, str]]] = {}
    for measure in book.measures:
        for cited in _citations(measure):
            for start, stop in locate(cited.quote, book.clause[cited.clause_id].text):
                quoted.setdefault(cited.clause_id, []).append((start, stop, measure.id))
    aside: dict[str, list[tuple[int, int, PutAside]]] = {}
    for entry in book.asides:
        clause_id = entry.citation.clause_id
        for start, stop in locate(entry.citation.quote, book.clause[clause_id].text):
            aside.setdefault(clause_id, []).append((start, stop, entry))
    figures: list[FigureFound] = []
    clauses: list[ClauseFound] = []
    for clause in book.clauses:
        here, out = quoted.get(clause.id, []), aside.get(clause.id, [])
        asides = tuple(entry for _, _, entry in out)
        clauses.append(ClauseFound(clause, _ids(m for _, _, m in here), asides))
        for match in _FIGURE.finditer(clause.text):
            start, stop = match.span()
            measures = _ids(m for a, b, m in here if a <= start and stop <= b)
            apart = next((e for a, b, e in out if a <= start and stop <= b), None)
            figures.append(FigureFound(clause, match[0], start, measures, apart))
    return Coverage(tuple(figures), tuple(clauses))


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
