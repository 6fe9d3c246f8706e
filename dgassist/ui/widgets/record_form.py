"""The form of one record: every field of its type, in two columns."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from dgassist.case import Case
from dgassist.model.answers import Record
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import RecordType
from dgassist.ui import theme
from dgassist.ui.asking import is_asked
from dgassist.ui.widgets.question_field import QuestionField


class RecordForm(QWidget):
    """Edits one record; every field is told as soon as it is answered."""

    field_answered = Signal(str, object)

    def __init__(self, record_type: RecordType, book: PolicyBook) -> None:
        super().__init__()
        self._type = record_type
        self.fields = {f.id: QuestionField(f, book, small=True) for f in record_type.fields}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.LARGE)
        grid.setVerticalSpacing(theme.MEDIUM)
        for i, field in enumerate(self.fields.values()):
            field.answered.connect(self.field_answered)
            grid.addWidget(field, i // 2, i % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def show_record(self, record: Record, case: Case, *, fresh: bool) -> None:
        """Show a record; ``fresh``: another one than before, so typed rests of that one go."""
        for question in self._type.fields:
            field = self.fields[question.id]
            field.show_value(record.get(question.id), fresh=fresh)
            field.setVisible(is_asked(question, case, self._type.id, record))

    def look_at(self, field_id: str) -> QuestionField | None:
        """Put the cursor into a field, or into the first one."""
        field = self.fields.get(field_id) or next(iter(self.fields.values()), None)
        if field is not None:
            field.input.setFocus(Qt.FocusReason.OtherFocusReason)
        return field
