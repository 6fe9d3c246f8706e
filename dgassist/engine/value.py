"""What an expression evaluates to, known or partly known.

Numbers are intervals and dates are spans, so an answer that is still missing narrows a result
as far as it can: ``min(x, 10万)`` is at most 10万 before x is known. ``missing`` names the
answers that would decide more; it is empty where the value is decided.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dgassist.engine.truth import Truth
from dgassist.model.validity import comparable

INFINITY = Decimal("Infinity")
ZERO = Decimal(0)
NOTHING: frozenset[str] = frozenset()


class Verdict(NamedTuple):
    """A truth. ``open``: it is unknown because the text leaves it open, not for want of answers."""

    truth: Truth
    missing: frozenset[str] = NOTHING
    open: bool = False


class Quantity(NamedTuple):
    """A number between ``low`` and ``high``, both included; the unit is the expression's."""

    low: Decimal
    high: Decimal
    missing: frozenset[str] = NOTHING

    @property
    def is_exact(self) -> bool:
        """Whether the number is decided."""
        return self.low == self.high


class Moment(NamedTuple):
    """A day between ``first`` and ``last``; None where nothing is known."""

    first: date | None
    last: date | None
    missing: frozenset[str] = NOTHING

    @property
    def day(self) -> date | None:
        """The day, if it is one."""
        return self.first if self.first == self.last else None


class Name(str):
    """A name that was typed: it is shown as it is, and equals every other spelling of it."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and comparable(self) == comparable(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(comparable(self))


class Word(NamedTuple):
    """A text or the id of an option; None where unknown."""

    text: str | None
    missing: frozenset[str] = NOTHING


Value = Verdict | Quantity | Moment | Word

TRUE = Verdict(Truth.TRUE)
FALSE = Verdict(Truth.FALSE)


def quantity(low: Decimal, high: Decimal, missing: frozenset[str]) -> Quantity:
    """An interval that forgets what was missing once it is decided."""
    return Quantity(low, high, NOTHING if low == high else missing)


def exactly(number: Decimal | int) -> Quantity:
    """A decided number."""
    value = Decimal(number)
    return Quantity(value, value)
