"""Exact money with its arithmetic: formulas, then caps, never a number the text does not give."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from dgassist.engine.evaluation import Context, evaluate, number, verdict
from dgassist.engine.truth import Truth
from dgassist.engine.value import INFINITY, NOTHING, ZERO, Moment, Quantity, Value, Verdict, Word
from dgassist.engine.wording import arithmetic, money
from dgassist.model.answers import Record
from dgassist.model.expression import Expression, Year
from dgassist.model.measure import Benefit, Cap, Firmness

RECEIVED = "received_support"
"""The record type of money already received: fields measure, year, amount."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Money between ``low`` and ``high`` 元; None where there is no number to give.

    ``low`` is what is firm: equal to ``high`` where the text is exact, 0 for a mere ceiling.
    ``missing`` names answers that would make it more precise. ``other`` is the amount by the
    reading that is not planned on, with the reason in its ``note``.
    """

    low: Decimal | None
    high: Decimal | None
    firmness: Firmness
    arithmetic: tuple[str, ...] = ()
    missing: frozenset[str] = NOTHING
    other: Amount | None = None
    note: str = ""


@dataclass(slots=True)
class Share:
    """What one record or group brings: at most ``high``, firmly ``firm``; caps cut it down."""

    context: Context
    high: Decimal
    firm: Decimal
    missing: frozenset[str]
    lines: tuple[str, ...]


def share(benefit: Benefit, context: Context, formula: Expression | None = None) -> Share | None:
    """What a record brings by the formula alone; None where the text states no amount."""
    formula = formula or benefit.amount
    if formula is None:
        return None
    value = number(formula, context)
    firm = ZERO
    if benefit.firmness is Firmness.EXACT:
        firm = max(ZERO, value.low)
    elif benefit.floor is not None:
        firm = max(ZERO, number(benefit.floor, context).low)
    return Share(context, max(ZERO, value.high), firm, value.missing, arithmetic(formula, context))


def total(measure_id: str, benefit: Benefit, contexts: Sequence[Context]) -> Amount:
    """What several records or groups bring together, after the caps over all of them."""
    shares = [s for c in contexts if (s := share(benefit, c)) is not None]
    if not shares:
        return Amount(None, None, benefit.firmness, _unstated(benefit))
    amount = _capped(measure_id, benefit, benefit.caps, shares)
    reading = benefit.other_reading
    if reading is None:
        return amount
    again = [share(benefit, c, reading.amount) for c in contexts]
    others = [s for s in again if s is not None]
    other = _capped(measure_id, benefit, reading.caps or benefit.caps, others)
    return replace(amount, other=replace(other, note=reading.note))


def _unstated(benefit: Benefit) -> tuple[str, ...]:
    return ("有支持，文中没写多少",) if benefit.form.is_cash else ()


def _capped(
    measure_id: str, benefit: Benefit, caps: Sequence[Cap], shares: Sequence[Share]
) -> Amount:
    lines = [line for s in shares for line in s.lines]
    missing: frozenset[str] = NOTHING.union(*(s.missing for s in shares))
    for cap in caps:
        groups: dict[Hashable, list[Share]] = {}
        unknown: list[Share] = []
        for s in sorted(shares, key=lambda s: _rank(s, caps)):
            key, lacking = _key(cap, s.context)
            if key is None:  # it may stand alone, or fall into any group
                unknown.append(s)
                missing |= lacking if len(shares) > 1 else NOTHING
            else:
                groups.setdefault(key, []).append(s)
        for key, members in groups.items():
            lines += _limited(measure_id, cap, key, members)
        if unknown:
            lines += _limited_unknown(measure_id, cap, unknown, may_join=bool(groups))
    high, low = _high(shares), sum((s.firm for s in shares), ZERO)
    if len(shares) > 1:
        lines.append(f"{len(shares)}项合计{_money(high)}")
    missing = NOTHING if high == low else missing
    return Amount(_whole(low), _whole(high), benefit.firmness, tuple(lines), missing)


def _rank(share_: Share, caps: Sequence[Cap]) -> tuple[Decimal, Decimal, str]:
    """An order of the records by what they bring, whatever the order they were told in."""
    keys = [_key(cap, share_.context)[0] for cap in caps]
    return (-share_.high, -share_.firm, repr(keys))


def _limited(measure_id: str, cap: Cap, key: Hashable, members: list[Share]) -> list[str]:
    """Apply a cap to the records of one key; the line that says so, if it bites."""
    before = _high(members)
    if cap.count is not None:
        words = _keep(cap, key, members)
    else:
        words = _cut(measure_id, cap, key, members)
    if _high(members) == before:
        return []
    change = f"{_money(before)} → {_money(_high(members))}"
    return [f"{cap.label or '合计'}{words}：{change}"]


def _limited_unknown(
    measure_id: str, cap: Cap, members: list[Share], *, may_join: bool
) -> list[str]:
    """Records whose key is unknown: at best each stands alone, at worst all share one limit."""
    together = [replace(s) for s in members]
    _limited(measure_id, cap, None, together)
    lines = [line for s in members for line in _limited(measure_id, cap, None, [s])]
    for s, at_worst in zip(members, together, strict=True):
        s.firm = ZERO if may_join else at_worst.firm
    return lines


def _high(shares: Iterable[Share]) -> Decimal:
    return sum((s.high for s in shares), ZERO)


def _keep(cap: Cap, key: Hashable, members: list[Share]) -> str:
    """Keep only the best records under a count, less the places taken up before."""
    used = _used(cap, key, members[0].context)
    for s in members[max(0, (cap.count or 0) - used) :]:  # they come in order of their rank
        s.high = s.firm = ZERO
    return f"最多计{cap.count}项" + (f"（已用{used}项）" if used else "")


def _used(cap: Cap, key: Hashable, context: Context) -> int:
    """How many records of the same key took up a place under a count before."""
    if cap.used is None or key is None:
        return 0
    records = context.answers.records.get(context.record_type, ())
    taken = [context.on(context.record_type, record) for record in records]
    return sum(verdict(cap.used, c).truth is Truth.TRUE and _key(cap, c)[0] == key for c in taken)


def _cut(measure_id: str, cap: Cap, key: Hashable, members: list[Share]) -> str:
    """Cut the members' amounts down to the cap, less what was already received."""
    assert cap.amount is not None  # the build allows a count or an amount
    context = members[0].context
    bound = number(cap.amount, context).high
    received = _received(measure_id, cap, key, context)
    high_room = firm_room = max(ZERO, bound - received)
    for s in members:
        s.high, s.firm = min(s.high, high_room), min(s.firm, firm_room)
        high_room, firm_room = high_room - s.high, firm_room - s.firm
    return f"封顶{money(bound)}" + (f"（已领{money(received)}）" if received else "")


