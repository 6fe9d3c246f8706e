"""One section of questions about the company as a card of the form, a line each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import Section
from dgassist.ui import theme
from dgassist.ui.asking import Unsaved, is_asked
from dgassist.ui.language import tr
from dgassist.ui.widgets.element import column, label, restyle, row, tag
from dgassist.ui.widgets.question_field import QuestionLine


class SectionForm(QFrame):
    """Emits every answer; hides questions that do not arise."""

    answered = Signal(str, object)
    entered = Signal(str)  # the question that is done with
    refused = Signal(QWidget)  # the field with the cursor, when it says what is wrong

    def __init__(self, section: Section, number: int, book: PolicyBook) -> None:
        super().__init__()
        self.section = section
        self.setProperty("class", "card")
        inside = column(self, margin=theme.MEDIUM)
        self.state = tag("")
        heading = label(f"{number}  {section.label}", "lead", wrap=False)
        inside.addLayout(row(heading, self.state, None))
        self._nothing = label(tr("按您填的单位类型，这一组不用填。"), "muted")
        inside.addWidget(self._nothing)
        self.fields = {q.id: QuestionLine(q, book) for q in section.questions}
        for key, field in self.fields.items():
            field.answered.connect(self.answered)
            field.input.entered.connect(lambda k=key: self.entered.emit(k))
            field.input.refused.connect(lambda f=field: self._on_refused(f))
            inside.addWidget(field)

    def _on_refused(self, field: QuestionLine) -> None:
        if field.has_cursor():
            self.refused.emit(field)

    def show_case(self, case: Case) -> None:
        """Show what was told."""
        asked = told = 0
        for question in self.section.questions:
            field = self.fields[question.id]
            value = case.answers.company.get(question.id)
            field.show_value(value)
            field.show_period(case.as_of)
            is_shown = is_asked(question, case)
            field.setVisible(is_shown)
            asked += is_shown
            told += is_shown and value is not None
        self._nothing.setVisible(not asked)
        self.state.setVisible(bool(asked))
        self.state.setText(tr("已填 {told} / {asked}").format(told=told, asked=asked))
        restyle(self.state, "class", "tag-true" if told == asked else "tag")

    def unsaved(self) -> list[Unsaved]:
        """The questions that hold text which could not be saved."""
        return [
            Unsaved(self.section.id, key, field.question.label, field.problem)
            for key, field in self.fields.items()
            if field.problem
        ]
