"""Which words of a text the glossary explains, and the explanation in words. No Qt here."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from dgassist.model.glossary import Term
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import Basis
from dgassist.report import phrase
from dgassist.ui.language import tr


class Place(NamedTuple):
    """Where a term stands in a text."""

    start: int
    stop: int
    term: Term


def places(text: str, book: PolicyBook, without: Collection[str] = ()) -> tuple[Place, ...]:
    """The first place of each marked term in a text, but for terms that need no more explaining."""
    found: dict[str, Place] = {}
    by_word, pattern = _index(book)
    for match in pattern.finditer(text) if by_word else ():
        term = by_word[match[0]]
        if term.name not in without:
            found.setdefault(term.name, Place(match.start(), match.end(), term))
    return tuple(found.values())


@lru_cache(maxsize=4)
def _index(book: PolicyBook) -> tuple[dict[str, Term], re.Pattern[str]]:
    by_word = {word: term for term in book.glossary if term.marked for word in term.words}
    longest_first = sorted(by_word, key=lambda word: (-len(word), word))
    return by_word, re.compile("|".join(map(re.escape, longest_first)))


def explained(text: str, book: PolicyBook) -> str:
    """What the terms of a text mean, a line each: the text of a tool tip; empty without terms."""
    return "\n".join(explanation(place.term) for place in places(text, book))


def explanation(term: Term) -> str:
    """A term and what it means."""
    return tr("{term}：{words}").format(term=term.name, words=term.explanation)


def basis(term: Term) -> tuple[str, ...]:
    """What the explanation rests on where no clause is quoted, one line each."""
    names = {
        Basis.EXTERNAL: tr("另见"),
        Basis.GENERAL_KNOWLEDGE: tr("一般知识，没有核对原文"),
        Basis.USUAL_PRACTICE: phrase.USUAL_PRACTICE,
    }
    return tuple(
        tr("{basis}：{source}{note}").format(
            basis=names[s.basis], source=s.source, note=f"。{s.note}" if s.note else ""
        )
        for s in term.sources
    )


def found(terms: tuple[Term, ...], words: str) -> tuple[Term, ...]:
    """The terms that hold the typed words, in their names before in their explanations."""
    wanted = words.split()
    named = [t for t in terms if all(any(w in name for name in t.words) for w in wanted)]
    told = [t for t in terms if all(w in t.explanation or w in t.name for w in wanted)]
    return tuple(dict.fromkeys((*named, *told)))
