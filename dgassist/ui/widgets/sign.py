"""The signs of the three truths: a tick, a question mark, a cross. Never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from dgassist.engine.truth import Truth
from dgassist.ui import theme
from dgassist.ui.language import tr

_STROKES = {
    Truth.TRUE: (((0.28, 0.53), (0.44, 0.68), (0.73, 0.34)),),
    Truth.FALSE: (((0.33, 0.33), (0.67, 0.67)), ((0.67, 0.33), (0.33, 0.67))),
}


def paint_sign(painter: QPainter, rect: QRectF, truth: Truth) -> None:
    """Draw a sign into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.look().colour(truth)))
    painter.drawEllipse(rect)
    white = QColor(theme.look().surface)
    if truth is Truth.UNKNOWN:
        painter.setPen(white)
        painter.setFont(theme.font(max(8, round(rect.height() * 0.68)), bold=True))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "?")
    else:
        pen = QPen(white, rect.width() * 0.11)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in _STROKES[truth]:
            points = [
                QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height())
                for x, y in stroke
            ]
            painter.drawPolyline(QPolygonF(points))
    painter.restore()


def truth_word(truth: Truth) -> str:
    """The word that goes with a sign on a condition."""
    words = {Truth.TRUE: tr("满足"), Truth.UNKNOWN: tr("待定"), Truth.FALSE: tr("不满足")}
    return words[truth]


class Sign(QWidget):
    """A sign as a widget, with its word for screen readers; ``size`` is that in standard type."""

    def __init__(self, truth: Truth, size: int = 22) -> None:
        super().__init__()
        self.truth = truth
        self._size = size
        self._measure()
        self.setAccessibleName(truth_word(truth))
        self.setToolTip(truth_word(truth))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def _measure(self) -> None:
        side = theme.look().px(self._size)
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sign(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self.truth)
        painter.end()
