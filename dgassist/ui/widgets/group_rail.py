"""The groups of findings one below the other: sign, name, how many."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from dgassist.engine.truth import Truth
from dgassist.plan.group import Group
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.finding_group import group_name, group_words
from dgassist.ui.widgets.element import column
from dgassist.ui.widgets.sign import Sign, paint_sign

_TRUTHS = {
    Group.ELIGIBLE: Truth.TRUE,
    Group.LACKING: Truth.UNKNOWN,
    Group.LEFT_OPEN: Truth.UNKNOWN,
    Group.INELIGIBLE: Truth.FALSE,
}


def paint_group(painter: QPainter, rect: QRectF, group: Group) -> None:
    """Draw the sign of a group: that of its truth, an arrow for a near miss, else a bar."""
    if group in _TRUTHS:
        paint_sign(painter, rect, _TRUTHS[group])
        return
    look = theme.look()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.accent if group is Group.NEAR else look.muted))
    painter.drawEllipse(rect)
    pen = QPen(QColor(look.surface), rect.width() * 0.11)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    strokes = [((0.28, 0.5), (0.72, 0.5))]
    if group is Group.NEAR:
        strokes += [((0.53, 0.31), (0.72, 0.5)), ((0.53, 0.69), (0.72, 0.5))]
    for start, end in strokes:
        painter.drawLine(_at(rect, *start), _at(rect, *end))
    painter.restore()


def _at(rect: QRectF, x: float, y: float) -> QPointF:
    return QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height())


class GroupSign(Sign):
    """The sign of a group as a widget."""

    def __init__(self, group: Group, size: int = 22) -> None:
        super().__init__(_TRUTHS.get(group, Truth.FALSE), size)
        self._group = group
        self.setAccessibleName(group_name(group))
        self.setToolTip(group_words(group))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_group(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self._group)
        painter.end()


class GroupButton(QAbstractButton):
    """One group; the chosen one stands out by its ground and a bar, not by colour alone."""

    def __init__(self, group: Group) -> None:
        super().__init__()
        self.about = group
        self.count = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setToolTip(group_words(group))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_count(self, count: int) -> None:
        """Show how many findings are in the group."""
        self.count = count
        self.setText(tr("{name} {n}").format(name=group_name(self.about), n=count))
        words = tr("{name}，{n}项").format(name=group_name(self.about), n=count)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.look()
        metrics = QFontMetrics(theme.font(bold=True))
        words = metrics.horizontalAdvance(group_name(self.about) + "　888")
        return QSize(words + look.px(20) + 2 * theme.MEDIUM + theme.SMALL, look.target + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), theme.look().target)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.look()
        painter = QPainter(self)
        area = self.rect()
        is_chosen = self.isChecked()
        if is_chosen or self.underMouse():
            painter.fillRect(area, QColor(look.accent_soft if is_chosen else look.hover))
        if is_chosen:
            painter.fillRect(QRect(0, 0, 4, area.height()), QColor(look.accent))
        side = look.px(20)
        sign = QRectF(theme.MEDIUM, (area.height() - side) / 2, side, side)
        paint_group(painter, sign, self.about)
        words = area.adjusted(theme.MEDIUM + side + theme.SMALL, 0, -theme.MEDIUM, 0)
        painter.setFont(theme.font(bold=is_chosen))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(look.ink if self.count or is_chosen else look.muted))
        painter.drawText(words, int(middle | Qt.AlignmentFlag.AlignLeft), group_name(self.about))
        painter.drawText(words, int(middle | Qt.AlignmentFlag.AlignRight), str(self.count))
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.end()


class GroupRail(QScrollArea):
    """All groups, of which one is chosen. Arrow keys go from one to the next."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.group = Group.ELIGIBLE
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self._exclusive = QButtonGroup(self)
        self.buttons = {group: GroupButton(group) for group in Group}
        self._inside = inside = QWidget()
        inside.setProperty("class", "page")
        layout = column(inside, spacing=2)
        for button in self.buttons.values():
            self._exclusive.addButton(button)
            layout.addWidget(button)
        layout.addStretch(1)
        self.setWidget(inside)
        self._exclusive.buttonToggled.connect(self._on_toggled)
        self.choose(self.group)

    def choose(self, group: Group) -> None:
        """Choose a group."""
        self.buttons[group].setChecked(True)

    def sizeHint(self) -> QSize:
        room = self.verticalScrollBar().sizeHint().width()  # it comes where the window is low
        return self._inside.sizeHint() + QSize(room, 0)

    def _on_toggled(self, button: GroupButton, is_chosen: bool) -> None:
        if is_chosen and button.about is not self.group:
            self.group = button.about
            self.chosen.emit(self.group)
