"""Paints one company as a row: its name, and in small print code, town, note and last visit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from dgassist.store.clients import Client
from dgassist.ui import theme
from dgassist.ui.language import nameless, tr
from dgassist.ui.models.client import CLIENT
from dgassist.ui.widgets.row_ground import paint_ground

Index = QModelIndex | QPersistentModelIndex


class ClientDelegate(QStyledItemDelegate):
    """Rows of one height; what is too long is elided."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        look = theme.look()
        return QSize(280, round((look.body + look.caption) * 1.5) + 2 * theme.SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        client: Client = index.data(CLIENT)
        look = theme.look()
        painter.save()
        area = paint_ground(painter, option)
        inner = area.adjusted(theme.MEDIUM, theme.SMALL, -theme.MEDIUM, -theme.SMALL)
        first = QRect(inner.left(), inner.top(), inner.width(), round(look.body * 1.5))
        second = QRect(inner.left(), first.bottom(), inner.width(), round(look.caption * 1.5))
        name = client.name or nameless()
        if client.archived:
            name = tr("{name}（已归档）").format(name=name)
        _draw(painter, first, name, look.body, look.muted if client.archived else look.ink)
        note = client.note.partition("\n")[0]
        day = f"{client.visited or client.changed:%Y-%m-%d}"
        small = " · ".join(x for x in (client.code, client.town, day, note) if x)
        _draw(painter, second, small, look.caption, look.muted)
        painter.restore()


def _draw(painter: QPainter, area: QRect, text: str, size: int, colour: str) -> None:
    painter.setFont(theme.font(size, bold=size == theme.look().body))
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
