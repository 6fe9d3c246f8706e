"""What lies under the words of a painted row: its ground, the line below, the mark of the focus."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from dgassist.ui import theme


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> QRect:
    """Paint the ground of a row as it is chosen or pointed at; gives the row's place."""
    look = theme.look()
    area: QRect = option.rect
    state: QStyle.StateFlag = option.state
    selected = bool(state & QStyle.StateFlag.State_Selected)
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    ground = look.accent_soft if selected else look.hover if hovered else look.surface
    painter.fillRect(area, QColor(ground))
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(look.line))
    if selected or state & QStyle.StateFlag.State_HasFocus:
        painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), QColor(look.accent))
    return area
