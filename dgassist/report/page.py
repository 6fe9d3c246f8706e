"""The page of one measure: what to check, what to bring, how much, by when, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dgassist.engine.assessment import Assessment, Finding, RecordFinding
from dgassist.engine.eligibility import CriterionResult, Outcome, failing, leaves
from dgassist.engine.evaluation import Context, answered
from dgassist.engine.truth import Truth
from dgassist.engine.wording import value_text
from dgassist.model.measure import Criterion, CriterionGroup, Measure, Role
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import Citation, DocumentStatus
from dgassist.model.question import AnswerType
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.checklist import UNTICKED, Ticks, item_id, paper_of
from dgassist.plan.deadline import Deadline, DeadlineStatus, awaits_guide
from dgassist.report import phrase
from dgassist.report.document import (
    Block,
    Condition,
    ConditionTable,
    Figure,
    Figures,
    Heading,
    KeyValues,
    Lines,
    Notice,
    Paragraph,
    Quote,
    Sign,
    Table,
    Tick,
    TickList,
)
from dgassist.report.proof import proofs

_JOINS = {"all": "以下各项都要满足", "any": "以下满足一项即可", "not": "以下不能有"}
_LATER = (Role.APPLICANT, Role.TERM)
"""Conditions of every measure, put after its own."""


def measure_page(plan: ActionPlan, finding: Finding, ticks: Ticks = UNTICKED) -> Iterator[Block]:
    """The blocks of one measure's page, the most needed first."""
    assessment, measure = plan.assessment, finding.measure
    book = assessment.book
    document = book.document_of(measure.clause_id)
    dates = [d for d in plan.deadlines if d.measure_id == measure.id]
    yield Heading(measure.title, level=1)
    yield Paragraph(
        f"{phrase.source_words(book, measure.clause_id)}　{document.short_title}", quiet=True
    )
    yield Paragraph(measure.summary)
    yield _figures(finding, dates)
    aside = next((s for s in plan.selection.set_aside if s.finding is finding), None)
    if aside is not None:
        yield Notice(f"不另计，只计{aside.instead.measure.title}。{aside.relation.note}")
    if document.status is not DocumentStatus.IN_FORCE:
        yield Notice(document.status_reason)
    yield company(assessment, finding.records)
    several = len(finding.records) > 1
    about = f"（{_shown_record(finding).name}；其余各项见下面的明细）" if several else ""
    yield Heading(f"条件核对{about}")
    yield ConditionTable(tuple(conditions(finding, assessment)))
    yield from _amount(finding, book)
    if measure.materials:
        yield Heading("要交的材料")
        yield TickList(tuple(materials(measure, book, ticks)))
    waits = awaits_guide(measure, dates)
    if dates:  # one line for both: the sheet is often full
        yield Heading(f"期限（{phrase.NO_WINDOW}）" if waits else "期限")
        yield _deadlines(dates, book)
    elif waits:
        yield Paragraph(f"{phrase.NO_WINDOW}。", quiet=True)
    if measure.departments:
        yield Heading("去哪里办")
        yield Lines(tuple(departments(measure, book)))
    if notes := phrase.notes(measure):
        yield Heading("要留意的")
        yield Lines(notes)
    yield Heading("条款原文")
    yield from _quotes(measure, book)


def company(assessment: Assessment, records: Iterable[RecordFinding] = ()) -> KeyValues:
    """Who applies, with blank lines for what is not known and for the person to call."""
    book, told = assessment.book, assessment.answers.company
    pairs = []
    for key in ("company_name", "uscc", "town", "industry"):
        question = book.question.get(key)
        if question is None:
            continue
        told_value = told.get(key)
        words = value_text(answered(question, told_value, key), question)
        if question.type is AnswerType.TEXT:  # a name as it was typed, not as it is compared
            words = str(told_value or "")
        if words and question.type is AnswerType.INDUSTRY:
            name = next((i.name for i in book.industries if i.code == words), "")
            words = f"{name}（{words}）" if name else words
        pairs.append((question.label, words))
    pairs += [("联系人", ""), ("联系电话", "")]
    names = dict.fromkeys((book.record_type[r.record_type].label, r.name) for r in records)
    if len(names) == 1:
        pairs += names
    return KeyValues(tuple(pairs))


