"""A line on a page that says what just happened, with 撤销 where it can be taken back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.widgets.element import button, label, row


class UndoNotice(QFrame):
    """Hidden until there is something to say."""

    undone = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("class", "notice")
        self.words = label("")
        self.undo = button(tr("撤销"), self.undone.emit)
        line = row(self.words, self.undo)
        line.setStretch(0, 1)
        line.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
        self.setLayout(line)
        self.hide()

    def say(self, words: str, *, undoable: bool = False) -> None:
        """Say what happened, until the next change."""
        self.words.setText(words)
        self.undo.setVisible(undoable)
        self.show()
