"""One date: when, what, how much depends on it, what to do; unfolded, the grounds and supports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from dgassist.engine.assessment import Assessment
from dgassist.engine.eligibility import Outcome
from dgassist.model.provenance import Citation
from dgassist.plan.agenda import Item
from dgassist.plan.deadline import DeadlineStatus
from dgassist.report import agenda as words
from dgassist.report import phrase
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.widgets.condition_list import quote
from dgassist.ui.widgets.element import button, column, label, row, tag
from dgassist.ui.widgets.occasion_sign import OccasionSign

_SOON = 30  # days
_FEW = 6


class DeadlineCard(QFrame):
    """Folded until it is asked for more."""

    measure_chosen = Signal(str)
    citation_opened = Signal(str, str)

    def __init__(self, item: Item, assessment: Assessment) -> None:
        super().__init__()
        self.item = item
        self._assessment = assessment
        self._more: QWidget | None = None
        self.setProperty("class", "card")
        is_passed = item.status is DeadlineStatus.PASSED
        sign = OccasionSign(item.occasion, is_passed=is_passed)
        day, remark = _day_words(item)
        when = column(spacing=0)
        when.addWidget(label(day, "muted" if is_passed else "strong", wrap=False))
        when.addWidget(label(remark, "caption", wrap=False))
        title = " ".join(
            p for p in (words.source_words(item, assessment.book), words.item_words(item)) if p
        )
        what = column(spacing=theme.TIGHT)
        what.addWidget(label(title, "muted" if is_passed else "strong"))
        if told := words.share_words(item, assessment):
            what.addWidget(label(told, "muted" if is_passed else ""))
        if told := words.advice_words(item):
            what.addWidget(label(told, "muted"))
        left = tag(phrase.left_words(item), _tag_kind(item))
        self.toggle = button("", self._on_toggle, "link")
        self._what = title
        side = column(spacing=theme.TIGHT)
        side.addWidget(left, 0, Qt.AlignmentFlag.AlignRight)
        side.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignRight)
        side.addStretch(1)
        for part in (when, what):
            part.addStretch(1)
        signs = column()
        signs.addSpacing(theme.TIGHT + 1)
        signs.addWidget(sign)
        signs.addStretch(1)
        line = row(signs, when, what, side, spacing=theme.MEDIUM)
        line.setStretch(2, 1)
        column(self, margin=theme.MEDIUM).addLayout(line)
        self._column = what
        self._say()

    @property
    def is_unfolded(self) -> bool:
        """Whether the grounds are shown."""
        return self._more is not None and not self._more.isHidden()

    def unfold(self) -> None:
        """Show the grounds and the supports."""
        if self._more is None:
            self._more = self._make_more()
            self._column.insertWidget(self._column.count() - 1, self._more)
        self._more.show()
        self._say()

    def _on_toggle(self) -> None:
        if self.is_unfolded and self._more is not None:
            self._more.hide()
            self._say()
        else:
            self.unfold()

    def _say(self) -> None:
        self.toggle.setText(tr("收起") if self.is_unfolded else tr("依据和事项"))
        told = tr("收起：{what}") if self.is_unfolded else tr("看依据和事项：{what}")
        self.toggle.setAccessibleName(told.format(what=self._what))

    def _make_more(self) -> QWidget:
        more = QWidget()
        inside = column(more)
        book = self._assessment.book
        if self.item.safe_day != self.item.day or self.item.stage is not None:
            when = phrase.due_words(self.item)
            inside.addWidget(label(tr("日期：{when}").format(when=when)))
        if self.item.note:
            inside.addWidget(label(self.item.note))
        for basis in self.item.bases:
            if isinstance(basis, Citation):
                inside.addWidget(quote(basis, book, self.citation_opened.emit))
            else:
                told = f"{phrase.basis_words(book, basis)} {basis.url}".strip()
                inside.addWidget(label(told, "caption"))
        if not self.item.bases:
            inside.addWidget(label(tr("这个日子是您填的，不是文件里写的。"), "caption"))
        links = MeasureLinks(self.item.measure_ids, self._assessment)
        links.measure_chosen.connect(self.measure_chosen)
        inside.addWidget(links)
        return more


class MeasureLinks(QWidget):
    """The supports that depend on a date, those that are eligible first; of many, the first few."""

    measure_chosen = Signal(str)

    def __init__(self, measure_ids: Sequence[str], assessment: Assessment) -> None:
        super().__init__()
        known = assessment.by_measure
        findings = [known[measure_id] for measure_id in measure_ids]
        self._ordered = sorted(findings, key=lambda f: f.outcome is not Outcome.ELIGIBLE)
        self._column = column(self, spacing=0)
        self._add(0, _FEW)
        self.more = button("", self._on_more, "link")
        rest = len(self._ordered) - _FEW
        self.more.setText(tr("看全部{n}项").format(n=len(self._ordered)))
        self._column.addLayout(row(self.more, None))
        self.more.setVisible(rest > 0)

    def _on_more(self) -> None:
        self.more.hide()
        self._add(_FEW, len(self._ordered))

    def _add(self, start: int, stop: int) -> None:
        for finding in self._ordered[start:stop]:
            measure = finding.measure
            go = button(measure.title, kind="link")
            go.clicked.connect(lambda _=False, i=measure.id: self.measure_chosen.emit(i))
            go.setAccessibleName(tr("打开：{title}").format(title=measure.title))
            state = tag(phrase.outcome_words(finding), _outcome_kind(finding.outcome))
            self._column.addLayout(row(go, state, None))


def _outcome_kind(outcome: Outcome) -> str:
    return "tag-true" if outcome is Outcome.ELIGIBLE else "tag-unknown"


def _tag_kind(item: Item) -> str:
    if item.status is DeadlineStatus.PASSED or not item.is_to_do:
        return "tag"
    today = item.day - timedelta(item.days_left)
    return "tag-unknown" if (item.next_day - today).days <= _SOON else "tag"


def _day_words(item: Item) -> tuple[str, str]:
    """The day in short, with its weekday; a window that lies ahead from its first day on."""
    if item.stage is not None and item.status is DeadlineStatus.AHEAD:
        until = tr("至{day}").format(day=item.stage.closes.isoformat())
        return item.stage.opens.isoformat(), until
    names = (tr("周一"), tr("周二"), tr("周三"), tr("周四"), tr("周五"), tr("周六"), tr("周日"))
    return item.day.isoformat(), names[item.day.weekday()]
