"""What stands around the screens: the steps above, messages, and the running sum below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from dgassist.ui import theme
from dgassist.ui.language import REMINDER, tr
from dgassist.ui.widgets.element import RIGHT, ElidedLabel, button, column, label, row

if TYPE_CHECKING:
    from dgassist.case import Case

START, CLIENTS, INTERVIEW, QUESTIONS, REVIEW, RESULTS, MEASURE, PLAN = (
    "start", "clients", "interview", "questionnaire", "review", "results", "measure", "plan",
)  # fmt: skip
PREVIEW, DOCUMENTS, HELP, BACKUPS = "preview", "documents", "help", "backups"
_WITHOUT_CLIENT = (START, DOCUMENTS)


class Frame(QWidget):
    """Holds the screens in ``stack``."""

    step_chosen = Signal(str)
    next_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_unsaved = False
        self.stack = QStackedWidget()
        layout = column(self, spacing=0)
        layout.addWidget(self._make_bar())
        layout.addWidget(self._make_notice())
        layout.addWidget(self.stack, 1)
        layout.addWidget(self._make_foot())

    def _make_bar(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("class", "bar")
        self.steps = {
            name: button(words, lambda n=name: self.step_chosen.emit(n), "step")  # type: ignore[misc]
            for name, words in (
                (START, tr("企业")),
                (QUESTIONS, tr("填写情况")),
                (REVIEW, tr("核对答案")),
                (RESULTS, tr("看结果")),
                (PLAN, tr("办理计划")),
                (DOCUMENTS, tr("政策原文")),
            )
        }
        for n, step in enumerate(self.steps.values(), start=1):
            step.setToolTip(f"Alt+{n}")
            step.setCheckable(True)
            step.setEnabled(False)
        self.client = ElidedLabel("muted")
        self.client.setProperty("alignment", RIGHT)
        self.next = button(tr("下一位"), self.next_asked.emit)
        self.next.setToolTip(tr("清空屏幕，接待下一家（{keys}）").format(keys="F9"))
        self.next.hide()
        self.output = button(tr("输出"), kind="step")
        self.output.setToolTip(tr("预览、打印、存为 PDF、Word、Excel、日历"))
        self.menu = button(tr("设置"), kind="step")
        brand = label(tr("莞企政策助手"), "brand", wrap=False)
        line = row(brand, *self.steps.values(), self.client, self.next, self.output, self.menu)
        line.setSpacing(theme.TIGHT)
        line.setStretch(line.count() - 4, 1)
        line.insertSpacing(1, theme.MEDIUM)
        line.setContentsMargins(theme.LARGE, 0, theme.LARGE, 0)
        bar.setLayout(line)
        return bar

    def _make_notice(self) -> QWidget:
        self.notice = QFrame()
        self.notice.setProperty("class", "notice")
        self.notice_words = label("")
        line = row(self.notice_words, button(tr("知道了"), self.notice.hide))
        line.setStretch(0, 1)
        column(self.notice, margin=theme.SMALL).addLayout(line)
        self.notice.hide()
        return self.notice

    def _make_foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("class", "foot")
        self.summary = label("", "strong", wrap=False)
        self.saved = label("", "caption", wrap=False)
        reminder = ElidedLabel("caption")
        reminder.setText(tr("{reminder}；填写不等于申报").format(reminder=REMINDER))
        reminder.setProperty("alignment", RIGHT)
        line = row(self.summary, self.saved, reminder, spacing=theme.MEDIUM)
        line.setStretch(2, 1)
        line.setContentsMargins(theme.LARGE, theme.TIGHT + 2, theme.LARGE, theme.TIGHT + 2)
        foot.setLayout(line)
        return foot

    def show_step(self, name: str, *, is_open: bool) -> None:
        """Mark the step one is at; most steps want an open client."""
        for step, shown in self.steps.items():
            shown.setChecked(step == name)
            shown.setEnabled(is_open or step in _WITHOUT_CLIENT)

    def show_case(self, case: Case) -> None:
        """Show whose case it is, and what it comes to so far."""
        from dgassist.engine.wording import money
        from dgassist.plan.group import Group, grouped

        self.client.setText(case.name or tr("还没填名称的企业"))
        plan = case.plan
        groups = [*grouped(plan).values()]
        self.summary.setText(
            tr("符合 {n} 项 · 待定 {m} 项 · 确定 {exact} · 最高合计 {ceiling}").format(
                n=groups.count(Group.ELIGIBLE),
                m=groups.count(Group.LACKING) + groups.count(Group.LEFT_OPEN),
                exact=money(plan.exact_total),
                ceiling=money(plan.ceiling_total),
            )
        )

    def show_nobody(self) -> None:
        """No company is open."""
        self.client.clear()
        self.summary.clear()

    def offer_next(self, offered: bool) -> None:
        """Whether there is more than one company to serve."""
        self.next.setVisible(offered)

    def begin(self) -> None:
        """Another company: what was said about the one before is over."""
        self.saved.clear()
        self._is_unsaved = False
        self.notice.hide()

    def show_saved(self, at: str) -> None:
        """Say when it was saved last."""
        self.saved.setText(tr("已自动保存 {at}").format(at=at))
        if self._is_unsaved:
            self._is_unsaved = False
            self.notice.hide()

    def show_unsaved(self, words: str) -> None:
        """Say that the last change was not saved, until one is."""
        self._is_unsaved = True
        self.saved.setText(tr("没有保存"))
        self.say(tr("{problem} 刚填的内容还在屏幕上，没有丢。").format(problem=words))

    def say(self, words: str) -> None:
        """Say something above the screen, until it is read."""
        self.notice_words.setText(words)
        self.notice.show()
