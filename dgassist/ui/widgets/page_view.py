"""Pages below one another, as they will be printed: scrolls, zooms, tells which one is seen."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from dgassist.report.picture import HEIGHT, WIDTH, Page
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.paint import paint_page

_GAP = 16
_LEAST, _MOST, _STEP = 0.5, 4.0, 1.25
_WIDEST = 1.6  # when fitted: wider pages are no easier to read


class _Sheets(QWidget):
    """The sheets themselves; only those in sight are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: tuple[Page, ...] = ()
        self.zoom = 1.0

    def sizeHint(self) -> QSize:
        size = self._of_sheet()
        count = len(self.pages)
        return QSize(size.width() + 2 * _GAP, count * (size.height() + _GAP) + _GAP)

    def top(self, number: int) -> int:
        """Where a page begins, from 0."""
        return _GAP + number * (self._of_sheet().height() + _GAP)

    def page_at(self, height: int) -> int:
        """Which page is there, from 0."""
        number = (height - _GAP) // (self._of_sheet().height() + _GAP)
        return max(0, min(number, len(self.pages) - 1))

    def _of_sheet(self) -> QSize:
        return QSize(round(WIDTH * self.zoom), round(HEIGHT * self.zoom))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, sheet in self._within(event):
            painter.setPen(QPen(QColor(theme.look().edge), 1))
            painter.setBrush(QColor("white"))  # paper is white in dark looks, too
            painter.drawRect(sheet)
            painter.save()
            painter.setClipRect(sheet)
            painter.translate(sheet.topLeft())
            painter.scale(self.zoom, self.zoom)
            paint_page(painter, self.pages[number])
            painter.restore()
        painter.end()

    def _within(self, event: QPaintEvent) -> Iterator[tuple[int, QRectF]]:
        if not self.pages:
            return
        size = self._of_sheet()
        left = max(_GAP, (self.width() - size.width()) // 2)
        seen = event.rect()
        for number in range(self.page_at(seen.top()), self.page_at(seen.bottom()) + 1):
            yield number, QRectF(left, self.top(number), size.width(), size.height())


class PageView(QScrollArea):
    """Shows pages. Page up, page down and the arrows go through them."""

    page_seen = Signal(int)  # from 1

    def __init__(self) -> None:
        super().__init__()
        self._sheets = _Sheets()
        self._is_fitted = True
        self.setWidget(self._sheets)
        self.setWidgetResizable(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("打印预览"))
        self.verticalScrollBar().valueChanged.connect(self._tell)

    @property
    def pages(self) -> tuple[Page, ...]:
        """What is shown."""
        return self._sheets.pages

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 1."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return self._sheets.page_at(middle) + 1

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Show these pages from the first one on."""
        self._sheets.pages = pages
        self._set_zoom(self._fitting() if self._is_fitted else self._sheets.zoom)
        self.verticalScrollBar().setValue(0)
        self._sheets.update()
        self._tell()

    def go_to(self, number: int) -> None:
        """Bring a page into view, counted from 1."""
        self.verticalScrollBar().setValue(self._sheets.top(number - 1) - _GAP)

    def fit(self) -> None:
        """As wide as the view, and keep to it."""
        self._is_fitted = True
        self._set_zoom(self._fitting())

    def enlarge(self, steps: int) -> None:
        """Larger by so many steps; smaller where they are less than nothing."""
        self._is_fitted = False
        self._set_zoom(self._sheets.zoom * _STEP**steps)

    def _fitting(self) -> float:
        room = self.viewport().width() - 2 * _GAP
        return min(_WIDEST, room / WIDTH)

    def _set_zoom(self, zoom: float) -> None:
        at, middle = self.page, self.verticalScrollBar()
        offset = (middle.value() - self._sheets.top(at - 1)) / self._sheets.zoom
        self._sheets.zoom = min(_MOST, max(_LEAST, zoom))
        self._sheets.resize(self._sheets.sizeHint())
        middle.setSingleStep(60)
        middle.setValue(round(self._sheets.top(at - 1) + offset * self._sheets.zoom))
        self._sheets.update()

    def _tell(self) -> None:
        self.page_seen.emit(self.page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_fitted:
            self._set_zoom(self._fitting())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enlarge(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)
