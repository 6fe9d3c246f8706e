"""What to bring: every paper once, with the measures that ask for it, and what is ticked off."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dgassist.engine.assessment import Finding
from dgassist.engine.eligibility import Outcome
from dgassist.model.measure import Material, Paper
from dgassist.model.policybook import PolicyBook

_EACH = "@"  # between a paper and the one measure it is for


@dataclass(frozen=True, slots=True)
class Use:
    """A paper as one measure asks for it."""

    finding: Finding
    material: Material


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One paper to bring.

    ``id`` is the same in every list and every version, so that ticks and notes stay with it.
    ``answers`` say which answers the paper bears out or is filled from, records by name.
    """

    id: str
    name: str
    paper: Paper
    uses: tuple[Use, ...]
    answers: tuple[str, ...] = ()

    @property
    def copies(self) -> int:
        """How many are needed at least: one for each application."""
        return len(self.uses)

    @property
    def is_usual(self) -> bool:
        """Whether no source asks for it: usual practice alone."""
        return all(use.material.citation is None for use in self.uses)

    @property
    def measures(self) -> tuple[str, ...]:
        """The ids of the measures that ask for it."""
        return tuple(use.finding.measure.id for use in self.uses)


def items(book: PolicyBook, findings: Iterable[Finding]) -> tuple[ChecklistItem, ...]:
    """The papers of some measures, each once, in the order of the list of papers."""
    uses: dict[str, list[Use]] = {}
    papers: dict[str, Paper] = {}
    for finding in findings:
        for material in finding.measure.materials:
            paper = paper_of(material, book)
            key = item_id(paper, finding.measure.id)
            papers[key] = paper
            if all(use.finding is not finding for use in uses.setdefault(key, [])):
                uses[key].append(Use(finding, material))
    place = {id_: i for i, id_ in enumerate(book.paper)}
    order = sorted(uses, key=lambda key: place.get(papers[key].id, len(place)))
    times = Counter(paper.id for paper in papers.values())
    return tuple(
        _item(key, papers[key], tuple(uses[key]), book, alone=times[papers[key].id] == 1)
        for key in order
    )


def paper_of(material: Material, book: PolicyBook) -> Paper:
    """The paper that a material asks for; one that is in no list stands for itself."""
    return book.paper.get(material.paper) or Paper(material.name, material.name)


def item_id(paper: Paper, measure_id: str) -> str:
    """What ticks and notes hang on: the paper, or the paper for one measure."""
    return f"{paper.id}{_EACH}{measure_id}" if paper.each else paper.id


def _item(
    key: str, paper: Paper, uses: tuple[Use, ...], book: PolicyBook, *, alone: bool
) -> ChecklistItem:
    wordings = {use.material.name for use in uses}
    name = wordings.pop() if len(wordings) == 1 else paper.name
    if not alone:  # several papers under one name
        name = f"{name}（{uses[0].finding.measure.title}）"
    return ChecklistItem(key, name, paper, uses, tuple(_answers(paper, uses, book)))


def _answers(paper: Paper, uses: Iterable[Use], book: PolicyBook) -> Iterator[str]:
    for key in paper.filled_from:
        record_type = book.record_type.get(key)
        if record_type is None:
            question = book.question.get(key)
            if question is not None:
                yield question.label
            continue
        if names := _names(key, uses):
            is_named = names != (record_type.label,)
            yield record_type.label + (f"（{'、'.join(names)}）" if is_named else "")


def _names(record_type: str, uses: Iterable[Use]) -> tuple[str, ...]:
    """The records that a paper is about; a group only where its records are not named singly."""
    records = [
        record
        for use in uses
        for record in use.finding.records
        if record.record_type == record_type and record.outcome is not Outcome.INELIGIBLE
    ]
    single = {r.indexes[0] for r in records if len(r.indexes) == 1}
    shown = (r for r in records if len(r.indexes) == 1 or not single.issuperset(r.indexes))
    return tuple(dict.fromkeys(r.name for r in shown))


# --- What is ticked off ---------------------------------------------------------------------

_NOTE = 500  # characters


@dataclass(frozen=True, slots=True)
class Ticks:
    """Which papers are ready, and a note on some, by the ids of items.

    What stands on another list, or on none any more, is kept.
    """

    done: frozenset[str] = frozenset()
    notes: Mapping[str, str] = field(default_factory=dict)

    def ticked(self, item: str, done: bool) -> Ticks:
        """With one paper ready, or not ready any more."""
        return Ticks(self.done | {item} if done else self.done - {item}, self.notes)

    def noted(self, item: str, note: str) -> Ticks:
        """With a note on one paper; an empty one takes it away."""
        words = " ".join(note.split())[:_NOTE]
        others = {key: kept for key, kept in self.notes.items() if key != item}
        return Ticks(self.done, {**others, item: words} if words else others)

    def count(self, listed: Iterable[ChecklistItem]) -> int:
        """How many of a list are ready."""
        return sum(item.id in self.done for item in listed)

    def encode(self) -> str:
        """As one line of JSON."""
        content = {"done": sorted(self.done), "notes": dict(sorted(self.notes.items()))}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def decode(cls, text: str) -> Ticks:
        """What ``encode`` wrote; nothing is ticked where it cannot be read."""
        try:
            content = json.loads(text)
            done, notes = content["done"], content["notes"]
            return cls(
                frozenset(item for item in done if isinstance(item, str)),
                {key: note for key, note in notes.items() if isinstance(note, str)},
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return cls()


UNTICKED = Ticks()
