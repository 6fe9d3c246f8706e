"""Formulas for tests: written as text over a few questions, or drawn at random as trees."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from dgassist.build.formula import parse
from dgassist.build.unit import Unit
from dgassist.build.vocabulary import Kind, Vocabulary
from dgassist.engine.evaluation import Context, evaluate
from dgassist.engine.value import Value
from dgassist.model import answers as told
from dgassist.model import expression as x
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, Option, Question, RecordType, Section

AS_OF = date(2026, 11, 21)
COLOURS = ("red", "green", "blue")
ZERO = Decimal(0)

QUESTIONS = (
    *(Question(name, AnswerType.BOOLEAN, name) for name in ("p", "q", "r")),
    *(Question(name, AnswerType.NUMBER, name, minimum=ZERO) for name in ("m", "n")),
    Question("k", AnswerType.NUMBER, "k"),  # may be negative
    Question("few", AnswerType.NUMBER, "few", minimum=Decimal(1), maximum=Decimal(3)),
    Question("fee", AnswerType.MONEY, "fee", minimum=ZERO),
    Question("rate", AnswerType.PERCENT, "rate", minimum=ZERO),
    Question("staff", AnswerType.NUMBER, "staff", unit="person", minimum=ZERO),
    Question("space", AnswerType.NUMBER, "space", unit="sqm", minimum=ZERO),
    Question("colour", AnswerType.CHOICE, "colour", options=tuple(Option(c, c) for c in COLOURS)),
    Question("code", AnswerType.INDUSTRY, "code"),
    Question("opened", AnswerType.DATE, "opened"),
    Question("closed", AnswerType.DATE, "closed"),
)
_FIELDS = (
    Question("name", AnswerType.TEXT, "名称"),
    Question("date", AnswerType.DATE, "日期"),
    Question("cost", AnswerType.MONEY, "费用", minimum=ZERO),
    Question("good", AnswerType.BOOLEAN, "好"),
)
RECORD_TYPE = RecordType("act", "事项", "有哪些？", "date", _FIELDS, name="name")
SECTION = Section("all", "全部", 1, QUESTIONS)
BOOK = PolicyBook("2026-11-21", (), (), (SECTION,), (RECORD_TYPE,), (), (), ())
VOCABULARY = Vocabulary(
    {q.id: q for q in QUESTIONS},
    {},
    {"act": RECORD_TYPE},
    {"mould": ("模具", ("3525",)), "making": ("制造业", ("35", "36"))},
)


def formula(
    text: str, kind: Kind, unit: str | None = None, *, record: bool = False
) -> x.Expression:
    """The tree of a formula; with ``record``, one that looks at a record of an act."""
    vocabulary = VOCABULARY.of(RECORD_TYPE, grouped=True) if record else VOCABULARY
    return parse(text, vocabulary, kind, None if unit is None else Unit.parse(unit))


def context(facts: Mapping[str, Any] | None = None, **records: Any) -> Context:
    """Where a formula is evaluated; whole numbers may be given as they are."""
    known = {name: _value(value) for name, value in (facts or {}).items()}
    lists = {
        name: tuple({k: _value(v) for k, v in record.items()} for record in items)
        for name, items in records.items()
    }
    return Context(BOOK, told.Answers(known, lists), AS_OF)


def _value(value: Any) -> told.Value:
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value  # type: ignore[no-any-return]


def value_of(text: str, kind: Kind, **facts: Any) -> Value:
    """The value of a formula over the company's facts."""
    return evaluate(formula(text, kind), context(facts))


# --- At random --------------------------------------------------------------------------

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
_SMALL = st.integers(-20, 40).map(Decimal)
_NATURAL = st.integers(0, 40).map(Decimal)
_ANSWERS: dict[AnswerType, st.SearchStrategy[Any]] = {
    AnswerType.BOOLEAN: st.booleans(),
    AnswerType.DATE: DAYS,
    AnswerType.INDUSTRY: st.sampled_from(["35", "352", "3525", "36", "13"]),
}


