"""What is set once and holds on every screen: colours, size of print, when to cover the screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from dgassist.ui import theme
from dgassist.ui.cover import Cover, IdleWatch
from dgassist.ui.session import Session
from dgassist.ui.widgets.settings_menu import CHOICES, COVER, SCHEME, SettingsMenu, choice

_HALF_HOUR = 30 * 60_000


class Settings(QObject):
    """Remembers what is chosen and puts it into force; backs up now and then."""

    backups_asked = Signal()
    help_asked = Signal()

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self._session = session
        self.menu = SettingsMenu(window)
        self.menu.chosen.connect(self.on_chosen)
        self.menu.backups_asked.connect(self.backups_asked)
        self.menu.help_asked.connect(self.help_asked)
        self.cover = Cover(window)
        self._idle = IdleWatch(window)
        self._idle.idle.connect(self.on_idle)
        for name in CHOICES:
            self._set(name, choice(name, session.recall(name)))
        self._backing_up = QTimer(self, interval=_HALF_HOUR)
        self._backing_up.timeout.connect(session.back_up)
        self._backing_up.start()

    def unfold(self, below: QWidget) -> None:
        """Open the menu below a button."""
        self.menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    def on_chosen(self, name: str, value: str) -> None:
        """Something was set in the menu."""
        self._session.remember(**{name: value})
        self._set(name, value)

    def on_idle(self) -> None:
        """Nobody is there: cover what is on the screen."""
        if self._session.is_open and QApplication.activeModalWidget() is None:
            self.cover.lower_on()

    def _set(self, name: str, value: str) -> None:
        self.menu.show_choice(name, value)
        if name == COVER:
            self._idle.wait(int(value))
        elif name == SCHEME:
            theme.choose(value, theme.size())
        else:
            theme.choose(theme.scheme(), value)
