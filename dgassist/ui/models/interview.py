"""What an interview says: a question in words, why it is asked, what an answer decided. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dgassist.case import Case
from dgassist.engine.assessment import Assessment, Finding
from dgassist.engine.eligibility import Outcome
from dgassist.engine.interview import NAME, NextQuestion, describe, next_questions, topic_of
from dgassist.engine.truth import Truth
from dgassist.engine.value import ZERO
from dgassist.engine.wording import money
from dgassist.model.answers import Record
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import Question, RecordType
from dgassist.report import phrase
from dgassist.ui.asking import is_asked, told_words
from dgassist.ui.language import tr

PRINTED = (NAME, "uscc", "town")
"""What the head of a printed checklist names."""
TRUTH_OF = {
    Outcome.ELIGIBLE: Truth.TRUE,
    Outcome.UNDETERMINED: Truth.UNKNOWN,
    Outcome.INELIGIBLE: Truth.FALSE,
}


@dataclass(frozen=True, slots=True)
class Asking:
    """A question in words; ``topic`` is the section or record type it belongs to."""

    topic: str
    heading: str
    help: str = ""
    period: str = ""
    evidence: str = ""


def asking(key: str, book: PolicyBook) -> Asking:
    """The words of a company question, a record type, or a field of its records."""
    record_type, field = parts_of(key, book)
    if record_type is not None and field is None:
        topic = record_type.group or record_type.label
        return Asking(topic, record_type.text or record_type.label, record_type.help)
    question = field or book.question[key]
    if record_type is not None:
        topic = record_type.label
    else:
        topic = next(s.label for s in book.sections if s.id == topic_of(key, book))
    heading = question.text or question.label
    return Asking(topic, heading, question.help, question.period, question.evidence)


def parts_of(key: str, book: PolicyBook) -> tuple[RecordType | None, Question | None]:
    """The record type a key names, and its field; neither for a company question."""
    record_id, _, field_id = key.partition(".")
    record_type = book.record_type.get(record_id)
    return record_type, record_type.field(field_id) if record_type else None


def told_keys(case: Case) -> tuple[str, ...]:
    """What is told, in the order of the book: the pages that one may go back to."""
    asked = [q.id for s in sorted(case.book.sections, key=lambda s: s.order) for q in s.questions]
    listed = [r.id for r in sorted(case.book.record_types, key=lambda r: r.order)]
    return tuple(key for key in (*asked, *listed) if is_told(key, case))


@dataclass(frozen=True, slots=True)
class Kinds:
    """What counts as a record of a type: the kinds that may matter to a case, and the rest."""

    shown: tuple[str, ...] = ()
    left_out: int = 0


def kinds(record_type: RecordType, case: Case) -> Kinds:
    """The kinds by which a record could open a measure to this company; all, where none can."""
    field = record_type.field(record_type.kinds)
    if field is None:
        return Kinds()
    without = case.recorded(record_type.id, ()).assessment.by_measure
    shown = [
        option.label
        for option in field.options
        if _opens(case.recorded(record_type.id, ({field.id: option.id},)).assessment, without)
    ]
    if not shown:
        return Kinds(tuple(option.label for option in field.options))
    return Kinds(tuple(shown), len(field.options) - len(shown))


def _opens(assessment: Assessment, without: Mapping[str, Finding]) -> bool:
    """Whether a record makes a measure possible that is ruled out without it."""
    return any(
        finding is not without[finding.measure.id]
        and finding.outcome is not Outcome.INELIGIBLE
        and without[finding.measure.id].outcome is Outcome.INELIGIBLE
        for finding in assessment.findings
    )


def is_told(key: str, case: Case) -> bool:
    """Whether there is an answer, for a field at least in one record."""
    if "." in key:
        record_id, _, field_id = key.partition(".")
        return any(field_id in record for record in case.answers.records.get(record_id, ()))
    return key in case.answers.company or key in case.answers.records


def arises(key: str, case: Case) -> bool:
    """Whether a question is one to ask in this case at all."""
    record_type, field = parts_of(key, case.book)
    if record_type is None:
        return is_asked(case.book.question[key], case)
    return field is None or bool(case.answers.records.get(record_type.id))


def what_for(key: str, case: Case, within: str = "") -> NextQuestion:
    """What an answer matters to, whether it is given already or not."""
    record_type, field = parts_of(key, case.book)
    blank = case
    if record_type is None:
        blank = case.answered(key, None)
    elif field is None:
        blank = case.recorded(key, None)
    found = next_questions(blank.assessment, within)
    label, _ = describe(key, case.book)
    nothing = NextQuestion(key, label, 0.0, (), ZERO)
    return next((q for q in found if q.id == key), nothing)


def reason(question: NextQuestion, book: PolicyBook) -> str:
    """Why a question is asked, in a line; empty where it matters to nothing now."""
    if question.id == NAME:
        return tr("只用来打印清单、区分企业，不影响结果，可以跳过")
    if not question.measures:
        return ""
    if len(question.measures) == 1:
        title = book.measure[question.measures[0]].title
        if not question.highest:
            return tr("这一题关系到：{title}").format(title=title)
        words = tr("这一题关系到：{title}（最高{amount}）")
        return words.format(title=title, amount=money(question.highest))
    if not question.highest:
        return tr("这一题关系到 {n} 项政策").format(n=len(question.measures))
    words = tr("这一题关系到 {n} 项政策，单项最高{amount}")
    return words.format(n=len(question.measures), amount=money(question.highest))


@dataclass(frozen=True, slots=True)
class Decided:
    """A measure that an answer decided; unknown truth: the rest is for the department to say."""

    id: str
    title: str
    truth: Truth
    amount: str
    order: tuple[int, Decimal, str]


_ORDER = (Truth.TRUE, Truth.UNKNOWN, Truth.FALSE)


def decided(before: Assessment, after: Assessment) -> tuple[Decided, ...]:
    """What the answers between two assessments decided: yes first, the largest first."""
    old = before.by_measure
    found = [
        _decided(finding)
        for finding in after.findings
        if finding is not old[finding.measure.id]
        and _standing(finding) != _standing(old[finding.measure.id])
        and _standing(finding)[1]
    ]
    return tuple(sorted(found, key=lambda d: d.order))


def _standing(finding: Finding) -> tuple[Outcome, bool]:
    """The outcome, and whether it is all that answers can settle."""
    settled = finding.outcome is not Outcome.UNDETERMINED or not finding.missing
    return finding.outcome, settled


def _decided(finding: Finding) -> Decided:
    truth = TRUTH_OF[finding.outcome]
    amount = phrase.amount_words(finding) if truth is not Truth.FALSE else ""
    high = (finding.potential and finding.potential.high) or ZERO
    measure = finding.measure
    order = (_ORDER.index(truth), -high, measure.id)
    return Decided(measure.id, measure.title, truth, amount.strip("—"), order)


def lacking(case: Case, record_type: RecordType, field: Question) -> tuple[int, ...]:
    """The records a field is asked for and not told of; where all tell it, all of them."""
    records = case.answers.records.get(record_type.id, ())
    asked = [i for i, r in enumerate(records) if is_asked(field, case, record_type.id, r)]
    return tuple(i for i in asked if field.id not in records[i]) or tuple(asked)


def record_name(record_type: RecordType, record: Record, at: int, book: PolicyBook) -> str:
    """What a record is called: its own name and day, or its place in the list."""
    words = [w for w in _names(record_type, record, book) if w]
    return "，".join(words) or tr("第 {n} 项").format(n=at + 1)


def _names(record_type: RecordType, record: Record, book: PolicyBook) -> Iterator[str]:
    for field_id in dict.fromkeys((record_type.name, record_type.when)):
        field = record_type.field(field_id)
        if field is not None:
            yield told_words(field, record.get(field_id), book)
