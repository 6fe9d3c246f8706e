"""Which questions are to be asked in a case, and what is told of them. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dgassist.case import Case
from dgassist.engine.evaluation import Context, verdict
from dgassist.engine.truth import Truth
from dgassist.model.answers import Record, Value
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, Question
from dgassist.report import phrase
from dgassist.ui.entry import told_text


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Typed text that is no answer yet: where it stands, and what is wrong with it."""

    topic: str
    key: str
    label: str
    problem: str


def is_asked(
    question: Question, case: Case, record_type: str = "", record: Record | None = None
) -> bool:
    """Whether a question stands on its page: not while its condition is false."""
    if question.ask_if is None:
        return True
    context = Context(case.book, case.answers, case.as_of)
    if record_type:
        context = context.on(record_type, record)
    return verdict(question.ask_if, context).truth is not Truth.FALSE


def period_words(question: Question, as_of: date) -> str:
    """The period a question is about, with its year as seen from a day."""
    return phrase.period_words(question, as_of)


def told_words(question: Question, value: Value | None, book: PolicyBook) -> str:
    """A told value in words, with names for codes of industries and ids of measures."""
    if question.type is AnswerType.INDUSTRY and isinstance(value, str):
        name = next((i.name for i in book.industries if i.code == value), "")
        return f"{value} {name}".strip()
    if question.id == "measure" and isinstance(value, str) and value in book.measure:
        return book.measure[value].title
    return told_text(question, value)
