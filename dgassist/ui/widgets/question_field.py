"""One question with its words, its input and what to know about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from dgassist.model.answers import Value
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, Question
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.lookup import lookup_items, measure_items
from dgassist.ui.widgets.answer_input import AnswerInput, ChoiceInput, LineInput
from dgassist.ui.widgets.element import column, label, row, tag
from dgassist.ui.widgets.lookup_input import LookupInput

_FEW = 7
_LISTED = (AnswerType.INDUSTRY, AnswerType.TOWN)


def input_for(question: Question, book: PolicyBook, *, narrow: bool = False) -> AnswerInput:
    """The input that suits a question: radio buttons for few options, a list for many."""
    if question.type is AnswerType.BOOLEAN or 0 < len(question.options) <= _FEW:
        return ChoiceInput(question, narrow=narrow)
    if question.type in _LISTED or question.options:
        return LookupInput(question, lookup_items(question, book))
    if question.id == "measure":  # of the support already received: the id of a measure
        return LookupInput(question, measure_items(book))
    return LineInput(question)


class QuestionField(QFrame):
    """A question on the page. ``small``: for a form of many fields, headed by the short label."""

    answered = Signal(str, object)

    def __init__(self, question: Question, book: PolicyBook, *, small: bool = False) -> None:
        super().__init__()
        self.question = question
        self.input = input_for(question, book, narrow=small)
        self.input.answered.connect(lambda value: self.answered.emit(question.id, value))
        heading = label(question.label if small else question.text or question.label, "strong")
        if small:
            layout = column(self, spacing=theme.TIGHT)
        else:
            self.setProperty("class", "card")
            layout = column(self, margin=theme.MEDIUM, spacing=theme.SMALL)
        marks = [tag(question.period)] if question.period else []
        layout.addLayout(_headed(heading, marks))
        if question.help and not small:
            layout.addWidget(label(question.help, "muted"))
        layout.addWidget(self.input)
        if question.help and small:  # below, so that the boxes of a row stand in one line
            layout.addWidget(label(question.help, "caption"))
        if question.evidence and not small:
            words = tr("证明材料：{evidence}").format(evidence=question.evidence)
            layout.addWidget(label(words, "caption"))

    @property
    def problem(self) -> str:
        """What is wrong with text that is typed here and not saved."""
        return "" if self.isHidden() else self.input.problem.text()

    def show_value(self, value: Value | None, *, fresh: bool = False) -> None:
        """Show what was told."""
        self.input.show_value(value, fresh=fresh)


def _headed(heading: QLabel, marks: list[QLabel]) -> QHBoxLayout:
    line = row(heading, *marks)
    line.setStretch(0, 1)
    return line
