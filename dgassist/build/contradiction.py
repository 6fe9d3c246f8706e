"""Read the contradictions, and prove each by the examples beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dgassist.build.example import USUAL_DATE, case_of
from dgassist.build.formula import parse
from dgassist.build.problem import Problems
from dgassist.build.proof import turned
from dgassist.build.reading import Node, nearest, read_yaml
from dgassist.build.vocabulary import FormulaError, Kind, Vocabulary
from dgassist.engine.contradiction import contradictions
from dgassist.model.contradiction import AS_OF, RECORD, WHEN, ContradictionRule
from dgassist.model.expression import Boolean, Expression
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import RecordType
from dgassist.store.casefile import CaseError, answers_from

_FEWEST = 2
"""A contradiction is between two things at least, and its message names them."""


@dataclass(frozen=True)
class AuthoredContradiction:
    """A rule with where it was written and its examples, still as nodes."""

    rule: ContradictionRule
    node: Node
    examples: tuple[Node, ...]


def read_contradictions(
    file: Path, vocabulary: Vocabulary, problems: Problems
) -> tuple[AuthoredContradiction, ...]:
    """The contradictions of a file; a base may have none."""
    if not file.exists() or (top := read_yaml(file, problems)) is None:
        return ()
    authored = []
    for node in top.items("contradictions"):
        examples = node.detached("examples")
        authored.append(AuthoredContradiction(_rule(node, vocabulary), node, examples))
    top.close()
    ids = [a.rule.id for a in authored]
    for each in authored:
        if ids.count(each.rule.id) > 1:
            each.node.problem("duplicate-id", f"矛盾编号“{each.rule.id}”用了不止一次")
    return tuple(authored)


def _rule(node: Node, vocabulary: Vocabulary) -> ContradictionRule:
    record_types = list(_record_types(node, vocabulary))
    test_node = node.need("test")
    over: Sequence[RecordType | None] = record_types or [None]
    tests = [
        test
        for record_type in over
        if test_node and (test := _test(test_node, vocabulary.of(record_type)))
    ]
    if any(test != tests[0] for test in tests):
        node.problem("unlike-records", "这些明细里同名的字段单位不同，请分开写成几条")
    rule = ContradictionRule(
        id=node.identifier("id"),
        label=node.text("label"),
        message=node.text("message"),
        test=tests[0] if tests else Boolean(value=False),
        formula=test_node.scalar() if test_node else "",
        record_types=tuple(r.id for r in record_types),
    )
    _check_message(rule, node, vocabulary, record_types)
    return rule


def _record_types(node: Node, vocabulary: Vocabulary) -> Iterator[RecordType]:
    for item in node.items("records"):
        name = item.scalar()
        if record_type := vocabulary.record_types.get(name):
            yield record_type
        else:
            hint = nearest(name, list(vocabulary.record_types))
            item.problem("unknown-record", f"没有事项明细“{name}”{hint}")


def _test(node: Node, vocabulary: Vocabulary) -> Expression | None:
    try:
        return parse(node.scalar(), vocabulary, Kind.TRUTH)
    except FormulaError as error:
        node.problem("bad-formula", str(error))
        return None


def _check_message(
    rule: ContradictionRule, node: Node, vocabulary: Vocabulary, record_types: Sequence[RecordType]
) -> None:
    """Every place stands for something that can be told, and two of them at least are compared."""
    known = {*vocabulary.questions, AS_OF}
    if record_types:
        shared = [{f.id for f in r.fields} for r in record_types]
        known |= set.intersection(*shared) | {WHEN, RECORD}
    message = node.get("message") or node
    for place in rule.places:
        if place not in known:
            hint = nearest(place, sorted(known))
            message.problem("unknown-place", f"说明里的“{{{place}}}”不是问题或字段{hint}")
    if len(set(rule.places) - {RECORD}) < _FEWEST:
        message.problem("unnamed-answers", "说明里要用 {编号} 写出是哪两个回答对不上")


def check_contradictions(authored: Sequence[AuthoredContradiction], book: PolicyBook) -> None:
    """Run the examples; turning a test round, or moving it by a hair, must be noticed by one."""
    for each in authored:
        examples = [e for node in each.examples if (e := _example(node, book))]
        if not examples:
            each.node.problem("no-examples", f"“{each.rule.id}”还没有例子（examples）")
            continue
        for example in examples:
            if words := example.difference(each.rule):
                example.node.problem("example-differs", words)
        for test, words in turned(each.rule.test, Expression):
            mutant = replace(each.rule, test=test)
            if not any(example.difference(mutant) for example in examples):
                message = f"“{each.rule.id}”{words}也没有例子发现，请补一个例子"
                each.node.problem("unguarded-condition", message)


@dataclass(frozen=True)
class _Example:
    """A made-up company, and how often it breaks the rule."""

    node: Node
    book: PolicyBook
    case: dict[str, object]
    as_of: date
    times: int

    def difference(self, rule: ContradictionRule) -> str:
        """What comes out other than expected, in words for the author."""
        book = replace(self.book, contradictions=(rule,))
        found = contradictions(book, answers_from(self.case, self.book), self.as_of)
        if len(found) == self.times:
            return ""
        told = "；".join(f.message for f in found)
        return f"应有 {self.times} 处对不上，得出 {len(found)} 处：{told}"


def _example(node: Node, book: PolicyBook) -> _Example | None:
    node.text("name", "")
    as_of, times = node.text("as_of", USUAL_DATE), node.integer("found")
    case = case_of(node, book)
    node.close()
    try:
        answers_from(case, book)
        return _Example(node, book, case, date.fromisoformat(as_of), times)
    except (CaseError, ValueError) as error:
        node.problem("bad-example", str(error))
        return None
