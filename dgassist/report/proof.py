"""Which papers prove a condition: the evidence of every question its test looks at."""

from __future__ import annotations

from collections.abc import Iterator

from dgassist.engine.evaluation import Context, verdict
from dgassist.engine.truth import Truth
from dgassist.model import expression as x
from dgassist.model.question import Question


def proofs(test: x.Expression, context: Context) -> tuple[str, ...]:
    """The evidence to bring for a test, once each, in the order the facts stand in it.

    A derived fact is proven by what it is derived from; what is not asked needs no proof.
    """
    asked = _questions(test, context, context.record_type, frozenset())
    return tuple(dict.fromkeys(q.evidence for q in asked if q.evidence and _is_asked(q, context)))


def _is_asked(question: Question, context: Context) -> bool:
    return question.ask_if is None or verdict(question.ask_if, context).truth is not Truth.FALSE


def _questions(
    node: x.Expression, context: Context, record_type: str, seen: frozenset[str]
) -> Iterator[Question]:
    book = context.book
    match node:
        case x.Fact(id=question_id):
            yield book.question[question_id]
        case x.Field(id=field_id):
            yield from _field(context, record_type, field_id)
        case x.When():
            if record_type:
                yield from _field(context, record_type, book.record_type[record_type].when)
        case x.Derived(id=derived_id):
            if derived_id not in seen:
                value = book.derived[derived_id].value
                yield from _questions(value, context, record_type, seen | {derived_id})
        case x.Holds(record_type=other, test=inner) | x.Total(record_type=other, item=inner):
            yield from _questions(inner, context, other, seen)
        case _:
            for child in x.children(node):
                yield from _questions(child, context, record_type, seen)


def _field(context: Context, record_type: str, field_id: str) -> Iterator[Question]:
    known = context.book.record_type.get(record_type)
    field = known.field(field_id) if known else None
    if field is not None:
        yield field
