"""A page of the interview that asks one thing: its words, the reason, the input."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dgassist.case import Case
from dgassist.model.answers import Value
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import Question
from dgassist.ui import theme
from dgassist.ui.asking import period_words
from dgassist.ui.language import tr
from dgassist.ui.models.interview import Asking, asking
from dgassist.ui.widgets.answer_input import AnswerInput, ChoiceInput, LineInput
from dgassist.ui.widgets.element import Page, card, column, label, row, tag
from dgassist.ui.widgets.lookup_input import LookupInput
from dgassist.ui.widgets.option_list import OptionList
from dgassist.ui.widgets.question_field import input_for
from dgassist.ui.widgets.term_label import TermMarks

WIDTH = 860
_NARROW = 20


class AskingPage(QWidget):
    """What all pages of the interview share. ``entered``: Enter was pressed on an answer."""

    answered = Signal(str, object)
    records_changed = Signal(str, object)
    entered = Signal()

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.reason = label("", "reason")
        self.reason.hide()
        self.period = tag("")
        self.period.hide()
        self.hint = tag(tr("还没有填。不知道就点“不清楚”，以后再填就点“跳过”"), "tag-unknown")
        self.hint.hide()

    def show_case(self, case: Case) -> None:
        """Show what was told."""
        raise NotImplementedError

    @property
    def is_whole(self) -> bool:
        """Whether an answer here is all of it, so that what it decides can be told at once."""
        return True

    @property
    def is_inside(self) -> bool:
        """Whether one has gone on within the page, past the question itself."""
        return False

    @property
    def options(self) -> OptionList | None:
        """The options to choose from by number, if there are any."""
        return None

    def forget(self) -> None:
        """Take the answer back."""

    def leave(self) -> bool:
        """Take what was typed; whether the page is done. If not, it says what is amiss."""
        raise NotImplementedError

    def step_back(self) -> bool:
        """Go back within the page; False if there is no way back in it."""
        return False

    def focus(self) -> None:
        """Put the cursor where the answer goes."""
        raise NotImplementedError

    def problems(self) -> tuple[str, ...]:
        """What is wrong with typed text that is not saved."""
        return ()

    def show_reason(self, words: str) -> None:
        """Say why this is asked."""
        self.reason.setText(words)
        self.reason.setVisible(bool(words))

    def show_period(self, question: Question, case: Case) -> None:
        """Say which time is asked about, with its year."""
        self.period.setText(period_words(question, case.as_of))
        self.period.setVisible(bool(self.period.text()))

    def _make_page(self, words: Asking, book: PolicyBook) -> tuple[Page, QVBoxLayout]:
        """A page with the words of the question, and the room in it for the input."""
        page = Page(width=WIDTH)
        frame, inside = card(margin=theme.LARGE, spacing=theme.SMALL)
        marks = TermMarks(book)
        inside.addWidget(marks.label(words.heading, "title"))
        inside.addWidget(self.reason)
        if words.help:
            inside.addWidget(marks.label(words.help, "muted"))
        inside.addSpacing(theme.SMALL)
        inside.addLayout(row(self.period, None))
        room = column(spacing=theme.MEDIUM)
        inside.addLayout(room)
        inside.addLayout(row(self.hint, None))
        if words.evidence:
            inside.addSpacing(theme.SMALL)
            inside.addWidget(
                label(tr("看这里：{evidence}").format(evidence=words.evidence), "caption")
            )
        page.column.addWidget(frame)
        page.column.addStretch(1)
        return page, room


class QuestionPage(AskingPage):
    """Asks one thing about the company."""

    def __init__(self, question: Question, book: PolicyBook) -> None:
        super().__init__(question.id)
        self.input = wide_input(question, book)
        self.input.answered.connect(self.on_answered)
        self.input.entered.connect(self.entered)
        page, room = self._make_page(asking(question.id, book), book)
        room.addWidget(self.input)
        column(self).addWidget(page)

    def show_case(self, case: Case) -> None:
        self.input.show_value(case.answers.company.get(self.key))
        self.show_period(self.input.question, case)

    def on_answered(self, value: Value | None) -> None:
        """Pass the answer on."""
        self.hint.hide()
        self.answered.emit(self.key, value)

    @property
    def options(self) -> OptionList | None:
        return self.input if isinstance(self.input, OptionList) else None

    def forget(self) -> None:
        is_told = self.input.value is not None
        self.input.show_value(None, fresh=True)
        if is_told:
            self.answered.emit(self.key, None)

    def leave(self) -> bool:
        take(self.input)
        self.hint.setVisible(self.input.value is None and not self.problems())
        if self.input.value is None or self.problems():
            self.focus()
            return False
        return True

    def focus(self) -> None:
        self.input.setFocus(Qt.FocusReason.TabFocusReason)

    def problems(self) -> tuple[str, ...]:
        return (self.input.problem.text(),) if self.input.problem.text() else ()


def wide_input(question: Question, book: PolicyBook) -> AnswerInput:
    """The input for a question that has a page to itself."""
    usual = input_for(question, book)
    return OptionList(question) if isinstance(usual, ChoiceInput) else usual


def narrow_input(question: Question, book: PolicyBook) -> AnswerInput:
    """The input for a question that is asked for several records on one page."""
    return input_for(question, book, room=_NARROW)


def take(input_: AnswerInput) -> None:
    """Take typed text for the answer, as if the cursor had left the box."""
    if isinstance(input_, LineInput | LookupInput):
        input_.on_finished()
