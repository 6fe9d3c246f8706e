"""The main window: the frame, the screen that is open in it, and what holds on every screen.

The window is painted first and furnished then, so everything but its frame is imported late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from dgassist.ui.frame import (
    BACKUPS,
    CLIENTS,
    DOCUMENTS,
    HELP,
    INTERVIEW,
    MEASURE,
    PLAN,
    PREVIEW,
    QUESTIONS,
    RESULTS,
    REVIEW,
    START,
    Frame,
)
from dgassist.ui.language import tr
from dgassist.ui.widgets.element import Page

if TYPE_CHECKING:
    from dgassist.case import Case
    from dgassist.store.reader import Library
    from dgassist.ui.desk import Desk
    from dgassist.ui.navigator import Navigator, Place
    from dgassist.ui.outputs import Outputs
    from dgassist.ui.session import Session
    from dgassist.ui.settings import Settings

_TITLE_BAR = 32
_REOPENED = (QUESTIONS, REVIEW, RESULTS, PLAN, DOCUMENTS)


class MainWindow(QMainWindow):
    """Shows one screen at a time; goes back the way one came."""

    painted = Signal()
    session: Session
    navigator: Navigator
    desk: Desk
    outputs: Outputs
    settings: Settings

    def __init__(self) -> None:
        super().__init__()
        self._is_painted = False
        self.setWindowTitle(tr("莞企政策助手"))
        self.setMinimumSize(960, 600)
        room = self.screen().availableSize()
        self.resize(min(1200, room.width()), min(800, room.height() - _TITLE_BAR))
        self.frame = Frame()
        self.stack = self.frame.stack
        self.setCentralWidget(self.frame)

    def furnish(self, library: Library, session: Session) -> None:
        """Take what the screens need, and open the place where the program was left."""
        from dgassist.ui.connections import Connections
        from dgassist.ui.desk import Desk
        from dgassist.ui.navigator import Navigator
        from dgassist.ui.outputs import Outputs
        from dgassist.ui.settings import Settings

        self.session = session
        self.navigator = Navigator(self.stack, session)
        self.desk = Desk(self, session, self.navigator, self.frame)
        self.outputs = Outputs(self, session, self.navigator, self.frame)
        connections = Connections(library, session, self.navigator, self.desk, self.outputs)
        self.navigator.stops = connections.stops()
        self.frame.output.clicked.connect(lambda: self.outputs.unfold(self.frame.output))
        self.settings = Settings(self, session)
        self.settings.backups_asked.connect(lambda: self.go(BACKUPS))
        self.settings.help_asked.connect(lambda: self.go(HELP))
        self.frame.menu.clicked.connect(lambda: self.settings.unfold(self.frame.menu))
        self.navigator.arrived.connect(self.on_arrived)
        session.case_changed.connect(self.on_case_changed)
        session.saved.connect(self.frame.show_saved)
        session.save_failed.connect(self.frame.show_unsaved)
        session.told.connect(self.frame.say)
        self.frame.step_chosen.connect(self.on_step_chosen)
        self.frame.next_asked.connect(self.desk.on_next_asked)
        self._make_shortcuts()
        self._open()

    def _make_shortcuts(self) -> None:
        from dgassist.ui import shortcuts

        for shortcut, action in (
            (shortcuts.FIND, self.on_find),
            (shortcuts.NEW_CLIENT, self.desk.on_client_added),
            (shortcuts.NEXT_CLIENT, self.desk.on_next_asked),
            (shortcuts.BACK, self.on_back),
            (shortcuts.CHECKLIST, self.outputs.on_print_asked),
            (shortcuts.HELP, lambda: self.go(HELP)),
        ):
            QShortcut(QKeySequence(shortcut.keys), self).activated.connect(action)
        for step in self.frame.steps.values():
            QShortcut(QKeySequence(step.toolTip()), self).activated.connect(step.click)

    # --- going from place to place

    @property
    def place(self) -> Place:
        """The open screen, and what is open on it."""
        return self.navigator.place

    def screen_of(self, name: str) -> QWidget:
        """A screen, built and connected on first use."""
        screen: QWidget = self.navigator.screen_of(name)
        return screen

    def go(self, name: str, key: str = "", part: str = "") -> None:
        """Open a screen, at a topic, measure or clause."""
        self.navigator.go(name, key, part)

    def on_back(self) -> None:
        """Go back a question, or from a table to the form; elsewhere to where one came from."""
        name = self.place[0]
        is_within = name in (INTERVIEW, QUESTIONS)
        if not is_within or not self.navigator.screen_of(name).step_back():
            self.navigator.back()

    def on_step_chosen(self, name: str) -> None:
        """A step above was chosen; the questions open in the way they were asked last."""
        self.go(self.desk.way() if name == QUESTIONS else name)

    def on_arrived(self, name: str) -> None:
        """Show on the screen, and around it, how things stand."""
        if name not in (START, CLIENTS):
            self.session.forget_deleted()
        self.on_case_changed(self.session.case)
        if _step_of(name) in _REOPENED:
            self.session.remember(screen=_step_of(name))

    def _open(self) -> None:
        """Show the place where the program was left, or the start."""
        if self.session.resume():
            name = self.session.recall("screen")
            if name in _REOPENED:
                name = self.desk.way() if name == QUESTIONS else name
                self.go(name, self.session.recall("topic") if name == QUESTIONS else "")
                return
        self.go(START)

    # --- what the session and the screens tell

    def on_case_changed(self, case: Case) -> None:
        """Show the case on the open screen, and its sum below."""
        name = self.place[0]
        screen = self.navigator.screen_of(name)
        clients = self.session.clients()
        if name in (START, CLIENTS):
            screen.show_clients(clients, self.session.deleted)
        if name != PREVIEW:  # its pages stay as they were made
            screen.show_case(case)
        if self.session.is_open:
            self.frame.show_case(case)
        else:
            self.frame.show_nobody()
        self.frame.offer_next(len(clients) > 1)
        self.frame.show_step(_step_of(name), is_open=self.session.is_open)

    # --- the window itself

    def on_find(self) -> None:
        """Go to the search box of the open screen, or of the documents."""
        screen = self.navigator.screen_of(self.place[0])
        if self.place[0] == INTERVIEW:
            self.desk.on_way_chosen(QUESTIONS)
            screen = self.navigator.screen_of(self.place[0])
        elif not hasattr(screen, "on_find"):
            self.go(RESULTS if self.session.is_open else DOCUMENTS)
            screen = self.navigator.screen_of(self.place[0])
        screen.on_find()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """With Tab into a page from beside it: what has the focus comes into view."""
        moved = super().focusNextPrevChild(forward)
        widget = focused = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, Page):
            widget = widget.parentWidget()
        if widget is not None and focused is not None:
            widget.bring(focused)
        return moved

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "settings"):
            self.settings.cover.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if hasattr(self, "session"):
            from dgassist.ui.navigator import take_typed

            take_typed()
            self.session.close()
        super().closeEvent(event)


def _step_of(name: str) -> str:
    """The step that is marked while a screen is open."""
    return {MEASURE: RESULTS, INTERVIEW: QUESTIONS, CLIENTS: START}.get(name, name)
