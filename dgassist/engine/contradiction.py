"""contradictions(): the answers that cannot all be right, told in words and never a wall."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dgassist.engine.evaluation import Context, evaluate, verdict
from dgassist.engine.truth import Truth
from dgassist.engine.wording import asked, value_text
from dgassist.model.answers import Answers
from dgassist.model.contradiction import AS_OF, RECORD, WHEN, ContradictionRule
from dgassist.model.expression import Expression, Fact, Field, When
from dgassist.model.policybook import PolicyBook


@dataclass(frozen=True, slots=True)
class Contradicted:
    """One of the answers that do not go together: a company question, or ``type.field``."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A rule that some answers break; ``index`` is the record's place in its list."""

    rule: ContradictionRule
    message: str
    answers: tuple[Contradicted, ...]
    record_type: str = ""
    index: int | None = None


def contradictions(book: PolicyBook, answers: Answers, as_of: date) -> tuple[Contradiction, ...]:
    """Every contradiction in the answers, in the order of the rules; what is open is none."""
    context = Context(book, answers, as_of)
    return tuple(found for rule in book.contradictions for found in _broken(rule, context))


def _broken(rule: ContradictionRule, context: Context) -> Iterator[Contradiction]:
    if not rule.record_types:
        yield from _told(rule, context, None)
    for record_type in rule.record_types:
        for i, record in enumerate(context.answers.records.get(record_type, ())):
            yield from _told(rule, context.on(record_type, record), i)


def _told(rule: ContradictionRule, context: Context, index: int | None) -> Iterator[Contradiction]:
    """The contradiction, if there surely is one and all that it names is told and still asked."""
    if verdict(rule.test, context).truth is not Truth.TRUE:
        return
    words: dict[str, str] = {}
    answers: list[Contradicted] = []
    for place in rule.places:
        node = _node(place, context)
        if node is None:
            words[place] = context.as_of.isoformat() if place == AS_OF else _name(context, index)
            continue
        question = asked(node, context)
        assert question is not None  # a fact, a field or the record's date
        words[place] = value_text(evaluate(node, context), question)
        if not (words[place] and _is_asked(node, context)):
            return
        of_record = not isinstance(node, Fact)
        key = f"{context.record_type}.{question.id}" if of_record else question.id
        answers.append(Contradicted(key, question.label))
    told = tuple(answers)
    yield Contradiction(rule, rule.filled(words), told, context.record_type, index)


def _is_asked(node: Expression, context: Context) -> bool:
    ask_if = context.book.question[node.id].ask_if if isinstance(node, Fact) else None
    return ask_if is None or verdict(ask_if, context).truth is not Truth.FALSE


def _node(place: str, context: Context) -> Expression | None:
    """What a place of a message stands for in the answers, if it is an answer."""
    if place in (AS_OF, RECORD):
        return None
    if place == WHEN:
        return When()
    fields = context.book.field.get(context.record_type, {})
    return Field(place) if place in fields else Fact(place)


def _name(context: Context, index: int | None) -> str:
    """The record by its own name, or by its type and number."""
    record_type = context.book.record_type[context.record_type]
    field = record_type.field(record_type.name)
    value = (context.record or {}).get(record_type.name)
    if field is None or value is None:
        return f"{record_type.label}{(index or 0) + 1}"
    if record_type.name == "measure" and value in context.book.measure:  # an id, not a name
        return context.book.measure[str(value)].title
    return value_text(evaluate(Field(field.id), context), field)
