"""checklist(plan): the paper to hand out, an overview, one list of papers, a page per measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dgassist.engine.assessment import Finding
from dgassist.engine.eligibility import Outcome
from dgassist.engine.value import ZERO
from dgassist.engine.wording import money
from dgassist.model.policybook import PolicyBook
from dgassist.plan.actionplan import ActionPlan, is_own
from dgassist.plan.deadline import DeadlineStatus
from dgassist.plan.selection import high, low
from dgassist.report import phrase
from dgassist.report.document import (
    Block,
    Document,
    Figure,
    Figures,
    Heading,
    Lines,
    Notice,
    PageBreak,
    Paragraph,
    Table,
    Tick,
    TickList,
)
from dgassist.report.error import ReportError
from dgassist.report.page import company, measure_page

TITLE = "政策申报清单"

_FEW = 4
"""Up to so many measures, the list of papers shares the sheet with the overview."""


def checklist(plan: ActionPlan, measure_ids: Iterable[str] = ()) -> Document:
    """The checklist of the chosen measures; of the default ones where none is named.

    A single measure is one page; several come with an overview and one list of papers.

    Raises:
        ReportError: if there is no measure of a given id.
    """
    assessment = plan.assessment
    default = default_measures(plan)
    named = tuple(dict.fromkeys(measure_ids)) or default
    whole = named == default
    pages = _named(plan, named)
    findings = worth_claiming(plan) if whole else pages
    blocks: list[Block] = []
    if whole or len(pages) > 1:
        blocks += _overview(plan, findings, pages, whole=whole)
        blocks += _merged_materials(pages)
    for finding in pages:
        blocks += (PageBreak(), *measure_page(plan, finding))
    name = str(assessment.answers.company.get("company_name", ""))
    data_date = assessment.book.data_date
    return Document(TITLE, name, phrase.NOTICE, assessment.as_of, data_date, tuple(blocks))


def worth_claiming(plan: ActionPlan) -> tuple[Finding, ...]:
    """What is planned on, then what waits for nothing but the department's word."""
    waiting = tuple(
        f
        for f in plan.assessment.with_outcome(Outcome.UNDETERMINED)
        if f.left_open and not f.missing
    )
    return (*plan.selection.chosen, *waiting)


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


def _overview(
    plan: ActionPlan, findings: Sequence[Finding], pages: Sequence[Finding], *, whole: bool
) -> Iterator[Block]:
    assessment = plan.assessment
    yield Heading(TITLE, level=1)
    yield company(assessment)
    if not findings:
        yield Notice("按目前填写的内容，还没有可以打印的政策事项。请先补上缺的信息，再来看一次。")
        return
    yield from _totals(plan, findings)
    yield Notice(phrase.NOTICE)  # above the long lists, never alone on the last sheet
    yield Paragraph(phrase.EXCLUSIONS, quiet=True)
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
    if whole and plan.selection.set_aside:
        yield Heading("没有计入的事项")
        yield Lines(
            tuple(
                f"{s.finding.measure.title}：不另计，只计{s.instead.measure.title}。{s.relation.note}"
                for s in plan.selection.set_aside
            )
        )
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


def _totals(plan: ActionPlan, findings: Sequence[Finding]) -> Iterator[Figures]:
    """Exact money and ceilings apart; money for persons and what is not cash is in neither."""
    chosen = {f.measure.id for f in plan.selection.chosen}
    cash = [f for f in findings if f.measure.id in chosen and f.measure.benefit.form.is_cash]
    if not cash:
        return
    own = [f for f in cash if is_own(f)]
    personal = sum((high(f) for f in cash if not is_own(f)), ZERO)
    items = [
        Figure("确定金额合计", money(sum((low(f) for f in own), ZERO)), "文中写明数额的事项"),
        Figure(
            "连上限一起合计",
            f"最高{money(sum((high(f) for f in own), ZERO))}",
            "是最高数，不是承诺",
        ),
    ]
    if personal:
        items.append(Figure("另有给个人、团队的", f"最高{money(personal)}", "不计入左边合计"))
    yield Figures(tuple(items))


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


def _merged_materials(findings: Sequence[Finding]) -> Iterator[Block]:
    """Every paper once, with how many measures ask for it."""
    if len(findings) < 2:
        return
    uses: dict[str, list[int]] = {}
    usual: dict[str, bool] = {}
    for number, finding in enumerate(findings, start=1):
        for material in finding.measure.materials:
            uses.setdefault(material.name, []).append(number)
            usual[material.name] = usual.get(material.name, True) and material.citation is None
    if not uses:
        return
    if len(findings) > _FEW:
        yield PageBreak()
    yield Heading("材料合并清单", level=1 if len(findings) > _FEW else 2)
    explained = "同一份材料只列一次，后面是要用它的事项在总表里的序号；交几份以受理部门要求为准。"
    yield Paragraph(explained, quiet=True)
    yield TickList(
        tuple(
            Tick(name, _used_by(numbers) + (f"　{phrase.USUAL_PRACTICE}" if usual[name] else ""))
            for name, numbers in uses.items()
        )
    )


def _used_by(numbers: Sequence[int]) -> str:
    return f"第{'、'.join(str(n) for n in numbers)}项"
