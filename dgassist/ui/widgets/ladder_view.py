"""A ladder of titles as a flight of stairs: what is held, what comes next, what it would bring."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from dgassist.engine.truth import Truth
from dgassist.plan.ladder import Climb, Reached, Standing
from dgassist.report.step import brought_words
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.widgets.sign import paint_sign

_GAP, _PAD, _RISE, _SIGN, _CORNER = 6, 12, 22, 18, 6
_NARROWEST = 104
_WRAP = int(Qt.TextFlag.TextWordWrap.value)


class LadderView(QWidget):
    """The levels rise from left to right; each says in words how the firm stands to it."""

    def __init__(self, climb: Climb) -> None:
        super().__init__()
        self.climb = climb
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(climb.ladder.label)
        self.setAccessibleDescription("；".join(spoken(r) for r in climb.rungs))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the fullest level needs, and the stairs above it."""
        inside = self._block_width(width) - 2 * _PAD
        return self._block_height(inside) + self._rise() * (len(self.climb.rungs) - 1) + 2

    def minimumSizeHint(self) -> QSize:
        count = len(self.climb.rungs)
        width = count * theme.look().px(_NARROWEST) + (count - 1) * _GAP
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def _rise(self) -> int:
        return theme.look().px(_RISE)

    def _block_width(self, width: int) -> int:
        count = len(self.climb.rungs)
        return (width - (count - 1) * _GAP) // count

    def _block_height(self, inside: int) -> int:
        heads = [_height(r.rung.label, _bold(), inside - _head_indent()) for r in self.climb.rungs]
        below = [
            _height(state_words(r), _caption(), inside) + _height(gain_words(r), _strong(r), inside)
            for r in self.climb.rungs
        ]
        sign = theme.look().px(_SIGN)
        tallest = max(max(h, sign) + b for h, b in zip(heads, below, strict=True))
        return tallest + 2 * _PAD + 2 * theme.TIGHT

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self._block_width(self.width())
        count = len(self.climb.rungs)
        for i, standing in enumerate(self.climb.rungs):
            top = self._rise() * (count - 1 - i) + 1
            block = QRect(i * (wide + _GAP), top, wide, self.height() - top - 1)
            self._paint_block(painter, block, standing)
        painter.end()

    def _paint_block(self, painter: QPainter, block: QRect, standing: Standing) -> None:
        look = theme.look()
        ground, edge, style = _looks(standing.reached)
        pen = QPen(QColor(edge), 2 if standing.reached is Reached.NEXT else 1, style)
        painter.setPen(pen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(block).adjusted(1, 1, -1, -1), _CORNER, _CORNER)
        inside = block.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        sign = look.px(_SIGN)
        _paint_mark(painter, QRectF(inside.x(), inside.y(), sign, sign), standing)
        indent = _head_indent()
        used = _text(
            painter, inside.adjusted(indent, 0, 0, 0), standing.rung.label, _bold(), look.ink
        )
        at = inside.adjusted(0, max(used, sign) + theme.TIGHT, 0, 0)
        at.adjust(
            0, _text(painter, at, state_words(standing), _caption(), _state_ink(standing)), 0, 0
        )
        at.adjust(0, theme.TIGHT, 0, 0)
        _text(painter, at, gain_words(standing), _strong(standing), look.ink)


def spoken(standing: Standing) -> str:
    """A level for screen readers."""
    state = state_words(standing).replace("\n", "，")
    words = (standing.rung.label, state, gain_words(standing))
    return "，".join(w for w in words if w)


def state_words(standing: Standing) -> str:
    """How the firm stands to a level."""
    match standing.reached:
        case Reached.HELD:
            lines = [tr("已取得")]
            lines += [tr("{day}起").format(day=standing.since)] if standing.since else []
            lines += [tr("{day}止").format(day=standing.until)] if standing.until else []
        case Reached.LAPSED:
            lines = [tr("取得过，已到期"), str(standing.until)]
        case Reached.NEXT if standing.until:
            lines = [tr("下一级，取得过"), tr("{day}已到期").format(day=standing.until)]
        case Reached.NEXT:
            lines = [tr("下一级")]
        case Reached.BELOW:
            lines = [tr("没有填，已有更高一级")]
        case Reached.UNTOLD:
            lines = [tr("还没填有没有")]
        case Reached.AHEAD:
            lines = [tr("再往上")]
    return "\n".join(lines)


def gain_words(standing: Standing) -> str:
    """What a level would bring: the most of it, and how many supports in all."""
    if standing.reached in (Reached.HELD, Reached.BELOW):
        return ""
    if not standing.brings:
        return tr("政策库里没有直接的支持")
    best, count = standing.brings[0], len(standing.brings)
    words = brought_words(best)
    return tr("{words}，等{n}项支持").format(words=words, n=count) if count > 1 else words


def _looks(reached: Reached) -> tuple[str, str, Qt.PenStyle]:
    look = theme.look()
    match reached:
        case Reached.HELD:
            return look.yes_soft, look.yes, Qt.PenStyle.SolidLine
        case Reached.LAPSED:
            return look.open_soft, look.open, Qt.PenStyle.SolidLine
        case Reached.NEXT:
            return look.accent_soft, look.accent, Qt.PenStyle.SolidLine
    return look.surface, look.edge, Qt.PenStyle.DashLine


def _state_ink(standing: Standing) -> str:
    look = theme.look()
    inks = {Reached.HELD: look.yes, Reached.LAPSED: look.open, Reached.NEXT: look.accent_dark}
    return inks.get(standing.reached, look.muted)


def _paint_mark(painter: QPainter, square: QRectF, standing: Standing) -> None:
    """A tick where it is held, an arrow where it comes next, a ring elsewhere."""
    look = theme.look()
    painter.save()
    if standing.reached is Reached.HELD:
        paint_sign(painter, square, Truth.TRUE)
    elif standing.reached is Reached.LAPSED:
        paint_sign(painter, square, Truth.UNKNOWN)
    elif standing.reached is Reached.NEXT:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.accent))
        painter.drawEllipse(square)
        pen = QPen(QColor(look.surface), square.width() * 0.11)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y, w = square.x(), square.y(), square.width()
        for a, b, c, d in ((0.5, 0.28, 0.5, 0.74), (0.5, 0.28, 0.3, 0.48), (0.5, 0.28, 0.7, 0.48)):
            painter.drawLine(int(x + a * w), int(y + b * w), int(x + c * w), int(y + d * w))
    else:
        painter.setPen(QPen(QColor(look.edge), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(square.adjusted(2, 2, -2, -2))
    painter.restore()


def _head_indent() -> int:
    return theme.look().px(_SIGN) + theme.SMALL


def _bold() -> QFont:
    return theme.font(bold=True)


def _caption() -> QFont:
    return theme.font(theme.look().caption)


def _strong(standing: Standing) -> QFont:
    return theme.font(theme.look().caption, bold=standing.reached is Reached.NEXT)


def _height(text: str, font: QFont, width: int) -> int:
    if not text:
        return 0
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(1, width), 10_000), _WRAP, text).height()


def _text(painter: QPainter, place: QRect, text: str, font: QFont, ink: str) -> int:
    """Write a text; the height it took."""
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(place, _WRAP, text)
    return _height(text, font, place.width())
