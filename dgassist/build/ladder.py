"""Read the ladders of titles: every level is a title that can be told, the order has a basis."""

from __future__ import annotations

from pathlib import Path

from dgassist.build.library import Library
from dgassist.build.problem import Problems
from dgassist.build.reading import Node, nearest, read_yaml
from dgassist.build.vocabulary import Vocabulary
from dgassist.model.ladder import Ladder, Rung
from dgassist.model.question import Basis, ExternalSource, RecordType

_FEWEST = 2


def read_ladders(
    file: Path, library: Library, vocabulary: Vocabulary, problems: Problems
) -> tuple[Ladder, ...]:
    """The ladders of a file; a base may have none."""
    if not file.exists() or (top := read_yaml(file, problems)) is None:
        return ()
    authored = [(_ladder(node, library, vocabulary), node) for node in top.items("ladders")]
    top.close()
    ids = [ladder.id for ladder, _ in authored]
    for ladder, node in authored:
        if ids.count(ladder.id) > 1:
            node.problem("duplicate-id", f"台阶编号“{ladder.id}”用了不止一次")
    return tuple(ladder for ladder, _ in authored)


def _ladder(node: Node, library: Library, vocabulary: Vocabulary) -> Ladder:
    citations, sources = [], []
    for source in node.items("citations"):
        if "quote" in source:
            citations.append(library.citation(source, "", ""))
        else:
            basis, name = source.enum("basis", Basis), source.text("source")
            sources.append(ExternalSource(basis, name, source.text("note", "")))
    if not (citations or sources):
        node.problem("no-basis", "台阶的先后要引原文（quote），或标明凭什么（basis）")
    record_id = node.text("record")
    record_type = vocabulary.record_types.get(record_id)
    ladder = Ladder(
        id=node.identifier("id"),
        label=node.text("label"),
        record_type=record_id,
        field=node.text("field", record_type.name if record_type else ""),
        rungs=tuple(_rung(rung) for rung in node.items("rungs")),
        citations=tuple(citations),
        sources=tuple(sources),
        note=node.text("note", ""),
    )
    if record_type is None:
        hint = nearest(record_id, list(vocabulary.record_types))
        node.problem("unknown-record", f"没有事项明细“{record_id}”{hint}")
    else:
        _check_rungs(ladder, record_type, node)
    return ladder


def _rung(node: Node) -> Rung:
    return Rung(node.text("label"), node.texts("names"), node.text("note", ""))


def _check_rungs(ladder: Ladder, record_type: RecordType, node: Node) -> None:
    field = record_type.field(ladder.field)
    known = [option.id for option in field.options] if field else []
    names = [name for rung in ladder.rungs for name in rung.names]
    for name in names:
        if name not in known:
            node.problem(
                "unknown-option", f"{record_type.label}里没有“{name}”{nearest(name, known)}"
            )
        elif names.count(name) > 1:
            node.problem("duplicate-rung", f"“{name}”在这道台阶上出现了不止一次")
    if len(ladder.rungs) < _FEWEST or not all(rung.names for rung in ladder.rungs):
        node.problem("no-rungs", "台阶至少两级，每级至少一个称号")
