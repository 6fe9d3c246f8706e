"""Read what the measures leave out on purpose: words of a document, each with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dgassist.build.library import Library
from dgassist.build.problem import Problems
from dgassist.build.reading import Node, read_yaml
from dgassist.model.provenance import AsideReason, Citation, PutAside

EVERYTHING = "*"


def read_asides(folder: Path, library: Library, problems: Problems) -> tuple[PutAside, ...]:
    """Every entry of a folder; ``clause: '*'`` puts a whole document aside."""
    found: list[PutAside] = []
    for file in sorted(folder.glob("*.yaml")):
        if (top := read_yaml(file, problems)) is None:
            continue
        document = top.identifier("document")
        for node in top.items("aside"):
            found.extend(_asides(node, document, library))
        top.close()
    return tuple(found)


def _asides(node: Node, document: str, library: Library) -> Iterator[PutAside]:
    clause, text = node.text("clause"), node.text("text")
    reason, note = node.enum("reason", AsideReason), node.text("note", "")
    if clause != EVERYTHING:
        clauses = (
            [library.clauses[key]] if (key := f"{document} {clause}") in library.clauses else []
        )
    else:
        clauses = [c for c in library.clauses.values() if c.document_id == document]
    if text == EVERYTHING:
        for each in clauses:
            yield PutAside(Citation(each.id, each.text), reason, note)
    if text != EVERYTHING or not clauses:
        yield PutAside(library.cite(node, document, clause, text), reason, note)
