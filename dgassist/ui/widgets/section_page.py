"""One section of questions about the company, a card each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import Section
from dgassist.ui import theme
from dgassist.ui.asking import Unsaved, is_asked
from dgassist.ui.language import tr
from dgassist.ui.widgets.element import Page, label
from dgassist.ui.widgets.question_field import QuestionField


class SectionPage(Page):
    """Emits every answer; hides questions that do not arise."""

    answered = Signal(str, object)

    def __init__(self, section: Section, book: PolicyBook) -> None:
        super().__init__(width=theme.TEXT_WIDTH)
        self._section = section
        self.column.addWidget(label(section.label, "title"))
        words = tr("不清楚的可以先空着，结果里会说明还差什么。改动随时自动保存。")
        self._lead = label(words, "muted")
        self._nothing = label(tr("按您填的单位类型，这一组不用填。"), "muted")
        self.column.addWidget(self._lead)
        self.column.addWidget(self._nothing)
        self.fields = {q.id: QuestionField(q, book) for q in section.questions}
        for field in self.fields.values():
            field.answered.connect(self.answered)
            self.column.addWidget(field)
        self.column.addStretch(1)

    def show_case(self, case: Case) -> None:
        """Show what was told."""
        for question in self._section.questions:
            field = self.fields[question.id]
            field.show_value(case.answers.company.get(question.id))
            field.setVisible(is_asked(question, case))
        asked = any(is_asked(q, case) for q in self._section.questions)
        self._lead.setVisible(asked)
        self._nothing.setVisible(not asked)

    def unsaved(self) -> list[Unsaved]:
        """The questions that hold text which could not be saved."""
        topic = self._section.id
        return [
            Unsaved(topic, key, field.question.label, field.problem)
            for key, field in self.fields.items()
            if field.problem
        ]

    def look_at(self, question_id: str) -> None:
        """Put the cursor into a question, or into the first one that is asked."""
        asked = [field for field in self.fields.values() if field.isVisibleTo(self)]
        field = self.fields.get(question_id) or next(iter(asked), None)
        if field is not None:
            field.input.setFocus(Qt.FocusReason.OtherFocusReason)
            self.bring(field)
