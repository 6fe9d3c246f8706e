"""Values in words: amounts, dates, options, and formulas with the user's numbers in them."""

from __future__ import annotations

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
            return f"{_plain(low * 100)}%"
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
        labels = [q.label for q in (asked(c, context) for c in _leaves(node.item)) if q]
        total = number(node, context)
        words = amount_text(total.low, node.unit) if total.is_exact else ""
        found.setdefault("、".join(labels) + "合计", words)
    elif isinstance(node, x.Holds):
        record_type = context.book.record_type[node.record_type]
        records = context.answers.records.get(node.record_type)
        found.setdefault(record_type.label, "" if records is None else f"{len(records)}项")
    else:
        for child in x.children(node):
            _collect(child, context, found)


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


def arithmetic(node: x.Expression, context: Context) -> tuple[str, ...]:
    """How an amount comes about, line by line, with the user's own numbers."""
    if isinstance(node, x.Choose):
        test = cast(Verdict, evaluate(node.test, context))
        if test.truth is Truth.TRUE:
            return arithmetic(node.then, context)
        if test.truth is Truth.FALSE and node.otherwise is not None:
            return arithmetic(node.otherwise, context)
    if isinstance(node, x.Number):
        return (f"标准{_formula(node, context)}",)
    if not isinstance(node, x.Extreme):
        return (_line(node, context),)
    word = "最低" if node.pick == "min" else "最高"
    told = [item for item in node.items if not _is_mere_floor(node, item)]
    items = [line for item in told for line in _item_lines(item, context)]
    if len(told) == 1:
        return (*items, f"不低于0：{_result(node, context)}")
    return (*items, f"以上取{word}：{_result(node, context)}")


def _is_mere_floor(extreme: x.Extreme, item: x.Expression) -> bool:
    """Whether an item only keeps the result from being negative."""
    return extreme.pick == "max" and isinstance(item, x.Number) and item.value == 0


def _item_lines(item: x.Expression, context: Context) -> tuple[str, ...]:
    if isinstance(item, x.Number):
        return (f"限额{_formula(item, context)}",)
    return arithmetic(item, context)


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
        return "待填"
    return f"最高{amount_text(value.high, unit)}"


def _formula(node: x.Expression, context: Context) -> str:
    match node:
        case x.Number(value=value, unit=unit, text=text):
            return money(value) if unit == "yuan" else text
        case x.Arithmetic(operator=operator, left=left, right=right):
            sides = [_inner(side, operator, context) for side in (left, right)]
            joined = _SIGNS[operator].join(sides)
            return f"{joined}（取整）" if operator == "//" else joined
        case x.Extreme(pick=pick, items=items):
            word = "较低者" if pick == "min" else "较高者"
            return f"（{'、'.join(_formula(i, context) for i in items)}中{word}）"
        case x.Sum(item=item, unit=unit):
            labels = _formula_labels(item, context)
            return f"{labels}合计{_result(node, context)}"
        case x.Choose(test=test, then=then, otherwise=otherwise):
            truth = cast(Verdict, evaluate(test, context)).truth
            if truth is not Truth.UNKNOWN and otherwise is not None:
                return _formula(then if truth is Truth.TRUE else otherwise, context)
            return _result(node, context)
    question = asked(node, context)
    if question is None:
        return _result(node, context)
    return question.label + (value_text(evaluate(node, context), question) or "（待填）")


def _inner(node: x.Expression, operator: str, context: Context) -> str:
    shown = _formula(node, context)
    loose = isinstance(node, x.Arithmetic) and node.operator in "+-" and operator not in "+"
    return f"（{shown}）" if loose else shown


def _formula_labels(node: x.Expression, context: Context) -> str:
    if isinstance(node, x.Arithmetic):
        sides = [_formula_labels(side, context) for side in (node.left, node.right)]
        return _SIGNS[node.operator].join(sides)
    question = asked(node, context)
    return question.label if question else _formula(node, context)
