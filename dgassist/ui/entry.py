"""What people type into a box, and the value it stands for. No Qt here.

Full-width digits, commas and units are understood, and a month for its first day; what is not
understood is refused with what to do about it. A name stays as it was typed.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from dgassist.engine.wording import amount_text, money
from dgassist.model.answers import Value
from dgassist.model.question import AnswerType, Question
from dgassist.model.validity import cleaned, normalised, problem_with

WAN = Decimal(10_000)
_YI = Decimal(100_000_000)
_MONEY_UNITS = {"": WAN, "万": WAN, "万元": WAN, "亿": _YI, "亿元": _YI, "元": Decimal(1)}
_NUMBER = re.compile(r"([+-]?[\d,]*\.?\d*)\s*(.*)", re.DOTALL)
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")


class EntryError(ValueError):
    """Typed text that cannot be the answer; the message says what to do."""


def read_entry(question: Question, text: str) -> Value | None:
    """The value that was typed; None where nothing was.

    Raises:
        EntryError: if it cannot be an answer to the question.
    """
    plain = cleaned(text) if question.type is AnswerType.TEXT else normalised(text)
    if not plain:
        return None
    value = _typed(question, plain)
    if problem := problem_with(question, value):
        raise EntryError(problem)
    return value


def _typed(question: Question, plain: str) -> Value:
    match question.type:
        case AnswerType.MONEY:
            return _money(plain)
        case AnswerType.NUMBER | AnswerType.PERCENT:
            return _number(plain, question)
        case AnswerType.YEAR:
            year = plain.removesuffix("年").strip()
            if not (year.isdigit() and len(year) == 4):
                raise EntryError("请填4位年份，比如 2026")
            return Decimal(year)
        case AnswerType.DATE:
            return _date(plain)
        case AnswerType.USCC:
            return "".join(plain.upper().split())
    return plain


def _split(plain: str) -> tuple[Decimal, str]:
    match = _NUMBER.fullmatch(plain.replace("，", ","))
    assert match is not None  # the pattern takes any text
    try:
        return Decimal(match[1].replace(",", "")), match[2].strip()
    except InvalidOperation as error:
        raise EntryError(f"“{plain}”里没有数字，请只填数字") from error


def _money(plain: str) -> Decimal:
    amount, unit = _split(plain.removeprefix("¥").strip())
    if unit not in _MONEY_UNITS:
        raise EntryError(f"看不懂“{plain}”，请只填数字，单位是万元，比如 12.5")
    yuan = amount * _MONEY_UNITS[unit]
    if yuan != round(yuan, 2):
        raise EntryError("金额最多精确到分，请检查小数点")
    return yuan.quantize(Decimal(1)) if yuan == yuan.to_integral_value() else yuan


def _number(plain: str, question: Question) -> Decimal:
    number, unit = _split(plain)
    if unit not in ("", "%" if question.type is AnswerType.PERCENT else unit_word(question)):
        raise EntryError(f"看不懂“{plain}”，请只填数字")
    return number


def _date(plain: str) -> date:
    parts = _month(plain)
    if plain.isdigit() and len(plain) == 8:
        parts = (plain[:4], plain[4:6], plain[6:])
    elif match := _DATE.fullmatch(plain):
        parts = (match[1], match[2], match[3])
    if not parts:
        raise EntryError("请填日期，比如 2026-03-10 或 20260310；不记得哪天的，填到月：2026-03")
    try:
        return date(*map(int, parts))
    except ValueError as error:
        raise EntryError(f"没有“{plain}”这一天，请核对月和日") from error


def _month(plain: str) -> tuple[str, ...]:
    """The first day of a month, where nothing but a month was typed."""
    if plain.isdigit() and len(plain) == 6:
        return (plain[:4], plain[4:], "1")
    match = _MONTH.fullmatch(plain)
    return (match[1], match[2], "1") if match else ()


def remark(question: Question, text: str) -> str:
    """How typed text was taken where it does not say all; empty where it does."""
    if question.type is AnswerType.DATE and _month(normalised(text)):
        return "只填了月，按当月1日算；知道哪天请补上"
    return ""


def unit_word(question: Question) -> str:
    """The unit that stands behind the box."""
    match question.type:
        case AnswerType.MONEY:
            return "万元"
        case AnswerType.PERCENT:
            return "%"
        case AnswerType.YEAR:
            return "年"
    return amount_text(Decimal(0), question.unit).removeprefix("0")


def entry_text(question: Question, value: Value | None) -> str:
    """A value as it stands in its box."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case Decimal():
            number = value / WAN if question.type is AnswerType.MONEY else value
            return f"{number.normalize():f}"
        case date():
            return value.isoformat()
    return value


def echo(question: Question, value: Value | None) -> str:
    """Money typed in 万元, said again in 元; nothing for other types."""
    if question.type is AnswerType.MONEY and isinstance(value, Decimal):
        return f"= {value:,f} 元"
    return ""


def told_text(question: Question, value: Value | None) -> str:
    """A told value in words, for tables and summaries; empty where nothing was told."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case Decimal():
            match question.type:
                case AnswerType.MONEY:
                    return money(value)
                case AnswerType.PERCENT:
                    return f"{value.normalize():f}%"
                case AnswerType.YEAR:
                    return f"{value:f}年"
            return amount_text(value, question.unit)
        case date():
            return value.isoformat()
    return question.option_label(value)
