"""The documents themselves: their status, their text, and a search over all of them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QWidget,
)

from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import SourceDocument
from dgassist.report import phrase
from dgassist.store.search import Hit
from dgassist.ui import theme
from dgassist.ui.document_status import STATUS
from dgassist.ui.language import tr
from dgassist.ui.widgets.document_text import DocumentText
from dgassist.ui.widgets.element import LinkLabel, button, column, label, restyle, row, tag

_SIDE = 300
_BESIDE = 46  # padding, border and scroll bar
_KEY = Qt.ItemDataRole.UserRole


class DocumentsScreen(QWidget):
    """Opens a clause with its quote marked; a clause tells which measures rest on it."""

    measure_chosen = Signal(str)
    closed = Signal()

    def __init__(self, book: PolicyBook, search: Callable[[str], tuple[Hit, ...]]) -> None:
        super().__init__()
        self._book = book
        self._search = search
        layout = row(self._make_side(), self._make_text(), spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.show_document(book.documents[0].id)

    def _make_side(self) -> QWidget:
        side = QFrame()
        side.setProperty("class", "side")
        side.setFixedWidth(_SIDE)
        inside = column(side, margin=theme.SMALL)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("在全部原文里查找"))
        self.search.setAccessibleName(tr("在全部原文里查找"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.on_search)
        self.documents = _list(tr("政策文件"))
        for document in self._book.documents:
            words, _ = STATUS[document.status]
            name = tr("{title}\n{number}　{status}").format(
                title=document.short_title, number=document.number or tr("无文号"), status=tr(words)
            )
            _add(self.documents, name, document.id)
        self.documents.currentItemChanged.connect(self.on_document)
        self.hits = _list(tr("查找结果"))
        self.hits.itemClicked.connect(self.on_hit)
        self.hits.itemActivated.connect(self.on_hit)
        self.nothing = label("", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.stack = QStackedWidget()
        for widget in (self.documents, self.hits, self.nothing):
            self.stack.addWidget(widget)
        inside.addWidget(self.search)
        inside.addWidget(self.stack, 1)
        return side

    def _make_text(self) -> QWidget:
        right = QWidget()
        inside = column(right, margin=theme.MEDIUM)
        back = button(tr("← 返回"), self.closed.emit, "link")
        self.status = tag("")
        self.title = label("", "lead")
        head = row(back, self.title, self.status)
        head.setStretch(1, 1)
        inside.addLayout(head)
        self.reason = label("", "muted")
        inside.addWidget(self.reason)
        self.text = DocumentText(self._book)
        inside.addWidget(self.text, 1)
        self.measures = LinkLabel()
        self.measures.linkActivated.connect(self.measure_chosen)
        inside.addWidget(self.measures)
        return right

    def show_case(self, case: Case) -> None:
        """The texts are the same for every company."""

    def show_document(self, document_id: str) -> None:
        """Show a document from its beginning."""
        self._head(self._book.document[document_id])
        self._rests_on("")
        self.text.show_document(document_id)

    def show_clause(self, clause_id: str, quote: str = "") -> None:
        """Show a clause with a quote of it marked."""
        document = self._book.document_of(clause_id)
        self._head(document)
        self.text.show_clause(clause_id, quote)
        self._rests_on(clause_id)

    def on_document(self, item: QListWidgetItem | None) -> None:
        """A document was chosen."""
        if item is not None:
            self.show_document(item.data(_KEY))

    def on_find(self) -> None:
        """Go to the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def on_search(self, words: str) -> None:
        """List the clauses that hold the words."""
        self.hits.clear()
        if not words.strip():
            self.stack.setCurrentWidget(self.documents)
            return
        found = self._search(words)
        for hit in found:
            source = phrase.source_words(self._book, hit.clause_id)
            _add(self.hits, f"{source}\n{hit.excerpt}", hit.clause_id)
        self.stack.setCurrentWidget(self.hits if found else self.nothing)
        if not found:
            self.nothing.setText(tr("原文里没有“{words}”，换个说法试试。").format(words=words))

    def on_hit(self, item: QListWidgetItem) -> None:
        """A hit was chosen: show it with the words marked where they stand together."""
        self.show_clause(item.data(_KEY), self.search.text().split()[0])

    def _head(self, document: SourceDocument) -> None:
        words, kind = STATUS[document.status]
        self.title.setText(document.title)
        self.status.setText(tr(words))
        restyle(self.status, "class", kind)
        self.reason.setText(document.status_reason)
        self.reason.setVisible(bool(document.status_reason))
        ids = [d.id for d in self._book.documents]
        self.documents.blockSignals(True)
        self.documents.setCurrentRow(ids.index(document.id))
        self.documents.blockSignals(False)

    def _rests_on(self, clause_id: str) -> None:
        measures = [m for m in self._book.measures if m.clause_id == clause_id]
        links = " · ".join(f'<a href="{m.id}">{escape(m.title)}</a>' for m in measures)
        words = tr("这一条对应的政策事项（{n} 项）：").format(n=len(measures))
        self.measures.setText(words + links)
        self.measures.setVisible(bool(measures))


def _list(name: str) -> QListWidget:
    result = QListWidget()
    result.setAccessibleName(name)
    result.setWordWrap(True)
    result.setSpacing(2)
    result.setResizeMode(QListWidget.ResizeMode.Adjust)
    result.setTextElideMode(Qt.TextElideMode.ElideNone)
    result.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    result.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    return result


def _add(into: QListWidget, words: str, key: str) -> None:
    item = QListWidgetItem(words)
    item.setData(_KEY, key)
    # What Qt reckons leaves out the padding of the theme, and cuts the last line in two.
    room = QRect(0, 0, _SIDE - 2 * theme.SMALL - _BESIDE, _SIDE * _SIDE)
    wrapped = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
    height = into.fontMetrics().boundingRect(room, wrapped, words).height()
    item.setSizeHint(QSize(room.width(), height + 2 * theme.SMALL + theme.TIGHT))
    into.addItem(item)
