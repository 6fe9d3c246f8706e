"""All records of one type: 还没填, 没有, or a table with a form below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from dgassist.case import Case
from dgassist.model.answers import Record, Value
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import RecordType
from dgassist.ui import theme
from dgassist.ui.asking import Unsaved
from dgassist.ui.language import tr
from dgassist.ui.models.record import RecordModel
from dgassist.ui.models.topic import RECORD
from dgassist.ui.widgets.element import Page, button, card, column, label, restyle, row, tag
from dgassist.ui.widgets.record_form import RecordForm

_PAGE, _ROW, _MOST_ROWS, _WIDEST = 1100, 36, 5, 280
Records = tuple[Record, ...]


class _Table(QTableView):
    """Lets the wheel scroll the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().x() or self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()


class RecordPage(Page):
    """Tells every change of the list at once: None for unknown, an empty list for none."""

    records_changed = Signal(str, object)

    def __init__(self, record_type: RecordType, book: PolicyBook) -> None:
        super().__init__(width=_PAGE)
        self.record_type = record_type
        self._case: Case | None = None
        self._records: Records | None = None
        self._before: tuple[Records | None, int] | None = None  # what 撤销 brings back
        self._shown = -1
        self._make_head()
        self._make_table(book)
        self._form_card, form_column = card(spacing=theme.MEDIUM)
        self.form_title = label("", "lead", wrap=False)
        self.copy = button(tr("复制这一项"), self.on_copied)
        self.remove = button(tr("删除这一项"), self.on_removed)
        form_column.addLayout(row(self.form_title, None, self.copy, self.remove))
        self.form = RecordForm(record_type, book)
        self.form.field_answered.connect(self.on_field_answered)
        form_column.addWidget(self.form)
        self.column.addWidget(self._form_card)
        self.column.addStretch(1)

    def _make_head(self) -> None:
        frame, inside = card()
        self.state = tag("")
        heading = label(self.record_type.text or self.record_type.label, "lead")
        self.unknown = button(tr("改回“还没填”"), self.on_forgotten, "link")
        self.none = button(tr("没有这类事项"), self.on_none)
        self.add = button(tr("添加一项"), self.on_added, "primary")
        line = row(heading, self.state, self.unknown, self.none, self.add)
        line.setStretch(0, 1)
        inside.addLayout(line)
        if self.record_type.help:
            inside.addWidget(label(self.record_type.help, "muted"))
        self.column.addWidget(frame)
        self.undo = QFrame()
        self.undo.setProperty("class", "notice")
        inside = column(self.undo, margin=theme.SMALL)
        self.undo_words = label("", wrap=False)
        self.undo_button = button(tr("撤销"), self.on_undone)
        inside.addLayout(row(self.undo_words, None, self.undo_button))
        self.undo.hide()
        self.column.addWidget(self.undo)

    def _make_table(self, book: PolicyBook) -> None:
        self.model = RecordModel(self.record_type, book, self)
        self.table = _Table()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.record_type.label)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.verticalHeader().setHighlightSections(False)
        chosen = self.table.selectionModel()
        chosen.currentRowChanged.connect(lambda now, _: self._select(now.row()))
        self.column.addWidget(self.table)

    def show_case(self, case: Case) -> None:
        """Show the list as it was told."""
        self._case = case
        self._records = case.answers.records.get(self.record_type.id)
        records = self._records or ()
        self.model.show_records(records)
        words, kind = tr("还没填"), "tag"
        if self._records is not None:
            words = tr("{n} 项").format(n=len(records)) if records else tr("没有")
            kind = "tag-true"
        self.state.setText(words)
        restyle(self.state, "class", kind)
        self.none.setVisible(not records)
        self.none.setEnabled(self._records is None)
        self.unknown.setVisible(self._records is not None and not records)
        self.table.setVisible(bool(records))
        self._form_card.setVisible(bool(records))
        if records:
            self._fit_table()
            current = max(0, self.table.currentIndex().row())
            if self.table.currentIndex().row() != current:
                self.table.selectRow(current)
            self._show_form(min(current, len(records) - 1))
        else:
            self._shown = -1

    def unsaved(self) -> list[Unsaved]:
        """The fields of the open record that hold text which could not be saved."""
        if not self._records:
            return []
        where = f"{self.record_type.label} {self._name(self._shown)}"
        topic = RECORD + self.record_type.id
        return [
            Unsaved(topic, f"#{self._shown}", f"{where} {field.question.label}", field.problem)
            for field in self.form.fields.values()
            if field.problem
        ]

    def look_at(self, field_id: str) -> None:
        """Put the cursor where an answer is missing; ``#2`` means the third record."""
        records = self._records or ()
        if not records:
            (self.add if field_id else self.none).setFocus()
            return
        if field_id.startswith("#"):
            self.table.selectRow(int(field_id[1:]))
            self.table.setFocus()
        elif field_id:
            lacking = [i for i, r in enumerate(records) if field_id not in r]
            if lacking:
                self.table.selectRow(lacking[0])
            field = self.form.look_at(field_id)
            if field is not None:
                self.bring(field)
        else:
            self.table.setFocus()

    def on_added(self) -> None:
        """Add an empty record, and go to its first field."""
        self._before = None
        records = self._records or ()
        self._tell((*records, {}), select=len(records))
        field = self.form.look_at("")
        if field is not None:
            self.bring(self._form_card)

    def on_none(self) -> None:
        """The company has no such thing."""
        self._tell(())

    def on_forgotten(self) -> None:
        """It is not known after all."""
        self._tell(None)

    def on_copied(self) -> None:
        """Add a record like this one, right below it."""
        records, at = self._records or (), self._shown
        self._before = None
        self._tell((*records[: at + 1], dict(records[at]), *records[at + 1 :]), select=at + 1)

    def on_removed(self) -> None:
        """Take the record off the list; it can be brought back."""
        records, at = self._records or (), self._shown
        self._before = (records, at)
        words = tr("已删除“{name}”").format(name=self._name(at))
        left = (*records[:at], *records[at + 1 :])
        self._tell(left or None, select=min(at, len(left) - 1))
        self.undo_words.setText(words)
        self.undo.show()
        self.undo_button.setFocus()

    def on_undone(self) -> None:
        """Bring back what was deleted last."""
        if self._before is not None:
            records, at = self._before
            self._before = None
            self._tell(records, select=at)

    def on_field_answered(self, field_id: str, value: Value | None) -> None:
        """A field of the record in the form was answered."""
        records, at = list(self._records or ()), self._shown
        rest = {k: v for k, v in records[at].items() if k != field_id}
        records[at] = rest if value is None else rest | {field_id: value}
        self._before = None
        self._tell(tuple(records))

    def _tell(self, records: Records | None, *, select: int = -1) -> None:
        self.undo.hide()
        self.records_changed.emit(self.record_type.id, records)
        if 0 <= select < self.model.rowCount():
            self.table.selectRow(select)
            self._show_form(select, fresh=True)

    def _select(self, at: int) -> None:
        if 0 <= at != self._shown:
            self._show_form(at)

    def _show_form(self, at: int, *, fresh: bool = False) -> None:
        if self._case is None or not self._records or not 0 <= at < len(self._records):
            return
        fresh = fresh or at != self._shown
        self._shown = at
        self.form.show_record(self._records[at], self._case, fresh=fresh)
        self.form_title.setText(tr("第 {n} 项：{name}").format(n=at + 1, name=self._name(at)))

    def _name(self, at: int) -> str:
        field = self.model.columns[0]
        words = str(self.model.index(at, 0).data())
        known = field.id in (self._records or ())[at]
        return words if known else tr("（{label}还没填）").format(label=field.label)

    def _fit_table(self) -> None:
        header = self.table.horizontalHeader()
        wide = self.table.verticalHeader().sizeHint().width()
        for i in range(len(self.model.columns)):
            content = max(header.sectionSizeHint(i), self.table.sizeHintForColumn(i))
            width = min(_WIDEST, max(96, content + 16))
            self.table.setColumnWidth(i, width)
            wide += width
        bar = 14 if wide > min(_PAGE, self.width() - 2 * theme.LARGE) - 4 else 0
        rows = min(_MOST_ROWS, self.model.rowCount())
        self.table.setFixedHeight(rows * _ROW + header.sizeHint().height() + 4 + bar)
