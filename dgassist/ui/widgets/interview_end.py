"""The last page of the interview: what was found, what stays open and why, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from dgassist.case import Case
from dgassist.engine.assessment import Finding
from dgassist.engine.eligibility import Outcome
from dgassist.engine.interview import Progress, left_out
from dgassist.engine.value import ZERO
from dgassist.engine.wording import money
from dgassist.plan.actionplan import is_own
from dgassist.plan.group import Group, grouped
from dgassist.report import phrase
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.interview import PRINTED, TRUTH_OF, arises, asking, reason
from dgassist.ui.widgets.element import Page, button, card, column, label, row
from dgassist.ui.widgets.question_page import WIDTH
from dgassist.ui.widgets.sign import Sign

_NAMED = 5


class EndPage(Page):
    """Emits which question is to be answered after all."""

    fill_asked = Signal(str)
    form_asked = Signal()

    def __init__(self) -> None:
        super().__init__(width=WIDTH)

    def show_case(self, case: Case, progress: Progress) -> None:
        """Show how the whole interview ended."""
        self.refill()
        assessment, plan = case.assessment, case.plan
        found = assessment.with_outcome(Outcome.ELIGIBLE)
        words = tr("符合 {n} 项，金额确定的 {exact}，最高合计 {ceiling}").format(
            n=len(found), exact=money(plan.exact_total), ceiling=money(plan.ceiling_total)
        )
        is_whole = not left_out(assessment, progress)
        self._head(tr("问完了") if is_whole else tr("能问的都问过了"), words)
        whole = button(tr("想看全部问题：整页填写"), self.form_asked.emit, "link")
        why = label(tr("其余的对您的结果没有影响，所以没问。"), "muted", wrap=False)
        self.column.addLayout(row(why, whole, None))
        if found:
            counted = {f.measure.id for f in plan.selection.chosen if is_own(f)}
            order = sorted(found, key=lambda f: (f.measure.id not in counted, *_largest(f)))
            self._findings(tr("已经符合的"), order)
        self._unanswered(case, progress)
        groups = grouped(plan)
        left = [f for f in assessment.findings if groups[f.measure.id] is Group.LEFT_OPEN]
        if left:
            self._findings(
                tr("只差部门认定的"),
                sorted(left, key=_largest),
                tr("您要答的都答了。剩下的条件文件没有写明，要由部门认定；结果里逐条列着问谁。"),
            )
        self._printed(case)
        self.column.addStretch(1)

    def show_measure(self, case: Case, measure_id: str) -> None:
        """Show how it ended with one measure."""
        self.refill()
        finding = case.assessment.of(measure_id)
        self._head(tr("这一项问完了"), "")
        frame, inside = card(margin=theme.LARGE, spacing=theme.SMALL)
        head = row(Sign(TRUTH_OF[finding.outcome]), label(phrase.outcome_words(finding), "lead"))
        head.setStretch(1, 1)
        inside.addLayout(head)
        if finding.outcome is not Outcome.INELIGIBLE:
            inside.addWidget(label(phrase.amount_words(finding)))
        for title, results in (
            (tr("不满足"), finding.failing if finding.outcome is Outcome.INELIGIBLE else ()),
            (tr("要问部门"), finding.left_open),
        ):
            for result in results:
                words = tr("{title}：{label}").format(title=title, label=result.criterion.label)
                inside.addWidget(label(words, "muted"))
        self.column.addWidget(frame)
        if finding.missing:
            inside = self._part(tr("还没弄清的"), tr("弄清以后随时可以来填。"))
            for key in sorted(finding.missing):
                inside.addLayout(self._question(key, asking(key, case.book).heading))
        self.column.addStretch(1)

    def _head(self, title: str, words: str) -> None:
        self.column.addWidget(label(title, "title"))
        if words:
            self.column.addWidget(label(words, "lead"))

    def _part(self, title: str, words: str = "") -> QVBoxLayout:
        frame, inside = card(spacing=theme.SMALL)
        inside.addWidget(label(title, "lead"))
        if words:
            inside.addWidget(label(words, "muted"))
        self.column.addWidget(frame)
        return inside

    def _findings(self, title: str, findings: Sequence[Finding], words: str = "") -> None:
        inside = self._part(tr("{title}（{n}）").format(title=title, n=len(findings)), words)
        for finding in findings[:_NAMED]:
            amount = label(phrase.amount_words(finding).strip("—"), "muted", wrap=False)
            entry = row(Sign(TRUTH_OF[finding.outcome], 18), label(finding.measure.title), amount)
            entry.setStretch(1, 1)
            inside.addLayout(entry)
        if len(findings) > _NAMED:
            words = tr("一共 {n} 项，都在结果里").format(n=len(findings))
            inside.addWidget(label(words, "caption"))

    def _unanswered(self, case: Case, progress: Progress) -> None:
        questions = left_out(case.assessment, progress)
        if not questions:
            return
        inside = self._part(
            tr("还没弄清的（{n}）").format(n=len(questions)),
            tr("这些没有答案，关系到的政策先算“待定”。弄清以后随时可以来填。"),
        )
        for question in questions:
            heading = asking(question.id, case.book).heading
            inside.addLayout(self._question(question.id, heading, reason(question, case.book)))

    def _printed(self, case: Case) -> None:
        told = case.answers.company
        lacking = [k for k in PRINTED if k in case.book.question and arises(k, case)]
        lacking = [k for k in lacking if k not in told]
        if lacking:
            inside = self._part(tr("打印清单还缺"), tr("不影响结果；不填就在清单上留空，手写。"))
            for key in lacking:
                inside.addLayout(self._question(key, case.book.question[key].label))

    def _question(self, key: str, heading: str, words: str = "") -> QHBoxLayout:
        inside = column(spacing=0)
        inside.addWidget(label(heading))
        if words:
            inside.addWidget(label(words, "caption"))
        fill = button(tr("去填写"), lambda: self.fill_asked.emit(key), "link")
        fill.setAccessibleName(tr("去填写：{heading}").format(heading=heading))
        entry = row(inside, fill)
        entry.setStretch(0, 1)
        return entry


def _largest(finding: Finding) -> tuple[bool, Decimal, str]:
    """An order by what it brings, money first."""
    amount = finding.amount or finding.potential
    measure = finding.measure
    return not measure.benefit.form.is_cash, -((amount and amount.high) or ZERO), measure.id
