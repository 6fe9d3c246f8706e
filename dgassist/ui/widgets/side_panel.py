"""Beside the interview: what is found so far, and what the last answer decided."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel

from dgassist.case import Case
from dgassist.engine.eligibility import Outcome
from dgassist.engine.truth import Truth
from dgassist.engine.wording import money
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.interview import TRUTH_OF, Decided
from dgassist.ui.widgets.element import (
    ElidedLabel,
    Page,
    button,
    card,
    clear,
    column,
    label,
    line,
    row,
)
from dgassist.ui.widgets.sign import Sign

_WIDTH, _WIDEST = 296, 344
_NAMED = 3
_SIGN = 18


class SidePanel(Page):
    """Follows every answer; the way to the results is always open."""

    results_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(min(theme.look().px(_WIDTH), _WIDEST))
        self.setAccessibleName(tr("到目前为止"))
        frame, inside = card(spacing=theme.SMALL)
        inside.addWidget(label(tr("到目前为止"), "strong"))
        self.counts = {outcome: label("", "lead", wrap=False) for outcome in Outcome}
        inside.addLayout(self._make_counts())
        inside.addWidget(line())
        self.exact, self.ceiling = label("", "lead", wrap=False), label("", "lead", wrap=False)
        inside.addLayout(_sum(tr("金额确定的"), self.exact))
        inside.addLayout(_sum(tr("最高合计"), self.ceiling))
        inside.addWidget(label(tr("最高数是封顶，不是承诺"), "caption"))
        self.results = button(tr("先看看结果"), self.results_asked.emit)
        inside.addWidget(self.results)
        self.column.setSpacing(theme.MEDIUM)
        self.column.addWidget(frame)
        self.news, self._news_column = card(spacing=theme.SMALL)
        self.news.hide()
        self.column.addWidget(self.news)
        self.column.addStretch(1)

    def show_case(self, case: Case) -> None:
        """Show the counts and totals of a case."""
        for outcome, figure in self.counts.items():
            figure.setText(str(len(case.assessment.with_outcome(outcome))))
        self.exact.setText(money(case.plan.exact_total))
        self.ceiling.setText(money(case.plan.ceiling_total))

    def offer_results(self, *, offered: bool) -> None:
        """Whether the way to the results is shown here; at the end it stands below the page."""
        self.results.setVisible(offered)

    def show_decided(self, found: Sequence[Decided] | None) -> None:
        """Show what the last answer decided; None before there was one."""
        self.news.setVisible(found is not None)
        clear(self._news_column)
        if found is None:
            return
        if not found:
            self._news_column.addWidget(label(tr("刚才的回答还没有单独决定哪一项"), "muted"))
            return
        self._news_column.addWidget(label(tr("刚才的回答以后"), "strong"))
        for truth, words in (
            (Truth.TRUE, tr("定下来符合的 {n} 项")),
            (Truth.UNKNOWN, tr("要答的齐了、由部门认定的 {n} 项")),
            (Truth.FALSE, tr("定下来不符合的 {n} 项")),
        ):
            self._show_part(words, [one for one in found if one.truth is truth])

    def _show_part(self, words: str, found: Sequence[Decided]) -> None:
        """What came out alike: how many, the first by name, and how many more."""
        if not found:
            return
        self._news_column.addWidget(label(words.format(n=len(found)), "muted"))
        for one in found[:_NAMED]:
            self._news_column.addWidget(_entry(one))
        if len(found) > _NAMED:
            words = tr("还有 {n} 项").format(n=len(found) - _NAMED)
            self._news_column.addWidget(label(words, "caption"))

    def _make_counts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SMALL)
        grid.setVerticalSpacing(theme.TIGHT)
        grid.setColumnStretch(1, 1)
        names = {
            Outcome.ELIGIBLE: tr("符合"),
            Outcome.UNDETERMINED: tr("待定"),
            Outcome.INELIGIBLE: tr("不符合"),
        }
        for i, (outcome, name) in enumerate(names.items()):
            grid.addWidget(Sign(TRUTH_OF[outcome], _SIGN), i, 0)
            grid.addWidget(label(name, wrap=False), i, 1)
            grid.addWidget(self.counts[outcome], i, 2, Qt.AlignmentFlag.AlignRight)
        return grid


def _sum(name: str, figure: QFrame) -> QHBoxLayout:
    return row(label(name, "muted", wrap=False), None, figure)


def _title(one: Decided) -> QLabel:
    """The name of a measure; of what is ruled out, in one line."""
    if one.truth is not Truth.FALSE:
        return label(one.title)
    title = ElidedLabel("muted")
    title.setText(one.title)
    title.setToolTip(one.title)
    return title


def _entry(one: Decided) -> QFrame:
    """A measure with its sign and its amount."""
    inside = column(spacing=0)
    inside.addWidget(_title(one))
    if one.amount:
        inside.addWidget(label(one.amount, "caption"))
    frame = QFrame()
    layout = row(inside, spacing=theme.SMALL)
    sign = Sign(one.truth, _SIGN)
    layout.insertWidget(0, sign, 0, Qt.AlignmentFlag.AlignTop)
    layout.setStretch(1, 1)
    frame.setLayout(layout)
    return frame
