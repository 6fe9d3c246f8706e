"""Operations on values: arithmetic on intervals, comparison, Kleene's connectives, months."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from dgassist.engine.truth import Truth
from dgassist.engine.value import (
    FALSE,
    INFINITY,
    NOTHING,
    TRUE,
    ZERO,
    Moment,
    Quantity,
    Value,
    Verdict,
    Word,
    quantity,
)


def undecided(missing: frozenset[str], *, is_open: bool = False) -> Verdict:
    """Unknown; where nothing is missing, it is the text that leaves it open."""
    return Verdict(Truth.UNKNOWN, missing, is_open or not missing)


def computed(operator: str, left: Quantity, right: Quantity) -> Quantity:
    """``left operator right`` with operator one of + - * / //, over all the numbers they may be."""
    missing = left.missing | right.missing
    if operator == "+":
        return quantity(left.low + right.low, left.high + right.high, missing)
    if operator == "-":
        return quantity(left.low - right.high, left.high - right.low, missing)
    if operator != "*" and right.low <= 0 <= right.high:
        # nothing can be said of a division by what may be zero
        return Quantity(-INFINITY, INFINITY, missing)
    operation = {"*": _times, "/": _over, "//": _whole}[operator]
    corners = [operation(a, b) for a in (left.low, left.high) for b in (right.low, right.high)]
    return quantity(min(corners), max(corners), missing)


def _times(left: Decimal, right: Decimal) -> Decimal:
    return ZERO if left == 0 or right == 0 else left * right


def _over(left: Decimal, right: Decimal) -> Decimal:
    if right.is_infinite():
        return ZERO
    return left / right


def _whole(left: Decimal, right: Decimal) -> Decimal:
    ratio = _over(left, right)
    return ratio if ratio.is_infinite() else ratio.to_integral_value(rounding=ROUND_FLOOR)


_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def compared(operator: str, left: Value, right: Value) -> Verdict:
    """``left operator right`` for two values of one kind."""
    missing = left.missing | right.missing
    if isinstance(left, Word) and isinstance(right, Word):
        if left.text is None or right.text is None:
            return undecided(missing)
        return TRUE if (left.text == right.text) == (operator == "==") else FALSE
    if isinstance(left, Verdict) and isinstance(right, Verdict):
        if Truth.UNKNOWN in (left.truth, right.truth):
            return undecided(missing, is_open=left.open or right.open)
        return TRUE if (left.truth == right.truth) == (operator == "==") else FALSE
    if isinstance(left, Moment) and None in (left.first, right[0]):
        return undecided(missing)
    return _ordered(operator, left[:2], right[:2], missing)


def _ordered(
    operator: str,
    left: tuple[Any, ...],
    right: tuple[Any, ...],
    missing: frozenset[str],
) -> Verdict:
    """Compare two intervals; undecided without anything missing means that the text is open."""
    (low, high), (other_low, other_high) = left, right
    open_ended = undecided(missing)
    if operator in ("==", "!="):
        if low == high == other_low == other_high:
            return TRUE if operator == "==" else FALSE
        if high < other_low or other_high < low:
            return FALSE if operator == "==" else TRUE
        return open_ended
    if operator in (">", ">="):
        low, high, other_low, other_high = other_low, other_high, low, high
        operator = "<" if operator == ">" else "<="
    holds = _ORDER[operator]
    if holds(high, other_low):
        return TRUE
    return open_ended if holds(low, other_high) else FALSE


def combined(join: str, items: Sequence[Verdict]) -> Verdict:
    """Kleene ``all`` or ``any``; what the deciding side does not need is not called missing."""
    deciding = Truth.FALSE if join == "all" else Truth.TRUE
    missing, is_open, unknown = NOTHING, False, False
    for item in items:
        if item.truth is deciding:
            return FALSE if join == "all" else TRUE
        if item.truth is Truth.UNKNOWN:
            unknown = True
            missing |= item.missing
            is_open = is_open or item.open
    if unknown:
        return Verdict(Truth.UNKNOWN, missing, is_open)
    return TRUE if join == "all" else FALSE


def agreed(items: Sequence[Verdict]) -> Verdict:
    """What several readings agree on; where they are decided apart, the text leaves it open."""
    truths = {item.truth for item in items}
    if len(truths) == 1 and Truth.UNKNOWN not in truths:
        return items[0]
    decided_apart = {Truth.TRUE, Truth.FALSE} <= truths
    missing = NOTHING if decided_apart else NOTHING.union(*(item.missing for item in items))
    return Verdict(Truth.UNKNOWN, missing, decided_apart or any(item.open for item in items))


def unknown(like: Value, missing: frozenset[str]) -> Value:
    """Nothing known of a value of the same kind."""
    match like:
        case Quantity():
            return Quantity(-INFINITY, INFINITY, missing)
        case Verdict():
            return undecided(missing)
        case Moment():
            return Moment(None, None, missing)
    return Word(None, missing)


def either(one: Value, other: Value, missing: frozenset[str]) -> Value:
    """What holds whichever of the two branches is taken."""
    missing |= one.missing | other.missing
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return quantity(min(one.low, other.low), max(one.high, other.high), missing)
    if isinstance(one, Verdict) and isinstance(other, Verdict):
        if one.truth is other.truth is not Truth.UNKNOWN:
            return one
        return undecided(missing, is_open=one.open or other.open)
    if isinstance(one, Moment):
        return one if one == other else Moment(None, None, missing)
    if isinstance(one, Word) and isinstance(other, Word) and one.text == other.text and one.text:
        return one
    return Word(None, missing)


def shifted(day: date, months: int) -> date:
    """The corresponding day so many months on, or the last day of a month without one (§202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
