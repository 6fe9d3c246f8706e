"""Two ways to fill in the same answers, as one control at the top of both."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from dgassist.ui import shortcuts
from dgassist.ui.language import tr
from dgassist.ui.widgets.element import button, row

INTERVIEW, FORM = "interview", "form"


class ModeSwitch(QWidget):
    """Shows the way that is in use; emits ``chosen`` when the other one is asked for."""

    chosen = Signal(str)

    def __init__(self, current: str) -> None:
        super().__init__()
        self._current = current
        self._group = QButtonGroup(self)
        self.buttons = {
            INTERVIEW: button(tr("一题一题问"), lambda: self._choose(INTERVIEW), "choice"),
            FORM: button(tr("整页填写"), lambda: self._choose(FORM), "choice"),
        }
        keys = {INTERVIEW: shortcuts.INTERVIEW, FORM: shortcuts.FORM}
        for mode, one in self.buttons.items():
            one.setCheckable(True)
            one.setChecked(mode == current)
            one.setToolTip(shortcuts.tip(keys[mode]))
            if mode != current:  # the shortcut of the way in use has nothing to do
                shortcut = QShortcut(QKeySequence(keys[mode].keys), self)
                shortcut.activated.connect(one.click)  # a button's own one waits a moment
            self._group.addButton(one)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("填写方式"))
        self.setLayout(row(*self.buttons.values(), spacing=0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, like Space."""
        focused = next((b for b in self.buttons.values() if b.hasFocus()), None)
        if focused is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _choose(self, mode: str) -> None:
        if mode != self._current:
            self.buttons[self._current].setChecked(True)  # the screen stays what it is
            self.chosen.emit(mode)
