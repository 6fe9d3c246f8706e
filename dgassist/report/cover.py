"""The covering page: who, how much, what falls due next, and what is given up for what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dgassist.engine.assessment import Finding
from dgassist.engine.value import ZERO
from dgassist.engine.wording import money
from dgassist.model.measure import Form, RelationKind
from dgassist.model.window import Stage
from dgassist.plan.actionplan import ActionPlan, is_own
from dgassist.plan.deadline import Deadline, DeadlineStatus
from dgassist.plan.selection import SetAside, high, low
from dgassist.plan.summary import next_day
from dgassist.report import phrase
from dgassist.report.document import (
    Block,
    Code,
    Figure,
    Figures,
    Heading,
    Lines,
    Notice,
    Paragraph,
    Table,
)
from dgassist.report.page import company
from dgassist.report.step import overview

_NEXT = 6
"""So many dates stand on the covering page; all of them on the pages of the measures."""
_NAMED = 3
_QUOTED = 120  # characters


def cover(
    plan: ActionPlan, title: str, findings: Sequence[Finding], *, whole: bool, scan: str = ""
) -> Iterator[Block]:
    """The blocks of the covering page; ``scan`` is the text that reopens the case."""
    assessment = plan.assessment
    yield Heading(title, level=1)
    yield company(assessment)
    if scan:
        code = scan.partition(":")[2]
        words = (
            f"个案编号 {code}\n在程序的企业列表里扫这个码，或输入编号，就能再打开这家企业的资料。"
        )
        yield Code(scan, words)
    yield from totals(plan, findings)
    yield Notice(phrase.NOTICE)
    day = phrase.day_words(assessment.as_of)
    checked = f"按{day}的情况核对；政策数据核对至{assessment.book.data_date}。"
    yield Paragraph(checked, quiet=True)
    yield Paragraph(phrase.EXCLUSIONS, quiet=True)
    yield from _next_dates(plan, findings)
    if whole:
        yield from not_counted(plan)
        if near := tuple(overview(plan)):
            yield Heading("差一步的")
            yield Lines(near)


def totals(plan: ActionPlan, findings: Sequence[Finding]) -> Iterator[Figures]:
    """Exact money, ceilings, money for persons, and what is no cash: each by itself."""
    planned = {f.measure.id: f for f in plan.selection.chosen}
    chosen = [planned[f.measure.id] for f in findings if f.measure.id in planned]
    cash = [f for f in chosen if f.measure.benefit.form.is_cash]
    own = [f for f in cash if is_own(f)]
    items = []
    if cash:
        exact, ceiling = sum((low(f) for f in own), ZERO), sum((high(f) for f in own), ZERO)
        items += [
            Figure("确定金额合计", money(exact), "文中写明数额的事项"),
            Figure("连上限一起合计", f"最高{money(ceiling)}", "是最高数，不是承诺"),
        ]
    if personal := sum((high(f) for f in cash if not is_own(f)), ZERO):
        items.append(Figure("另有给个人、团队的", f"最高{money(personal)}", "不计入左边合计"))
    others = [f.measure.benefit.form for f in chosen if f not in cash]
    if count := sum(form is not Form.OBLIGATION for form in others):
        items.append(Figure("不是钱的支持", f"{count}项", "贷款、服务、优先等，不折算成钱"))
    if items:
        yield Figures(tuple(items))


def _next_dates(plan: ActionPlan, findings: Sequence[Finding]) -> Iterator[Block]:
    """The next days on which something falls due, each once, with all that falls due on it."""
    titles = {f.measure.id: f.measure.title for f in findings}
    groups: dict[tuple[date, date, Stage | None], list[Deadline]] = {}
    for d in plan.deadlines:
        if d.measure_id in titles and d.status is not DeadlineStatus.PASSED:
            groups.setdefault((next_day(d), d.day, d.stage), []).append(d)
    days = [groups[key] for key in sorted(groups, key=lambda key: key[:2])]
    if not days:
        return
    rows = []
    for due in days[:_NEXT]:
        about = dict.fromkeys(titles[d.measure_id] for d in due)
        words = "、".join(sorted({phrase.deadline_words(d) for d in due}))
        shown = "、".join(about) if len(about) <= _NAMED else f"关系到{len(about)}项"
        rows.append((phrase.due_words(due[0]), phrase.left_words(due[0]), words, shown))
    more = len(days) - _NEXT
    yield Heading(f"接下来的期限（后面还有{more}个日子）" if more > 0 else "接下来的期限")
    yield Table(("日期", "还有", "什么期限", "事项"), tuple(rows), (29, 13, 40, 26))


def not_counted(plan: ActionPlan) -> Iterator[Block]:
    """What is given up, for what and by which sentence; then what is only written twice."""
    aside = plan.selection.set_aside
    lost = [s for s in aside if s.relation.kind is not RelationKind.DUPLICATE]
    if lost:
        rows = tuple(
            (
                s.finding.measure.title,
                given_up_words(s),
                _loss(s),
                s.instead.measure.title,
                _because(plan, s),
            )
            for s in lost
        )
        head = ("事项", "放弃的", "金额", "换来的", "为什么")
        yield Heading(f"放弃了什么，为什么（{len(lost)}项）")
        yield Table(head, rows, (20, 15, 13, 18, 52))
    twice = [s for s in aside if s not in lost]
    if twice:
        yield Heading(f"同一项支持写了两处，只计一次（{len(twice)}项，没有少计）")
        yield Lines(
            tuple(
                f"{s.finding.measure.title}：计在{s.instead.measure.title}。{s.relation.note}"
                for s in twice
            )
        )


def given_up_words(given_up: SetAside) -> str:
    """For which records a support is given up, or that it is wholly."""
    if given_up.is_whole:
        return "整项"
    names = [r.name for r in given_up.finding.records if set(r.indexes) & set(given_up.records)]
    more = f"等{len(names)}项" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more


def _loss(given_up: SetAside) -> str:
    benefit = given_up.finding.measure.benefit
    if not benefit.form.is_cash:
        return phrase.form_words(benefit.form)
    return f"最高{money(given_up.amount)}" if given_up.amount else "文中没写多少"


def _because(plan: ActionPlan, given_up: SetAside) -> str:
    """The note of the relation, and the sentences it rests on, each with its place."""
    book = plan.assessment.book
    parts = [given_up.relation.note]
    for citation in given_up.relation.citations:
        quote = citation.quote.replace("\n", "")
        if len(quote) > _QUOTED:
            quote = f"{quote[:_QUOTED]}……"
        parts.append(f"{phrase.source_words(book, citation.clause_id)}：{phrase.quoted(quote)}")
    return "\n".join(parts)
