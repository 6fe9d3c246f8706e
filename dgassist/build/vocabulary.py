"""The names, types and units that formulas may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from dgassist.build.unit import Unit
from dgassist.model.expression import Expression
from dgassist.model.question import AnswerType, DerivedFact, Question, RecordType


class Kind(StrEnum):
    """What a formula gives."""

    NUMBER = "number"
    TRUTH = "truth"
    TEXT = "text"
    DATE = "date"


KIND_WORD = {Kind.NUMBER: "数", Kind.TRUTH: "是非", Kind.TEXT: "选项", Kind.DATE: "日期"}

_ANSWER_KIND = {
    AnswerType.BOOLEAN: Kind.TRUTH,
    AnswerType.NUMBER: Kind.NUMBER,
    AnswerType.MONEY: Kind.NUMBER,
    AnswerType.PERCENT: Kind.NUMBER,
    AnswerType.DATE: Kind.DATE,
    AnswerType.YEAR: Kind.DATE,
}


class FormulaError(Exception):
    """A formula that does not parse or does not fit; the message is for its author."""


@dataclass(frozen=True)
class Typed:
    """A checked node with what it gives: kind, unit of a number, allowed ids of a text."""

    node: Expression
    kind: Kind
    unit: Unit = field(default_factory=Unit)
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """The names a formula may use."""

    questions: Mapping[str, Question]
    derived: Mapping[str, DerivedFact]
    record_types: Mapping[str, RecordType]
    industry_sets: Mapping[str, tuple[str, tuple[str, ...]]]  # name -> (label, code prefixes)
    record_type: RecordType | None = None
    grouped: bool = False

    def of(self, record_type: RecordType | None, grouped: bool = False) -> Vocabulary:
        """The same, for formulas over records of one type."""
        return replace(self, record_type=record_type, grouped=grouped)


def answer_unit(question: Question | DerivedFact) -> Unit:
    """The unit of an answer: money is 元, a percent is a plain ratio."""
    return Unit.parse("yuan" if question.type is AnswerType.MONEY else question.unit)


def answer_kind(answer_type: AnswerType) -> Kind:
    """What an answer gives to a formula."""
    return _ANSWER_KIND.get(answer_type, Kind.TEXT)