def _figures(finding: Finding, dates: Iterable[Deadline]) -> Figures:
    items = [
        Figure("核对结果", phrase.outcome_words(finding)),
        Figure("支持", phrase.amount_words(finding), phrase.firmness_words(finding)),
    ]
    ahead = [d for d in dates if d.status is not DeadlineStatus.PASSED]
    if ahead:
        first = min(ahead, key=lambda d: (d.safe_day, d.label))
        note = f"{phrase.left_words(first)}，{first.label}"
        items.append(Figure("最近期限", phrase.day_words(first.day), note))
    return Figures(tuple(items))


def _shown_record(finding: Finding) -> RecordFinding:
    """The record whose conditions the finding carries."""
    return next(r for r in finding.records if r.criteria == finding.criteria)


def conditions(finding: Finding, assessment: Assessment) -> Iterator[Condition]:
    """The conditions of a measure, its own first, each with its proof."""
    scope = finding.measure.scope
    context = Context(assessment.book, assessment.answers, assessment.as_of)
    if scope is not None:
        context = context.on(scope.record_type, None)
    own = [r for r in finding.criteria if not _is_later(r)]
    for result in (*own, *_with_role(finding.criteria, Role.APPLICANT)):
        yield from _condition(result, context, 0)
    terms: dict[Sign, list[CriterionResult]] = {}
    for result in _with_role(finding.criteria, Role.TERM):
        terms.setdefault(sign(result), []).append(result)
    for mark, results in terms.items():  # what is alike about the term needs one row
        whys = dict.fromkeys(r.why for r in results if r.why)
        yield Condition(mark, _labels(results), "；".join(whys))


def _with_role(results: Iterable[CriterionResult], role: Role) -> list[CriterionResult]:
    return [r for r in results if isinstance(r.criterion, Criterion) and r.criterion.role is role]


def _is_later(result: CriterionResult) -> bool:
    return isinstance(result.criterion, Criterion) and result.criterion.role in _LATER


def _condition(result: CriterionResult, context: Context, depth: int) -> Iterator[Condition]:
    criterion = result.criterion
    if isinstance(criterion, CriterionGroup):
        join = _JOINS[criterion.join]
        label = f"{criterion.label}（{join}）" if criterion.label else join
        yield Condition(sign(result), label, depth=depth)
        for item in result.items:
            yield from _condition(item, context, depth + 1)
    else:
        evidence = proofs(criterion.test, context) if criterion.test else ()
        yield Condition(sign(result), criterion.label, result.why, "；".join(evidence), depth)


def sign(result: CriterionResult) -> Sign:
    """How a condition stands; left open by the text and not filled in are told apart."""
    if result.truth is Truth.UNKNOWN:
        return Sign.MISSING if result.missing else Sign.OPEN
    return Sign.MET if result.truth is Truth.TRUE else Sign.UNMET


def _records(finding: Finding) -> Table:
    rows = []
    for record in finding.records:
        if record.outcome is Outcome.ELIGIBLE:
            result, reason = "符合", "；".join(record.amount.arithmetic)
        elif record.outcome is Outcome.INELIGIBLE:
            result, reason = "不符合", f"没满足：{_labels(failing(record.criteria))}"
        else:
            unknown = [r for r in leaves(record.criteria) if r.truth is Truth.UNKNOWN]
            steps = "；".join(record.amount.arithmetic)
            result, reason = "待定", f"待定：{_labels(unknown)}。{steps}"
        amount = "—"
        if record.outcome is not Outcome.INELIGIBLE:
            amount = phrase.amount_of(record.amount, finding.measure.benefit)
        rows.append((record.name, result, amount, reason))
    head = ("事项", "结果", "单独计算", "怎么算，或没满足、待定的条件")
    return Table(head, tuple(rows), (30, 9, 17, 52))


def _labels(results: Iterable[CriterionResult]) -> str:
    return "；".join(dict.fromkeys(r.criterion.label for r in results))


def _open_or_met(finding: Finding) -> Iterator[RecordFinding]:
    return (r for r in finding.records if r.outcome is not Outcome.INELIGIBLE)


