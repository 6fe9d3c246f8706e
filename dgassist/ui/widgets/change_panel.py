"""What has changed: since the last visit, or between two days."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from dgassist.plan.change import ChangeKind
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.change import CHANGE, ChangeModel, ChangeRow
from dgassist.ui.widgets.element import button, column, label, row

Index = QModelIndex | QPersistentModelIndex
_BETTER = (ChangeKind.GAINED, ChangeKind.MORE)
_WORSE = (ChangeKind.LOST, ChangeKind.LESS)


class ChangeDelegate(QStyledItemDelegate):
    """Paints a change: what kind, of which measure, and below it from what to what."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        look = theme.look()
        return QSize(400, look.px(24) + look.px(22) + 2 * theme.SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        change: ChangeRow = index.data(CHANGE)
        look = theme.look()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = look.accent_soft if selected else look.hover if hovered else look.surface
        painter.fillRect(area, QColor(ground))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(look.line))
        inner = area.adjusted(theme.MEDIUM, theme.SMALL, -theme.MEDIUM, -theme.SMALL)
        small, strong = theme.font(look.caption), theme.font(bold=True)
        room = max(QFontMetrics(small).horizontalAdvance(w) for w in (change.tag, "不再符合"))
        box = QRect(inner.left(), inner.top() + 2, room + 2 * theme.SMALL, look.px(20))
        colour, soft = _colours(change.kind)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(soft))
        painter.drawRoundedRect(box, 4, 4)
        _draw(painter, box, change.tag, small, colour, Qt.AlignmentFlag.AlignHCenter)
        left = box.right() + theme.MEDIUM - theme.TIGHT
        title = QRect(left, inner.top(), inner.right() - left, look.px(24))
        words = QRect(left, title.bottom() + 1, title.width(), look.px(22))
        _draw(painter, title, change.title, strong, look.ink)
        _draw(painter, words, change.words, theme.font(look.caption + 1), look.muted)
        painter.restore()


def _colours(kind: ChangeKind) -> tuple[str, str]:
    look = theme.look()
    if kind in _BETTER:
        return look.yes, look.yes_soft
    return (look.open, look.open_soft) if kind in _WORSE else (look.muted, look.ground)


def _draw(  # noqa: PLR0917 - what, where, how
    painter: QPainter,
    area: QRect,
    text: str,
    font: QFont,
    colour: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


class ChangePanel(QFrame):
    """A title, a few sentences, the changes one by one, and a way back."""

    measure_chosen = Signal(str)
    closed = Signal()

    def __init__(self, *head: QWidget) -> None:
        super().__init__()
        self.setProperty("class", "card")
        self.model = ChangeModel(self)
        self.title = label("", "lead", wrap=False)
        self.close_button = button(tr("关闭"), self.closed.emit)
        self.words = label("")
        self.list = QListView()
        self.list.setAccessibleName(tr("变化"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(ChangeDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.clicked.connect(self.on_chosen)
        self.list.activated.connect(self.on_chosen)
        layout = column(self, margin=1, spacing=0)
        upper = column(margin=theme.MEDIUM - theme.TIGHT)
        upper.addLayout(row(self.title, *head, None, self.close_button))
        upper.addWidget(self.words)
        layout.addLayout(upper)
        layout.addWidget(self.list, 1)

    def show_changes(self, title: str, lines: Iterable[str], rows: tuple[ChangeRow, ...]) -> None:
        """Show changes under a title and some sentences."""
        self.title.setText(title)
        self.words.setText("\n".join(lines))
        self.model.show_rows(rows)
        self.list.setVisible(bool(rows))

    def on_chosen(self, index: QModelIndex) -> None:
        """A change was chosen; its measure is opened, where there still is one."""
        change: ChangeRow = index.data(CHANGE)
        if change.kind is not ChangeKind.REMOVED:
            self.measure_chosen.emit(change.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
