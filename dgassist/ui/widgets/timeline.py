"""The coming 24 months at a glance: bars for what lasts, points for days, words on demand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from dgassist.plan.agenda import Item, Occasion
from dgassist.plan.deadline import DeadlineStatus
from dgassist.report import agenda as words
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.timeline import (
    MONTHS,
    Arrangement,
    Mark,
    Placed,
    Scale,
    arrange,
    months_from,
)
from dgassist.ui.widgets.element import column, label
from dgassist.ui.widgets.occasion_sign import SIGNS, occasion_words, paint_occasion

_NAMED = 3
_STEPS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1,
}  # fmt: skip


class Timeline(QWidget):
    """The picture, and below it the words of the mark one is at."""

    item_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.picture = TimelinePicture()
        self.picture.item_chosen.connect(self.item_chosen)
        self.picture.looked.connect(self.show_words)
        self.words = label("", "muted")
        layout = column(self, spacing=theme.TIGHT)
        layout.addWidget(self.picture)
        layout.addWidget(self.words)
        self.setFocusProxy(self.picture)
        self._rest = ""

    def show_items(self, items: Iterable[Item], as_of: date) -> None:
        """Show these items from a day on."""
        self.picture.show_items(items, as_of)
        self._rest = self._hint()
        self.show_words("")

    def show_words(self, told: str) -> None:
        """Show what is told of a mark, else what one can do here."""
        self.words.setText(told or self._rest)
        self.words.setVisible(bool(told or self._rest))

    def _hint(self) -> str:
        count, beyond = len(self.picture.marks), len(self.picture.beyond)
        hints = [tr("指到标记上看说明，点一下看详情；也可以用左右方向键和回车。")] if count else []
        if beyond:
            words_ = tr("{n}个月以后还有{m}件，在下面的列表里。")
            hints.append(words_.format(n=MONTHS, m=beyond))
        return "".join(hints)


class TimelinePicture(QWidget):
    """Painted. Arrow keys go from mark to mark, Enter or a click opens what is marked."""

    item_chosen = Signal(str)
    looked = Signal(str)  # the words of the mark one is at, or nothing

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[Item, ...] = ()
        self._as_of = date.min
        self._arranged: Arrangement | None = None
        self._at = -1  # the mark of the keyboard
        self._under = -1  # the mark under the mouse
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks in the order of the keyboard."""
        return tuple(p.mark for p in self._placed)

    @property
    def beyond(self) -> Sequence[Item]:
        """What is later than the last month."""
        return self._arranged.beyond if self._arranged else ()

    @property
    def _placed(self) -> Sequence[Placed]:
        return self._arranged.placed if self._arranged else ()

    def show_items(self, items: Iterable[Item], as_of: date) -> None:
        """Show these items from a day on."""
        self._items, self._as_of = tuple(items), as_of
        self._at = self._under = -1
        self._arrange()
        self.setAccessibleName(self._summary())
        self.setAccessibleDescription("")

    def _summary(self) -> str:
        ahead = [i for i in self._items if i.status is not DeadlineStatus.PASSED]
        if not ahead:
            return tr("时间轴：今后{n}个月没有到期的事").format(n=MONTHS)
        told = tr("时间轴：今后{n}个月{m}处标记，最近的是{what}")
        return told.format(n=MONTHS, m=len(self._placed), what=item_line(ahead[0]))

    def _arrange(self) -> None:
        if self._as_of == date.min or self.width() < MONTHS:
            return
        metrics = QFontMetricsF(theme.font(theme.look().caption))
        scale = Scale(
            months_from(self._as_of),
            float(self.width() - 1),
            lambda text: metrics.horizontalAdvance(text) + 2,
            self._side,
        )
        self._arranged = arrange(self._items, self._as_of, scale, _day_words(self._as_of))
        self.setFixedHeight(round(self._head + self._lane * self._lanes + self._foot))
        self.update()

    # --- lengths

    @property
    def _side(self) -> float:
        return float(theme.look().px(13))

    @property
    def _row(self) -> float:
        return theme.look().caption * 1.7

    @property
    def _head(self) -> float:
        return 2 * self._row + theme.TIGHT

    @property
    def _lane(self) -> float:
        return float(theme.look().px(28))

    @property
    def _lanes(self) -> int:
        return max(self._arranged.lanes if self._arranged else 0, 3)

    @property
    def _foot(self) -> float:
        return self._row + theme.SMALL if self._placed else 0.0

    def _area(self, placed: Placed) -> QRectF:
        """The mark itself."""
        middle = self._head + (placed.lane + 0.5) * self._lane
        left, right, side = placed.left, placed.right, self._side
        return QRectF(left, middle - side / 2, right - left, side)

    def _whole(self, placed: Placed) -> QRectF:
        """The mark with its label: what can be hit."""
        top = self._head + placed.lane * self._lane
        left = min(placed.left, placed.label_left)
        right = max(placed.right, placed.label_left + placed.label_width)
        return QRectF(left - 3, top + 1, right - left + 6, self._lane - 2)

    def sizeHint(self) -> QSize:
        return QSize(theme.look().px(720), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(MONTHS * theme.look().px(20), self.height())

    # --- what the user does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, count = Qt.Key(event.key()), len(self._placed)
        if not count:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._go(self._at + _STEPS[key] if self._at >= 0 else 0)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else count - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at >= 0:
            self._choose(self._at)
        else:
            super().keyPressEvent(event)

    def _go(self, index: int) -> None:
        self._at = min(max(index, 0), len(self._placed) - 1)
        told = mark_words(self._placed[self._at].mark)
        self.setAccessibleDescription(told)
        change = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(change)
        self.looked.emit(told)
        self.update()

    def _choose(self, index: int) -> None:
        self.item_chosen.emit(self._placed[index].mark.items[0].key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._look_at(self._hit(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self._hit(event.position())
        if event.button() is Qt.MouseButton.LeftButton and index >= 0:
            self._at = index
            self._choose(index)

    def _hit(self, at: QPointF) -> int:
        hit = (n for n, placed in enumerate(self._placed) if self._whole(placed).contains(at))
        return next(hit, -1)

    def _look_at(self, index: int) -> None:
        if index == self._under:
            return
        self._under = index
        hand = Qt.CursorShape.PointingHandCursor if index >= 0 else Qt.CursorShape.ArrowCursor
        self.setCursor(hand)
        shown = index if index >= 0 else self._at
        self.looked.emit(mark_words(self._placed[shown].mark) if shown >= 0 else "")
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._look_at(-1)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at < 0 and self._placed and event.reason() in _BY_TAB:
            self._go(0)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    # --- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._arranged is not None:
            self._paint_months(painter, self._arranged)
            self._paint_today(painter, self._arranged)
            for index, placed in enumerate(self._arranged.placed):
                self._paint_mark(painter, index, placed)
            if self._arranged.placed:
                self._paint_legend(painter)
            else:
                self._paint_nothing(painter)
        painter.end()

    def _paint_months(self, painter: QPainter, arranged: Arrangement) -> None:
        look, months = theme.look(), arranged.months
        step, row = (self.width() - 1) / len(months), self._row
        bottom = self._head + self._lanes * self._lane
        painter.setFont(theme.font(look.caption))
        for n, month in enumerate(months):
            left = n * step
            if month.month % 2:  # stripes: no line runs through a label
                painter.fillRect(QRectF(left, row, step, bottom - row), QColor(look.ground))
            if month.month == 1 or not n:
                painter.setPen(QPen(QColor(look.line), 1))
                painter.drawLine(QLineF(left, row, left, bottom))
                painter.setPen(QPen(QColor(look.edge), 1))
                painter.drawLine(QLineF(left, 0, left, 2 * row))
            painter.setPen(QColor(look.muted))
            painter.drawText(
                QRectF(left, row, step, row), Qt.AlignmentFlag.AlignCenter, str(month.month)
            )
            if month.month == 1 or not n:
                months_left = min(13 - month.month, len(months) - n)
                place = QRectF(left + theme.TIGHT, 0, months_left * step - theme.TIGHT, row)
                self._paint_year(painter, place, month.year)
        painter.setPen(QPen(QColor(look.line), 1))
        painter.drawLine(QLineF(0, bottom, self.width(), bottom))
        painter.drawLine(QLineF(self.width() - 1, row, self.width() - 1, bottom))

    def _paint_year(self, painter: QPainter, place: QRectF, year: int) -> None:
        look = theme.look()
        painter.setFont(theme.font(look.caption, bold=True))
        metrics = QFontMetricsF(painter.font())
        for told in (tr("{year}年").format(year=year), str(year), f"’{year % 100}"):
            if metrics.horizontalAdvance(told) <= place.width():
                painter.setPen(QColor(look.ink))
                painter.drawText(place, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), told)
                break
        painter.setFont(theme.font(look.caption))

    def _paint_today(self, painter: QPainter, arranged: Arrangement) -> None:
        look, x = theme.look(), arranged.today
        painter.setPen(QPen(QColor(look.accent), 2))
        bottom = self._head + self._lanes * self._lane
        painter.drawLine(QLineF(x, 2 * self._row, x, bottom))
        painter.setFont(theme.font(look.caption, bold=True))
        painter.setPen(QColor(look.accent_dark))
        place = QRectF(x + theme.TIGHT + 1, self._head, self.width() - x, self._lane)
        painter.drawText(place, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), _day_words(self._as_of))

    def _paint_mark(self, painter: QPainter, index: int, placed: Placed) -> None:
        look, mark = theme.look(), placed.mark
        is_at = index == self._at and self.hasFocus()
        if is_at or index == self._under:
            painter.setBrush(QColor(look.hover))
            painter.setPen(QPen(QColor(look.accent), 2) if is_at else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(self._whole(placed), 4, 4)
        paint_occasion(painter, self._area(placed), mark.occasion, is_passed=mark.is_passed)
        painter.setFont(theme.font(look.caption))
        painter.setPen(QColor(look.muted if mark.is_passed else look.ink))
        top = self._head + placed.lane * self._lane
        place = QRectF(placed.label_left, top, placed.label_width + 1, self._lane)
        shown = QFontMetricsF(painter.font()).elidedText(
            mark.label, Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), shown)

    def _paint_legend(self, painter: QPainter) -> None:
        look = theme.look()
        found = {p.mark.occasion for p in self._placed}
        painter.setFont(theme.font(look.caption))
        metrics = QFontMetricsF(painter.font())
        x, top = 0.0, self.height() - self._row
        for occasion in (o for o in SIGNS if o in found):
            told = occasion_words(occasion)
            wide = self._side * (2 if occasion in (Occasion.TERM, Occasion.WINDOW) else 1)
            sign = QRectF(x + 1, top + (self._row - self._side) / 2, wide, self._side)
            paint_occasion(painter, sign, occasion)
            painter.setPen(QColor(look.muted))
            place = QRectF(x + wide + theme.TIGHT + 2, top, self.width(), self._row)
            painter.drawText(place, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), told)
            x += wide + metrics.horizontalAdvance(told) + theme.MEDIUM + theme.TIGHT

    def _paint_nothing(self, painter: QPainter) -> None:
        look = theme.look()
        painter.setFont(theme.font())
        painter.setPen(QColor(look.muted))
        place = QRectF(0, self._head, self.width(), self._lanes * self._lane)
        told = tr("今后{n}个月没有到期的事").format(n=MONTHS)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, told)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


def _day_words(as_of: date) -> str:
    """Today, or the other day that the question is asked for."""
    today = date.today()  # noqa: DTZ011 - the day on the user's own calendar is meant
    return tr("今天") if as_of == today else tr("从{day}起").format(day=as_of.isoformat())


def item_line(item: Item) -> str:
    """An item in one line: what, for which record, when."""
    return tr("{what}：{when}").format(what=words.item_words(item), when=words.day_words(item))


def mark_words(mark: Mark) -> str:
    """What a mark stands for; of many, the first are named."""
    told = tr("；").join(item_line(item) for item in mark.items[:_NAMED])
    more = len(mark.items) - _NAMED
    return tr("{told}；还有{n}件").format(told=told, n=more) if more > 0 else told
