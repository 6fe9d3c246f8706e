"""Proof that the base is whole: nothing left out, no condition unguarded, no question for nothing.

These checks look at the finished book, and run when everything else is clean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dgassist.build.coverage import cover
from dgassist.build.example import Example, differences
from dgassist.build.problem import Problems
from dgassist.build.reading import Node
from dgassist.build.rule import AuthoredMeasure
from dgassist.engine.dependence import inputs_of, inputs_of_formula
from dgassist.model.expression import All, Any, Compare, Expression, Not, Number
from dgassist.model.measure import Criterion, CriterionGroup, Measure, Role
from dgassist.model.policybook import PolicyBook

FOR_PRINT = frozenset(("company_name", "uscc"))
"""Questions whose answers are only printed on the checklist."""


def check_coverage(book: PolicyBook, folder: Path, problems: Problems) -> None:
    """Every clause and figure is answered for by a measure, or put aside with a reason."""
    found = cover(book)
    lines: dict[str, int] = {}
    at: dict[str, int] = {}
    for clause in book.clauses:  # the clauses in order are the text, so they count its lines
        lines[clause.id] = at.get(clause.document_id, 0) + 1
        at[clause.document_id] = at.get(clause.document_id, 0) + len(clause.paragraphs)
    cure = "请由政策事项引用，或在 resources/coverage/ 里写明为什么不收"
    for entry in found.clauses:
        if not entry.is_accounted:
            file = folder / f"{entry.clause.document_id}.txt"
            message = f"{entry.clause.label}没有交代，{cure}"
            problems.add(file, lines[entry.clause.id], "clause-unaccounted", message)
    for figure in found.figures:
        if not figure.is_accounted:
            clause = figure.clause
            line = lines[clause.id] + clause.text.count("\n", 0, figure.start)
            message = f"{clause.label}的“{figure.text}”没有交代，{cure}"
            problems.add(folder / f"{clause.document_id}.txt", line, "figure-unaccounted", message)


def check_questions(book: PolicyBook, places: Mapping[str, Node]) -> None:
    """Every question and field is looked at by some rule, or printed."""
    used = set(FOR_PRINT)
    for measure in book.measures:
        used |= inputs_of(measure, book)
    for fact in book.derived_facts:
        used |= inputs_of_formula(fact.value, "", book)
    for question in book.question.values():
        if question.ask_if:
            used |= inputs_of_formula(question.ask_if, "", book)
    for record_type in book.record_types:
        used |= {f"{record_type.id}.{key}" for key in (record_type.when, record_type.name)}
    for key, node in places.items():
        if key not in used:
            node.problem("unused-question", f"没有规则用到“{key}”，不要问用不上的问题")


def check_guarded(authored: AuthoredMeasure, examples: Sequence[Example]) -> None:
    """Turning a condition round, or moving a threshold by a hair, must be noticed by an example."""
    measure = authored.measure
    for leaf, mutant, words in _mutants(measure):
        if not any(differences(example, mutant) for example in examples):
            authored.node.problem(
                "unguarded-condition",
                f"“{measure.id}”的条件“{leaf.label}”{words}也没有例子发现，请补一个例子",
            )


def _mutants(measure: Measure) -> Iterator[tuple[Criterion, Measure, str]]:
    """The measure with one condition made another, for each change that can show."""
    always_open = any(leaf.left_to for leaf in _leaves(measure.criteria))
    for leaf in _leaves(measure.criteria):
        hidden = leaf.when_false_open and always_open  # open either way, for every company
        if leaf.test is None or leaf.role is Role.TERM or hidden:
            continue
        for test, words in turned(leaf.test):
            criteria = _exchanged(measure.criteria, leaf, replace(leaf, test=test))
            yield leaf, replace(measure, criteria=criteria), words
    scope = measure.scope
    if scope and scope.where and scope.where.test:
        for test, words in turned(scope.where.test):
            where = replace(scope.where, test=test)
            yield scope.where, replace(measure, scope=replace(scope, where=where)), words


_HAIR = {">": ">=", ">=": ">", "<": "<=", "<=": "<"}


def turned(
    test: Expression, against: type[Expression] = Number
) -> Iterator[tuple[Expression, str]]:
    """A test turned round, and with each of its thresholds no longer (or now) included.

    ``against``: the kind of node that counts as a threshold, by default a literal number.
    """
    yield Not(test), "反过来"
    for moved in _moved(test, against):
        yield moved, "的界线含不含本数对调"


def _moved(node: Expression, against: type[Expression]) -> Iterator[Expression]:
    """The expression with one comparison against a threshold made strict or inclusive."""
    match node:
        case Compare(operator=operator, right=right) if operator in _HAIR:
            if isinstance(right, against):
                yield replace(node, operator=_HAIR[operator])
        case All(items=items) | Any(items=items):
            for i, item in enumerate(items):
                for moved in _moved(item, against):
                    yield replace(node, items=(*items[:i], moved, *items[i + 1 :]))
        case Not(item=item):
            for moved in _moved(item, against):
                yield replace(node, item=moved)


def _leaves(criteria: Sequence[Criterion | CriterionGroup]) -> Iterator[Criterion]:
    for item in criteria:
        if isinstance(item, CriterionGroup):
            yield from _leaves(item.items)
        else:
            yield item


def _exchanged(
    criteria: Sequence[Criterion | CriterionGroup], leaf: Criterion, turned: Criterion
) -> tuple[Criterion | CriterionGroup, ...]:
    return tuple(
        replace(item, items=_exchanged(item.items, leaf, turned))
        if isinstance(item, CriterionGroup)
        else turned
        if item is leaf
        else item
        for item in criteria
    )
