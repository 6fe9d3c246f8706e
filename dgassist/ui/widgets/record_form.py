"""The form of one record: every field of its type, in two columns where there is room."""

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

_COLUMNS = 2


class RecordForm(QWidget):
    """Edits one record; every field is told as soon as it is answered."""

    field_answered = Signal(str, object)
    looked_at = Signal(QWidget)  # the field that Enter went on to, or stays in
    finished = Signal()  # with Enter in the last field

    def __init__(self, record_type: RecordType, book: PolicyBook) -> None:
        super().__init__()
        self._type = record_type
        self.fields = {f.id: QuestionField(f, book) for f in record_type.fields}
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.LARGE)
        self._grid.setVerticalSpacing(theme.MEDIUM)
        self._grid.setColumnStretch(0, 1)
        for key, field in self.fields.items():
            field.answered.connect(self.field_answered)
            field.input.entered.connect(lambda k=key: self._go_on(k))
            field.input.refused.connect(lambda f=field: self._on_refused(f))
        self._arrange(_COLUMNS)

    def fit(self, room: int) -> None:
        """Take as many columns as there is room for."""
        widest = max(field.minimumSizeHint().width() for field in self.fields.values())
        self._arrange(_COLUMNS if _COLUMNS * widest + theme.LARGE <= room else 1)

    def _arrange(self, columns: int) -> None:
        if columns != self._columns:
            self._columns = columns
            for i, field in enumerate(self.fields.values()):
                at = divmod(i, columns)
                self._grid.addWidget(field, *at, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(1, columns - 1)

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
            field.take_cursor()
        return field

    def _on_refused(self, field: QuestionField) -> None:
        if field.has_cursor():
            self.looked_at.emit(field)

    def _go_on(self, key: str) -> None:
        keys = list(self.fields)
        for after in keys[keys.index(key) + 1 :]:
            if self.fields[after].isVisibleTo(self):
                self.fields[after].take_cursor()
                self.looked_at.emit(self.fields[after])
                return
        self.finished.emit()
