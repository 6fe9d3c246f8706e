"""The data-entry sheet: what the portals ask, filled from the answers, with what it rests on.

What has not been told is a line to write on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dgassist.engine.assessment import Assessment, Finding
from dgassist.engine.eligibility import Outcome
from dgassist.engine.evaluation import Context, answered, verdict
from dgassist.engine.truth import Truth
from dgassist.engine.wording import WAN, industry_text, value_text
from dgassist.model.answers import Value
from dgassist.model.question import AnswerType, Question, RecordType
from dgassist.plan.actionplan import ActionPlan
from dgassist.report import phrase
from dgassist.report.document import Block, Heading, KeyValues, Paragraph, Table

TITLE = "填报资料表"
_BY_HAND = ("注册地址", "法定代表人", "开户银行", "银行账号", "联系人", "联系电话", "电子邮箱")
"""What nearly every form asks and the program does not."""
_SELDOM = (AnswerType.BOOLEAN, AnswerType.CHOICE)
"""Of these only what was told: a line to write a choice on helps nobody."""


def entry_sheet(plan: ActionPlan, findings: Sequence[Finding]) -> Iterator[Block]:
    """The company's own facts, then the facts of every record that the measures pay for."""
    assessment = plan.assessment
    yield Heading(TITLE, level=1)
    yield Paragraph(
        "网上填报时照着填。横线处还没有填写，或程序没有问，请手写补上；"
        "填报前请与右边写的材料核对。",
        quiet=True,
    )
    yield Heading("单位情况")
    rows = (*_company(assessment), *((label, "", "") for label in _BY_HAND))
    yield Table(("栏目", "填写内容", "以什么为准"), rows, (26, 46, 36), blanks=(1,))
    yield from _records(assessment, findings)


def _company(assessment: Assessment) -> Iterator[tuple[str, str, str]]:
    context = Context(assessment.book, assessment.answers, assessment.as_of)
    told = assessment.answers.company
    for section in assessment.book.sections:
        for question in section.questions:
            if not _is_asked(question, context):
                continue
            words = entry_words(question, told.get(question.id), assessment)
            if words or question.type not in _SELDOM:
                yield _label(question, assessment), words, question.evidence


def _is_asked(question: Question, context: Context) -> bool:
    """Whether it is known to concern this company."""
    return question.ask_if is None or verdict(question.ask_if, context).truth is Truth.TRUE


def _label(question: Question, assessment: Assessment) -> str:
    period = phrase.period_words(question, assessment.as_of)
    if period == question.period:
        return f"{question.label}（{period}）" if period else question.label
    return f"{question.label}，{period}"  # the year stands in brackets already


def _records(assessment: Assessment, findings: Sequence[Finding]) -> Iterator[Block]:
    """Each record once, under its type, with the measures it is filled in for."""
    uses: dict[tuple[str, int], set[int]] = {}
    for number, finding in enumerate(findings, start=1):
        for record in finding.records:
            if record.outcome is not Outcome.INELIGIBLE:
                for i in record.indexes:
                    uses.setdefault((record.record_type, i), set()).add(number)
    for record_type in assessment.book.record_types:
        indexes = sorted(i for kind, i in uses if kind == record_type.id)
        if not indexes:
            continue
        yield Heading(f"{record_type.label}（{len(indexes)}条）")
        evidence = dict.fromkeys(f.evidence for f in record_type.fields if f.evidence)
        if evidence:
            yield Paragraph(f"以这些为准：{'；'.join(evidence)}", quiet=True)
        for i in indexes:
            if len(findings) > 1:
                yield Paragraph(f"用于第{phrase.in_short(uses[record_type.id, i])}项：")
            yield _record(record_type, i, assessment)


def _record(record_type: RecordType, index: int, assessment: Assessment) -> KeyValues:
    told = assessment.answers.records[record_type.id][index]
    context = Context(assessment.book, assessment.answers, assessment.as_of)
    context = context.on(record_type.id, told)
    fields = (f for f in record_type.fields if _is_asked(f, context))
    return KeyValues(
        tuple((_label(f, assessment), entry_words(f, told.get(f.id), assessment)) for f in fields)
    )


def entry_words(question: Question, value: Value | None, assessment: Assessment) -> str:
    """An answer as a form wants it: to the last digit, money in 万元; empty where not told."""
    if value is None:
        return ""
    if question.type is AnswerType.MONEY and isinstance(value, Decimal):
        return f"{(value / WAN).normalize():,f}万元"
    if question.type is AnswerType.PERCENT and isinstance(value, Decimal):
        return f"{value.normalize():f}%"
    words = value_text(answered(question, value, question.id), question)
    return industry_text(words, assessment.book) if question.type is AnswerType.INDUSTRY else words
