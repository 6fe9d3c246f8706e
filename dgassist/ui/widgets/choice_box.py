"""A box with a list of choices that the wheel leaves alone."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyledItemDelegate, QWidget


class ChoiceBox(QComboBox):
    """One of a few named values; the wheel scrolls the page below it, never the choice."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setItemDelegate(QStyledItemDelegate(self))  # the one that heeds the style sheet
        self._values: tuple[object, ...] = ()
        self.activated.connect(lambda i: self.chosen.emit(self._values[i]))

    def offer(self, choices: Iterable[tuple[object, str]]) -> None:
        """Take the choices; the first one is chosen."""
        self.clear()
        pairs = tuple(choices)
        self._values = tuple(value for value, _ in pairs)
        self.addItems([words for _, words in pairs])

    def show_value(self, value: object) -> None:
        """Show a choice; the first one where it is not among them."""
        at = self._values.index(value) if value in self._values else 0
        self.setCurrentIndex(at)

    def words_of(self, value: object) -> str:
        """How a value is called."""
        return self.itemText(self._values.index(value)) if value in self._values else ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
