"""Paints one paper: a box to tick, its name, what it is for, what is usual, and the note."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.material import ROW, MaterialRow

_BOX, _GROUP = 20, 38
_WRAP = int(Qt.TextFlag.TextWordWrap)
Index = QModelIndex | QPersistentModelIndex


class MaterialDelegate(QStyledItemDelegate):
    """Rows as high as their words; ``width`` is the room they have."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.width = 600

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row: MaterialRow = index.data(ROW)
        heights = [_height(text, font, self._room()) for text, font, _ in _texts(row)]
        high = sum(heights) + theme.TIGHT * (len(heights) - 1) + 2 * theme.SMALL + 1
        return QSize(100, max(high, theme.look().target) + (_group_height() if row.group else 0))

    def _room(self) -> int:
        return self.width - theme.look().px(_BOX) - 3 * theme.MEDIUM

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: MaterialRow = index.data(ROW)
        look = theme.look()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if row.group:
            _paint_group(painter, area, row.group)
            area = area.adjusted(0, _group_height(), 0, 0)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = look.accent_soft if selected else look.hover if hovered else look.surface
        painter.fillRect(area, QColor(ground))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(look.line))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), QColor(look.accent))
        _paint_box(painter, _box(area), done=row.done)
        left = _box(area).right() + theme.MEDIUM
        top = area.top() + theme.SMALL
        for text, font, colour in _texts(row):
            line = QRect(left, top, self._room(), _height(text, font, self._room()))
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(line, _WRAP, text)
            top = line.bottom() + 1 + theme.TIGHT
        painter.restore()

    # --- ticking and noting

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A click on the box, or near it, ticks."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            area: QRect = option.rect
            if index.data(ROW).group:
                area = area.adjusted(0, _group_height(), 0, 0)
            near = QRect(area.left(), area.top(), _box(area).right() + theme.SMALL, area.height())
            if near.contains(event.position().toPoint()):
                toggle(model, index)
                return True
        return False

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setMaxLength(200)
        editor.setPlaceholderText(tr("备注，例如“周三到财务拿”；回车保存"))
        editor.setAccessibleName(tr("备注：{name}").format(name=index.data(ROW).name))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        area: QRect = option.rect
        high = theme.look().target
        left = _box(area).right() + theme.MEDIUM - theme.SMALL
        editor.setGeometry(left, area.bottom() - high - 1, area.right() - left - theme.SMALL, high)


def toggle(model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex) -> None:
    """Tick a paper, or take the tick away."""
    done = index.data(ROW).done
    state = Qt.CheckState.Unchecked if done else Qt.CheckState.Checked
    model.setData(index, state, Qt.ItemDataRole.CheckStateRole)


def _texts(row: MaterialRow) -> list[tuple[str, QFont, str]]:
    look = theme.look()
    small = theme.font(look.caption)
    texts = [(row.name, theme.font(bold=True), look.ink)]
    texts += [(line, small, look.muted) for line in row.lines]
    if row.note:
        words = tr("备注：{note}").format(note=row.note)
        texts.append((words, theme.font(look.caption + 1), look.accent_dark))
    return texts


def _height(text: str, font: QFont, width: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), _WRAP, text).height()


def _group_height() -> int:
    return theme.look().px(_GROUP)


def _paint_group(painter: QPainter, area: QRect, words: str) -> None:
    look = theme.look()
    head = QRect(area.left(), area.top(), area.width(), _group_height())
    painter.fillRect(head, QColor(look.ground))
    painter.setFont(theme.font(look.caption, bold=True))
    painter.setPen(QColor(look.muted))
    line = head.adjusted(theme.MEDIUM, 0, -theme.MEDIUM, -theme.TIGHT)
    painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), words)


def _box(area: QRect) -> QRect:
    side = theme.look().px(_BOX)
    return QRect(area.left() + theme.MEDIUM, area.top() + theme.SMALL, side, side)


def _paint_box(painter: QPainter, area: QRect, *, done: bool) -> None:
    look = theme.look()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.accent if done else look.edge), 2))
    painter.setBrush(QColor(look.accent if done else look.surface))
    painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 4, 4)
    if done:
        side, x, y = area.width(), area.left(), area.top()
        painter.setPen(QPen(QColor(look.surface), max(2.0, side / 8)))
        points = ((0.25, 0.52), (0.43, 0.7), (0.76, 0.3))
        painter.drawPolyline([QPointF(x + a * side, y + b * side) for a, b in points])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
