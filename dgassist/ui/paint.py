"""Draws the pages of a document with Qt: the same marks on the screen and on a printer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from dgassist.report.picture import Area, Mark, Page, Stroke, Words
from dgassist.ui import theme

_EM = 100  # the size at which text is drawn before it is brought to its own


def paint_page(painter: QPainter, page: Page) -> None:
    """Draw one page, in points from the upper left corner of the sheet."""
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing, True
    )
    painter.setFont(_font())
    for mark in page:
        _paint(painter, mark)


def _paint(painter: QPainter, mark: Mark) -> None:
    match mark:
        case Words():
            _write(painter, mark)
        case Stroke(ends=(start, end)):
            pen = QPen(QColor(mark.colour), mark.width)
            style = Qt.PenCapStyle.RoundCap if mark.round else Qt.PenCapStyle.FlatCap
            pen.setCapStyle(style)
            painter.setPen(pen)
            painter.drawLine(QPointF(*start), QPointF(*end))
        case Area(corners=(one, other)):
            colour = QColor(mark.colour)
            painter.setPen(QPen(colour, mark.outline) if mark.outline else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if mark.outline else colour)
            within = QRectF(QPointF(*one), QPointF(*other)).normalized()
            if mark.disc:
                painter.drawEllipse(within)
            else:
                painter.drawRect(within)


def _write(painter: QPainter, words: Words) -> None:
    scale = words.size / _EM
    painter.save()
    painter.translate(*words.at)
    painter.scale(scale, scale)
    colour = QColor(words.colour)
    if words.bold:  # drawn as in the file, so that it is as wide
        path = QPainterPath()
        path.addText(0, 0, _font(), words.text)
        path.setFillRule(Qt.FillRule.WindingFill)
        painter.fillPath(path, colour)
        painter.strokePath(path, QPen(colour, words.bold / scale))
    else:
        painter.setPen(colour)
        painter.drawText(0, 0, words.text)
    painter.restore()


def _font() -> QFont:
    font = QFont(theme.FAMILY)
    font.setPixelSize(_EM)
    font.setKerning(False)  # the file has none
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return font
