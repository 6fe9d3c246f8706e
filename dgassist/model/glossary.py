"""Words of the trade that an owner may not know, each explained in a sentence or two."""

from __future__ import annotations

from dataclasses import dataclass

from dgassist.model.provenance import Citation
from dgassist.model.question import ExternalSource


@dataclass(frozen=True, slots=True)
class Term:
    """A word with its other spellings, what it means here, and what that rests on.

    ``marked``: it is worth a mark where it stands in a text; a common word such as 最高 is
    explained in the glossary alone.
    """

    name: str
    others: tuple[str, ...]
    explanation: str
    citations: tuple[Citation, ...] = ()
    sources: tuple[ExternalSource, ...] = ()
    marked: bool = True

    @property
    def words(self) -> tuple[str, ...]:
        """All its spellings."""
        return (self.name, *self.others)
