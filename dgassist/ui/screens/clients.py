"""The desk's companies: find one by a few characters, open it, or begin the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)

from dgassist.case import Case
from dgassist.store.clients import Client, Deleted
from dgassist.ui import theme
from dgassist.ui.language import nameless, tr
from dgassist.ui.models.client import CLIENT, ClientFilter, ClientModel
from dgassist.ui.widgets.answer_input import PlainEdit
from dgassist.ui.widgets.client_delegate import ClientDelegate
from dgassist.ui.widgets.due_notice import DueNotice
from dgassist.ui.widgets.element import button, card, column, label, restyle, row

_SIDE = 320


class ClientsScreen(QWidget):
    """Lists the companies, and shows the one that is marked beside the list."""

    client_added = Signal(str)  # the name that was typed, or nothing
    client_chosen = Signal(int)
    client_duplicated = Signal(int)
    client_archived = Signal(int, bool)
    client_annotated = Signal(int, str)
    client_deleted = Signal(int)
    export_asked = Signal(int)
    import_asked = Signal()
    undo_asked = Signal()

    def __init__(self, matches: Callable[[str, str], bool]) -> None:
        super().__init__()
        self._marked: Client | None = None
        self.model = ClientModel(self)
        self.filter = ClientFilter(self.model, matches, self)
        layout = column(self, margin=theme.LARGE, spacing=theme.MEDIUM)
        layout.addLayout(self._make_head())
        self.due = DueNotice()
        self.due.client_chosen.connect(self.client_chosen)
        layout.addWidget(self.due)
        layout.addWidget(self._make_undo())
        middle = row(self._make_list(), self._make_side(), spacing=theme.MEDIUM)
        middle.setStretch(0, 1)
        layout.addLayout(middle, 1)
        for keys, owner, action in (
            ("Esc", self, self.on_escaped),
            ("Del", self.list, lambda: self._tell(self.client_deleted)),
            ("Ctrl+Z", self, self.undo_button.click),
        ):
            within = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(keys), owner, context=within).activated.connect(action)

    def _make_head(self) -> QHBoxLayout:
        self.search = _Search()
        self.search.setPlaceholderText(tr("名称、信用代码、镇街、备注，或拼音首字母"))
        self.search.setAccessibleName(tr("查找企业"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._narrow())
        self.search.returnPressed.connect(self.on_search_entered)
        self.search.stepped.connect(self._step)
        self.archived = QCheckBox(tr("也显示归档的"))
        self.archived.toggled.connect(lambda _: self._narrow())
        self.add = button(tr("新建企业"), lambda: self.client_added.emit(""), "primary")
        self.add.setToolTip("Ctrl+N")
        bring_in = button(tr("导入…"), self.import_asked.emit)
        bring_in.setAccessibleName(tr("导入企业资料文件"))
        line = row(self.search, self.archived, bring_in, self.add, spacing=theme.MEDIUM)
        line.setStretch(0, 1)
        return line

    def _make_undo(self) -> QWidget:
        self.undo = QFrame()
        self.undo.setProperty("class", "notice")
        self.undo_words = label("")
        self.undo_button = button(tr("撤销"), self.undo_asked.emit)
        line = row(self.undo_words, self.undo_button)
        line.setStretch(0, 1)
        column(self.undo, margin=theme.SMALL).addLayout(line)
        self.undo.hide()
        return self.undo

    def _make_list(self) -> QWidget:
        self.list = QListView()
        self.list.setAccessibleName(tr("企业"))
        self.list.setModel(self.filter)
        self.list.setItemDelegate(ClientDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.activated.connect(self.on_activated)
        self.list.selectionModel().currentChanged.connect(lambda now, _: self._mark(now))
        frame = QFrame()
        frame.setProperty("class", "card")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        nothing = QWidget()
        inside = column(nothing, margin=theme.LARGE, spacing=theme.MEDIUM)
        self.nothing = label("", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.add_found = button("", self.on_search_entered, "primary")
        inside.addStretch(1)
        inside.addWidget(self.nothing)
        inside.addLayout(row(None, self.add_found, None))
        inside.addStretch(1)
        self.stack.addWidget(nothing)
        column(frame, margin=1).addWidget(self.stack)
        return frame

    def _make_side(self) -> QWidget:
        self.side, inside = card(spacing=theme.SMALL)
        self.side.setFixedWidth(_SIDE)
        self.name = label("", "lead")
        self.about = label("", "muted")
        inside.addWidget(self.name)
        inside.addWidget(self.about)
        self.open = button(tr("打开"), lambda: self._tell(self.client_chosen), "primary")
        inside.addWidget(self.open)
        inside.addSpacing(theme.SMALL)
        inside.addWidget(label(tr("备注（不打印）"), "muted"))
        self.note = _Note()
        self.note.setMinimumHeight(theme.look().target)  # it gives way, the words above do not
        self.note.setAccessibleName(tr("备注"))
        self.note.setToolTip(tr("不打印；复制、导出这家企业时一起带上"))
        self.note.left.connect(self.on_note_left)
        inside.addWidget(self.note, 1)
        self.copy = button(tr("复制一份"), lambda: self._tell(self.client_duplicated))
        self.archive = button("", self.on_archived)
        self.take_out = button(tr("导出…"), lambda: self._tell(self.export_asked))
        self.delete = button(tr("删除"), lambda: self._tell(self.client_deleted))
        inside.addLayout(row(self.copy, self.archive))
        inside.addLayout(row(self.take_out, self.delete))
        return self.side

    def show_case(self, case: Case) -> None:
        """The list does not depend on the open case."""

    def show_clients(self, clients: Sequence[Client], deleted: Deleted | None = None) -> None:
        """List the companies; one just deleted can be brought back."""
        marked = self._marked.id if self._marked else None
        new = {c.id for c in clients} - {c.id for c in self.model.clients}
        if self.model.clients and len(new) == 1:
            (marked,) = new  # a copy, or one that was brought back
        self.model.show_clients(clients)
        was_offered = not self.undo.isHidden()
        self.undo.setVisible(deleted is not None)
        if deleted is not None:
            words = tr("已删除“{name}”。离开这一页就不能撤销了。")
            self.undo_words.setText(words.format(name=deleted.name or nameless()))
            self.undo_button.setFocus()  # not on what would delete the next one
        elif was_offered:
            self.list.setFocus()
        archived = sum(c.archived for c in clients)
        self.archived.setVisible(bool(archived))
        self.archived.setText(tr("也显示归档的 {n} 家").format(n=archived))
        self._narrow(marked)

    def begin(self) -> None:
        """The next one is waiting: an empty search box with the cursor in it, no one marked."""
        self.on_note_left()
        self.search.clear()
        self._narrow()
        self.list.clearSelection()
        self.list.setCurrentIndex(QModelIndex())
        self._marked = None
        self.side.hide()
        self.search.setFocus()

    def on_find(self) -> None:
        """Go to the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def on_escaped(self) -> None:
        """Begin the search again."""
        self.search.clear()
        self.search.setFocus()

    def on_search_entered(self) -> None:
        """Open the company that is marked; begin one where none was found."""
        if not self.filter.rowCount():
            self.client_added.emit(self.search.text().strip())
        elif self._marked is None:
            self._step(1)
        else:
            self._tell(self.client_chosen)

    def on_activated(self, index: QModelIndex) -> None:
        """A company was opened from the list."""
        self._mark(index)
        self._tell(self.client_chosen)

    def on_archived(self) -> None:
        """Put the company away, or take it back."""
        if self._marked is not None:
            self.on_note_left()
            self.client_archived.emit(self._marked.id, not self._marked.archived)

    def on_note_left(self) -> None:
        """Keep the note as soon as one goes elsewhere."""
        note = self.note.toPlainText()
        if self._marked is not None and note != self._marked.note:
            self._marked = replace(self._marked, note=note)
            self.client_annotated.emit(self._marked.id, note)

    def _tell(self, signal: object) -> None:
        if self._marked is not None:
            self.on_note_left()
            signal.emit(self._marked.id)  # type: ignore[attr-defined]

    def _step(self, by: int) -> None:
        at = self.list.currentIndex().row() + by
        if 0 <= at < self.filter.rowCount():
            self.list.setCurrentIndex(self.filter.index(at, 0))

    def _narrow(self, marked: int | None = None) -> None:
        self.on_note_left()
        typed = self.search.text()
        self.filter.narrow(typed, archived=self.archived.isChecked())
        found = self.filter.rowCount()
        self.stack.setCurrentIndex(0 if found else 1)
        self.side.setVisible(bool(found))
        if found:
            at = next((i for i in range(found) if self._client(i).id == marked), 0)
            self.list.setCurrentIndex(self.filter.index(at, 0))
            self._mark(self.list.currentIndex())
            return
        self._marked = None
        name = typed.strip()
        self.nothing.setText(self._nothing_words(name))
        words = tr("新建“{name}”（回车）").format(name=name) if name else tr("新建企业")
        self.add_found.setText(words)

    def _nothing_words(self, name: str) -> str:
        if not name:
            return tr("没有企业，归档的没有列出来。") if self.model.clients else tr("还没有企业。")
        if self.archived.isChecked():
            return tr("没有找到“{name}”。").format(name=name)
        self.filter.narrow(name, archived=True)
        away = self.filter.rowCount()
        self.filter.narrow(name)
        words = tr("没有找到“{name}”。归档的里面有 {n} 家。") if away else tr("没有找到“{name}”。")
        return words.format(name=name, n=away)

    def _client(self, at: int) -> Client:
        client: Client = self.filter.index(at, 0).data(CLIENT)
        return client

    def _mark(self, index: QModelIndex) -> None:
        client: Client | None = index.data(CLIENT) if index.isValid() else None
        if client is None:
            return
        if self._marked is not None and client.id != self._marked.id:
            self.on_note_left()
        changed = self._marked is None or client != self._marked
        self._marked = client
        self.side.show()
        self.name.setText(client.name or nameless())
        lines = [client.code, client.town, tr("{at} 保存").format(at=_at(client.changed))]
        if client.visited:
            lines.append(tr("{at} 上次来访").format(at=_at(client.visited)))
        if client.archived:
            lines.append(tr("已归档"))
        self.about.setText("\n".join(x for x in lines if x))
        self.archive.setText(tr("取消归档") if client.archived else tr("归档"))
        if changed:
            self.note.setPlainText(client.note)
        restyle(self.open, "class", "primary")
        for go, words in (
            (self.open, tr("打开：{name}")),
            (self.copy, tr("复制一份：{name}")),
            (self.delete, tr("删除：{name}")),
        ):
            go.setAccessibleName(words.format(name=client.name or nameless()))


class _Search(PlainEdit):
    """Arrow keys go through the list below while one types."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class _Note(QPlainTextEdit):
    """Free words about a company; Tab goes on."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def _at(when: object) -> str:
    return f"{when:%Y-%m-%d %H:%M}"
