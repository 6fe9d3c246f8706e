"""All records of one type: 还没填, 没有, or a table with sums and a form below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from dgassist.case import Case
from dgassist.model.answers import Record, Value
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import RecordType
from dgassist.ui import shortcuts, theme
from dgassist.ui.asking import Unsaved, told_words
from dgassist.ui.language import tr
from dgassist.ui.models.record import RecordModel
from dgassist.ui.models.topic import RECORD
from dgassist.ui.paste import PasteError
from dgassist.ui.tabular import a_year_on, is_yearly, last_year, table_text, year_of
from dgassist.ui.widgets.element import Page
from dgassist.ui.widgets.paste_preview import PastePreview
from dgassist.ui.widgets.record_card import RecordCard
from dgassist.ui.widgets.record_head import RecordHead
from dgassist.ui.widgets.record_sums import RecordSums
from dgassist.ui.widgets.record_table import RecordTable
from dgassist.ui.widgets.undo_notice import UndoNotice

_PAGE = 1100
Records = tuple[Record, ...]


class RecordPage(Page):
    """Tells every change of the list at once: None for unknown, an empty list for none."""

    records_changed = Signal(str, object)

    def __init__(self, record_type: RecordType, book: PolicyBook) -> None:
        super().__init__(width=_PAGE)
        self.record_type = record_type
        self._book = book
        self._case: Case | None = None
        self._records: Records | None = None
        self._before: tuple[Records | None, int] | None = None  # what 撤销 brings back
        self.head = RecordHead(record_type)
        self.notice = UndoNotice()
        self.preview = PastePreview(record_type, book)
        self.preview.hide()
        self.model = RecordModel(record_type, book, self)
        self.table = RecordTable(self.model, record_type.label)
        self.sums = RecordSums(record_type)
        self.card = RecordCard(record_type, book)
        self.form = self.card.form
        for part in (self.head, self.notice, self.preview, self.table, self.sums, self.card):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self._connect()
        self._make_shortcuts()

    def _connect(self) -> None:
        for one, action in (
            (self.head.add, self.on_added),
            (self.head.none, self.on_none),
            (self.head.unknown, self.on_forgotten),
            (self.head.paste, self.on_pasted),
            (self.head.copy_all, self.on_all_copied),
            (self.head.last_year, self.on_last_year),
            (self.card.copy, self.on_copied),
            (self.card.next_year, self.on_moved_on),
            (self.card.remove, self.on_removed),
        ):
            one.clicked.connect(action)
        self.notice.undone.connect(self.on_undone)
        self.preview.accepted.connect(self.on_paste_accepted)
        self.preview.cancelled.connect(self.on_paste_cancelled)
        self.table.row_reached.connect(self._on_row)
        self.table.selection_changed.connect(self._show_chosen)
        self.table.copied.connect(self.on_chosen_copied)
        self.table.pasted.connect(self.on_pasted)
        self.table.removed.connect(self.on_removed)
        self.table.edited.connect(lambda: self._edit(""))
        self.form.field_answered.connect(self.on_field_answered)
        self.form.looked_at.connect(self.bring)
        self.form.finished.connect(self._after_form)

    def _make_shortcuts(self) -> None:
        """Keys that work all over the page; those of the table alone are its own."""
        for shortcut, action in (
            (shortcuts.ADD, self.on_added),
            (shortcuts.DUPLICATE, self.on_copied),
            *([(shortcuts.NEXT_YEAR, self.on_moved_on)] if is_yearly(self.record_type) else ()),
        ):
            keys = QShortcut(QKeySequence(shortcut.keys), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste and undo, wherever the cursor is not in a box that takes them."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.on_pasted()
        elif event.matches(QKeySequence.StandardKey.Undo) and self._before is not None:
            self.on_undone()
        else:
            super().keyPressEvent(event)

    def show_case(self, case: Case) -> None:
        """Show the list as it was told."""
        self._case = case
        self._records = case.answers.records.get(self.record_type.id)
        records = self._records or ()
        self.model.show_records(records)
        self.head.show_records(self._records, case.as_of)
        self.sums.show_records(records)
        self._show_list()

    def _show_list(self) -> None:
        """Show the table with what belongs to it, unless there is something to decide first."""
        is_deciding = not self.preview.isHidden()
        is_shown = bool(self._records) and not is_deciding
        self.head.setEnabled(not is_deciding)
        self.table.setVisible(is_shown)
        self.sums.setVisible(is_shown and self.sums.has_sums)
        self.card.setVisible(is_shown)
        if not self._records:
            self.card.at = -1
            return
        self.table.fit()
        self._fit_form()
        current = max(0, self.table.currentIndex().row())
        if self.table.currentIndex().row() != current:
            self.table.choose([current])
        self._show_form(min(current, len(self._records) - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_form()

    def _fit_form(self) -> None:
        self.form.fit(min(_PAGE, self.viewport().width() - 2 * theme.LARGE) - 2 * theme.MEDIUM)

    def unsaved(self) -> list[Unsaved]:
        """The fields of the open record that hold text which could not be saved."""
        if not self._records:
            return []
        at = self.card.at
        where = f"{self.record_type.label} {self._name(at)}"
        topic = RECORD + self.record_type.id
        return [
            Unsaved(topic, f"#{at}", f"{where} {field.question.label}", field.problem)
            for field in self.form.fields.values()
            if field.problem
        ]

    def holds(self, widget: QWidget) -> bool:
        """Whether a widget is on this page."""
        return self.isAncestorOf(widget)

    def begin(self) -> None:
        """Put the cursor into the list, or on what begins one."""
        self.look_at("")

    def look_at(self, field_id: str) -> None:
        """Put the cursor where an answer is missing; ``#2`` means the third record."""
        records = self._records or ()
        if not self.preview.isHidden():
            self.preview.take_cursor()
        elif not records:
            self.head.add.setFocus(Qt.FocusReason.TabFocusReason)  # never on what answers by itself
        elif field_id.startswith("#"):
            self.table.choose([min(int(field_id[1:]), len(records) - 1)])
            self.table.setFocus()
        elif field_id:
            lacking = [i for i, r in enumerate(records) if field_id not in r]
            if lacking:
                self.table.choose(lacking[:1])
            self._edit(field_id)
        else:
            self.table.setFocus()

    def look_at_blank(self) -> None:
        """Where one types next: the first blank of a record that is not full, or one more."""
        for i, record in enumerate(self._records or ()):
            blank = [f.id for f in self.record_type.fields if f.id not in record]
            if blank:
                self.table.choose([i])
                self._edit(blank[0])
                return
        self.head.add.setFocus(Qt.FocusReason.TabFocusReason)

    # --- changes of the list

    def on_added(self) -> None:
        """Add an empty record, and go to its first field."""
        if self.preview.isHidden():
            records = self._records or ()
            self._tell((*records, {}), select=[len(records)])
            self._edit("")

    def on_none(self) -> None:
        """The company has no such thing."""
        self._tell(())

    def on_forgotten(self) -> None:
        """It is not known after all."""
        self._tell(None)

    def on_copied(self) -> None:
        """Add records like the chosen ones, right below them."""
        self._copy(lambda record: record)

    def on_moved_on(self) -> None:
        """Add records like the chosen ones, a year later."""
        self._copy(lambda record: a_year_on(self.record_type, record), _later_words())

    def on_last_year(self) -> None:
        """Add all records of the year before once more, a year later."""
        if self._case is None:
            return
        records = self._records or ()
        year = last_year(self.record_type, records, self._case.as_of)
        old = [r for r in records if year_of(self.record_type, r) == year]
        new = [a_year_on(self.record_type, r) for r in old]
        words = tr("已照{year}年的加了{n}项。").format(year=year, n=len(new)) + _later_words()
        self._insert(len(records), new, words)

    def on_removed(self) -> None:
        """Take the chosen records off the list; they can be brought back."""
        records, chosen = self._records or (), self._chosen()
        if not chosen:
            return
        before = (self._records, chosen[0])
        words = tr("已删除“{name}”").format(name=self._name(chosen[0]))
        if len(chosen) > 1:
            words = tr("已删除{n}项").format(n=len(chosen))
        gone = set(chosen)
        left = tuple(r for i, r in enumerate(records) if i not in gone)
        self._tell(left or None, select=[min(chosen[0], len(left) - 1)])
        self._offer_undo(words, before)
        self.notice.undo.setFocus()

    def on_undone(self) -> None:
        """Bring back what was there before."""
        if self._before is not None:
            records, at = self._before
            self._tell(records, select=[at])
            self.look_at("")

    def on_field_answered(self, field_id: str, value: Value | None) -> None:
        """A field of the record in the form was answered."""
        records, at = list(self._records or ()), self.card.at
        rest = {k: v for k, v in records[at].items() if k != field_id}
        records[at] = rest if value is None else rest | {field_id: value}
        self._tell(tuple(records))

    # --- the clipboard

    def on_chosen_copied(self) -> None:
        """Put the chosen records on the clipboard, for a spreadsheet."""
        records = self._records or ()
        self._put_on_clipboard([records[at] for at in self._chosen()])

    def on_all_copied(self) -> None:
        """Put all records on the clipboard, or the heading alone while there are none."""
        self._put_on_clipboard(self._records or ())

    def _put_on_clipboard(self, records: Sequence[Record]) -> None:
        QGuiApplication.clipboard().setText(table_text(self.record_type, records, self._book))
        words = tr("已复制{n}项，连同表头，可以到 Excel 里粘贴；金额的单位是万元。")
        if not records:
            words = tr("已复制表头，可以到 Excel 里粘贴；填好后连表头一起复制回来。")
        self._before = None
        self.notice.say(words.format(n=len(records)))
        self.bring(self.notice)

    def on_pasted(self) -> None:
        """Show what the clipboard holds, before any of it is added."""
        try:
            self.preview.show_text(QGuiApplication.clipboard().text())
        except PasteError as error:
            self._before = None
            self.notice.say(str(error))
            self.bring(self.notice)
            return
        self.notice.hide()
        self.preview.show()
        self._show_list()
        self.preview.take_cursor()
        self.bring(self.preview)

    def on_paste_accepted(self, added: Records) -> None:
        """Add what was read."""
        self.preview.hide()
        words = tr("已加入{n}项").format(n=len(added))
        self._insert(len(self._records or ()), added, words)

    def on_paste_cancelled(self) -> None:
        """Add nothing."""
        self.preview.hide()
        if self._case is not None:
            self.show_case(self._case)
        (self.table if self._records else self.head.paste).setFocus()

    # --- inside

    def _chosen(self) -> list[int]:
        """The rows that are meant: the selected ones, or the one in the form."""
        if not self._records or not self.preview.isHidden():
            return []
        chosen = self.table.chosen()
        return chosen if self.card.at in chosen else [self.card.at]

    def _copy(self, made: Callable[[Record], Record], words: str = "") -> None:
        chosen, records = self._chosen(), self._records or ()
        if chosen:
            new = [made(records[at]) for at in chosen]
            words = tr("已加了{n}项。").format(n=len(new)) + words
            self._insert(chosen[-1] + 1, new, words)

    def _insert(self, at: int, new: Sequence[Record], words: str) -> None:
        before = (self._records, max(0, self.card.at))
        records = self._records or ()
        added = tuple(dict(record) for record in new)
        self._tell((*records[:at], *added, *records[at:]), select=range(at, at + len(added)))
        self._offer_undo(words, before)
        self.table.setFocus()

    def _tell(self, records: Records | None, *, select: Sequence[int] = ()) -> None:
        self.notice.hide()
        self._before = None
        self.records_changed.emit(self.record_type.id, records)
        if select and 0 <= select[0] < self.model.rowCount():
            self.table.choose(select)
            self._show_form(select[0], fresh=True)

    def _offer_undo(self, words: str, before: tuple[Records | None, int]) -> None:
        self._before = before
        self.notice.say(words, undoable=True)
        self.bring(self.notice)

    def _edit(self, field_id: str) -> None:
        field = self.form.look_at(field_id)
        if field is not None:
            self.bring(field)

    def _after_form(self) -> None:
        self.head.add.setFocus(Qt.FocusReason.TabFocusReason)
        self.bring(self.head.add)

    def _on_row(self, at: int) -> None:
        if 0 <= at != self.card.at:
            self._show_form(at)

    def _show_chosen(self) -> None:
        self.card.show_chosen(len(self._chosen()))

    def _show_form(self, at: int, *, fresh: bool = False) -> None:
        if self._case is not None and self._records and 0 <= at < len(self._records):
            record, name = self._records[at], self._name(at)
            self.card.show_record(at, name, record, self._case, fresh=fresh)

    def _name(self, at: int) -> str:
        field = self.record_type.field(self.record_type.name) or self.model.columns[0]
        words = told_words(field, (self._records or ())[at].get(field.id), self._book)
        return words or tr("（{label}还没填）").format(label=field.label)


def _later_words() -> str:
    return tr("日期都往后推了一年，其余照抄，名称和金额请逐项核对。")
