"""The saved results of a company: save, open, compare with now, print again, delete."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dgassist.case import Case
from dgassist.engine.eligibility import Outcome
from dgassist.engine.wording import money
from dgassist.plan.change import Snapshot, compared, total_words
from dgassist.report.frozen import Frozen, Saved
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.change import visit_row
from dgassist.ui.widgets.change_panel import ChangePanel
from dgassist.ui.widgets.document_page import DocumentPage
from dgassist.ui.widgets.element import Page, button, card, column, label, row


class FrozenList(QStackedWidget):
    """The list, and over it the saved paper that is read, or what has changed since."""

    saving_asked = Signal()
    printing_asked = Signal(object)  # Frozen
    removed = Signal(str)  # its key
    measure_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._case: Case | None = None
        self._saved: tuple[Saved, ...] = ()
        self._asked = ""  # which one is about to be deleted
        self._read: Frozen | None = None
        self.list = Page(width=theme.TEXT_WIDTH + 160)
        self.save_button = button(tr("保存这次结果"), self.saving_asked.emit, "primary")
        self.reader, self.paper = self._make_reader()
        self.changes = ChangePanel()
        self.changes.measure_chosen.connect(self.measure_chosen)
        self.changes.closed.connect(self.show_list)
        aside = QWidget()
        column(aside, margin=theme.LARGE).addWidget(self.changes)
        self._comparison = aside
        for page in (self.list, self.reader, aside):
            self.addWidget(page)

    def _make_reader(self) -> tuple[QWidget, DocumentPage]:
        reader, paper = QWidget(), DocumentPage()
        self.read_words = label("", "muted")
        self.back_button = button(tr("← 返回"), self.show_list, "link")
        head = row(self.back_button, self.read_words, button(tr("打印这份"), self._on_print))
        head.setStretch(1, 1)
        layout = column(reader, margin=theme.MEDIUM)
        layout.addLayout(head)
        layout.addWidget(paper, 1)
        return reader, paper

    def show_case(self, case: Case) -> None:
        """The case that saved results are compared with."""
        self._case = case

    def show_saved(self, saved: Sequence[Saved]) -> None:
        """List saved results, the newest first."""
        self._saved, self._asked = tuple(saved), ""
        self._fill()
        self.show_list()

    def show_list(self) -> None:
        """Back to the list."""
        self.setCurrentWidget(self.list)

    def _fill(self) -> None:
        layout = self.list.column
        layout.removeWidget(self.save_button)
        self.save_button.setParent(self)
        self.list.refill()
        layout.addWidget(label(tr("保存的结果"), "title"))
        words = tr(
            "把现在的结果连同清单原样存下来。以后政策或填写的内容变了，它也不变；"
            "随时可以打开、再打印，或与现在比较。"
        )
        layout.addWidget(label(words, "muted"))
        layout.addLayout(row(self.save_button, None))
        self.save_button.show()
        if not self._saved:
            layout.addWidget(label(tr("还没有保存过。")))
        for saved in self._saved:
            frame, inside = card(spacing=theme.TIGHT)
            self._show(saved, inside)
            layout.addWidget(frame)
        layout.addStretch(1)

    def _show(self, saved: Saved, inside: QVBoxLayout) -> None:
        frozen = saved.frozen
        if frozen is None:
            inside.addWidget(label(tr("这份结果读不出来，可能是较新的程序保存的；没有动它。")))
            inside.addLayout(row(None, *self._deleting(saved.key, "")))
            return
        at = f"{frozen.made:%Y-%m-%d %H:%M}"
        inside.addWidget(label(tr("{at} 保存").format(at=at), "strong"))
        inside.addWidget(label(_told(frozen.snapshot)))
        inside.addWidget(label(_dates(frozen.snapshot), "caption"))
        inside.addLayout(self._buttons(saved.key, frozen, at))

    def _buttons(self, key: str, frozen: Frozen, at: str) -> QHBoxLayout:
        ways = (
            (tr("打开"), lambda: self.open(frozen)),
            (tr("与现在比较"), lambda: self.compare(frozen)),
            (tr("再打印"), lambda: self.printing_asked.emit(frozen)),
        )
        made = []
        for words, on in ways:
            made.append(button(words, on))
            made[-1].setAccessibleName(f"{words} {at}")
        return row(*made, None, *self._deleting(key, at))

    def _deleting(self, key: str, at: str) -> list[QWidget]:
        is_asked = self._asked == key
        go = button(tr("确定删除") if is_asked else tr("删除"), lambda: self._on_delete(key))
        go.setAccessibleName(f"{go.text()} {at}")
        return [go, button(tr("取消"), lambda: self._ask(""))] if is_asked else [go]

    def _ask(self, key: str) -> None:
        self._asked = key
        self._fill()

    def _on_delete(self, key: str) -> None:
        if self._asked == key:
            self.removed.emit(key)
        else:
            self._ask(key)

    def _on_print(self) -> None:
        if self._read is not None:
            self.printing_asked.emit(self._read)

    def open(self, frozen: Frozen) -> None:
        """Read a saved paper."""
        self._read = frozen
        at = f"{frozen.made:%Y-%m-%d %H:%M}"
        words = tr("{at} 保存的结果，原样，不能改。{dates}")
        self.read_words.setText(words.format(at=at, dates=_dates(frozen.snapshot)))
        self.paper.show_document(frozen.document)
        self.setCurrentWidget(self.reader)
        self.paper.setFocus()

    def compare(self, frozen: Frozen) -> None:
        """Show what has changed since."""
        if self._case is None:
            return
        present = Snapshot.of(self._case.plan)
        found = compared(frozen.snapshot, present)
        title = tr("{day} 保存的结果与现在比").format(day=f"{frozen.made:%Y-%m-%d}")
        lines = [*total_words(frozen.snapshot, present)]
        if frozen.snapshot.data_date != present.data_date:
            words = tr("政策数据那时核对至 {before}，现在核对至 {after}")
            lines.append(words.format(before=frozen.snapshot.data_date, after=present.data_date))
        if not found:
            lines.append(tr("每一项的结果都和那时一样。"))
        rows = tuple(visit_row(change) for change in found)
        self.changes.show_changes(title, lines, rows)
        self.setCurrentWidget(self._comparison)
        self.changes.close_button.setFocus()


def _told(snapshot: Snapshot) -> str:
    return tr("符合 {n} 项，待定 {m} 项；确定 {exact}，连上限一起最高 {ceiling}").format(
        n=snapshot.count(Outcome.ELIGIBLE),
        m=snapshot.count(Outcome.UNDETERMINED),
        exact=money(snapshot.exact_total),
        ceiling=money(snapshot.ceiling_total),
    )


def _dates(snapshot: Snapshot) -> str:
    words = tr("基准日 {day}，政策数据核对至 {checked}")
    return words.format(day=snapshot.as_of.isoformat(), checked=snapshot.data_date)
