"""The signs of dates: each occasion has a form of its own, so that no colour has to tell it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from dgassist.plan.agenda import Occasion
from dgassist.ui import theme
from dgassist.ui.language import tr

SIGNS = (
    Occasion.TERM, Occasion.WINDOW, Occasion.APPLY_BY, Occasion.EXPIRY, Occasion.CERTIFICATE, None,
)  # fmt: skip
"""In the order of a legend; None is for several of one month."""


class OccasionSign(QWidget):
    """A sign as a widget, with its word for screen readers."""

    def __init__(self, occasion: Occasion, *, is_passed: bool = False) -> None:
        super().__init__()
        self._occasion = occasion
        self._is_passed = is_passed
        self._measure()
        self.setAccessibleName(occasion_words(occasion))
        self.setToolTip(occasion_words(occasion))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def _measure(self) -> None:
        side = theme.look().px(13)
        self.setFixedSize(side * 2, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self._occasion not in (Occasion.TERM, Occasion.WINDOW):
            area.adjust(area.width() / 4, 0, -area.width() / 4, 0)
        paint_occasion(painter, area, self._occasion, is_passed=self._is_passed)
        painter.end()


def occasion_words(occasion: Occasion | None) -> str:
    """What a sign means."""
    known: dict[Occasion | None, Callable[[], str]] = {
        Occasion.TERM: lambda: tr("政策有效期"),
        Occasion.WINDOW: lambda: tr("受理时间"),
        Occasion.APPLY_BY: lambda: tr("最晚申请"),
        Occasion.EXPIRY: lambda: tr("到期"),
        Occasion.CERTIFICATE: lambda: tr("您填的有效期"),
        None: lambda: tr("这个月有几件"),
    }
    return known[occasion]()


def paint_occasion(
    painter: QPainter, area: QRectF, occasion: Occasion | None, *, is_passed: bool = False
) -> None:
    """Draw the sign of an occasion; each has a form of its own, and what has passed is grey."""
    look = theme.look()
    colours = {
        Occasion.TERM: (look.accent, look.accent_soft),
        Occasion.WINDOW: (look.yes, look.yes_soft),
        Occasion.APPLY_BY: (look.open, look.open),
        Occasion.EXPIRY: (look.no, look.no_soft),
        Occasion.CERTIFICATE: (look.no, look.no_soft),
        None: (look.ink, look.hover),
    }
    line, fill = (look.edge, look.line) if is_passed else colours[occasion]
    painter.save()
    painter.setPen(QPen(QColor(line), 2))
    painter.setBrush(QColor(fill))
    inner = area.adjusted(1, 1, -1, -1)
    is_bar = area.width() > area.height() * 1.5
    if occasion is Occasion.APPLY_BY:
        middle = area.center()
        corners = (
            QPointF(middle.x(), area.top()), QPointF(area.right(), middle.y()),
            QPointF(middle.x(), area.bottom()), QPointF(area.left(), middle.y()),
        )  # fmt: skip
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(QPolygonF(corners))
    elif occasion is Occasion.CERTIFICATE:
        painter.drawEllipse(inner)
    elif occasion is Occasion.TERM and is_bar:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRect(area.adjusted(0, 2, 0, -2))
        painter.setBrush(QColor(line))
        painter.drawRect(QRectF(area.right() - 4, area.top(), 4, area.height()))
    else:
        painter.drawRoundedRect(inner, 2, 2)
    painter.restore()
