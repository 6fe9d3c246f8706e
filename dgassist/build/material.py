"""Read the list of papers, and find for each material of a measure the paper it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dgassist.build.problem import Problems
from dgassist.build.reading import Node, nearest, read_yaml
from dgassist.build.rule import AuthoredMeasure
from dgassist.build.vocabulary import Vocabulary
from dgassist.model.measure import Paper, PaperForm


@dataclass(frozen=True)
class AuthoredPaper:
    """A paper with the wordings that mean it, and where it was written."""

    paper: Paper
    wordings: tuple[str, ...]
    node: Node


def read_papers(
    file: Path, vocabulary: Vocabulary, problems: Problems
) -> tuple[AuthoredPaper, ...]:
    """The papers of a file, no id and no wording twice; a base may have none."""
    if not file.exists() or (top := read_yaml(file, problems)) is None:
        return ()
    if top.text("basis") != "usual_practice":
        top.problem("no-basis", "原件、盖章、出具单位没有原文依据，要写 basis: usual_practice")
    top.text("note", "")
    found = tuple(p for group in top.items("groups") for p in _group(group, vocabulary))
    top.close()
    _check_unique(found)
    return found


def _group(node: Node, vocabulary: Vocabulary) -> Iterator[AuthoredPaper]:
    label, stamp = node.text("label"), node.flag("stamp", default=False)
    form = node.enum("form", PaperForm) if "form" in node else None
    for entry in node.items("papers"):
        paper = Paper(
            id=entry.identifier("id"),
            name=entry.text("name"),
            group=label,
            form=form,
            stamp=stamp,
            issuer=entry.text("issuer", ""),
            filled_from=entry.texts("from"),
            each=entry.flag("each", default=False),
        )
        known = [*vocabulary.questions, *vocabulary.record_types]
        for key in paper.filled_from:
            if key not in known:
                entry.problem("unknown-question", f"没有问题或事项“{key}”{nearest(key, known)}")
        yield AuthoredPaper(paper, (paper.name, *entry.texts("wordings")), entry)


def _check_unique(papers: tuple[AuthoredPaper, ...]) -> None:
    ids: set[str] = set()
    wordings: set[str] = set()
    for each in papers:
        if each.paper.id in ids:
            each.node.problem("duplicate-id", f"材料编号“{each.paper.id}”用了不止一次")
        ids.add(each.paper.id)
        for wording in each.wordings:
            if wording in wordings:
                each.node.problem("duplicate-wording", f"“{wording}”写了不止一次，请并到一处")
            wordings.add(wording)


def assigned(
    authored: tuple[AuthoredMeasure, ...], papers: tuple[AuthoredPaper, ...]
) -> tuple[AuthoredMeasure, ...]:
    """The measures with the paper of each material; every wording stands in the list of papers.

    A base without a list of papers keeps its materials as they are.
    """
    if not papers:
        return authored
    by_wording = {wording: p.paper.id for p in papers for wording in p.wordings}
    used: set[str] = set()
    found = []
    for a in authored:
        for material in a.measure.materials:
            if material.name not in by_wording:
                hint = nearest(material.name, list(by_wording))
                message = f"材料表 materials.yaml 里没有“{material.name}”{hint}"
                a.node.problem("unknown-material", message)
            used.add(material.name)
        materials = tuple(replace(m, paper=by_wording.get(m.name, "")) for m in a.measure.materials)
        found.append(replace(a, measure=replace(a.measure, materials=materials)))
    for p in papers:
        for wording in p.wordings:
            # the name itself may be the clearest of several wordings, and in no measure
            if wording not in used and (wording != p.paper.name or len(p.wordings) == 1):
                p.node.problem("unused-material", f"没有政策事项要“{wording}”，请删去")
    return tuple(found)
