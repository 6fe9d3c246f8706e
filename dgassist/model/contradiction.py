"""Answers that cannot all be right: a rule says which, in words that name each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dgassist.model.expression import Expression

_PLACE = re.compile(r"\{(\w+)\}")

AS_OF, WHEN, RECORD = "as_of", "when", "record"
"""Places of a message that are no question: 基准日, the record's date, the record's name."""


@dataclass(frozen=True, slots=True)
class ContradictionRule:
    """Where ``test`` holds, somebody mistyped: pure logic or arithmetic, never a policy rule.

    ``message`` holds places such as ``{founded}`` for what was told. With ``record_types`` the
    rule is put to each record of these types, else to the company as a whole.
    """

    id: str
    label: str
    message: str
    test: Expression
    formula: str
    record_types: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """The ids that the message names, in its order, each once."""
        return tuple(dict.fromkeys(_PLACE.findall(self.message)))

    def filled(self, words: dict[str, str]) -> str:
        """The message with words in its places."""
        return _PLACE.sub(lambda place: words[place[1]], self.message)
