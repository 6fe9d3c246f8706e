"""Paints one finding as a row: sign, title and reason on the left, amount on the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dgassist.ui import theme
from dgassist.ui.models.finding import ROW, FindingRow
from dgassist.ui.widgets.sign import paint_sign

_HEIGHT, _SIGN, _AMOUNT = 78, 24, 300
Index = QModelIndex | QPersistentModelIndex


class FindingDelegate(QStyledItemDelegate):
    """Rows of one height; what is too long is elided, and whole in the tool tip."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(400, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found: FindingRow = index.data(ROW)
        painter.save()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = theme.ACCENT_SOFT if selected else theme.HOVER if hovered else theme.SURFACE
        painter.fillRect(area, QColor(ground))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(theme.LINE))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), QColor(theme.ACCENT))
        inner = area.adjusted(theme.MEDIUM, 8, -theme.MEDIUM, -8)
        paint_sign(painter, QRectF(inner.left(), inner.top(), _SIGN, _SIGN), found.truth)
        left = inner.left() + _SIGN + theme.MEDIUM - 4
        amount_width = min(_AMOUNT, inner.width() // 3) if found.amount else 0
        width = inner.right() - left - amount_width - (theme.MEDIUM if amount_width else 0)
        _paint_words(painter, QRect(left, inner.top(), width, inner.height()), found)
        if amount_width:
            right = QRect(inner.right() - amount_width, inner.top(), amount_width, inner.height())
            _paint_amount(painter, right, found)
        painter.restore()


def _paint_words(painter: QPainter, area: QRect, found: FindingRow) -> None:
    lines = (
        (found.title, theme.font(theme.BODY, bold=True), theme.INK, 24),
        (found.reason, theme.font(theme.CAPTION + 1), theme.MUTED, 20),
        (found.source, theme.font(theme.CAPTION), theme.MUTED, 18),
    )
    top = area.top()
    for text, font, colour, height in lines:
        line = QRect(area.left(), top, area.width(), height)
        if text is found.title:
            line.setWidth(line.width() - _paint_tags(painter, line, found))
        _draw(painter, line, text, (font, colour), Qt.AlignmentFlag.AlignLeft)
        top += height


def _paint_tags(painter: QPainter, line: QRect, found: FindingRow) -> int:
    """Draw the tags behind the title; the room they take from it."""
    font = theme.font(theme.CAPTION)
    metrics = QFontMetrics(font)
    title = QFontMetrics(theme.font(theme.BODY, bold=True)).horizontalAdvance(found.title)
    widths = [metrics.horizontalAdvance(t) + 14 for t in found.tags]
    room = sum(w + theme.SMALL for w in widths)
    left = line.left() + min(title, line.width() - room) + theme.SMALL
    for text, width in zip(found.tags, widths, strict=True):
        box = QRect(left, line.top() + 2, width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.OPEN_SOFT))
        painter.drawRoundedRect(box, 4, 4)
        _draw(painter, box, text, (font, theme.OPEN), Qt.AlignmentFlag.AlignHCenter)
        left += width + theme.SMALL
    return room


def _paint_amount(painter: QPainter, area: QRect, found: FindingRow) -> None:
    right = Qt.AlignmentFlag.AlignRight
    colour = theme.INK if found.firmness or any(c.isdigit() for c in found.amount) else theme.MUTED
    first = QRect(area.left(), area.top(), area.width(), 24)
    font = theme.font(theme.LEAD, bold=True)
    if QFontMetrics(font).horizontalAdvance(found.amount) > area.width():
        font = theme.font(theme.BODY - 1, bold=True)
    _draw(painter, first, found.amount, (font, colour), right)
    second = QRect(area.left(), area.top() + 26, area.width(), 20)
    _draw(painter, second, found.firmness, (theme.font(theme.CAPTION), theme.MUTED), right)


def _draw(
    painter: QPainter, area: QRect, text: str, look: tuple[QFont, str], side: Qt.AlignmentFlag
) -> None:
    font, colour = look
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
