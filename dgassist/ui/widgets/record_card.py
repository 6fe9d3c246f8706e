"""The record that is chosen in a table, as a form with what can be done with it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from dgassist.case import Case
from dgassist.model.answers import Record
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import RecordType
from dgassist.ui import shortcuts, theme
from dgassist.ui.language import tr
from dgassist.ui.tabular import is_yearly
from dgassist.ui.widgets.element import button, column, label, row
from dgassist.ui.widgets.record_form import RecordForm


class RecordCard(QFrame):
    """Its buttons are connected by the page they stand on."""

    def __init__(self, record_type: RecordType, book: PolicyBook) -> None:
        super().__init__()
        self.setProperty("class", "card")
        self.at = -1  # the row that is shown
        self.title = label("", "lead")
        self.copy = button(tr("复制这一项"))
        self.next_year = button(tr("复制到下一年"))
        if not is_yearly(record_type):
            self.next_year.hide()
        self.remove = button(tr("删除这一项"))
        for one, keys in (
            (self.copy, shortcuts.DUPLICATE),
            (self.next_year, shortcuts.NEXT_YEAR),
            (self.remove, shortcuts.REMOVE),
        ):
            one.setToolTip(shortcuts.tip(keys))
        self.form = RecordForm(record_type, book)
        line = row(self.title, self.copy, self.next_year, self.remove)
        line.setStretch(0, 1)
        inside = column(self, margin=theme.MEDIUM, spacing=theme.MEDIUM)
        inside.addLayout(line)
        inside.addWidget(self.form)

    def show_record(self, at: int, name: str, record: Record, case: Case, *, fresh: bool) -> None:
        """Show the record of a row; ``fresh``: typed rests go, as with another record."""
        fresh = fresh or at != self.at
        self.at = at
        self.form.show_record(record, case, fresh=fresh)
        self.title.setText(tr("第 {n} 项：{name}").format(n=at + 1, name=name))

    def show_chosen(self, count: int) -> None:
        """Say on the buttons how many records they are about."""
        several = count > 1
        self.copy.setText(tr("复制这{n}项").format(n=count) if several else tr("复制这一项"))
        self.remove.setText(tr("删除这{n}项").format(n=count) if several else tr("删除这一项"))
        later = tr("把这{n}项复制到下一年") if several else tr("复制到下一年")
        self.next_year.setText(later.format(n=count))
