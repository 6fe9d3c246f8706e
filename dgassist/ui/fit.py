"""Finds words that do not fit their place, and targets too small to hit, in a shown window."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

from dgassist.ui import theme
from dgassist.ui.widgets.element import ElidedLabel, Page

_EDGES = 4  # of both sides, at the most
_LEAST = 32  # of a target in standard type


def clipped(window: QWidget) -> list[str]:
    """What cannot be read in full, each with the widget it stands on and why."""
    found = []
    for widget in _shown(window):
        words = _words(widget)
        why = _too_narrow(widget, words) or _too_low(widget) or _outside(widget, window)
        if words and why:
            found.append(f"{_name(widget, window)}“{words}”：{why}")
    return found


def too_small(window: QWidget) -> list[str]:
    """What can be clicked and is lower than a finger or an unsteady hand wants."""
    least = max(_LEAST, theme.look().target if theme.look().target > 40 else 0)
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    return [
        f"{_name(widget, window)}“{_words(widget)}”：{widget.height()} < {least}"
        for widget in _shown(window)
        if isinstance(widget, kinds) and widget.height() < least and not _is_inner(widget)
    ]


def _shown(window: QWidget) -> Iterator[QWidget]:
    return (w for w in window.findChildren(QWidget) if w.isVisibleTo(window) and not _is_inner(w))


def _is_inner(widget: QWidget) -> bool:
    """Whether Qt made it as a part of another one."""
    parent = widget.parentWidget()
    return isinstance(parent, (QLineEdit, QComboBox)) or widget.objectName().startswith("qt_")


def _words(widget: QWidget) -> str:
    if isinstance(widget, ElidedLabel):
        return ""  # ends in … by intent, and is whole in the tool tip
    if isinstance(widget, QLineEdit):
        return "" if widget.text() else widget.placeholderText()
    if isinstance(widget, QLabel) and widget.textFormat() is Qt.TextFormat.RichText:
        return ""
    if isinstance(widget, (QLabel, QAbstractButton)):
        return widget.text()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def _too_narrow(widget: QWidget, words: str) -> str:
    room, wanted = widget.width(), 0
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            longest = max(words.split() or [""], key=len)
            is_one = longest.isascii()  # Chinese breaks anywhere, a code or address nowhere
            wanted = widget.fontMetrics().horizontalAdvance(longest) if is_one else 0
        else:
            wanted = widget.sizeHint().width()
    elif isinstance(widget, (QRadioButton, QCheckBox, QComboBox)):
        wanted = widget.minimumSizeHint().width()
        if isinstance(widget, QComboBox):
            arrow = theme.look().px(28) + theme.SMALL
            wanted = widget.fontMetrics().horizontalAdvance(words) + arrow
    elif isinstance(widget, (QPushButton, QToolButton)):
        font = QFont(widget.font())
        font.setBold(font.bold() or widget.isCheckable() or widget.property("class") == "primary")
        lines = words.replace("&&", "&").split("\n")
        wanted = max(QFontMetrics(font).horizontalAdvance(line) for line in lines) + _EDGES
    elif isinstance(widget, QLineEdit):
        wanted = widget.fontMetrics().horizontalAdvance(words) + 2 * theme.SMALL + _EDGES
    return f"宽 {room}，要 {wanted}" if wanted > room else ""


def _too_low(widget: QWidget) -> str:
    room, wanted = widget.height(), 0
    if isinstance(widget, QLabel):
        wrapped = widget.heightForWidth(widget.width()) if widget.wordWrap() else -1
        wanted = wrapped if wrapped >= 0 else widget.sizeHint().height()
    elif isinstance(widget, (QAbstractButton, QLineEdit, QComboBox)):
        lines = 1 + widget.text().count("\n") if isinstance(widget, QAbstractButton) else 1
        wanted = widget.fontMetrics().height() * lines
    return f"高 {room}，要 {wanted}" if wanted > room else ""


def _outside(widget: QWidget, window: QWidget) -> str:
    """Whether a part of it lies where no scrolling brings it into view."""
    parent: QWidget | None = widget
    while parent is not window and parent and (parent := parent.parentWidget()):
        place = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            if area.horizontalScrollBar().isVisible() and not isinstance(area, Page):
                return ""
            is_out = place.left() < 0 or place.right() >= parent.width()
            return f"伸出 {parent.width()} 宽的页面到 {place.right() + 1}" if is_out else ""
        if not parent.rect().contains(place):
            return f"伸出 {_name(parent, window)}"
    return ""


def _name(widget: QWidget, window: QWidget) -> str:
    names = [type(widget).__name__]
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if type(parent).__module__.startswith("dgassist"):
            names.append(type(parent).__name__)
            break
        parent = parent.parentWidget()
    return "/".join(reversed(names))
