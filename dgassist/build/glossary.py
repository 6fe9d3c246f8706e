"""Read the glossary: each term occurs somewhere, and says what its explanation rests on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dgassist.build.library import Library
from dgassist.build.problem import Problems
from dgassist.build.reading import Node, read_yaml
from dgassist.model.glossary import Term
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import Basis, ExternalSource, Question


def read_glossary(
    file: Path, library: Library, problems: Problems
) -> tuple[tuple[Term, Node], ...]:
    """The terms of a file with where they are written; a base may have none."""
    if not file.exists() or (top := read_yaml(file, problems)) is None:
        return ()
    found = tuple((_term(node, library), node) for node in top.items("terms"))
    top.close()
    return found


def _term(node: Node, library: Library) -> Term:
    citations, sources = [], []
    for source in node.items("citations"):
        if "quote" in source:
            citations.append(library.citation(source, "", ""))
        else:
            basis, name = source.enum("basis", Basis), source.text("source")
            sources.append(ExternalSource(basis, name, source.text("note", "")))
    if not (citations or sources):
        node.problem("no-basis", "名词要引原文（quote），或标明凭什么（basis）")
    return Term(
        name=node.text("term"),
        others=node.texts("others"),
        explanation=node.text("explanation"),
        citations=tuple(citations),
        sources=tuple(sources),
        marked=node.flag("marked", default=True),
    )


def check_glossary(authored: tuple[tuple[Term, Node], ...], book: PolicyBook) -> None:
    """No term is explained twice, or occurs nowhere."""
    seen: set[str] = set()
    texts = "\n".join(_texts(book))
    for term, node in authored:
        for word in term.words:
            if word in seen:
                node.problem("duplicate-term", f"“{word}”已经解释过了，请并到一处")
            seen.add(word)
        if not any(word in texts for word in term.words):
            message = f"“{term.name}”在问题、政策事项和原文里都没有出现，不用解释"
            node.problem("unused-term", message)


def _texts(book: PolicyBook) -> Iterator[str]:
    """Every text in which a reader may meet a term."""
    for clause in book.clauses:
        yield clause.text
    for question in book.question.values():
        yield from _words(question)
    for record_type in book.record_types:
        yield from (record_type.label, record_type.text, record_type.help)
        for field in record_type.fields:
            yield from _words(field)
    for fact in book.derived_facts:
        yield from (fact.label, fact.help)
    for measure in book.measures:
        yield from (measure.title, measure.summary, *measure.notes)


def _words(question: Question) -> Iterator[str]:
    yield from (question.label, question.text, question.help, question.evidence)
    yield from (o.label for o in question.options)
