"""Paints one finding as a row: sign, title and reason on the left, amount on the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from dgassist.ui import theme
from dgassist.ui.models.finding import ROW
from dgassist.ui.models.finding_row import FindingRow
from dgassist.ui.widgets.group_rail import paint_group
from dgassist.ui.widgets.row_ground import paint_ground

_SIGN, _AMOUNT = 24, 280
_TITLE, _REASON, _FOOTING = 24, 20, 18
Index = QModelIndex | QPersistentModelIndex


class FindingDelegate(QStyledItemDelegate):
    """Rows of one height; what is too long is elided, and whole on the page of the measure."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(400, theme.look().px(_TITLE + _REASON + _FOOTING) + 2 * theme.SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found: FindingRow = index.data(ROW)
        look = theme.look()
        painter.save()
        area = paint_ground(painter, option)
        inner = area.adjusted(theme.MEDIUM, theme.SMALL, -theme.MEDIUM, -theme.SMALL)
        side = look.px(_SIGN)
        paint_group(painter, QRectF(inner.left(), inner.top(), side, side), found.group)
        left = inner.left() + side + theme.MEDIUM - theme.TIGHT
        words = QRect(left, inner.top(), inner.right() - left, inner.height())
        room = _amount_width(found, inner.width() // 2)
        _paint_words(painter, words, found, room + theme.LARGE if room else 0)
        if room:
            right = QRect(inner.right() - room, inner.top(), room, inner.height())
            _paint_amount(painter, right, found)
        painter.restore()


def _amount_width(found: FindingRow, most: int) -> int:
    """The room that the amount takes, in print as large as there is room for."""
    look = theme.look()
    firmness = QFontMetrics(theme.font(look.caption)).horizontalAdvance(found.firmness)
    amount = QFontMetrics(theme.font(look.lead, bold=True)).horizontalAdvance(found.amount)
    return min(most, look.px(_AMOUNT), max(firmness, amount) + 2) if found.amount else 0


def _paint_words(painter: QPainter, area: QRect, found: FindingRow, room: int) -> None:
    """Draw the words; the amount stands beside the first two lines."""
    look = theme.look()
    lines = (
        (found.title, theme.font(bold=True), look.ink, _TITLE),
        (found.reason, theme.font(look.caption + 1), look.muted, _REASON),
        (found.footing, theme.font(look.caption), look.muted, _FOOTING),
    )
    top = area.top()
    for text, font, colour, height in lines:
        width = area.width() - (0 if height == _FOOTING else room)
        line = QRect(area.left(), top, width, look.px(height))
        if height == _TITLE:
            line.setWidth(line.width() - _paint_tags(painter, line, found))
        _draw(painter, line, text, (font, colour), Qt.AlignmentFlag.AlignLeft)
        top += look.px(height)


def _paint_tags(painter: QPainter, line: QRect, found: FindingRow) -> int:
    """Draw the tags behind the title; the room they take from it."""
    look = theme.look()
    font = theme.font(look.caption)
    metrics = QFontMetrics(font)
    title = QFontMetrics(theme.font(bold=True)).horizontalAdvance(found.title)
    widths = [metrics.horizontalAdvance(t) + 14 for t in found.tags]
    room = sum(w + theme.SMALL for w in widths)
    left = line.left() + min(title, line.width() - room) + theme.SMALL
    for text, width in zip(found.tags, widths, strict=True):
        box = QRect(left, line.top() + 2, width, look.px(20))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.open_soft))
        painter.drawRoundedRect(box, 4, 4)
        _draw(painter, box, text, (font, look.open), Qt.AlignmentFlag.AlignHCenter)
        left += width + theme.SMALL
    return room


def _paint_amount(painter: QPainter, area: QRect, found: FindingRow) -> None:
    look = theme.look()
    right = Qt.AlignmentFlag.AlignRight
    colour = look.ink if found.firmness or any(c.isdigit() for c in found.amount) else look.muted
    first = QRect(area.left(), area.top(), area.width(), look.px(_TITLE))
    font = theme.font(look.lead, bold=True)
    if QFontMetrics(font).horizontalAdvance(found.amount) > area.width():
        font = theme.font(look.body - 1, bold=True)
    _draw(painter, first, found.amount, (font, colour), right)
    second = QRect(area.left(), first.bottom() + 3, area.width(), look.px(_REASON))
    _draw(painter, second, found.firmness, (theme.font(look.caption), look.muted), right)


def _draw(
    painter: QPainter, area: QRect, text: str, look: tuple[QFont, str], side: Qt.AlignmentFlag
) -> None:
    font, colour = look
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
