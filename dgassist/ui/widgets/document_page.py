"""A finished paper to be read in the window, as it was; nothing in it can be changed."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QTextBrowser

from dgassist.report.document import Document
from dgassist.ui.document_html import html
from dgassist.ui.language import tr


class DocumentPage(QTextBrowser):
    """Shows a document of the reports; its words can be selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self.setAccessibleName(tr("保存的结果"))
        self.setOpenLinks(False)

    def show_document(self, document: Document) -> None:
        """Show a document from its beginning."""
        self._document = document
        self.setHtml(html(document))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._document is not None:
            place = self.verticalScrollBar().value()
            self.setHtml(html(self._document))  # the colours are in the text
            self.verticalScrollBar().setValue(place)
