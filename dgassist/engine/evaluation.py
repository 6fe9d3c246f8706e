"""Evaluate a checked formula tree against answers.

Truth is Kleene's, numbers are intervals, dates are spans (see ``value``). Nothing is assumed:
an answer that is missing stays missing, and is named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any as AnyType
from typing import cast

from dgassist.engine.operation import (
    agreed,
    combined,
    compared,
    computed,
    either,
    shifted,
    unknown,
)
from dgassist.engine.truth import Truth
from dgassist.engine.value import (
    FALSE,
    INFINITY,
    NOTHING,
    TRUE,
    ZERO,
    Moment,
    Name,
    Quantity,
    Value,
    Verdict,
    Word,
    exactly,
    quantity,
)
from dgassist.model import answers as told
from dgassist.model.expression import (
    AddMonths,
    Agree,
    All,
    Any,
    Arithmetic,
    AsOf,
    Boolean,
    Choose,
    Compare,
    Count,
    Date,
    Derived,
    Expression,
    Extreme,
    Fact,
    Field,
    Holds,
    Member,
    Not,
    Number,
    Steps,
    Sum,
    Text,
    Total,
    When,
    Within,
    Year,
)
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, Question

HUNDRED = Decimal(100)


@dataclass(slots=True)
class Context:
    """Where a formula is evaluated: the answers, the date, and perhaps a record or a group."""

    book: PolicyBook
    answers: told.Answers
    as_of: date
    record_type: str = ""
    record: told.Record | None = None
    group: tuple[tuple[told.Record, Verdict], ...] | None = None
    known: dict[str, Value] = field(default_factory=dict)  # company facts worked out before

    def on(self, record_type: str, record: told.Record | None) -> Context:
        """The same, looking at one record (None: one of that type about which nothing is told)."""
        return Context(self.book, self.answers, self.as_of, record_type, record, None, self.known)

    def over(self, record_type: str, group: tuple[tuple[told.Record, Verdict], ...]) -> Context:
        """The same, looking at a group of records, each with whether it belongs."""
        return Context(self.book, self.answers, self.as_of, record_type, None, group, self.known)


def evaluate(node: Expression, context: Context) -> Value:
    """The value of a formula, as far as the answers decide it."""
    return _EVALUATORS[type(node)](node, context)


def verdict(node: Expression, context: Context) -> Verdict:
    """The value of a formula that the build has checked to be a truth."""
    return cast(Verdict, _EVALUATORS[type(node)](node, context))


def number(node: Expression, context: Context) -> Quantity:
    """The value of a formula that the build has checked to be a number."""
    return cast(Quantity, _EVALUATORS[type(node)](node, context))


def moment(node: Expression, context: Context) -> Moment:
    """The value of a formula that the build has checked to be a date."""
    return cast(Moment, _EVALUATORS[type(node)](node, context))


def answered(question: Question, value: told.Value | None, key: str) -> Value:
    """The value an answer stands for, or what is known of it while it is missing."""
    missing = NOTHING if value is not None else frozenset((key,))
    match question.type:
        case AnswerType.MONEY | AnswerType.NUMBER | AnswerType.PERCENT:
            if value is None:
                low = -INFINITY if question.minimum is None else question.minimum
                high = INFINITY if question.maximum is None else question.maximum
                return Quantity(low, high, missing)
            amount = cast(Decimal, value)
            return exactly(amount / HUNDRED if question.type is AnswerType.PERCENT else amount)
        case AnswerType.BOOLEAN:
            if value is None:
                return Verdict(Truth.UNKNOWN, missing)
            return TRUE if value else FALSE
        case AnswerType.DATE:
            day = cast("date | None", value)
            return Moment(day, day, missing)
        case AnswerType.YEAR:
            if value is None:
                return Moment(None, None, missing)
            year = int(cast(Decimal, value))
            return Moment(date(year, 1, 1), date(year, 12, 31), missing)
    text = cast("str | None", value)
    if text is not None and question.type is AnswerType.TEXT:
        text = Name(text)
    return Word(text, missing)


def _fact(node: Fact, context: Context) -> Value:
    if node.id not in context.known:
        context.known[node.id] = _told(node, context)
    return context.known[node.id]


def _told(node: Fact, context: Context) -> Value:
    question = context.book.question[node.id]
    value = context.answers.company.get(node.id)
    if value is None and question.ask_if is not None:
        asked = verdict(question.ask_if, context)
        if asked.truth is Truth.UNKNOWN:  # another question comes first
            return answered(question, None, node.id)._replace(missing=asked.missing)
    return answered(question, value, node.id)


def _field(node: Field, context: Context) -> Value:
    question = context.book.field[context.record_type][node.id]
    if context.record is None and context.group:  # a group has what its records share
        each = [_field(node, context.on(context.record_type, r)) for r, _ in context.group]
        return (
            each[0]
            if all(value == each[0] for value in each)
            else answered(question, None, f"{context.record_type}.{node.id}")
        )
    if context.record is None:
        return answered(question, None, context.record_type)
    return answered(question, context.record.get(node.id), f"{context.record_type}.{node.id}")


def _derived(node: Derived, context: Context) -> Value:
    fact = context.book.derived[node.id]
    if node.id in context.answers.overruled:
        as_question = Question(fact.id, fact.type, fact.label)
        return answered(as_question, context.answers.overruled[node.id], node.id)
    if fact.per_record:
        return evaluate(fact.value, context)
    if node.id not in context.known:
        context.known[node.id] = evaluate(fact.value, context)
    return context.known[node.id]


def _when(_node: When, context: Context) -> Value:
    when = context.book.record_type[context.record_type].when
    return _field(Field(when), context)


def _arithmetic(node: Arithmetic, context: Context) -> Value:
    return computed(node.operator, number(node.left, context), number(node.right, context))


def _extreme(node: Extreme, context: Context) -> Value:
    items = [number(item, context) for item in node.items]
    pick = min if node.pick == "min" else max
    low, high = pick(i.low for i in items), pick(i.high for i in items)
    return quantity(low, high, frozenset().union(*(i.missing for i in items)))


def _steps(node: Steps, context: Context) -> Value:
    item = number(node.item, context)
    bounds = [number(threshold, context) for threshold in node.thresholds]
    low = sum(item.low >= bound.high for bound in bounds)
    high = sum(item.high >= bound.low for bound in bounds)
    missing = item.missing.union(*(bound.missing for bound in bounds))
    return quantity(Decimal(low), Decimal(high), missing)


def _compare(node: Compare, context: Context) -> Value:
    return compared(node.operator, evaluate(node.left, context), evaluate(node.right, context))


def _member(node: Member, context: Context) -> Value:
    word = cast(Word, evaluate(node.item, context))
    if word.text is None:
        return Verdict(Truth.UNKNOWN, word.missing)
    return TRUE if word.text in node.choices else FALSE


def _within(node: Within, context: Context) -> Value:
    word = cast(Word, evaluate(node.item, context))
    if word.text is None:
        return Verdict(Truth.UNKNOWN, word.missing)
    if word.text.startswith(node.prefixes):
        return TRUE
    if any(prefix.startswith(word.text) for prefix in node.prefixes):  # too coarse a code to tell
        return Verdict(Truth.UNKNOWN, _named(node.item, context))
    return FALSE


def _named(node: Expression, context: Context) -> frozenset[str]:
    if isinstance(node, Fact):
        return frozenset((node.id,))
    return frozenset((f"{context.record_type}.{node.id}",)) if isinstance(node, Field) else NOTHING


def _all(node: All, context: Context) -> Value:
    return combined("all", [verdict(item, context) for item in node.items])


def _any(node: Any, context: Context) -> Value:
    return combined("any", [verdict(item, context) for item in node.items])


def _not(node: Not, context: Context) -> Value:
    item = verdict(node.item, context)
    return Verdict(~item.truth, item.missing, item.open)


def _agree(node: Agree, context: Context) -> Value:
    return agreed([verdict(item, context) for item in node.items])


def _choose(node: Choose, context: Context) -> Value:
    test = verdict(node.test, context)
    if test.truth is Truth.TRUE:
        return evaluate(node.then, context)
    if node.otherwise is None:  # no case applies, or it cannot be told yet
        return unknown(evaluate(node.then, context), test.missing)
    if test.truth is Truth.FALSE:
        return evaluate(node.otherwise, context)
    return either(evaluate(node.then, context), evaluate(node.otherwise, context), test.missing)


def _year(node: Year, context: Context) -> Value:
    item = moment(node.item, context)
    if item.first is None or item.last is None:
        return Quantity(ZERO, Decimal(9999), item.missing)
    return quantity(Decimal(item.first.year), Decimal(item.last.year), item.missing)


def _add_months(node: AddMonths, context: Context) -> Value:
    item = moment(node.item, context)
    if item.first is None or item.last is None:
        return item
    return Moment(shifted(item.first, node.months), shifted(item.last, node.months), item.missing)


def _sum(node: Sum, context: Context) -> Value:
    if context.group is None:  # no record is told yet
        item = number(node.item, context)
        low = ZERO if item.low >= 0 else -INFINITY
        return Quantity(low, INFINITY, frozenset((context.record_type,)))
    low = high = ZERO
    missing = NOTHING
    for record, belongs in context.group:
        item = number(node.item, context.on(context.record_type, record))
        sure = belongs.truth is Truth.TRUE
        low += item.low if sure else min(ZERO, item.low)
        high += item.high if sure else max(ZERO, item.high)
        missing |= item.missing | belongs.missing
    return quantity(low, high, missing)


def _count(_node: Count, context: Context) -> Value:
    if context.group is None:
        return Quantity(ZERO, INFINITY, frozenset((context.record_type,)))
    sure = sum(belongs.truth is Truth.TRUE for _, belongs in context.group)
    missing = frozenset().union(*(belongs.missing for _, belongs in context.group))
    return quantity(Decimal(sure), Decimal(len(context.group)), missing)


def _holds(node: Holds, context: Context) -> Value:
    records = context.answers.records.get(node.record_type)
    if records is None:
        return Verdict(Truth.UNKNOWN, frozenset((node.record_type,)))
    return combined(
        "any", [verdict(node.test, context.on(node.record_type, record)) for record in records]
    )


def _total(node: Total, context: Context) -> Value:
    records = context.answers.records.get(node.record_type)
    if records is None:
        return Quantity(ZERO, INFINITY, frozenset((node.record_type,)))
    items = [number(node.item, context.on(node.record_type, record)) for record in records]
    missing = frozenset().union(*(item.missing for item in items))
    return quantity(sum((i.low for i in items), ZERO), sum((i.high for i in items), ZERO), missing)


_EVALUATORS: dict[type[Expression], Callable[[AnyType, Context], Value]] = {
    Number: lambda node, _: Quantity(node.value, node.value),
    Text: lambda node, _: Word(node.value),
    Boolean: lambda node, _: TRUE if node.value else FALSE,
    Date: lambda node, _: Moment(date.fromisoformat(node.value), date.fromisoformat(node.value)),
    AsOf: lambda _, context: Moment(context.as_of, context.as_of),
    Fact: _fact,
    Field: _field,
    Derived: _derived,
    When: _when,
    Arithmetic: _arithmetic,
    Extreme: _extreme,
    Steps: _steps,
    Compare: _compare,
    Member: _member,
    Within: _within,
    All: _all,
    Any: _any,
    Not: _not,
    Agree: _agree,
    Choose: _choose,
    Year: _year,
    AddMonths: _add_months,
    Sum: _sum,
    Count: _count,
    Holds: _holds,
    Total: _total,
}
