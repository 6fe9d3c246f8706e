"""Ladders of titles: which title comes after which, and what says so."""

from __future__ import annotations

from dataclasses import dataclass

from dgassist.model.provenance import Citation
from dgassist.model.question import ExternalSource


@dataclass(frozen=True, slots=True)
class Rung:
    """One level: reached by holding any of ``names``, which are options of the ladder's field."""

    label: str
    names: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Levels from the lowest to the highest, with what their order rests on."""

    id: str
    label: str
    record_type: str
    field: str
    rungs: tuple[Rung, ...]
    citations: tuple[Citation, ...] = ()
    sources: tuple[ExternalSource, ...] = ()
    note: str = ""
