"""The results at a glance: sure money, money at most, what else there is, what to do next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from dgassist.case import Case
from dgassist.engine.wording import money
from dgassist.plan.deadline import Deadline
from dgassist.plan.summary import Summary, next_day, summary_of
from dgassist.report import phrase
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.topic import topic_of
from dgassist.ui.widgets.element import button, card, label, row


class SummaryCards(QWidget):
    """Exact money and ceilings stand apart; neither counts what is not the company's own cash."""

    due_asked = Signal(object)  # the day of what falls due next
    measure_chosen = Signal(str)
    question_asked = Signal(str, str)  # topic, question

    def __init__(self) -> None:
        super().__init__()
        self._summary: Summary | None = None
        self._wanted = ("", "")
        self.exact = label("", "figure", wrap=False)
        self.ceiling = label("", "figure", wrap=False)
        self.personal = label("")
        self.beside = label("")
        self.due = label("")
        self.see_due = button(tr("看一看"), self.on_due, "link")
        self.lacking = label("")
        self.fill = button(tr("去填写"), self.on_fill, "link")
        line = row(spacing=theme.MEDIUM - theme.TIGHT)
        line.addWidget(_figure(tr("确定金额"), self.exact, tr("文中写明的数额")), 3)
        words = tr("含“最高”类，不是承诺")
        line.addWidget(_figure(tr("连上限一起合计"), self.ceiling, words), 3)
        title = label(tr("不算在左边的"), "muted", wrap=False)
        line.addWidget(_lines(row(title), row(self.beside), row(self.personal)), 4)
        nexts = _linked(self.due, self.see_due), _linked(self.lacking, self.fill)
        line.addWidget(_lines(*nexts), 6)
        self.setLayout(line)

    def show_case(self, case: Case) -> None:
        """Show the summary of a case."""
        plan, found = case.plan, summary_of(case.plan)
        self._summary = found
        self.exact.setText(money(plan.exact_total))
        self.ceiling.setText(tr("最高{amount}").format(amount=money(plan.ceiling_total)))
        self.beside.setText(tr("不是钱的：{n}项").format(n=found.beside_money))
        personal = tr("个人、团队：最高{amount}").format(amount=money(plan.personal_total))
        self.personal.setText(personal if plan.personal_total else tr("个人、团队：没有"))
        self._show_due(found)
        n = len(found.missing)
        self.lacking.setText(
            tr("还差 {n} 项信息没填").format(n=n) if n else tr("会影响结果的信息都填了")
        )
        self._wanted = topic_of(found.missing[0], case.book) if n else ("", "")
        self.fill.setVisible(bool(self._wanted[0]))

    def _show_due(self, found: Summary) -> None:
        self.see_due.setVisible(found.due is not None)
        if found.due is None:
            self.due.setText(tr("最近没有到期的事项"))
            return
        n, what = len(found.due_together), phrase.deadline_words(found.due)
        self.due.setText(_due_words(found, found.due))
        when = phrase.due_words(found.due)
        self.due.setToolTip(tr("{what}：{when}").format(what=what, when=when))
        self.see_due.setAccessibleName(tr("看最近要办的{n}项").format(n=n))

    def on_due(self) -> None:
        """Asked for what falls due next."""
        if self._summary is None or self._summary.due is None:
            return
        if len(self._summary.due_together) == 1:
            self.measure_chosen.emit(self._summary.due.measure_id)
        else:
            self.due_asked.emit(next_day(self._summary.due))

    def on_fill(self) -> None:
        """Asked for the answer that most findings wait for."""
        self.question_asked.emit(*self._wanted)


def _due_words(found: Summary, due: Deadline) -> str:
    """What falls due next: of several supports, how many are eligible and how many wait."""
    n, left, day = len(found.due_together), phrase.left_words(due), next_day(due).isoformat()
    if n == 1 and not found.is_term:
        what = phrase.deadline_words(due)
        return tr("最近要办的：{what}，{left}").format(what=what, left=left)
    words = (
        tr("最近要办的：有{n}项的政策到{day}为止，{left}")
        if found.is_term
        else tr("最近要办的：有{n}项，{left}（{day}）")
    )
    counts = (tr("符合{n}项"), found.due_sure), (tr("待定{n}项"), n - found.due_sure)
    parts = tr("，").join(told.format(n=count) for told, count in counts if count)
    return tr("{words}。其中{parts}").format(
        words=words.format(n=n, day=day, left=left), parts=parts
    )


def _figure(title: str, figure: QLabel, words: str) -> QWidget:
    frame, inside = card(margin=theme.MEDIUM - theme.TIGHT, spacing=0)
    inside.addWidget(label(title, "muted", wrap=False))
    inside.addWidget(figure)
    inside.addWidget(label(words, "caption"))
    inside.addStretch(1)
    return frame


def _lines(*lines: QHBoxLayout) -> QWidget:
    frame, inside = card(margin=theme.MEDIUM - theme.TIGHT, spacing=theme.TIGHT)
    for line in lines:
        inside.addLayout(line)
    inside.addStretch(1)
    return frame


def _linked(words: QLabel, link: QPushButton) -> QHBoxLayout:
    line = row(words, link)
    line.setStretch(0, 1)
    return line
