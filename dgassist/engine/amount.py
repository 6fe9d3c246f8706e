"""Exact money with its arithmetic: formulas, then caps, never a number the text does not give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from weakref import WeakKeyDictionary

from dgassist.engine.evaluation import Context, evaluate, number, verdict
from dgassist.engine.truth import Truth
from dgassist.engine.value import INFINITY, NOTHING, ZERO, Moment, Quantity, Value, Verdict, Word
from dgassist.engine.wording import arithmetic, money
from dgassist.model.answers import Record
from dgassist.model.expression import Expression, Year
from dgassist.model.measure import Benefit, Cap, Firmness, RelationKind
from dgassist.model.policybook import PolicyBook

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
        received = _Received(measure_id, cap, shares[0].context)
        for key, members in groups.items():
            lines += _limited(cap, key, members, received)
        if unknown:
            lines += _limited_unknown(cap, unknown, received, may_join=bool(groups))
    high, low = _high(shares), sum((s.firm for s in shares), ZERO)
    if len(shares) > 1:
        lines.append(f"{len(shares)}项合计{_money(high)}")
    missing = NOTHING if high == low else missing
    return Amount(_whole(low), _whole(high), benefit.firmness, tuple(lines), missing)


def _rank(share_: Share, caps: Sequence[Cap]) -> tuple[Decimal, Decimal, str]:
    """An order of the records by what they bring, whatever the order they were told in."""
    keys = [_key(cap, share_.context)[0] for cap in caps]
    return (-share_.high, -share_.firm, repr(keys))


def _limited(cap: Cap, key: Hashable, members: list[Share], received: _Received) -> list[str]:
    """Apply a cap to the records of one key; the line that says so, if it bites."""
    before = _high(members)
    if cap.once and received.total:
        words = f"，领过{money(received.total)}的不再给"
        for s in members:
            s.high = s.firm = ZERO
    elif cap.count is not None:
        words = _keep(cap, key, members)
    else:
        words = _cut(cap, key, members, received)
    if _high(members) == before:
        return []
    change = f"{_money(before)} → {_money(_high(members))}"
    return [f"{cap.label or '合计'}{words}：{change}"]


def _limited_unknown(
    cap: Cap, members: list[Share], received: _Received, *, may_join: bool
) -> list[str]:
    """Records whose key is unknown: at best each stands alone, at worst all share one limit."""
    together = [replace(s) for s in members]
    lines = [line for s in members for line in _limited(cap, None, [s], received)]
    _limited(cap, None, together, received)
    nothing_firm = may_join or received.total > 0  # for the limit may be used up already
    for s, at_worst in zip(members, together, strict=True):
        s.firm = ZERO if nothing_firm else at_worst.firm
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


def _cut(cap: Cap, key: Hashable, members: list[Share], received: _Received) -> str:
    """Cut the members' amounts down to the cap, less what was already received."""
    assert cap.amount is not None  # the build allows a count or an amount
    limit = number(cap.amount, members[0].context)
    bound, firm_bound = limit.high, max(ZERO, limit.low)
    before, firm_before = received.against(key, bound, firm_bound)
    firm_room = firm_bound - firm_before
    for s in members:
        s.firm = min(s.firm, firm_room)
        firm_room -= s.firm
    if bound == INFINITY:  # the limit hangs on what is not told yet
        return ""
    high_room = bound - before
    for s in members:
        s.high = min(s.high, high_room)
        high_room -= s.high
    return f"封顶{money(bound)}" + (f"（已领{money(before)}）" if before else "")


class _Received:
    """Money told to be received before, as far as a cap counts it.

    It is told for a measure and a year. Where a cap has a key besides the year (a person), it
    counts once over all keys, not once for each.
    """

    def __init__(self, measure_id: str, cap: Cap, context: Context) -> None:
        self._years = [i for i, part in enumerate(cap.per) if isinstance(part, Year)]
        self._left: dict[Hashable, Decimal] = defaultdict(lambda: ZERO)
        self._firm_left: dict[Hashable, Decimal] = defaultdict(lambda: ZERO)
        self.total = ZERO
        if not counts_received(cap):
            return
        ids = {measure_id, *_twins(context.book).get(measure_id, ())}
        for record in context.answers.records.get(RECEIVED, ()):
            if record.get("measure") in ids:
                year = record.get("year") if self._years else None
                self._left[year] += _paid(record)
                self._firm_left[year] += _paid(record)
                self.total += _paid(record)

    def against(self, key: Hashable, bound: Decimal, firm: Decimal) -> tuple[Decimal, Decimal]:
        """What is to be taken off the bound of one key, at most and firmly; taken once."""
        if self._years and not isinstance(key, tuple):  # the year is not known yet
            return ZERO, ZERO
        year = key[self._years[0]] if self._years and isinstance(key, tuple) else None
        return _take(self._left, year, bound), _take(self._firm_left, year, firm)


def _take(left: dict[Hashable, Decimal], year: Hashable, bound: Decimal) -> Decimal:
    taken = max(ZERO, min(left[year], bound))
    left[year] -= taken
    return taken


def counts_received(cap: Cap) -> bool:
    """Whether money received before lowers a cap: for life, once and for all, or of a year."""
    return cap.lifetime or cap.once or any(isinstance(part, Year) for part in cap.per)


_TWINS: WeakKeyDictionary[PolicyBook, Mapping[str, frozenset[str]]] = WeakKeyDictionary()


def _twins(book: PolicyBook) -> Mapping[str, frozenset[str]]:
    """For each measure those that state the same support again, in force or not."""
    if book not in _TWINS:
        found: dict[str, frozenset[str]] = {}
        for relation in book.relations:
            if relation.kind is RelationKind.DUPLICATE:
                for one in relation.members:
                    others = frozenset(relation.members) - {one}
                    found[one] = found.get(one, frozenset()) | others
        _TWINS[book] = found
    return _TWINS[book]


def _paid(record: Record) -> Decimal:
    amount = record.get("amount")
    return amount if isinstance(amount, Decimal) else ZERO


def _key(cap: Cap, context: Context) -> tuple[Hashable, frozenset[str]]:
    """What a record is grouped by under a cap; None and what is missing where it is unknown."""
    values = [_shared(part, context) for part in cap.per]
    parts = tuple(_hashable(value) for value in values)
    if None in parts:
        return None, NOTHING.union(*(value.missing for value in values))
    return parts, NOTHING


def _shared(part: Expression, context: Context) -> Value:
    """A part of a key; a group has the part that its records share, such as the year."""
    each = [
        evaluate(part, context.on(context.record_type, record)) for record, _ in context.group or ()
    ]
    if each and all(value == each[0] for value in each):
        return each[0]
    return evaluate(part, context)


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
