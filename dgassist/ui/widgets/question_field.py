"""One question with its words, its input and what to know about it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame

from dgassist.model.answers import Value
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, Question
from dgassist.ui import theme
from dgassist.ui.asking import period_words
from dgassist.ui.language import tr
from dgassist.ui.models.lookup import lookup_items, measure_items
from dgassist.ui.widgets.answer_input import AnswerInput, ChoiceInput, LineInput
from dgassist.ui.widgets.element import column, label, row, tag
from dgassist.ui.widgets.lookup_input import LookupInput
from dgassist.ui.widgets.term_label import TermMarks

_FEW = 7
_NARROW, _MIDDLE, _WIDE = 20, 30, 44  # room for options side by side, in characters
_LABEL_SHARE, _INPUT_SHARE = 2, 5  # of the width of a line
_LISTED = (AnswerType.INDUSTRY, AnswerType.TOWN)


def input_for(question: Question, book: PolicyBook, *, room: int = _WIDE) -> AnswerInput:
    """The input that suits a question: radio buttons for few options, a list for many.

    ``room``: how many characters of options stand side by side.
    """
    if question.type is AnswerType.BOOLEAN or 0 < len(question.options) <= _FEW:
        return ChoiceInput(question, room=room)
    if question.type in _LISTED or question.options:
        return LookupInput(question, lookup_items(question, book))
    if question.id == "measure":  # of the support already received: the id of a measure
        return LookupInput(question, measure_items(book))
    return LineInput(question)


class Asked(QFrame):
    """A question with its input, whatever it looks like."""

    answered = Signal(str, object)

    def __init__(self, question: Question, book: PolicyBook, room: int) -> None:
        super().__init__()
        self.question = question
        self.input = input_for(question, book, room=room)
        self.input.answered.connect(lambda value: self.answered.emit(question.id, value))

    @property
    def problem(self) -> str:
        """What is wrong with text that is typed here and not saved."""
        return "" if self.isHidden() else self.input.problem.text()

    def show_value(self, value: Value | None, *, fresh: bool = False) -> None:
        """Show what was told."""
        self.input.show_value(value, fresh=fresh)

    def take_cursor(self) -> None:
        """Put the cursor into the input; what stands there is selected, as with Tab."""
        self.input.setFocus(Qt.FocusReason.TabFocusReason)

    def has_cursor(self) -> bool:
        """Whether the cursor is in the input."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)


class QuestionField(Asked):
    """A question in a form of several columns, headed by its label."""

    def __init__(self, question: Question, book: PolicyBook) -> None:
        super().__init__(question, book, _NARROW)
        layout = column(self, spacing=theme.TIGHT)
        marks = TermMarks(book, by_tab=False)
        period = [tag(question.period)] if question.period else []
        line = row(marks.label(question.label, "strong"), *period)
        line.setStretch(0, 1)
        layout.addLayout(line)
        layout.addWidget(self.input)
        if question.help:  # below, so that the boxes of a row stand in one line
            layout.addWidget(marks.label(question.help, "caption"))


class QuestionLine(Asked):
    """A question as one line of a form: label on the left, input on the right.

    What there is to know about it is in ``explained``, for a place where it does not take room.
    """

    def __init__(self, question: Question, book: PolicyBook) -> None:
        super().__init__(question, book, _MIDDLE)
        self.input.is_clearable = False  # twenty of them would drown the answers
        self.heading = TermMarks(book, by_tab=False).label(question.label)
        self.heading.setToolTip(explained(question))
        self.period = label("", "caption")
        self.period.hide()
        self.input.setAccessibleDescription(explained(question))
        beside = column(spacing=0)
        beside.addSpacing(theme.SMALL - 1)  # on the line of the text in the box
        beside.addWidget(self.heading)
        beside.addWidget(self.period)
        beside.addStretch(1)
        whole = row(beside, self.input, spacing=theme.MEDIUM)
        whole.setStretch(0, _LABEL_SHARE)
        whole.setStretch(1, _INPUT_SHARE)
        self.setLayout(whole)

    def show_period(self, as_of: date) -> None:
        """Say which year is asked about, as seen from a day."""
        self.period.setText(period_words(self.question, as_of))
        self.period.setVisible(bool(self.period.text()))


def explained(question: Question) -> str:
    """What is asked exactly, how to find it out, and what proves it."""
    words = question.text + question.help
    if question.evidence:
        words += tr("证明材料：{evidence}").format(evidence=question.evidence)
    return words
