"""Values in words: amounts, dates, options, and formulas with the user's numbers in them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import cast

from dgassist.engine.evaluation import Context, evaluate, number
from dgassist.engine.truth import Truth
from dgassist.engine.value import Moment, Quantity, Value, Verdict, Word
from dgassist.model import expression as x
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, DerivedFact, Question

WAN = Decimal(10_000)
YI = Decimal(100_000_000)

_UNIT_WORDS = {
    "yuan": "元",
    "person": "人",
    "sqm": "㎡",
    "month": "个月",
    "day": "天",
    "count": "个",
}
_RATE_WORDS = {"yuan/sqm/month": "元/㎡·月", "yuan/sqm": "元/㎡"}
_TO_FILL = "待填"
_TRUTH_WORDS = {Truth.TRUE: "是", Truth.FALSE: "否", Truth.UNKNOWN: "未知"}


def money(amount: Decimal) -> str:
    """An amount of 元 as people say it: 850元, 4.5万元, 1.2亿元; never rounded to another."""
    for size, word in ((YI, "亿元"), (WAN, "万元")):
        scaled = amount / size
        if abs(scaled) >= 1 and scaled == round(scaled, 4):
            return f"{_plain(scaled)}{word}"
    return f"{_plain(amount)}元"


def amount_text(amount: Decimal, unit: str) -> str:
    """A number with its unit."""
    if unit == "yuan":
        return money(amount)
    return _plain(amount) + _RATE_WORDS.get(unit, _UNIT_WORDS.get(unit, ""))


def _plain(number_: Decimal) -> str:
    return f"{round(number_, 4).normalize():,f}"


def percent(share: Decimal) -> str:
    """A share with two decimals at most; what only comes near a whole number is told from it."""
    exact = share * 100
    shown = round(exact, 2)
    words = f"{_plain(shown)}%"
    if shown == exact or shown != shown.to_integral_value():
        return words
    return f"不到{words}" if exact < shown else f"略高于{words}"


def value_text(value: Value, question: Question | DerivedFact) -> str:
    """The value of an answer in words; the empty text where it is unknown."""
    match value:
        case Verdict(truth=truth):
            return "" if truth is Truth.UNKNOWN else _TRUTH_WORDS[truth]
        case Moment(first=first, last=last):
            if first is None:
                return ""
            return first.isoformat() if first == last else f"{first.year}年"
        case Word(text=text):
            labels = {o.id: o.label for o in question.options}
            return labels.get(text, text) if text else ""
        case Quantity() if not value.is_exact:
            return ""
        case Quantity(low=low) if question.type is AnswerType.PERCENT:
            return percent(low)
        case Quantity(low=low):
            return amount_text(low, "yuan" if question.type is AnswerType.MONEY else question.unit)


def industry_text(code: str, book: PolicyBook) -> str:
    """An industry code with its name, or the code alone where it is not in the list."""
    return next((f"{i.name}（{code}）" for i in book.industries if i.code == code), code)


def facts_used(node: x.Expression, context: Context) -> tuple[tuple[str, str], ...]:
    """(label, value in words) of each fact a formula looks at, once each, in order."""
    found: dict[str, str] = {}
    _collect(node, context, found)
    return tuple(found.items())


def _collect(node: x.Expression, context: Context, found: dict[str, str]) -> None:
    question = asked(node, context)
    if isinstance(node, x.AsOf):
        found.setdefault("基准日", context.as_of.isoformat())
    elif question is not None:
        words = value_text(evaluate(node, context), question)
        if question.type is AnswerType.INDUSTRY:
            words = industry_text(words, context.book)
        found.setdefault(question.label, words)
    elif isinstance(node, x.Sum):
        total = number(node, context)
        words = amount_text(total.low, node.unit) if total.is_exact else ""
        found.setdefault(_summed(node.item, context) + "合计", words)
    elif isinstance(node, x.Holds):
        record_type = context.book.record_type[node.record_type]
        records = context.answers.records.get(node.record_type)
        found.setdefault(record_type.label, "" if records is None else f"{len(records)}项")
    else:
        for child in x.children(node):
            _collect(child, context, found)


def _summed(item: x.Expression, context: Context) -> str:
    """What is summed over the records: a whole formula stands in brackets."""
    words = _labels(item, context)
    return f"（{words}）" if isinstance(item, x.Arithmetic) else words


def _leaves(node: x.Expression) -> list[x.Expression]:
    below = x.children(node)
    return [leaf for child in below for leaf in _leaves(child)] if below else [node]


def asked(node: x.Expression, context: Context) -> Question | DerivedFact | None:
    """The question, field or derived fact a node stands for, if it is one."""
    match node:
        case x.Fact(id=question_id):
            return context.book.question[question_id]
        case x.Field(id=field_id):
            return context.book.field[context.record_type][field_id]
        case x.Derived(id=derived_id):
            return context.book.derived[derived_id]
        case x.When():
            record_type = context.book.record_type[context.record_type]
            return record_type.field(record_type.when)
    return None


_SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ ", "//": " ÷ "}


def arithmetic(node: x.Expression, context: Context, *, alone: bool = True) -> tuple[str, ...]:
    """How an amount comes about, line by line, with the user's own numbers.

    ``alone``: nothing stands before, so that "of the above" can mean these lines only.
    """
    node = _settled(node, context)
    if isinstance(node, x.Number):
        return (f"标准{_formula(node, context)}",)
    if not isinstance(node, x.Extreme):
        return (_line(node, context),)
    told = [_settled(item, context) for item in _told(node)]
    told.sort(key=lambda item: not isinstance(item, x.Extreme))
    lines = [
        line
        for i, item in enumerate(told)
        for line in _item_lines(item, context, alone=alone and i == 0)
    ]
    result = _result(node, context)
    if len(told) == 1:
        return (*lines, f"不低于0：{result}")
    word = "最低" if node.pick == "min" else "最高"
    if alone and not isinstance(told[0], x.Extreme):
        return (*lines, f"以上取{word}：{result}")
    values = "、".join(_result(item, context) for item in told)
    return (*lines, f"{values}中取{word}：{result}")


def _settled(node: x.Expression, context: Context) -> x.Expression:
    """The branch that is taken, where the answers decide it."""
    if isinstance(node, x.Choose):
        truth = cast(Verdict, evaluate(node.test, context)).truth
        if truth is Truth.TRUE:
            return _settled(node.then, context)
        if truth is Truth.FALSE and node.otherwise is not None:
            return _settled(node.otherwise, context)
    return node


def _told(node: x.Extreme) -> list[x.Expression]:
    """The items without a zero that only keeps the result from being negative."""
    if node.pick == "min":
        return list(node.items)
    above = [item for item in node.items if not (isinstance(item, x.Number) and item.value == 0)]
    return above or list(node.items)


def _item_lines(item: x.Expression, context: Context, *, alone: bool) -> tuple[str, ...]:
    if isinstance(item, x.Number):
        return (f"限额{_formula(item, context)}",)
    return arithmetic(item, context, alone=alone)


def _line(node: x.Expression, context: Context) -> str:
    shown = _formula(node, context)
    result = _result(node, context)
    stands_alone = not isinstance(node, x.Arithmetic) and shown.endswith(result)
    return shown if stands_alone else f"{shown} = {result}"


def _result(node: x.Expression, context: Context) -> str:
    value = number(node, context)
    unit = getattr(node, "unit", "")
    if value.is_exact:
        return amount_text(value.low, unit)
    if value.high.is_infinite():
        return _TO_FILL
    return f"最高{amount_text(value.high, unit)}"


def _formula(node: x.Expression, context: Context) -> str:
    match node:
        case x.Number(value=value, unit=unit, text=text):
            return money(value) if unit == "yuan" else text
        case x.Arithmetic():
            return _joined(node, context, _formula)
        case x.Extreme():
            return _picked(node, context, _formula)
        case x.Sum(item=item):
            return f"{_summed(item, context)}合计{_bracketed(_result(node, context))}"
        case x.Choose():
            settled = _settled(node, context)
            return _result(node, context) if settled is node else _formula(settled, context)
    question = asked(node, context)
    if question is None:
        return _result(node, context)
    return question.label + (value_text(evaluate(node, context), question) or _bracketed(_TO_FILL))


def _bracketed(result: str) -> str:
    return f"（{result}）" if result == _TO_FILL else result


_Words = Callable[[x.Expression, Context], str]


def _joined(node: x.Arithmetic, context: Context, words: _Words) -> str:
    """Both sides of an operation, in brackets wherever it would read as another one without."""
    sides = (_settled(node.left, context), _settled(node.right, context))
    left, right = (words(side, context) for side in sides)
    if _is_loose(sides[0]) and node.operator not in "+-":
        left = f"（{left}）"
    torn = _is_loose(sides[1]) and node.operator != "+"
    divisor = isinstance(sides[1], x.Arithmetic) and node.operator in ("/", "//")
    if torn or divisor:
        right = f"（{right}）"
    joined = f"{left}{_SIGNS[node.operator]}{right}"
    return f"（{joined}，取整）" if node.operator == "//" else joined


def _is_loose(node: x.Expression) -> bool:
    """Whether it is a sum or a difference, which × and ÷ would tear apart."""
    return isinstance(node, x.Arithmetic) and node.operator in "+-"


def _picked(node: x.Extreme, context: Context, words: _Words) -> str:
    told = [words(item, context) for item in _told(node)]
    if len(told) == 1:
        return f"（{told[0]}，不低于0）"
    word = "较低者" if node.pick == "min" else "较高者"
    return f"（{'、'.join(told[:-1])}与{told[-1]}中的{word}）"


def _labels(node: x.Expression, context: Context) -> str:
    """A formula over records that are many, so without their numbers."""
    match node:
        case x.Number():
            return _formula(node, context)
        case x.Arithmetic():
            return _joined(node, context, _labels)
        case x.Extreme():
            return _picked(node, context, _labels)
    return "、".join(q.label for q in (asked(leaf, context) for leaf in _leaves(node)) if q)
