"""What to claim together: the supports planned on, in groups never mixed, and what is given up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from dgassist.case import Case
from dgassist.engine.assessment import Finding
from dgassist.engine.wording import money
from dgassist.model.measure import Firmness, Form
from dgassist.model.policybook import PolicyBook
from dgassist.plan.actionplan import is_own
from dgassist.plan.selection import SetAside, high
from dgassist.report import phrase
from dgassist.ui.language import tr
from dgassist.ui.widgets.condition_list import quote
from dgassist.ui.widgets.element import Page, amount_label, button, card, label, line, row


class CombinationPage(Page):
    """Exact money, ceilings, what persons get and what is no money stand apart."""

    measure_chosen = Signal(str)
    citation_opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(width=980)

    def show_case(self, case: Case) -> None:
        """Show the plan of a case."""
        self.refill()
        plan = case.plan
        chosen = plan.selection.chosen
        self.column.addWidget(label(tr("一起申领哪些"), "title"))
        words = tr("能同时拿的都在这里；同一件事只能拿一次的，已按合计最多的方式取舍。")
        self.column.addWidget(label(words, "muted"))
        if not chosen:
            words = tr("还没有确定符合的事项。把还差的信息补上，这里就会列出来。")
            self.column.addWidget(label(words))
        for title, note, total, findings in _groups(chosen):
            inside = self._card(title, note, total)
            for finding in findings:
                inside.addWidget(line())
                inside.addLayout(self._row(finding))
        self._cautions(plan.warnings)
        self._given_up(plan.selection.set_aside, case.book)
        self.column.addWidget(label(phrase.NOTICE, "caption"))
        self.column.addStretch(1)

    def _card(self, title: str, note: str, total: str) -> QVBoxLayout:
        frame, inside = card()
        head = row(label(title, "lead"), label(total, "lead", wrap=False))
        head.setStretch(0, 1)
        inside.addLayout(head)
        if note:
            inside.addWidget(label(note, "caption"))
        self.column.addWidget(frame)
        return inside

    def _row(self, finding: Finding) -> QHBoxLayout:
        measure = finding.measure
        go = button(measure.title, lambda: self.measure_chosen.emit(measure.id), "link")
        go.setAccessibleName(tr("打开：{title}").format(title=measure.title))
        records = tr("{n} 项事项").format(n=len(finding.records)) if finding.records else ""
        amount = amount_label(phrase.amount_words(finding).strip("—"))
        result = row(go, label(records, "muted", wrap=False), amount)
        result.setStretch(2, 1)
        return result

    def _cautions(self, warnings: Sequence[str]) -> None:
        if warnings:
            inside = self._card(tr("能不能都拿，先问一问"), "", "")
            for words in warnings:
                inside.addWidget(line())
                inside.addWidget(label(words))

    def _given_up(self, set_aside: Sequence[SetAside], book: PolicyBook) -> None:
        if not set_aside:
            return
        note = tr("不是不符合，是同一件事已经按另一项算了。要换着申领，先问部门。")
        inside = self._card(tr("没有计入的（{n} 项）").format(n=len(set_aside)), note, "")
        for one in set_aside:
            inside.addWidget(line())
            inside.addLayout(self._row(one.finding))
            for words in given_up_words(one):
                inside.addWidget(label(words))
            for citation in one.relation.citations:
                inside.addWidget(quote(citation, book, self.citation_opened.emit))


def given_up_words(one: SetAside) -> Iterable[str]:
    """What is given up, for what, and why."""
    instead = phrase.quoted(one.instead.measure.title)
    if one.is_whole:
        yield tr("已按{instead}计，这一项不重复计。").format(instead=instead)
    else:
        names = "、".join(r.name for r in one.finding.records if set(r.indexes) & set(one.records))
        words = tr("其中 {names} 已按{instead}计，其余照算。")
        yield words.format(names=names, instead=instead)
    if one.amount:
        yield tr("少计{amount}。").format(amount=money(one.amount))
    if one.relation.note:
        yield one.relation.note


_Group = tuple[str, str, str, list[Finding]]


def _groups(chosen: Sequence[Finding]) -> Iterable[_Group]:
    """The findings by what kind of promise they are, each with its sum; empty groups left out."""
    own_cash = [f for f in chosen if f.measure.benefit.form.is_cash and is_own(f)]
    persons = [f for f in chosen if f.measure.benefit.form.is_cash and not is_own(f)]
    others = [f for f in chosen if not f.measure.benefit.form.is_cash]
    duties = [f for f in others if f.measure.benefit.form is Form.OBLIGATION]
    yield from _group(tr("写明数额的"), tr("文中写明数额，条件也都满足"), own_cash, _is_exact, _sum)
    yield from _group(
        tr("有上限的"), tr("“最高”“不超过”是上限，不是承诺"), own_cash, _is_ceiling, _at_most
    )
    yield from _group(tr("文中没写多少的"), "", own_cash, _is_unstated, _nothing)
    note = tr("发给个人或团队，不计入单位的合计")
    yield from _group(tr("给个人、团队的"), note, persons, _any, _at_most)
    gains = [f for f in others if f not in duties]
    yield from _group(tr("不是钱的支持"), "", gains, _any, _nothing)
    yield from _group(tr("要遵守的义务"), "", duties, _any, _nothing)


def _group(
    title: str,
    note: str,
    findings: Iterable[Finding],
    belongs: Callable[[Finding], bool],
    total: Callable[[Sequence[Finding]], str],
) -> Iterable[_Group]:
    found = sorted((f for f in findings if belongs(f)), key=lambda f: (-high(f), f.measure.id))
    if found:
        yield title, note, total(found), found


def _any(_finding: Finding) -> bool:
    return True


def _is_unstated(finding: Finding) -> bool:
    return finding.amount is None or finding.amount.high is None


def _is_exact(finding: Finding) -> bool:
    benefit = finding.measure.benefit
    return not _is_unstated(finding) and benefit.firmness is Firmness.EXACT


def _is_ceiling(finding: Finding) -> bool:
    return not _is_unstated(finding) and not _is_exact(finding)


def _sum(findings: Sequence[Finding]) -> str:
    low = sum(((f.amount and f.amount.low) or Decimal(0) for f in findings), Decimal(0))
    top = sum((high(f) for f in findings), Decimal(0))
    if low == top:
        return money(top)
    return tr("{low}，最高{high}").format(low=money(low), high=money(top))


def _at_most(findings: Sequence[Finding]) -> str:
    top = sum((high(f) for f in findings), Decimal(0))
    return tr("最高{amount}").format(amount=money(top)) if top else ""


def _nothing(_findings: Sequence[Finding]) -> str:
    return ""
