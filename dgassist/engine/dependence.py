"""What a measure depends on, so that one new answer judges anew only what it can change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dgassist.engine.amount import RECEIVED, counts_received
from dgassist.model import expression as x
from dgassist.model.answers import Answers
from dgassist.model.measure import Cap, Criterion, CriterionGroup, Measure
from dgassist.model.policybook import PolicyBook


def inputs_of(measure: Measure, book: PolicyBook) -> frozenset[str]:
    """Ids of company questions, derived facts, record types and ``type.field`` it looks at."""
    record_type = measure.scope.record_type if measure.scope else ""
    found = {record_type} if record_type else set()
    for node in expressions(measure):
        found.update(_inputs(node, record_type, book))
    if any(counts_received(cap) for cap in _caps(measure)):
        found.add(RECEIVED)
    return frozenset(found)


def inputs_of_formula(node: x.Expression, record_type: str, book: PolicyBook) -> set[str]:
    """Ids a single formula looks at; ``record_type`` is that of the record in hand, if any."""
    return set(_inputs(node, record_type, book))


def expressions(measure: Measure) -> Iterator[x.Expression]:
    """Every formula of a measure."""
    if measure.scope:
        if measure.scope.group_by:
            yield measure.scope.group_by
        if measure.scope.where:
            yield from _tests((measure.scope.where,))
    yield from _tests(measure.criteria)
    benefit = measure.benefit
    reading = benefit.other_reading
    for formula in (benefit.amount, benefit.floor, reading.amount if reading else None):
        if formula:
            yield formula
    for cap in _caps(measure):
        yield from cap.per
        if cap.amount:
            yield cap.amount
        if cap.used:
            yield cap.used
    for deadline in measure.deadlines:
        yield deadline.due


def _caps(measure: Measure) -> tuple[Cap, ...]:
    """Its caps, of either reading."""
    reading = measure.benefit.other_reading
    return measure.benefit.caps + (reading.caps if reading else ())


def _tests(criteria: Iterable[Criterion | CriterionGroup]) -> Iterator[x.Expression]:
    for criterion in criteria:
        if isinstance(criterion, CriterionGroup):
            yield from _tests(criterion.items)
        elif criterion.test:
            yield criterion.test


def _inputs(node: x.Expression, record_type: str, book: PolicyBook) -> Iterator[str]:
    match node:
        case x.Fact(id=question_id):
            yield question_id
            ask_if = book.question[question_id].ask_if
            if ask_if:
                yield from _inputs(ask_if, record_type, book)
        case x.Field(id=field_id):
            yield f"{record_type}.{field_id}"
        case x.When() if record_type:
            yield f"{record_type}.{book.record_type[record_type].when}"
        case x.Derived(id=derived_id):
            yield derived_id
            yield from _inputs(book.derived[derived_id].value, record_type, book)
        case x.Holds(record_type=other) | x.Total(record_type=other):
            yield other
            for child in x.children(node):
                yield from _inputs(child, other, book)
        case _:
            for child in x.children(node):
                yield from _inputs(child, record_type, book)


def changed(before: Answers, after: Answers) -> frozenset[str]:
    """Ids of company questions, record types and overruled facts whose answers differ."""
    pairs = (
        (before.company, after.company),
        (before.records, after.records),
        (before.overruled, after.overruled),
    )
    return frozenset(
        key for old, new in pairs for key in old.keys() | new.keys() if old.get(key) != new.get(key)
    )
