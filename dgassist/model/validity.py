"""Whether a value can answer a question: ranges, dates, and the check digits of company codes."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

from dgassist.model.answers import Value
from dgassist.model.question import AnswerType, Question

_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_LENGTH = 18
_LARGEST = Decimal(10) ** 15  # more than all the money there is in the city
_UNSEEN = ("Cc", "Cf", "Cs")
_EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 12, 31)


def normalised(text: str) -> str:
    """Text with full-width letters and digits made plain (NFKC), trimmed."""
    return unicodedata.normalize("NFKC", text).strip()


def cleaned(text: str) -> str:
    """Text in the very characters it was typed in, without control characters, trimmed."""
    spaced = "".join(" " if c.isspace() else c for c in text)
    return "".join(c for c in spaced if unicodedata.category(c) not in _UNSEEN).strip()


def comparable(text: str) -> str:
    """What two spellings of one name have in common: width, case and spaces make no difference."""
    return "".join(normalised(text).casefold().split())


def problem_with(question: Question, value: Value) -> str | None:
    """What is impossible about a value of the right type, in words; None if it is fine."""
    match value:
        case bool():
            return None
        case Decimal():
            return _number_problem(question, value)
        case date():
            if not _EARLIEST <= value <= _LATEST:
                return f"“{question.label}”的日期{value.isoformat()}太早或太晚，请核对年份"
        case str():
            if question.options and value not in {o.id for o in question.options}:
                known = "、".join(f"{o.id}（{o.label}）" for o in question.options[:8])
                return f"“{question.label}”没有选项“{value}”，可选：{known}"
            if question.type is AnswerType.USCC:
                return uscc_problem(value)
    return None


def _number_problem(question: Question, value: Decimal) -> str | None:
    if question.type is AnswerType.YEAR:
        if value != value.to_integral_value() or not 1900 <= value <= 2100:
            return f"“{question.label}”应是 2026 这样的年份"
        return None
    if abs(value) > _LARGEST:
        return f"“{question.label}”的数太大，请核对单位"
    if question.minimum is not None and value < question.minimum:
        if question.minimum == 0:
            return f"“{question.label}”不能是负数"
        return f"“{question.label}”不能小于{question.minimum}"
    if question.maximum is not None and value > question.maximum:
        return f"“{question.label}”不能大于{question.maximum}"
    return None


def uscc_problem(code: str) -> str | None:
    """What is wrong with a 统一社会信用代码 (GB 32100-2015, inner code GB 11714); None if sound."""
    if len(code) != _USCC_LENGTH:
        return f"统一社会信用代码应是18位，现在是{len(code)}位"
    stray = sorted({c for c in code if c not in _USCC_ALPHABET})
    if stray:
        return f"统一社会信用代码里不会有“{''.join(stray)}”，请对照营业执照核对"
    values = [_USCC_ALPHABET.index(c) for c in code]
    total = sum(value * pow(3, i, 31) for i, value in enumerate(values[:17]))
    if values[17] != (31 - total % 31) % 31:
        return "统一社会信用代码的校验码对不上，可能有一位抄错了，请对照营业执照核对"
    if code[16] != _organisation_check(code[8:16]):
        return "统一社会信用代码第9至17位的校验码对不上，可能有一位抄错了，请对照营业执照核对"
    return None


def _organisation_check(body: str) -> str:
    """The ninth character of an organisation code (GB 11714-1997)."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    digits = [int(c) if c.isdigit() else ord(c) - ord("A") + 10 for c in body]
    remainder = 11 - sum(w * d for w, d in zip(weights, digits, strict=True)) % 11
    return {10: "X", 11: "0"}.get(remainder, str(remainder))
