"""Run the examples that stand beside the measures."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from dgassist.build.reading import Node
from dgassist.build.rule import AuthoredMeasure
from dgassist.engine.amount import Amount
from dgassist.engine.assessment import Finding, find
from dgassist.engine.eligibility import Outcome
from dgassist.engine.evaluation import Context
from dgassist.engine.wording import money
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, Question
from dgassist.store.casefile import CaseError, answers_from

USUAL_DATE = "2026-11-21"
_MONEY = re.compile(r"(-?[\d.]+)(万|亿)?元?")
_SIZES = {None: 1, "万": 10_000, "亿": 100_000_000}


def run_examples(authored: AuthoredMeasure, book: PolicyBook) -> int:
    """Check every example of a measure, reporting differences where they stand; how many ran."""
    for example in authored.examples:
        _run(example, authored, book)
    if not authored.examples:
        authored.node.problem("no-examples", f"“{authored.measure.id}”还没有例子（examples）")
    return len(authored.examples)


def _run(example: Node, authored: AuthoredMeasure, book: PolicyBook) -> None:
    example.text("name", "")
    as_of = example.text("as_of", USUAL_DATE)
    try:
        answers = answers_from(_case(example, book), book)
        context = Context(book, answers, date.fromisoformat(as_of))
    except (CaseError, ValueError) as error:
        example.problem("bad-example", str(error))
        return
    finding = find(authored.measure, context)
    expect = example.need("expect")
    if expect is None:
        return
    for message in _differences(expect, finding):
        expect.problem("example-differs", message)
    example.close()


def _differences(expect: Node, finding: Finding) -> list[str]:
    differs: list[str] = []
    wanted = expect.enum("finding", Outcome)
    if wanted is not finding.outcome:
        reasons = [f"{r.criterion.label}（{r.truth.value}：{r.why}）" for r in finding.criteria]
        differs.append(f"应为 {wanted.value}，得出 {finding.outcome.value}：{'；'.join(reasons)}")
    amount = finding.amount if finding.outcome is Outcome.ELIGIBLE else finding.potential
    differs += _amount_differences(
        expect, amount or Amount(None, None, finding.measure.benefit.firmness)
    )
    if "missing" in expect and (told := set(expect.texts("missing"))) != finding.missing:
        differs.append(f"缺少的信息应为 {sorted(told)}，得出 {sorted(finding.missing)}")
    if "failing" in expect:
        labels = [r.criterion.label for r in finding.failing]
        if list(expect.texts("failing")) != labels:
            differs.append(f"不符合的条件应为 {list(expect.texts('failing'))}，得出 {labels}")
    if "records" in expect:
        found = [r.outcome.value for r in finding.records]
        if list(expect.texts("records")) != found:
            differs.append(f"各项明细应为 {list(expect.texts('records'))}，得出 {found}")
    return differs


def _amount_differences(expect: Node, amount: Amount) -> list[str]:
    differs = []
    other = amount.other.high if amount.other else None
    for key, found in (("amount", amount.high), ("low", amount.low), ("other", other)):
        node = expect.get(key)
        if node is None:
            continue
        wanted = None if node.scalar() in ("null", "none") else _money(node)
        if wanted != found:
            shown = "没有金额" if found is None else f"{found}元（{money(found)}）"
            lines = "；".join(amount.arithmetic)
            differs.append(f"{key} 应为 {node.scalar()}，得出 {shown}：{lines}")
    return differs


def _money(node: Node) -> Decimal | None:
    match = _MONEY.fullmatch(node.scalar())
    if match is None:
        node.problem("bad-value", f"“{node.scalar()}”不是金额（写 45000 或 4.5万）")
        return None
    return Decimal(match[1]) * _SIZES[match[2]]


def _case(example: Node, book: PolicyBook) -> dict[str, Any]:
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
