"""checklist(plan): the paper to hand out, an overview, one list of papers, a page per measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dgassist.engine.assessment import Finding
from dgassist.engine.eligibility import Outcome
from dgassist.model.policybook import PolicyBook
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.checklist import UNTICKED, ChecklistItem, Ticks, items
from dgassist.plan.deadline import DeadlineStatus
from dgassist.plan.group import Group, order_of
from dgassist.report import phrase
from dgassist.report.cover import cover
from dgassist.report.document import (
    Block,
    Document,
    Heading,
    Lines,
    Notice,
    PageBreak,
    Paragraph,
    Table,
    Tick,
    TickList,
)
from dgassist.report.entrysheet import entry_sheet
from dgassist.report.error import ReportError
from dgassist.report.page import company, measure_page

TITLE = "政策申报清单"


def checklist(
    plan: ActionPlan, measure_ids: Iterable[str] = (), ticks: Ticks = UNTICKED, *, scan: str = ""
) -> Document:
    """The checklist of the chosen measures; of the default ones where none is named.

    A single measure is one page; several come with a covering page, an overview, one list of
    papers and a data-entry sheet. ``ticks`` are printed; ``scan`` is the text of the code that
    reopens the case.

    Raises:
        ReportError: if there is no measure of a given id.
    """
    default = default_measures(plan)
    named = tuple(dict.fromkeys(measure_ids)) or default
    whole = named == default
    pages = _named(plan, named)
    findings = worth_claiming(plan) if whole else pages
    blocks: list[Block] = []
    if whole or len(pages) > 1:
        blocks += _front(plan, findings, pages, whole=whole, scan=scan)
        blocks += _merged_materials(plan, pages, ticks)
        blocks += _sheet(plan, pages)
    for finding in pages:
        blocks += (PageBreak(), *measure_page(plan, finding, ticks))
    return _document(plan, TITLE, blocks)


def material_list(
    plan: ActionPlan, measure_ids: Iterable[str] = (), ticks: Ticks = UNTICKED
) -> Document:
    """The papers of the chosen measures alone, each once, to be handed to who gathers them."""
    pages = _named(plan, tuple(dict.fromkeys(measure_ids)) or default_measures(plan))
    blocks: list[Block] = [Heading("材料清单", level=1), company(plan.assessment)]
    blocks.append(Heading(f"为这些事项准备（{len(pages)}项）"))
    blocks.append(Lines(tuple(f"{i}. {f.measure.title}" for i, f in enumerate(pages, start=1))))
    blocks += _papers(plan, pages, ticks)
    return _document(plan, "材料清单", blocks)


def entry_document(plan: ActionPlan, measure_ids: Iterable[str] = ()) -> Document:
    """The data-entry sheet of the chosen measures alone."""
    pages = _named(plan, tuple(dict.fromkeys(measure_ids)) or default_measures(plan))
    return _document(plan, "填报资料表", entry_sheet(plan, pages))


def _document(plan: ActionPlan, title: str, blocks: Iterable[Block]) -> Document:
    assessment = plan.assessment
    name = str(assessment.answers.company.get("company_name", ""))
    data_date = assessment.book.data_date
    return Document(title, name, phrase.NOTICE, assessment.as_of, data_date, tuple(blocks))


def worth_claiming(plan: ActionPlan) -> tuple[Finding, ...]:
    """What is planned on, then what waits for nothing but the department's word.

    Each in the order in which the results are shown.
    """
    waiting = [
        f
        for f in plan.assessment.with_outcome(Outcome.UNDETERMINED)
        if f.left_open and not f.missing
    ]
    found = plan.assessment.of
    planned = sorted(
        plan.selection.chosen,
        key=lambda f: order_of(found(f.measure.id), Group.ELIGIBLE, aside=False),
    )
    waiting.sort(key=lambda f: order_of(f, Group.LEFT_OPEN, aside=False))
    return (*planned, *waiting)


def default_measures(plan: ActionPlan) -> tuple[str, ...]:
    """The measures that get a page where none is named."""
    return tuple(f.measure.id for f in worth_claiming(plan) if has_page(f))


def has_page(finding: Finding) -> bool:
    """Whether there is something to hand in or to be paid; mere services stand in the overview."""
    measure = finding.measure
    return bool(measure.benefit.form.is_cash or measure.materials or measure.deadlines)


def _named(plan: ActionPlan, measure_ids: Sequence[str]) -> tuple[Finding, ...]:
    known = plan.assessment.by_measure
    for measure_id in measure_ids:
        if measure_id not in known:
            raise ReportError(f"政策库里没有编号为“{measure_id}”的政策事项。")
    return tuple(known[measure_id] for measure_id in measure_ids)


def _front(
    plan: ActionPlan,
    findings: Sequence[Finding],
    pages: Sequence[Finding],
    *,
    whole: bool,
    scan: str,
) -> Iterator[Block]:
    """The covering page, and the list of all that is in the paper."""
    if not findings:
        yield Heading(TITLE, level=1)
        yield company(plan.assessment)
        yield Notice("按目前填写的内容，还没有可以打印的政策事项。请先补上缺的信息，再来看一次。")
        return
    yield from cover(plan, TITLE, findings, whole=whole, scan=scan)
    yield PageBreak()
    yield Heading("事项总表", level=1)
    if by_hand := _by_hand(plan):
        yield Paragraph(by_hand, quiet=True)
    if whole and (left_out := _left_out(plan, findings)):
        yield Paragraph(left_out, quiet=True)
    yes = [f for f in pages if f.outcome is Outcome.ELIGIBLE]
    maybe = [f for f in pages if f.outcome is Outcome.UNDETERMINED]
    no = [f for f in pages if f.outcome is Outcome.INELIGIBLE]
    for title, group in (("符合条件", yes), ("待定", maybe), ("不符合条件", no)):
        if group:
            yield Heading(f"{title}（{len(group)}项）")
            yield _measures(plan, group, pages)
    services = [f for f in findings if f not in pages]
    if services:
        sure = sum(f.outcome is Outcome.ELIGIBLE for f in services)
        counts = f"{len(services)}项，其中符合条件{sure}项"
        yield Heading(f"还可以享受或询问的服务（{counts}，不用交材料）")
        yield _services(plan, services)
    if plan.warnings:
        yield Heading("可能不能同时享受")
        yield Lines(plan.warnings)


def _by_hand(plan: ActionPlan) -> str:
    """Facts that the user set in place of what the program derives, each with the reason given."""
    parts = []
    for result in plan.assessment.derived:
        if result.overruled:
            reason = f"（原因：{result.because}）" if result.because else ""
            parts.append(f"{result.fact.label}：{result.words}{reason}")
    return f"手工改过、没有按程序推算的：{'；'.join(parts)}。" if parts else ""


def _left_out(plan: ActionPlan, findings: Sequence[Finding]) -> str:
    """What the program shows and this paper does not, so that the numbers can be compared."""
    listed = {f.measure.id for f in findings}
    parts = []
    for outcome, words in (
        (Outcome.UNDETERMINED, "还差信息的待定事项"),
        (Outcome.INELIGIBLE, "不符合条件的事项"),
    ):
        rest = [f for f in plan.assessment.with_outcome(outcome) if f.measure.id not in listed]
        if rest:
            parts.append(f"{words}{len(rest)}项")
    return f"没有列出的：{'，'.join(parts)}。" if parts else ""


def _measures(plan: ActionPlan, findings: Sequence[Finding], pages: Sequence[Finding]) -> Table:
    book = plan.assessment.book
    aside = {s.finding.measure.id for s in plan.selection.set_aside}
    rows = tuple(
        (
            str(pages.index(f) + 1),
            f.measure.title,
            _source(book, f),
            phrase.amount_words(f) + ("（不另计）" if f.measure.id in aside else ""),
            _next_date(plan, f),
            _office(f),
        )
        for f in findings
    )
    head = ("序号", "政策事项", "依据", "支持", "最近期限", "部门")
    return Table(head, rows, (6, 29, 21, 22, 17, 20))


def _source(book: PolicyBook, finding: Finding) -> str:
    """文号 and clause on two lines, for a narrow column."""
    return phrase.source_words(book, finding.measure.clause_id).replace(" ", "\n", 1)


def _office(finding: Finding) -> str:
    """The department to ask first, and how many share the work."""
    departments = finding.measure.departments
    if len(departments) < 2:
        return "".join(departments)
    return f"{departments[0]}等{len(departments)}个部门"


def _next_date(plan: ActionPlan, finding: Finding) -> str:
    days = [
        d.day
        for d in plan.deadlines
        if d.measure_id == finding.measure.id and d.status is not DeadlineStatus.PASSED
    ]
    return phrase.day_words(min(days)) if days else ""


def _services(plan: ActionPlan, findings: Sequence[Finding]) -> Table:
    book = plan.assessment.book
    rows = tuple(
        (
            f.measure.title,
            _source(book, f),
            phrase.outcome_words(f),
            _office(f),
        )
        for f in findings
    )
    return Table(("政策事项", "依据", "核对结果", "部门"), rows, (40, 22, 22, 32))


def _merged_materials(
    plan: ActionPlan, findings: Sequence[Finding], ticks: Ticks
) -> Iterator[Block]:
    """Every paper once, with the measures that ask for it."""
    if len(findings) < 2 or not any(f.measure.materials for f in findings):
        return
    yield PageBreak()
    yield Heading("材料合并清单", level=1)
    yield from _papers(plan, findings, ticks)


def _papers(plan: ActionPlan, findings: Sequence[Finding], ticks: Ticks) -> Iterator[Block]:
    """The papers in groups, with what is usual for each, ticked where they are ready."""
    book = plan.assessment.book
    listed = items(book, findings)
    ready = ticks.count(listed)
    progress = f"已备 {ready} / {len(listed)}。" if ready else f"共{len(listed)}种材料。"
    numbers = {f.measure.id: i for i, f in enumerate(findings, start=1)}
    yield Paragraph(
        f"{progress}同一份材料只列一次；“第几项”是事项的序号，要几项就至少备几份。{phrase.PAPERS}",
        quiet=True,
    )
    groups: dict[str, list[ChecklistItem]] = {}
    for item in listed:
        groups.setdefault(item.paper.group, []).append(item)
    for label, members in groups.items():
        if label:
            yield Heading(label)
        yield TickList(tuple(_tick(item, numbers, book, ticks) for item in members))


def _tick(item: ChecklistItem, numbers: Mapping[str, int], book: PolicyBook, ticks: Ticks) -> Tick:
    used = f"第{phrase.in_short([numbers[m] for m in item.measures])}项"
    copies = f"{used}，至少{item.copies}份" if item.copies > 1 else used
    practice = (copies, phrase.paper_words(item.paper), item.paper.issuer)
    remark = "；".join(p for p in practice if p)
    text = item.name
    if item.answers:
        text += f"\n对应填写：{'；'.join(item.answers)}"
    if note := ticks.notes.get(item.id):
        text += f"\n备注：{note}"
    return Tick(text, f"{remark}　{phrase.basis_of(item, book)}", item.id in ticks.done)


def _sheet(plan: ActionPlan, findings: Sequence[Finding]) -> Iterator[Block]:
    if findings:
        yield PageBreak()
        yield from entry_sheet(plan, findings)
