"""The small pieces every screen is made of: labels, buttons, cards, pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6 import QtCore
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dgassist.ui import theme

# Qt's own names of these: looking them up costs a tenth of the time to the first window.
_PLAIN_TEXT = 0
RIGHT = 0x0082  # and in the middle of the height


def label(text: str = "", kind: str = "", *, wrap: bool = True) -> QLabel:
    """A piece of text. ``kind`` is its class in the theme: title, lead, muted, caption."""
    result = QLabel(text)
    result.setProperty("class", kind)
    result.setProperty("textFormat", _PLAIN_TEXT)
    result.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        result.setSizePolicy(policy)
    return result


def amount_label(text: str, kind: str = "strong") -> QLabel:
    """An amount at the end of a line, in several lines where there is little room."""
    result = label(text, kind)
    result.setProperty("alignment", RIGHT)
    return result


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room for it; whole in the tool tip."""

    def __init__(self, kind: str = "") -> None:
        super().__init__()
        self.setProperty("class", kind)
        self.setProperty("textFormat", _PLAIN_TEXT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def clear(self) -> None:
        super().clear()
        self.setToolTip("")

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = self.fontMetrics()
        if metrics.horizontalAdvance(self.text()) <= self.width():
            super().paintEvent(event)
            return
        shown = metrics.elidedText(self.text(), QtCore.Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        self.style().drawItemText(
            painter, self.rect(), int(self.alignment()), self.palette(), True, shown,
            self.foregroundRole(),
        )  # fmt: skip
        painter.end()


class LinkLabel(QLabel):
    """Words with links in them, as HTML; the links take the colour of the look."""

    def __init__(self, kind: str = "") -> None:
        super().__init__()
        self.setProperty("class", kind)
        self.setTextFormat(QtCore.Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            QtCore.Qt.TextInteractionFlag.LinksAccessibleByMouse
            | QtCore.Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )

    def changeEvent(self, event: QtCore.QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QtCore.QEvent.Type.StyleChange:
            words = self.text()  # links get their colour when the text is read
            self.clear()
            self.setText(words)


def tag(text: str, kind: str = "tag") -> QLabel:
    """A short remark on a coloured ground; always words, never colour alone."""
    result = label(text, kind, wrap=False)
    result.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return result


def button(text: str, on: Callable[[], object] | None = None, kind: str = "") -> QPushButton:
    """A button that names its action. ``kind``: primary, link, step, or none."""
    result = _Button(text)
    result.setProperty("class", kind)
    if kind == "link":
        result.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
    result.setAutoDefault(False)
    if on is not None:
        result.clicked.connect(lambda: on())  # noqa: PLW0108 - without "checked"
    return result


class _Button(QPushButton):
    """Is pressed with Enter, too, not only with Space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def card(*, margin: int = theme.MEDIUM, spacing: int = theme.SMALL) -> tuple[QFrame, QVBoxLayout]:
    """A white box with a vertical layout."""
    frame = QFrame()
    frame.setProperty("class", "card")
    layout = column(frame, margin=margin, spacing=spacing)
    return frame, layout


def column(
    parent: QWidget | None = None, *, margin: int = 0, spacing: int = theme.SMALL
) -> QVBoxLayout:
    """A vertical layout."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def row(*items: QWidget | QLayout | None, spacing: int = theme.SMALL) -> QHBoxLayout:
    """A horizontal layout; None stands for room that stretches."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)
    return layout


def line() -> QFrame:
    """A thin line between parts."""
    frame = QFrame()
    frame.setProperty("class", "line")
    return frame


class Page(QScrollArea):
    """A page that scrolls up and down, with a column of bounded width in it.

    Sideways only where the window is too small for what cannot be broken: nothing is out of reach.
    """

    def __init__(self, width: int = 0) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setProperty("class", "page")
        outer = QHBoxLayout(content)
        outer.setContentsMargins(theme.LARGE, theme.LARGE, theme.LARGE, theme.LARGE)
        inner = QWidget()
        if width:
            inner.setMaximumWidth(width)
        self.column = column(inner, spacing=theme.MEDIUM)
        outer.addWidget(inner, 1)
        self.setWidget(content)
        self._place = 0  # where to be again once the page is as long as before
        self.verticalScrollBar().rangeChanged.connect(self._on_range)

    def refill(self) -> None:
        """Take everything off the page, to fill it anew; the place on the page is kept."""
        self._place = self.verticalScrollBar().value()
        clear(self.column)

    def bring(self, widget: QWidget) -> None:
        """Scroll to a widget, once the page is laid out."""
        QtCore.QTimer.singleShot(
            0, widget, lambda: self.ensureWidgetVisible(widget, 0, theme.LARGE)
        )

    def _on_range(self, _least: int, most: int) -> None:
        if self._place and most >= self._place:
            self.verticalScrollBar().setValue(self._place)
            self._place = 0


@contextmanager
def waiting() -> Iterator[None]:
    """Show that the program is busy for a moment."""
    QApplication.setOverrideCursor(QtCore.Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()


def clear(layout: QLayout) -> None:
    """Remove and delete all that a layout holds."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Change a dynamic property that the style sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
