"""What was read from the clipboard, before any of it is added."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QRadioButton

from dgassist.model.policybook import PolicyBook
from dgassist.model.question import RecordType
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.record import RecordModel
from dgassist.ui.paste import (
    MOST_ROWS,
    WAN_YUAN,
    YUAN,
    BadCell,
    Pasted,
    PastedRow,
    PasteError,
    read_pasted,
)
from dgassist.ui.widgets.element import button, column, label, row
from dgassist.ui.widgets.record_table import RecordTable

_PROBLEMS_SHOWN = 6


class PastePreview(QFrame):
    """Emits the records to add, or that none are wanted."""

    accepted = Signal(object)
    cancelled = Signal()

    def __init__(self, record_type: RecordType, book: PolicyBook) -> None:
        super().__init__()
        self.setProperty("class", "card")
        self._type, self._book = record_type, book
        self._text = ""
        self.pasted: Pasted | None = None
        self.title = label("", "lead")
        self.notes = label("", "muted")
        self.problems = label("", "error")
        self.model = RecordModel(record_type, book, self)
        self.table = RecordTable(self.model, tr("将要加入的内容"))
        self.with_bad = QCheckBox()
        self.with_bad.toggled.connect(self._show_rows)
        self.units = QButtonGroup(self)
        words = label(tr("没写单位的金额按"), wrap=False)
        self._unit_line = QFrame()
        unit_row = row(words)
        for unit in (WAN_YUAN, YUAN):
            radio = QRadioButton(unit)
            radio.setAccessibleName(tr("没写单位的金额按{unit}").format(unit=unit))
            self.units.addButton(radio)
            unit_row.addWidget(radio)
        unit_row.addStretch(1)
        self._unit_line.setLayout(unit_row)
        self.units.buttons()[0].setChecked(True)
        self.units.buttonClicked.connect(lambda _: self._read())
        self.add = button("", self.on_accepted, "primary")
        self.cancel = button(tr("取消"), self.cancelled.emit)
        inside = column(self, margin=theme.MEDIUM)
        for part in (self.title, self.notes, self._unit_line, self.table, self.problems):
            inside.addWidget(part)
        inside.addWidget(self.with_bad)
        inside.addLayout(row(self.add, self.cancel, None))

    def show_text(self, text: str) -> None:
        """Show what a copied text holds.

        Raises:
            PasteError: if it cannot be rows.
        """
        self.pasted = read_pasted(text, self._type, self._book)
        self._text = text
        for radio in self.units.buttons():
            radio.setChecked(radio.text() == self.pasted.money_unit)
        self.with_bad.setChecked(False)
        self._show()

    def on_accepted(self) -> None:
        """Add what is shown."""
        if self.model.records:
            self.accepted.emit(self.model.records)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc adds nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _unit(self) -> str:
        chosen = self.units.checkedButton()
        return chosen.text() if chosen is not None else WAN_YUAN

    def _read(self) -> None:
        try:
            self.pasted = read_pasted(self._text, self._type, self._book, self._unit())
        except PasteError:  # it was read before: only the unit is another
            return
        self._show()

    def _show(self) -> None:
        assert self.pasted is not None
        self.title.setText(tr("从剪贴板读到 {n} 行").format(n=len(self.pasted.rows)))
        notes = [
            tr("按表头对上了各列。")
            if self.pasted.has_heading
            else tr("没有表头，按本表各列的顺序读。")
        ]
        notes.append(tr("空格子算不清楚。"))
        if self.pasted.stray_columns:
            names = "、".join(self.pasted.stray_columns[:_PROBLEMS_SHOWN])
            notes.append(tr("这几列对不上，没有读：{names}。").format(names=names))
        if self.pasted.is_yuan_likely:
            notes.append(tr("没写单位的金额按万元算会超过1亿元，先按元读了，请看看对不对。"))
        if self.pasted.left_out:
            words = tr("一次最多{most}行，后面还有{n}行没有读，请再粘贴一次。")
            notes.append(words.format(most=MOST_ROWS, n=self.pasted.left_out))
        self.notes.setText("".join(notes))
        self._unit_line.setVisible(self.pasted.bare_money)
        readable = sum(1 for r in self._bad() if r.record)
        words = tr("这{n}行也加入，看不懂的格子先空着")
        self.with_bad.setText(words.format(n=readable))
        self.with_bad.setVisible(bool(readable))
        self._show_rows()

    def _bad(self) -> list[PastedRow]:
        return [r for r in self.pasted.rows if r.bad] if self.pasted else []

    def _show_problems(self, cells: tuple[BadCell, ...]) -> None:
        """Say which cells were not understood, and what becomes of their rows."""
        bad = self._bad()
        left = [r for r in bad if not (self.with_bad.isChecked() and r.record)]
        lines = []
        if len(left) < len(bad):
            words = tr("有{n}行里有看不懂的格子，照样加入，这些格子先空着")
            lines.append(words.format(n=len(bad) - len(left)))
        if left:
            words = tr("有{n}行没有加入，里面有看不懂的格子")
            lines.append(words.format(n=len(left)))
        lines[-1:] = [words + tr("（行号从复制的第一行数起，表头也算）：") for words in lines[-1:]]
        lines += [str(cell) for cell in cells[:_PROBLEMS_SHOWN]]
        if len(cells) > _PROBLEMS_SHOWN:
            lines.append(tr("……还有{n}处").format(n=len(cells) - _PROBLEMS_SHOWN))
        self.problems.setText("\n".join(lines))
        self.problems.setVisible(bool(cells))

    def _show_rows(self) -> None:
        assert self.pasted is not None
        records = self.pasted.records(with_bad=self.with_bad.isChecked())
        self.model.show_records(records)
        self.table.setVisible(bool(records))
        self.table.fit()
        self.add.setText(tr("加入 {n} 项").format(n=len(records)))
        self.add.setEnabled(bool(records))
        self._show_problems(self.pasted.bad_cells)

    def take_cursor(self) -> None:
        """Put the cursor on what is most likely wanted."""
        (self.add if self.add.isEnabled() else self.cancel).setFocus()
