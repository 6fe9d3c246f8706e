"""Above a table of records: what is asked, how far it is, and what can be done with the list."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QFrame

from dgassist.model.answers import Record
from dgassist.model.question import RecordType
from dgassist.ui import shortcuts, theme
from dgassist.ui.language import tr
from dgassist.ui.tabular import columns_of, last_year
from dgassist.ui.widgets.element import button, column, label, restyle, row, tag


class RecordHead(QFrame):
    """Its buttons are connected by the page they stand on."""

    def __init__(self, record_type: RecordType) -> None:
        super().__init__()
        self._type = record_type
        self.setProperty("class", "card")
        inside = column(self, margin=theme.MEDIUM)
        self.state = tag("")
        self.unknown = button(tr("改回“还没填”"), kind="link")
        self.none = button(tr("没有这类事项"))
        self.add = button(tr("添加一项"), kind="primary")
        self.add.setToolTip(shortcuts.tip(shortcuts.ADD))
        heading = label(record_type.text or record_type.label, "lead")
        line = row(heading, self.state, self.unknown, self.none, self.add)
        line.setStretch(0, 1)
        inside.addLayout(line)
        if record_type.help:
            inside.addWidget(label(record_type.help, "muted"))
        names = "、".join(field.label for field in columns_of(record_type))
        words = tr("也可以在 Excel 里列好，复制后在这里按 Ctrl+V。各列依次是：{names}。")
        self.hint = label(words.format(names=names), "caption")
        inside.addWidget(self.hint)
        self.paste = button(tr("从 Excel 粘贴"), kind="link")
        self.paste.setToolTip(shortcuts.tip(shortcuts.PASTE))
        self.copy_all = button("", kind="link")
        self.last_year = button("", kind="link")
        inside.addLayout(row(self.paste, self.copy_all, self.last_year, None))

    def show_records(self, records: tuple[Record, ...] | None, as_of: date) -> None:
        """Show how far the list is, and offer what makes sense with it."""
        words, kind = tr("还没填"), "tag"
        if records is not None:
            words = tr("{n} 项").format(n=len(records)) if records else tr("没有")
            kind = "tag-true"
        self.state.setText(words)
        restyle(self.state, "class", kind)
        self.none.setVisible(not any(records or ()))  # rows that nothing was filled into are none
        self.none.setEnabled(records != ())
        self.unknown.setVisible(records == ())
        self.hint.setVisible(not records)
        self.copy_all.setText(tr("全部复制到 Excel") if records else tr("复制表头到 Excel"))
        year = last_year(self._type, records or (), as_of)
        self.last_year.setVisible(year is not None)
        if year is not None:
            words = tr("照{year}年的再填一份{next}年的").format(year=year, next=year + 1)
            self.last_year.setText(words)
