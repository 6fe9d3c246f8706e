"""A calm line at the start: what falls due within 30 days, for all clients; nothing if nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem

from dgassist.due import DAYS, Due, due_of_all, in_order
from dgassist.model.policybook import PolicyBook
from dgassist.plan.agenda import Occasion, joined_labels
from dgassist.report import agenda as words
from dgassist.report import phrase
from dgassist.store.clients import ClientStore
from dgassist.ui import theme
from dgassist.ui.language import nameless, tr
from dgassist.ui.widgets.element import button, column, label, row

_NAMED = 3
_ROWS = 7  # so many lines of the whole list are seen without scrolling
_CLIENT = Qt.ItemDataRole.UserRole


class DueNotice(QFrame):
    """Hidden until something is found; looks through the clients a few at a time."""

    client_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("class", "notice")
        self.found: tuple[Due, ...] = ()
        self._looked: list[Due] = []
        self._clients: Iterator[tuple[Due, ...]] = iter(())
        self.words = label("")
        self.all = button(tr("看全部"), self._on_all, "link")
        self.list = QListWidget()
        self.list.setAccessibleName(tr("{n}天内到期的事").format(n=DAYS))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._on_row)
        self.list.itemClicked.connect(self._on_row)
        self.list.hide()
        line = row(self.words, self.all)
        line.setStretch(0, 1)
        inside = column(self, margin=theme.SMALL)
        inside.addLayout(line)
        inside.addWidget(self.list)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_next)
        self.hide()

    def look(self, store: ClientStore, book: PolicyBook, as_of: date) -> None:
        """Look through all clients, one whenever the window has nothing else to do."""
        self._looked = []
        self._clients = due_of_all(store, book, as_of)
        self._timer.start()

    def stop(self) -> None:
        """Look no further: the clients are about to change, or the database to be closed."""
        self._timer.stop()
        self._clients = iter(())

    def _on_next(self) -> None:
        found = next(self._clients, None)
        if found is not None:
            self._looked += found
            return
        self.stop()
        self.show_due(in_order(self._looked))

    def show_due(self, found: tuple[Due, ...]) -> None:
        """Show what is due; nothing is shown of nothing."""
        self.found = found
        self.list.clear()
        self.list.hide()
        self.all.setText(tr("看全部"))
        for due in found:
            entry = QListWidgetItem(_row(due))
            entry.setData(_CLIENT, due.client.id)
            self.list.addItem(entry)
        if found:
            lines = list(_lines(found))
            told = tr("{n}天内有{m}件事到期：{what}").format(
                n=DAYS, m=len(lines), what=tr("；").join(lines[:_NAMED])
            )
            self.words.setText(told + (tr("……") if len(lines) > _NAMED else tr("。")))
        self.setVisible(bool(found))

    def _on_all(self) -> None:
        is_open = self.list.isHidden()
        self.list.setVisible(is_open)
        self.all.setText(tr("收起") if is_open else tr("看全部"))
        if is_open:
            height = theme.look().target + 2 * theme.SMALL
            self.list.setFixedHeight(height * min(len(self.found), _ROWS) + theme.SMALL)
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def _on_row(self, entry: QListWidgetItem) -> None:
        self.client_chosen.emit(int(entry.data(_CLIENT)))


def _lines(found: tuple[Due, ...]) -> Iterator[str]:
    """A line each; the end of a document's term, which meets many, is said once for all."""
    for _, shared in groupby(found, key=_together):
        dues = list(shared)
        first = dues[0].item
        day = f"{first.day.month}-{first.day.day}"
        if len({due.client.id for due in dues}) == 1:
            for due in dues:
                told = tr("{client} {what} {day}")
                what = words.item_words(due.item)
                yield told.format(client=_name(due), what=what, day=day)
            continue
        parts = sorted({part for due in dues for part in due.item.parts}, key=lambda p: p.label)
        what = tr("{parts}有效期届满").format(parts=joined_labels(p.label for p in parts))
        told = tr("{what} {day}（{n}家企业）")
        yield told.format(what=what, day=day, n=len({due.client.id for due in dues}))


def _together(due: Due) -> tuple[object, ...]:
    if due.item.occasion is Occasion.TERM:
        return due.item.next_day, due.item.day, due.item.parts[0].document_id
    return due.item.next_day, due.item.key, due.client.id


def _row(due: Due) -> str:
    told = tr("{day}　{client}　{what}，{left}")
    return told.format(
        day=due.item.day.isoformat(),
        client=_name(due),
        what=words.item_words(due.item),
        left=phrase.left_words(due.item),
    )


def _name(due: Due) -> str:
    return due.client.name or nameless()