def _amount(finding: Finding, book: PolicyBook) -> Iterator[Block]:
    amount = finding.amount or finding.potential
    several = len(finding.records) > 1
    if not several and (amount is None or not (amount.arithmetic or amount.other)):
        return
    yield Heading("金额怎么算")
    if several:
        yield _records(finding)
    if amount is None:
        return
    total = f"结果：{phrase.amount_words(finding)}"
    firmness = phrase.firmness_words(finding)
    shown = {line for r in _open_or_met(finding) for line in r.amount.arithmetic}
    steps = (line for line in amount.arithmetic if not (several and line in shown))
    yield Lines((*steps, f"{total}（{firmness}）" if firmness else total))
    if amount.missing:
        labels = "、".join(phrase.missing_labels(book, amount.missing))
        yield Paragraph(f"填上这些能算得更准：{labels}。")
    if amount.other is not None:
        other = phrase.amount_of(amount.other, finding.measure.benefit)
        yield Paragraph(f"另一种读法：{amount.other.note} 按那样读：{other}。")


def materials(measure: Measure, book: PolicyBook, ticks: Ticks = UNTICKED) -> Iterator[Tick]:
    """The papers to hand in, each with where it is stated, or the mark of usual practice."""
    for material in measure.materials:
        paper = paper_of(material, book)
        item = item_id(paper, measure.id)
        basis = phrase.USUAL_PRACTICE
        if material.citation is not None:
            basis = f"见{phrase.source_words(book, material.citation.clause_id)}"
        practice = phrase.paper_words(paper)
        remark = "　".join(p for p in (practice, basis, material.note) if p)
        note = ticks.notes.get(item)
        name = f"{material.name}\n备注：{note}" if note else material.name
        yield Tick(name, remark, item in ticks.done)


def _deadlines(dates: Iterable[Deadline], book: PolicyBook) -> Table:
    rows = tuple(
        (
            phrase.deadline_words(d),
            phrase.due_words(d) if d.stage else phrase.day_words(d.day),
            phrase.day_words(d.safe_day),
            phrase.left_words(d),
            f"{d.note}见{phrase.basis_words(book, d.citation)}。" if d.stage else d.note,
        )
        for d in dates
    )
    return Table(("期限", "日期", "最好不晚于", "还有", "说明"), rows, (20, 15, 15, 11, 47))


def departments(measure: Measure, book: PolicyBook) -> Iterator[str]:
    """Where to go; phone and address only where a source states them, the others in one line."""
    known = {d.name: d for d in book.departments}
    others = []
    for name in measure.departments:
        parts = [name]
        department = known.get(name)
        if department is not None and department.source:
            if department.phone:
                parts.append(f"电话：{department.phone}")
            if department.address:
                parts.append(f"地址：{department.address}")
        if department is not None and len(parts) > 1:
            yield "　".join((*parts, f"来源：{department.source}，去之前请先核对"))
        else:
            others.append(name)
    if others:
        yield "、".join(others)


def _quotes(measure: Measure, book: PolicyBook) -> Iterator[Quote]:
    """The whole clause, and the sentences of other clauses that the measure rests on."""
    by_clause: dict[str, list[str]] = {measure.clause_id: []}
    for citation in _citations(measure):
        quotes = by_clause.setdefault(citation.clause_id, [])
        if citation.quote not in quotes:
            quotes.append(citation.quote)
    for clause_id, quotes in by_clause.items():
        source = phrase.source_words(book, clause_id)
        if clause_id == measure.clause_id:
            yield Quote(book.clause[clause_id].text, source, tuple(quotes))
        else:
            yield Quote("……".join(quotes), source)


def _citations(measure: Measure) -> Iterator[Citation]:
    benefit = measure.benefit
    yield benefit.citation
    for criterion in _single(measure.criteria):
        yield criterion.citation
    yield from (cap.citation for cap in benefit.caps)
    yield from (rule.citation for rule in measure.deadlines)
    yield from (m.citation for m in measure.materials if m.citation)


def _single(criteria: Iterable[Criterion | CriterionGroup]) -> Iterator[Criterion]:
    for criterion in criteria:
        if isinstance(criterion, CriterionGroup):
            yield from _single(criterion.items)
        else:
            yield criterion
