"""The examples that stand beside the measures: read once, then run on a measure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dgassist.build.reading import Node
from dgassist.build.rule import AuthoredMeasure
from dgassist.engine.assessment import Finding, find
from dgassist.engine.eligibility import Outcome
from dgassist.engine.evaluation import Context
from dgassist.engine.wording import money
from dgassist.model.measure import Measure
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, Question
from dgassist.store.casefile import CaseError, answers_from

USUAL_DATE = "2026-11-21"
_MONEY = re.compile(r"(-?[\d.]+)(万|亿)?元?")
_SIZES = {None: 1, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True)
class Example:
    """A named situation and what is expected of it; what is None is not checked."""

    node: Node
    context: Context
    finding: Outcome
    amounts: Mapping[str, Decimal | None]  # amount (the high end), low, other
    missing: frozenset[str] | None
    failing: tuple[str, ...] | None
    records: tuple[str, ...] | None


def read_examples(authored: AuthoredMeasure, book: PolicyBook) -> tuple[Example, ...]:
    """The examples beside a measure; those that cannot be read are problems."""
    if not authored.examples:
        authored.node.problem("no-examples", f"“{authored.measure.id}”还没有例子（examples）")
    read = (_example(node, book) for node in authored.examples)
    return tuple(example for example in read if example is not None)


def _example(node: Node, book: PolicyBook) -> Example | None:
    node.text("name", "")
    as_of = node.text("as_of", USUAL_DATE)
    expect = node.need("expect")
    try:
        answers = answers_from(case_of(node, book), book)
        context = Context(book, answers, date.fromisoformat(as_of))
    except (CaseError, ValueError) as error:
        node.problem("bad-example", str(error))
        return None
    if expect is None:
        return None
    amounts = {key: _expected(n) for key in ("amount", "low", "other") if (n := expect.get(key))}
    example = Example(
        expect,
        context,
        expect.enum("finding", Outcome),
        amounts,
        frozenset(expect.texts("missing")) if "missing" in expect else None,
        expect.texts("failing") if "failing" in expect else None,
        expect.texts("records") if "records" in expect else None,
    )
    node.close()
    return example


def _expected(node: Node) -> Decimal | None:
    return None if node.scalar() in ("null", "none") else _money(node)


def differences(example: Example, measure: Measure) -> list[str]:
    """What comes out other than expected, in words for the author."""
    finding = find(measure, example.context)
    differs: list[str] = []
    if example.finding is not finding.outcome:
        reasons = [f"{r.criterion.label}（{r.truth.value}：{r.why}）" for r in finding.criteria]
        outcome = f"应为 {example.finding.value}，得出 {finding.outcome.value}"
        differs.append(f"{outcome}：{'；'.join(reasons)}")
    differs += _amount_differences(example, finding)
    if example.missing is not None and example.missing != finding.missing:
        told = f"缺少的信息应为 {sorted(example.missing)}"
        differs.append(f"{told}，得出 {sorted(finding.missing)}")
    failing = tuple(r.criterion.label for r in finding.failing)
    if example.failing is not None and example.failing != failing:
        differs.append(f"不符合的条件应为 {list(example.failing)}，得出 {list(failing)}")
    records = tuple(r.outcome.value for r in finding.records)
    if example.records is not None and example.records != records:
        differs.append(f"各项明细应为 {list(example.records)}，得出 {list(records)}")
    return differs


def _amount_differences(example: Example, finding: Finding) -> list[str]:
    amount = finding.amount if finding.outcome is Outcome.ELIGIBLE else finding.potential
    found: dict[str, Decimal | None] = {}
    if amount is not None:
        other = amount.other.high if amount.other else None
        found = {"amount": amount.high, "low": amount.low, "other": other}
    differs = []
    for key, wanted in example.amounts.items():
        got = found.get(key)
        if wanted != got:
            lines = "；".join(amount.arithmetic) if amount else ""
            differs.append(f"{key} 应为 {_words(wanted)}，得出 {_words(got)}：{lines}")
    return differs


def _words(amount: Decimal | None) -> str:
    return "没有金额" if amount is None else money(amount)


def _money(node: Node) -> Decimal | None:
    match = _MONEY.fullmatch(node.scalar())
    if match is None:
        node.problem("bad-value", f"“{node.scalar()}”不是金额（写 45000 或 4.5万）")
        return None
    return Decimal(match[1]) * _SIZES[match[2]]


def case_of(example: Node, book: PolicyBook) -> dict[str, Any]:
    """The example as a case file would hold it."""
    case: dict[str, Any] = {"company": {}, "records": {}}
    if company := example.get("company"):
        case["company"] = {k: _raw(n, book.question.get(k)) for k, n in company.entries()}
    if records := example.get("records"):
        for name, items in records.entries():
            record_type = book.record_type.get(name)
            case["records"][name] = [
                {
                    k: _raw(n, record_type.field(k) if record_type else None)
                    for k, n in item.entries()
                }
                for item in items.elements()
            ]
    return case


_NUMBERS = (AnswerType.NUMBER, AnswerType.MONEY, AnswerType.PERCENT, AnswerType.YEAR)


def _raw(node: Node, question: Question | None) -> object:
    """The JSON value that an author's text stands for."""
    text = node.scalar()
    if question is None:
        return text
    if question.type is AnswerType.BOOLEAN:
        return {"true": True, "yes": True, "false": False, "no": False}.get(text, text)
    if question.type is AnswerType.MONEY:
        return _money(node)
    if question.type in _NUMBERS:
        return node.convert(Decimal, "不是数", Decimal(0))
    return text
