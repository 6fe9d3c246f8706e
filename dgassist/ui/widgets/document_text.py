"""The text of one document, with quoted words marked and brought into view."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import (
    QColor,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import Clause
from dgassist.ui import theme
from dgassist.ui.language import tr


class DocumentText(QTextBrowser):
    """Shows documents as they were issued; one text is built per document, when first shown."""

    def __init__(self, book: PolicyBook) -> None:
        super().__init__()
        self._book = book
        self._texts: dict[str, QTextDocument] = {}
        self._starts: dict[str, int] = {}  # of each clause, in its document
        self._look = theme.look()  # that the texts were built with
        self.document_id = ""
        self._shown = ("", "")  # the clause and quote that are marked
        self._aim: int | None = None  # the place that is to be in view
        self.setAccessibleName(tr("政策原文"))
        self.setOpenLinks(False)

    def show_document(self, document_id: str) -> None:
        """Show a document from its beginning."""
        if document_id == self.document_id:
            return
        if document_id not in self._texts:
            self._texts[document_id] = self._built(document_id)
        self.document_id = document_id
        self._aim = None  # before the texts change: laying out the new one may scroll
        self.setExtraSelections([])
        self.setDocument(self._texts[document_id])
        self._shown = ("", "")

    def show_clause(self, clause_id: str, quote: str = "") -> None:
        """Bring a clause into view, with a quote of it marked; without one, its whole text."""
        clause = self._book.clause[clause_id]
        self.show_document(clause.document_id)
        first, last = place_of(quote, clause.text) or (0, _length(clause.text))
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._starts[clause_id] + first)
        cursor.setPosition(self._starts[clause_id] + last, QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        shown = QTextCharFormat()
        look = theme.look()
        shown.setBackground(QColor(look.mark if quote else look.accent_soft))
        mark.format = shown
        self.setExtraSelections([mark])
        self._shown = (clause_id, quote)
        self._aim = cursor.selectionStart()
        self._bring()

    def marked(self) -> str:
        """The words that are marked."""
        selections = self.extraSelections()
        if not selections:
            return ""
        return selections[0].cursor.selectedText().replace("\u2029", "\n")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bring()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._look != theme.look():
            self._rebuild()

    def _rebuild(self) -> None:
        """Build the text anew in another look, and show the same place."""
        self._look = theme.look()
        document_id, shown, old = self.document_id, self._shown, tuple(self._texts.values())
        self._texts.clear()
        self.document_id = ""
        if shown[0]:
            self.show_clause(*shown)
        elif document_id:
            self.show_document(document_id)
        for text in old:
            text.deleteLater()

    def _bring(self) -> None:
        """Scroll so that the aim stands in the upper part of the view."""
        if self._aim is None:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._aim)
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        top = self.cursorRect(cursor).top()
        bar.setValue(bar.value() + top - self.viewport().height() // 4)

    def _built(self, document_id: str) -> QTextDocument:
        document = QTextDocument(self)
        document.setDefaultFont(theme.font())
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        look = theme.look()
        chapter, part = "", ""
        for clause in self._book.clauses:
            if clause.document_id != document_id:
                continue
            if clause.part_id != part:
                part = clause.part_id
                self._add(cursor, self._book.part_of(clause.id).title, look.title, above=32)
            if clause.chapter != chapter:
                chapter = clause.chapter
                if chapter and not self._stands_alone(clause):
                    self._add(cursor, chapter, look.lead, above=20)
            size = look.lead if clause.is_heading else look.body
            self._starts[clause.id] = self._add(cursor, clause.text, size, above=14)
        cursor.endEditBlock()
        return document

    def _stands_alone(self, clause: Clause) -> bool:
        """Whether the chapter heading is a clause of its own, and so already there."""
        return any(
            c.is_heading and c.text.strip() == clause.chapter.strip()
            for c in self._book.clauses
            if c.document_id == clause.document_id
        )

    @staticmethod
    def _add(cursor: QTextCursor, text: str, size: int, *, above: int) -> int:
        """Append paragraphs; the place of the first character."""
        shape = QTextBlockFormat()
        shape.setTopMargin(above)
        shape.setLineHeight(118, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        style = QTextCharFormat()
        style.setFont(theme.font(size, bold=size > theme.look().body))
        if cursor.position():
            cursor.insertBlock(shape, style)
        else:
            cursor.setBlockFormat(shape)
            cursor.setBlockCharFormat(style)
        start = cursor.position()
        first, *rest = text.split("\n")
        cursor.insertText(first, style)
        shape.setTopMargin(4)
        for paragraph in rest:
            cursor.insertBlock(shape, style)
            cursor.insertText(paragraph, style)
        return start


def place_of(quote: str, text: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, white space aside, counted as Qt does (UTF-16)."""
    wanted = "".join(quote.split())
    places = [i for i, c in enumerate(text) if not c.isspace()]
    at = "".join(text[i] for i in places).find(wanted)
    if not wanted or at < 0:
        return None
    first, last = places[at], places[at + len(wanted) - 1] + 1
    return _length(text[:first]), _length(text[:last])


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
