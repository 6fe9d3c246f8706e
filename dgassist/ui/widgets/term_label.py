"""A label that marks the terms of the glossary, and explains them to mouse and keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QToolTip

from dgassist.model.policybook import PolicyBook
from dgassist.ui import theme
from dgassist.ui.glossing import Place, explanation, places
from dgassist.ui.language import tr
from dgassist.ui.widgets.element import label

_TELLING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F1)


class TermMarks:
    """Labels of one page: each term is marked where it first stands on it, and not again.

    ``by_tab``: Tab stops at them, for the keyboard. Not in a form, where Tab goes to the next box;
    there the help page has the glossary.
    """

    def __init__(self, book: PolicyBook, *, by_tab: bool = True) -> None:
        self._book = book
        self._by_tab = by_tab
        self._marked: set[str] = set()

    def label(self, text: str = "", kind: str = "", *, wrap: bool = True) -> QLabel:
        """A label as ``element.label`` makes it, with the new terms in the text marked."""
        found = places(text, self._book, self._marked)
        if not found:
            return label(text, kind, wrap=wrap)
        self._marked |= {place.term.name for place in found}
        result = TermLabel(text, found, by_tab=self._by_tab)
        result.setProperty("class", kind)
        result.setWordWrap(wrap)
        if wrap:
            result.setSizePolicy(label().sizePolicy())
        return result


class TermLabel(QLabel):
    """Terms have a dotted line below; pointing at one, or Enter on it, explains it."""

    def __init__(self, text: str, terms: Sequence[Place], *, by_tab: bool = True) -> None:
        super().__init__(text)
        self.terms = tuple(terms)
        self._current = 0
        self._document: QTextDocument | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMouseTracking(True)
        if by_tab:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        told = "\n".join(explanation(place.term) for place in terms)
        self.setAccessibleDescription(tr("名词解释：{told}").format(told=told))

    # --- the text, laid out

    def _laid_out(self, width: float) -> QTextDocument:
        """The text with its terms marked, in the font and colours of now."""
        document = self._document
        if document is None:
            self._document = document = QTextDocument()
            document.setDocumentMargin(0)
            document.setDefaultFont(self.font())
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            document.setDefaultTextOption(option)
            self._write(document)
        document.setTextWidth(width if self.wordWrap() else -1)
        return document

    def _write(self, document: QTextDocument) -> None:
        plain = QTextCharFormat()
        plain.setForeground(self.palette().color(self.foregroundRole()))
        marked = QTextCharFormat(plain)
        marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        marked.setUnderlineColor(QColor(theme.look().accent))
        cursor, at, text = QTextCursor(document), 0, self.text()
        for place in sorted(self.terms):
            cursor.insertText(text[at : place.start], plain)
            cursor.insertText(text[place.start : place.stop], marked)
            at = place.stop
        cursor.insertText(text[at:], plain)

    def _rect(self, place: Place) -> QRect:
        """Where a term stands; of one that goes over two lines, its beginning."""
        document = self._laid_out(self.contentsRect().width())
        block = document.findBlock(place.start)
        above = document.documentLayout().blockBoundingRect(block)  # lays it out, too
        layout, start = block.layout(), place.start - block.position()
        line = layout.lineForTextPosition(start)
        stop = min(place.stop - block.position(), line.textStart() + line.textLength())
        left, right = (cast("tuple[float, int]", line.cursorToX(at))[0] for at in (start, stop))
        top = above.top() + line.y()
        rect = QRectF(left, top, right - left, line.height()).toAlignedRect()
        return rect.translated(self.contentsRect().topLeft())

    def hasHeightForWidth(self) -> bool:
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        beside = self.width() - self.contentsRect().width()
        above = self.height() - self.contentsRect().height()
        return round(self._laid_out(width - beside).size().height() + 0.5) + above

    def sizeHint(self) -> QSize:
        document = self._laid_out(-1)
        return QSize(round(document.idealWidth() + 0.5), round(document.size().height() + 0.5))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(0 if self.wordWrap() else hint.width(), hint.height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (
            QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange,
        ):  # fmt: skip
            self._document = None
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        inside = self.contentsRect()
        painter.translate(inside.topLeft())
        self._laid_out(inside.width()).drawContents(painter)
        painter.resetTransform()
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.look().accent), 2))
            around = self._rect(self.terms[self._current]).adjusted(-2, 1, 2, -1)
            painter.drawRoundedRect(around, 3, 3)
        painter.end()

    # --- explaining

    def _place_at(self, point: QPoint) -> int | None:
        return next(
            (i for i, place in enumerate(self.terms) if self._rect(place).contains(point)), None
        )

    def _tell(self, which: int) -> None:
        place = self.terms[which]
        words = escape(explanation(place.term))
        rect = self._rect(place)
        QToolTip.showText(self.mapToGlobal(rect.bottomLeft()), f"<p>{words}</p>", self, rect)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            which = self._place_at(event.pos())
            if which is not None:
                self._tell(which)
                return True
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_F1
        ):
            event.accept()  # here it explains the term; elsewhere it opens the help
            return True
        return super().event(event)

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        at_term = self._place_at(ev.position().toPoint()) is not None
        shape = Qt.CursorShape.WhatsThisCursor if at_term else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        super().mouseMoveEvent(ev)

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        which = self._place_at(ev.position().toPoint())
        if which is not None:
            self._tell(which)
            return
        super().mousePressEvent(ev)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() in _TELLING_KEYS:
            self._tell(self._current)
        elif ev.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if ev.key() == Qt.Key.Key_Right else -1
            self._current = (self._current + step) % len(self.terms)
            self.update()
        else:
            super().keyPressEvent(ev)

    def focusInEvent(self, ev: QFocusEvent) -> None:
        self._current = 0
        super().focusInEvent(ev)
        self.update()

    def focusOutEvent(self, ev: QFocusEvent) -> None:
        super().focusOutEvent(ev)
        self.update()