def _answer(question: Question) -> st.SearchStrategy[Any]:
    if question.options:
        return st.sampled_from(COLOURS)
    if question.type in _ANSWERS:
        return _ANSWERS[question.type]
    if question.maximum is not None:
        return st.integers(1, 3).map(Decimal)
    return _SMALL if question.minimum is None else _NATURAL


FULL_ANSWERS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {q.id: _answer(q) for q in QUESTIONS}
)
SUBSETS = st.sets(st.sampled_from([q.id for q in QUESTIONS]))


def _facts(*types: AnswerType) -> st.SearchStrategy[x.Expression]:
    return st.sampled_from([x.Fact(q.id) for q in QUESTIONS if q.type in types])


NUMBERS: st.SearchStrategy[Any] = st.deferred(lambda: _numbers)
TRUTHS: st.SearchStrategy[Any] = st.deferred(lambda: _truths)
DATES: st.SearchStrategy[Any] = st.deferred(lambda: _dates)
WORDS: st.SearchStrategy[Any] = st.deferred(lambda: _words)

_several_truths = st.lists(TRUTHS, min_size=2, max_size=3).map(tuple)
_several_numbers = st.lists(NUMBERS, min_size=2, max_size=3).map(tuple)
_rising = st.lists(st.integers(-5, 40), min_size=1, max_size=4, unique=True).map(
    lambda bounds: tuple(x.Number(Decimal(b), "", str(b)) for b in sorted(bounds))
)
_orders = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
_numbers: st.SearchStrategy[Any] = st.one_of(
    _facts(AnswerType.NUMBER, AnswerType.MONEY, AnswerType.PERCENT),
    _SMALL.map(lambda n: x.Number(n, "", str(n))),
    st.builds(x.Arithmetic, st.sampled_from(["+", "-", "*", "/", "//"]), NUMBERS, NUMBERS),
    st.builds(x.Extreme, st.sampled_from(["min", "max"]), _several_numbers),
    st.builds(x.Steps, NUMBERS, _rising),
    st.builds(x.Choose, TRUTHS, NUMBERS, NUMBERS),
    st.builds(x.Year, DATES),
)
_dates: st.SearchStrategy[Any] = st.one_of(
    _facts(AnswerType.DATE),
    DAYS.map(lambda day: x.Date(day.isoformat())),
    st.just(x.AsOf()),
    st.builds(x.AddMonths, DATES, st.integers(-40, 40)),
    st.builds(x.Choose, TRUTHS, DATES, DATES),
)
_words: st.SearchStrategy[Any] = st.one_of(
    st.just(x.Fact("colour")),
    st.sampled_from(COLOURS).map(x.Text),
    st.builds(x.Choose, TRUTHS, WORDS, WORDS),
)
_truths: st.SearchStrategy[Any] = st.one_of(
    _facts(AnswerType.BOOLEAN),
    st.booleans().map(x.Boolean),
    st.builds(x.All, _several_truths),
    st.builds(x.Any, _several_truths),
    st.builds(x.Agree, _several_truths),
    st.builds(x.Not, TRUTHS),
    st.builds(x.Compare, _orders, NUMBERS, NUMBERS),
    st.builds(x.Compare, _orders, DATES, DATES),
    st.builds(x.Compare, st.sampled_from(["==", "!="]), WORDS, WORDS),
    st.builds(x.Compare, st.sampled_from(["==", "!="]), TRUTHS, TRUTHS),
    st.builds(x.Member, WORDS, st.lists(st.sampled_from(COLOURS), min_size=1).map(tuple)),
    st.just(x.Within(x.Fact("code"), ("3525", "36"), "模具")),
    st.builds(x.Choose, TRUTHS, TRUTHS, TRUTHS),
)
EXPRESSIONS: st.SearchStrategy[Any] = st.one_of(NUMBERS, TRUTHS, DATES, WORDS)
