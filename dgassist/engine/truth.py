"""Three-valued truth after Kleene: unknown is never mistaken for no."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """Holds, does not hold, or cannot be told yet."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    @property
    def as_json(self) -> bool | None:
        """True, False, or None for unknown."""
        return _AS_JSON[self]

    def __invert__(self) -> Truth:
        return _NEGATION[self]


_AS_JSON = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}
_NEGATION = {
    Truth.TRUE: Truth.FALSE,
    Truth.FALSE: Truth.TRUE,
    Truth.UNKNOWN: Truth.UNKNOWN,
}


def of(value: bool) -> Truth:
    """The truth of a decided value."""
    return Truth.TRUE if value else Truth.FALSE


def conjunction(truths: Iterable[Truth]) -> Truth:
    """FALSE if any is false, else UNKNOWN if any is unknown, else TRUE."""
    result = Truth.TRUE
    for truth in truths:
        if truth is Truth.FALSE:
            return Truth.FALSE
        if truth is Truth.UNKNOWN:
            result = Truth.UNKNOWN
    return result


def disjunction(truths: Iterable[Truth]) -> Truth:
    """TRUE if any is true, else UNKNOWN if any is unknown, else FALSE."""
    return ~conjunction(~truth for truth in truths)
