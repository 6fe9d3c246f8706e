"""From place to place: builds a screen when it is first shown, and goes back the way one came."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from dgassist.ui.frame import CLIENTS, RESULTS, START
from dgassist.ui.session import Session

Place = tuple[str, str, str]
"""A screen, and what is open on it: a topic and question, a measure, a clause and quote."""


@dataclass(frozen=True, slots=True)
class Stop:
    """How a screen is made, and how it opens at a key and a part of it, once it is made."""

    make: Callable[[], QWidget]
    aim: Callable[[Any, str, str], None] | None = None
    begins: Callable[[Any], QWidget] | None = None  # the part of it where one begins to type
    needs_client: bool = True
    outlives_client: bool = False  # it holds nothing of a company


class Navigator(QObject):
    """Knows the screens by name; what is on them is their own business."""

    left = Signal()  # before another screen is shown
    arrived = Signal(str)

    def __init__(self, stack: QStackedWidget, session: Session) -> None:
        super().__init__(stack)
        self._stack = stack
        self.stops: Mapping[str, Stop] = {}
        self._session = session
        self._screens: dict[str, QWidget] = {}
        self._came_from: list[Place] = []
        self.place: Place = (START, "", "")

    @property
    def came_from(self) -> str:
        """The screen that one was on before, or an empty text."""
        return self._came_from[-1][0] if self._came_from else ""

    def screen_of(self, name: str) -> Any:
        """A screen, built and connected on first use."""
        if name not in self._screens:
            self._screens[name] = self.stops[name].make()
            self._stack.addWidget(self._screens[name])
        return self._screens[name]

    def built(self, name: str) -> Any:
        """A screen if it was shown before, or None."""
        return self._screens.get(name)

    @property
    def home(self) -> str:
        """The first screen: who has one company never sees a list of them."""
        return CLIENTS if len(self._session.clients()) > 1 else START

    def go(self, name: str, key: str = "", part: str = "") -> None:
        """Open a screen, at a topic, measure or clause."""
        place = (self.home if name == START else name, key, part)
        if place != self.place and self._screens:
            self._came_from.append(self.place)
        self._show(place)

    def back(self) -> None:
        """Go back to where one came from."""
        self._show(self._came_from.pop() if self._came_from else (RESULTS, "", ""))

    def stay(self, place: Place) -> None:
        """The open screen moved by itself."""
        self.place = place

    def forget(self) -> None:
        """Nothing of a company is left on any screen, and there is no way back to it."""
        self._came_from.clear()
        for name in [n for n in self._screens if not self.stops[n].outlives_client]:
            screen = self._screens.pop(name)
            self._stack.removeWidget(screen)
            screen.deleteLater()

    def _show(self, place: Place) -> None:
        if self.stops[place[0]].needs_client and not self._session.is_open:
            place = (self.home, "", "")
        take_typed()
        self.left.emit()
        self.place = name, key, part = place
        screen = self.screen_of(name)
        aim = self.stops[name].aim
        if aim is not None:
            aim(screen, key, part)
        self._stack.setCurrentWidget(screen)
        self.arrived.emit(name)
        begins = self.stops[name].begins
        take_focus(begins(screen) if begins else screen)


def take_focus(part: QWidget) -> None:
    """Put the keyboard into a part of the window, unless it is there already."""
    focused = QApplication.focusWidget()
    if focused is not None and part.isAncestorOf(focused):
        return
    first = part.focusProxy() or next(_focusable(part), None)
    if first is not None:
        first.setFocus()


def _focusable(part: QWidget) -> Iterator[QWidget]:
    """What Tab would stop at within a part, in that order."""
    tab = Qt.FocusPolicy.TabFocus
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        usable = widget.isVisibleTo(part) and widget.isEnabled()
        if usable and part.isAncestorOf(widget) and widget.focusPolicy() & tab:
            yield widget
        widget = widget.nextInFocusChain()


def take_typed() -> None:
    """Text that is being typed counts before anything else is shown."""
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()


@contextmanager
def typed_taken() -> Iterator[None]:
    """Take what is being typed; afterwards the cursor is where it was."""
    focused = QApplication.focusWidget()
    take_typed()
    yield
    if focused is not None and focused.isVisible():
        focused.setFocus()
