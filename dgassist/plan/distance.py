"""How far an answer is from meeting a condition, and which answer would meet it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from dgassist.engine.evaluation import Context, moment, number, verdict
from dgassist.engine.truth import Truth
from dgassist.engine.value import ZERO
from dgassist.engine.wording import facts_used
from dgassist.model import expression as x
from dgassist.model.answers import Answers, Record, Value
from dgassist.model.question import AnswerType, Question, RecordType

_NUMBERS = (AnswerType.MONEY, AnswerType.NUMBER, AnswerType.PERCENT)
_FINEST = Decimal("0.01")
_WHOLE = ("person", "count", "day", "month")
_LIKE = Decimal("1e-9")
"""Rises that differ by less, as a part of themselves, are one: divisions are not exact."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that would meet a condition: of the company, of a record, or one record more.

    ``key`` is a question's id, ``type.field``, or a record type.
    """

    key: str
    value: Value | None = None
    record: Record | None = None

    def given(self, answers: Answers, indexes: Iterable[int] = ()) -> Answers:
        """The answers with this one in place of what was told."""
        record_type, _, field = self.key.partition(".")
        records = answers.records.get(record_type, ())
        if self.record is not None:
            return answers.with_records(record_type, (*records, self.record))
        if not field:
            return answers.with_fact(self.key, self.value)
        at = set(indexes)
        changed = tuple(
            {**r, field: self.value} if i in at and self.value is not None else r
            for i, r in enumerate(records)
        )
        return answers.with_records(record_type, changed)


@dataclass(frozen=True, slots=True)
class Distance:
    """What a number lacks, or has too much of. ``is_strict``: reaching the bound is not enough."""

    label: str
    by: Decimal
    unit: str
    is_over: bool
    is_strict: bool = False
    nearness: Decimal = ZERO  # the distance as a part of what has to be reached


# --- Which answers a condition rests on -------------------------------------------------


def leaves(node: x.Expression, context: Context) -> Iterator[x.Expression]:
    """The questions and fields a formula rests on, derived facts unfolded; records are one leaf."""
    match node:
        case x.Fact() | x.Field() | x.When() | x.Holds() | x.Total() | x.Sum():
            yield node
        case x.Derived(id=id_) if id_ not in context.answers.overruled:
            yield from leaves(context.book.derived[id_].value, context)
        case x.Derived():
            yield node
        case _:
            for child in x.children(node):
                yield from leaves(child, context)


def key_of(node: x.Expression, context: Context) -> str:
    """The first answer a formula rests on, as questions are named."""
    for leaf in leaves(node, context):
        match leaf:
            case x.Fact(id=id_):
                return id_
            case x.Field(id=id_):
                return f"{context.record_type}.{id_}"
            case x.When():
                return f"{context.record_type}.{context.book.record_type[context.record_type].when}"
            case x.Holds(record_type=other) | x.Total(record_type=other):
                return other
            case x.Sum():
                return context.record_type
    return ""


# --- Numbers ----------------------------------------------------------------------------


def nearest_number(
    test: x.Expression, context: Context, wanted: Truth
) -> tuple[Distance, Answer] | None:
    """The smallest change of one number that decides a test as wanted, with the answer itself.

    Derived facts are unfolded and every comparison in them is tried, so it works for a ratio and
    for a size class as for a plain number.
    """
    found: list[tuple[Distance, Answer]] = []
    for leaf in dict.fromkeys(leaves(test, context)):
        question, told = _told(leaf, context)
        if question is None or question.type not in _NUMBERS or not isinstance(told, Decimal):
            continue
        for left, right, strict in _bounds(test, context):
            at = _crossing(left, right, leaf, told, context)
            value = None if at is None else _reached(test, context, wanted, leaf, at)
            if at is not None and value is not None:
                distance = _between(question, told, value, at, strict=strict)
                found.append((distance, Answer(key_of(leaf, context), value)))
    return min(found, key=lambda pair: pair[0].nearness, default=None)


def _between(
    question: Question, told: Decimal, value: Decimal, at: Decimal, *, strict: bool
) -> Distance:
    """From what was told to a bound that has to be reached, or passed."""
    unit = "yuan" if question.type is AnswerType.MONEY else question.unit
    shown = "%" if question.type is AnswerType.PERCENT else unit
    is_strict = strict and abs(value - at) == _grain(question)
    by = abs((at if is_strict else value) - told)
    part = abs(value - told) / (abs(value) or Decimal(1))
    return Distance(question.label, by, shown, value < told, is_strict, part)


def _grain(question: Question) -> Decimal:
    """The finest difference that is told apart."""
    whole = question.type is AnswerType.MONEY or question.unit in _WHOLE
    return Decimal(1) if whole else _FINEST


def total_distance(test: x.Expression, context: Context) -> Distance | None:
    """How far a total over records is from its bound; which record would change is not said."""
    if not isinstance(test, x.Compare) or test.operator not in ("<", "<=", ">", ">="):
        return None
    if not any(isinstance(leaf, (x.Sum, x.Total, x.Count)) for leaf in (test.left, test.right)):
        return None
    left, right = number(test.left, context), number(test.right, context)
    if not (left.is_exact and right.is_exact):
        return None
    labels = facts_used(test, context)
    over = test.operator in ("<", "<=")
    by = abs(left.low - right.low)
    unit = getattr(test.left, "unit", "")
    part = by / abs(right.low) if right.low else by
    return Distance(labels[0][0] if labels else "", by, unit, over, "=" not in test.operator, part)


def days_until(test: x.Expression, context: Context) -> int | None:
    """The days after which a date that has to be passed is passed; None for other tests."""
    if not isinstance(test, x.Compare):
        return None
    match test:
        case x.Compare(operator="<=" | "<", left=day, right=x.AsOf()):
            strict = test.operator == "<"
        case x.Compare(operator=">=" | ">", left=x.AsOf(), right=day):
            strict = test.operator == ">"
        case _:
            return None
    known = moment(day, context).day
    return None if known is None else (known - context.as_of).days + strict


_Bound = tuple[x.Expression, x.Expression, bool]


def _bounds(node: x.Expression, context: Context) -> Iterator[_Bound]:
    """What is compared with what, wherever in a test, derived facts unfolded."""
    match node:
        case x.Compare(operator=operator, left=left, right=right):
            yield left, right, operator in ("<", ">", "!=")
        case x.Steps(item=item, thresholds=thresholds):
            for threshold in thresholds:
                yield item, threshold, False
        case x.Derived(id=id_) if id_ not in context.answers.overruled:
            yield from _bounds(context.book.derived[id_].value, context)
        case x.Holds() | x.Sum() | x.Total():
            return
    for child in x.children(node):
        yield from _bounds(child, context)


def _crossing(
    left: x.Expression, right: x.Expression, leaf: x.Expression, told: Decimal, context: Context
) -> Decimal | None:
    """The value of an answer at which both sides are equal, where they part in a straight line."""
    if leaf not in (*leaves(left, context), *leaves(right, context)):
        return None
    apart = []
    for more in range(3):
        there = _with(leaf, told + more, context)
        try:
            one, other = number(left, there), number(right, there)
            if not (one.is_exact and other.is_exact):
                return None
            apart.append(one.low - other.low)
        except AttributeError:  # dates or words are compared
            return None
    rise = apart[1] - apart[0]
    if rise == 0 or abs(apart[2] - apart[1] - rise) > abs(rise) * _LIKE:
        return None
    return (told - apart[0] / rise).quantize(Decimal("1e-6"))


def _reached(
    test: x.Expression, context: Context, wanted: Truth, leaf: x.Expression, at: Decimal
) -> Decimal | None:
    """The value nearest to what was told, at a bound or just past it, that decides the test."""
    question, told = _told(leaf, context)
    assert question is not None
    assert isinstance(told, Decimal)
    fine = _grain(question)
    low = (at / fine).to_integral_value(ROUND_FLOOR) * fine
    high = (at / fine).to_integral_value(ROUND_CEILING) * fine
    for value in sorted({low - fine, low, high, high + fine}, key=lambda v: abs(v - told)):
        least, most = question.minimum, question.maximum
        if (least is not None and value < least) or (most is not None and value > most):
            continue
        if value != told and verdict(test, _with(leaf, value, context)).truth is wanted:
            return value
    return None


# --- Yes or no, choices, titles ---------------------------------------------------------


def other_answer(test: x.Expression, context: Context, wanted: Truth) -> Answer | None:
    """One other yes, no or choice that decides a test as wanted."""
    for leaf in dict.fromkeys(leaves(test, context)):
        question, told = _told(leaf, context)
        if question is None or told is None:
            continue
        others: tuple[Value, ...] = tuple(o.id for o in question.options if o.id != told)
        if question.type is AnswerType.BOOLEAN:
            others = (not told,)
        for value in others:
            if verdict(test, _with(leaf, value, context)).truth is wanted:
                return Answer(key_of(leaf, context), value)
    return None


def record_wanted(test: x.Expression, context: Context) -> tuple[Answer, tuple[str, ...]] | None:
    """A record more that makes a test hold, and the names it may have; None where none does.

    Such is a title dated today: what has to be held is told by its name alone.
    """
    if not isinstance(test, x.Holds):
        return None
    record_type = context.book.record_type[test.record_type]
    for field in record_type.fields:
        made = {o.label: record_of(record_type, field.id, o.id, context) for o in field.options}
        fits = {
            name: record
            for name, record in made.items()
            if verdict(test.test, context.on(record_type.id, record)).truth is Truth.TRUE
        }
        if fits:
            record = next(iter(fits.values()))
            return Answer(record_type.id, record=record), tuple(fits)
    return None


def record_of(record_type: RecordType, field: str, value: str, context: Context) -> Record:
    """A record of which one choice is known, dated on the day of the question."""
    when = record_type.field(record_type.when)
    is_year = when is not None and when.type is AnswerType.YEAR
    day: Value = Decimal(context.as_of.year) if is_year else context.as_of
    return {field: value, record_type.when: day}


def _told(leaf: x.Expression, context: Context) -> tuple[Question | None, Value | None]:
    """The question of a leaf and what was told; a group's fields are told by many."""
    match leaf:
        case x.Fact(id=id_):
            return context.book.question[id_], context.answers.company.get(id_)
        case x.Field(id=id_) if context.record is not None:
            return context.book.field[context.record_type][id_], context.record.get(id_)
    return None, None


def _with(leaf: x.Expression, value: Value, context: Context) -> Context:
    """The same place with another answer."""
    match leaf:
        case x.Fact(id=id_):
            answers = context.answers.with_fact(id_, value)
            return replace(context, answers=answers, known={})
        case x.Field(id=id_):
            return context.on(context.record_type, {**(context.record or {}), id_: value})
    raise TypeError(leaf)