def _received(measure_id: str, cap: Cap, key: Hashable, context: Context) -> Decimal:
    """Money told to be received for this measure, as far as this cap counts it."""
    by_year = any(isinstance(k, Year) for k in cap.per)
    if not (cap.lifetime or by_year):
        return ZERO
    records = context.answers.records.get(RECEIVED, ())
    mine = [r for r in records if r.get("measure") == measure_id]
    if by_year:
        mine = [r for r in mine if isinstance(key, tuple) and r.get("year") in key]
    return sum((_paid(r) for r in mine), ZERO)


def _paid(record: Record) -> Decimal:
    amount = record.get("amount")
    return amount if isinstance(amount, Decimal) else ZERO


def _key(cap: Cap, context: Context) -> tuple[Hashable, frozenset[str]]:
    """What a record is grouped by under a cap; None and what is missing where it is unknown."""
    values = [evaluate(part, context) for part in cap.per]
    parts = tuple(_hashable(value) for value in values)
    if None in parts:
        return None, NOTHING.union(*(value.missing for value in values))
    return parts, NOTHING


def _hashable(value: Value) -> Hashable:
    match value:
        case Word(text=text):
            return text
        case Moment():
            return value.day
        case Quantity(low=low):
            return low if value.is_exact else None
        case Verdict(truth=truth):
            return truth


def _money(amount: Decimal) -> str:
    return "待填" if amount == INFINITY else money(amount)


def _whole(amount: Decimal) -> Decimal | None:
    """Whole 元, never rounded up; None where nothing bounds it yet."""
    return None if amount == INFINITY else amount.to_integral_value(rounding=ROUND_FLOOR)
