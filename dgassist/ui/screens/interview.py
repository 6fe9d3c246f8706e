"""The interview: one question a page, with its reason; beside it what the answers come to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from dgassist.case import Case
from dgassist.engine.dependence import changed
from dgassist.engine.interview import NAME, NextQuestion, Progress, next_page, remaining
from dgassist.model.policybook import PolicyBook
from dgassist.ui import theme
from dgassist.ui.asking import Unsaved
from dgassist.ui.frame import RESULTS, REVIEW
from dgassist.ui.language import tr
from dgassist.ui.models import interview as words
from dgassist.ui.models.topic import topic_of
from dgassist.ui.widgets.answer_input import ENTER
from dgassist.ui.widgets.element import ElidedLabel, button, column, label, restyle, row
from dgassist.ui.widgets.interview_end import EndPage
from dgassist.ui.widgets.interview_foot import InterviewFoot
from dgassist.ui.widgets.mode_switch import INTERVIEW, ModeSwitch
from dgassist.ui.widgets.question_page import AskingPage, QuestionPage
from dgassist.ui.widgets.record_question import FieldPage, RecordListPage
from dgassist.ui.widgets.side_panel import SidePanel

_END = ""
"""Stands for the page after the last question."""
_TELLING = 6
"""From so many answers on it is known well how many are still to come."""


class InterviewScreen(QWidget):
    """Emits each answer as it is given, and what was not known or passed over; never judges.

    ``finished`` names the screen to go on to, the check or the results; ``closed``: back to where
    one came from.
    """

    answered = Signal(str, object)
    records_changed = Signal(str, object)
    progress_changed = Signal(object)
    form_chosen = Signal()
    finished = Signal(str)
    closed = Signal()

    def __init__(self, book: PolicyBook) -> None:
        super().__init__()
        self._book = book
        self._case: Case | None = None
        self._before: Case | None = None  # when the open page was opened
        self._pages: dict[str, AskingPage] = {}
        self._trail: list[str] = []
        self._last = _END  # the page that was open last
        self._first = _END  # the page that was opened by itself, until another one is
        self._parked: tuple[list[str], str] = ([], _END)  # the whole interview, within a focus
        self._within = ""
        self._is_wanted = False  # the open page was gone to by hand
        self.progress = Progress()
        self._memory = Progress()  # of this round: within a focus, everything is asked again
        self.current = _END
        self.panel = SidePanel()
        self.panel.results_asked.connect(lambda: self.finished.emit(RESULTS))
        upper = row(self._make_left(), self.panel, spacing=0)
        upper.setStretch(0, 1)
        layout = column(self, spacing=0)
        layout.addLayout(upper, 1)
        layout.addWidget(self._make_foot())
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # also from within a list of records
            QShortcut(QKeySequence(keys), self, context=within).activated.connect(self.on_next)

    # --- what it is made of

    def _make_left(self) -> QWidget:
        left = QWidget()
        inside = column(left, spacing=0)
        self.stack = QStackedWidget()
        self.end = EndPage()
        self.end.fill_asked.connect(self.show_question)
        self.end.form_asked.connect(self.form_chosen)
        self.stack.addWidget(self.end)
        inside.addLayout(self._make_head())
        inside.addWidget(self.stack, 1)
        return left

    def _make_head(self) -> QHBoxLayout:
        self.topic = ElidedLabel("muted")
        self.leave_focus = button(tr("回到这一项"), self.closed.emit, "link")
        self.leave_focus.hide()
        self.mode = ModeSwitch(INTERVIEW)
        self.mode.chosen.connect(lambda _: self.form_chosen.emit())
        self.distance = label("", "caption", wrap=False)
        head = row(self.topic, self.distance, self.leave_focus, self.mode)
        head.setStretch(0, 1)
        head.setContentsMargins(theme.LARGE, theme.MEDIUM, theme.LARGE, 0)
        return head

    def _make_foot(self) -> InterviewFoot:
        foot = self.foot = InterviewFoot()
        for pressed, action in (
            (foot.back, self.step_back),
            (foot.skip, self.on_skipped),
            (foot.unsure, self.on_unsure),
            (foot.next, self.on_next),
            (foot.done, self.closed.emit),
            (foot.results, lambda: self.finished.emit(RESULTS)),
            (foot.check, lambda: self.finished.emit(REVIEW)),
        ):
            pressed.clicked.connect(lambda _=False, act=action: act())
        return foot

    # --- what it is told

    def show_case(self, case: Case) -> None:
        """Show what was told. The open question stays while it may matter, or is answered."""
        before, self._case = self._case, case
        self.panel.show_case(case)
        if before is None:
            self._trail = list(words.told_keys(case))
            self._go_on()
            self._first = self.current
            return
        self._show_news(case)
        if self.current == _END:
            self._go_on()
        elif self._may_stay(case):
            self._pages[self.current].show_case(case)
            self.foot.put_last()
        else:
            self._go_on()

    def show_progress(self, progress: Progress) -> None:
        """Take up what was not known or passed over before."""
        self.progress = progress
        if not self._within:
            self._memory = progress
        is_first = self.current == self._first != _END
        if is_first and self.current in progress.unsure | progress.skipped:
            self._trail.remove(self.current)
            self.current = self._last = _END
            self._go_on()

    def show_focus(self, measure_id: str) -> None:
        """Ask for one measure alone; an empty id takes up the whole interview again."""
        if measure_id == self._within:
            return
        if not self._within:
            self._parked = (self._trail, self.current)
        self._within = measure_id
        self._trail, self.current = ([], _END) if measure_id else self._parked
        self._last = self._trail[-1] if self._trail else _END
        self._memory = Progress() if measure_id else self.progress
        self.leave_focus.setVisible(bool(measure_id))
        self.mode.setVisible(not measure_id)
        self.panel.show_decided(None)
        if self._case is None:
            return
        if self.current != _END and self._may_stay(self._case):
            self._open(self.current)
        else:
            self._go_on()

    def show_question(self, key: str) -> None:
        """Open a question by hand, whether it is answered or not."""
        self._open(key, is_wanted=True)

    def unsaved(self) -> tuple[Unsaved, ...]:
        """What was typed and could not be saved, on all pages."""
        return tuple(
            Unsaved(*topic_of(key, self._book), words.asking(key, self._book).heading, problem)
            for key, page in self._pages.items()
            for problem in page.problems()
        )

    # --- what is done

    def on_next(self) -> None:
        """Take the answer and go on; not without one."""
        if self.current == _END or self._case is None:
            return
        key = self.current
        if not self._pages[key].leave():
            self._show_foot()
            return
        if not self._pages[key].is_whole:
            self._tell_news(self._case)
        lacks = any(key in finding.missing for finding in self._case.assessment.findings)
        if lacks:  # a coarse answer, or one for some of the records: it is all that is known
            self._remember(self._memory.with_unsure(key), self.progress.with_unsure(key))
        else:
            self._remember(self._memory.without(key), self.progress.without(key))
        self._go_on()

    def on_unsure(self) -> None:
        """It is not known: an answer given before is taken back."""
        key = self.current
        self._pages[key].forget()
        self._remember(self._memory.with_unsure(key), self.progress.with_unsure(key))
        self.panel.show_decided(None)
        self._go_on()

    def on_skipped(self) -> None:
        """Go on without an answer for now; one that was given stays."""
        key = self.current
        if self._case is not None and words.is_told(key, self._case):
            self.on_next()
            return
        self._remember(self._memory.with_skipped(key), self.progress.with_skipped(key))
        self.panel.show_decided(None)
        self._go_on()

    def step_back(self) -> bool:
        """Go back within the page, or to the page before; False where there is none."""
        page = self._pages.get(self.current)
        if page is not None and page.step_back():
            self._show_foot()
        elif (key := self._previous()) is not None:
            self._open(key, is_wanted=True)
        else:
            return False
        return True

    # --- how it goes on

    def _go_on(self) -> None:
        assert self._case is not None
        last = self.current or self._last
        page = next_page(self._case.assessment, self._memory, last, self._within)
        if page is None:
            self._open(_END)
        else:
            self._open(page.id, page)

    def _open(
        self, key: str, question: NextQuestion | None = None, *, is_wanted: bool = False
    ) -> None:
        if self._case is None:
            return
        self.current, self._before, self._is_wanted = key, self._case, is_wanted
        self._first = _END
        self.panel.offer_results(offered=key != _END)
        if key == _END:
            self._show_end(self._case)
            return
        self._last = key
        if key not in self._trail:
            self._trail.append(key)
        page = self._page(key)
        page.show_case(self._case)
        page.show_reason(self._reason(question or words.what_for(key, self._case), self._case))
        self.stack.setCurrentWidget(page)
        self._show_head(words.asking(key, self._book).topic)
        self._show_foot()
        page.focus()

    def _reason(self, question: NextQuestion, case: Case) -> str:
        if self._within:
            lacking = len(case.assessment.of(self._within).missing)
            return tr("这一项还差 {n} 个答案").format(n=lacking) if lacking else ""
        why = words.reason(question, self._book)
        if question.id in self._memory.skipped and not self._is_wanted:
            return tr("刚才跳过的，再问一次。{why}").format(why=why)
        return why

    def _show_end(self, case: Case) -> None:
        if self._within:
            self.end.show_measure(case, self._within)
        else:
            self.end.show_case(case, self.progress)
        self.stack.setCurrentWidget(self.end)
        self._show_head(tr("问完了"))
        self._show_foot()
        (self.foot.done if self._within else self.foot.check).setFocus()

    def _show_head(self, topic: str) -> None:
        if self._within:
            title = self._book.measure[self._within].title
            topic = tr("只问这一项：{title}").format(title=title)
        self.topic.setText(topic)
        self.distance.setText(self._distance())
        restyle(self.topic, "class", "strong" if self._within else "muted")

    def _distance(self) -> str:
        """How far it is; only once who applies is known, for before that nobody can say."""
        assert self._case is not None
        told = len(words.told_keys(self._case))
        if self._within or self.current == _END or not told:
            return ""
        left = remaining(self._case.assessment, self._memory)
        far = tr("已答 {told} 题，最多还有 {left} 题左右")
        if told >= _TELLING:
            far = tr("已答 {told} 题，大约还有 {left} 题")
        return far.format(told=told, left=left)

    def _show_foot(self) -> None:
        page = self._pages.get(self.current)
        has_before = self._previous() is not None
        self.foot.show_page(page, is_alone=bool(self._within), has_before=has_before)
        self.foot.put_last()

    def _show_news(self, case: Case) -> None:
        """What the answer on the open page decided; changes from elsewhere are no news here."""
        assert self._before is not None
        differs = changed(self._before.answers, case.answers)
        if differs == {self.current.partition(".")[0]} and case.as_of == self._before.as_of:
            if self._pages[self.current].is_whole:
                self._tell_news(case)
            else:  # half a list decides nothing yet
                self.panel.show_decided(None)
        elif differs or case.as_of != self._before.as_of:
            self._before = case
            self.panel.show_decided(None)

    def _tell_news(self, case: Case) -> None:
        assert self._before is not None
        if case is not self._before:
            self.panel.show_decided(words.decided(self._before.assessment, case.assessment))

    def _may_stay(self, case: Case) -> bool:
        key = self.current
        if not words.arises(key, case):
            return False
        if self._is_wanted or key == NAME or words.is_told(key, case):
            return True
        return bool(words.what_for(key, case, self._within).measures)

    def _previous(self) -> str | None:
        assert self._case is not None
        trail = self._trail
        at = trail.index(self.current) if self.current in trail else len(trail)
        return next((k for k in reversed(trail[:at]) if words.arises(k, self._case)), None)

    def _remember(self, memory: Progress, progress: Progress) -> None:
        self._memory = memory if self._within else progress
        if progress != self.progress:
            self.progress = progress
            self.progress_changed.emit(progress)

    def _page(self, key: str) -> AskingPage:
        record_type, field = words.parts_of(key, self._book)
        page = self._pages.get(key)
        if page is not None and not isinstance(page, FieldPage):
            return page
        if page is not None:  # the records may be others now
            self.stack.removeWidget(page)
            page.deleteLater()
        if record_type is None:
            page = QuestionPage(self._book.question[key], self._book)
        elif field is None:
            page = RecordListPage(record_type, self._book)
        else:
            page = FieldPage(record_type, field, self._book)
        page.answered.connect(self.answered)
        page.records_changed.connect(self.records_changed)
        page.entered.connect(self.on_next)
        self._pages[key] = page
        self.stack.addWidget(page)
        return page

    # --- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on or presses the button that has the focus; digits choose an option."""
        page = self._pages.get(self.current)
        focused = QApplication.focusWidget()
        if event.key() in ENTER and isinstance(focused, QPushButton):
            focused.click()
        elif event.key() in ENTER:
            self.on_next()
        elif page is None or page.options is None or not page.options.choose_by(event.text()):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if page := self._pages.get(self.current):
            page.focus()
