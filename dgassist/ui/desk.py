"""What is done with whole companies: begin, open, next, delete, bring in, take out, print."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dgassist.ui.asking import Unsaved
from dgassist.ui.frame import CLIENTS, INTERVIEW, QUESTIONS, RESULTS, REVIEW, START, Frame
from dgassist.ui.language import tr
from dgassist.ui.navigator import Navigator, take_typed
from dgassist.ui.session import Session
from dgassist.ui.widgets.element import waiting

_WAYS = (INTERVIEW, QUESTIONS)  # of asking the same questions
_KEPT = (*_WAYS, REVIEW, RESULTS)  # where a company of today is opened again


class Desk(QObject):
    """Nothing of one company is left on any screen when another one is opened."""

    def __init__(
        self, window: QWidget, session: Session, navigator: Navigator, frame: Frame
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._navigator = navigator
        self._frame = frame

    def way(self) -> str:
        """How questions were asked last: one at a time, or all on one page."""
        way = self._session.recall("way")
        return way if way in _WAYS else INTERVIEW

    def on_way_chosen(self, way: str) -> None:
        """The other way of asking; the answers are the same."""
        self._session.remember(way=way)
        self._navigator.go(way, self._session.recall("topic") if way == QUESTIONS else "")

    def on_client_added(self, name: str = "") -> None:
        """Begin a company at the first question."""
        self._begin()
        self._session.on_client_added()
        if name:
            self._session.on_answered("company_name", name)
        if self.way() == INTERVIEW:
            self._navigator.go(INTERVIEW)
            return
        section = self._session.book.sections[0]
        self._navigator.go(QUESTIONS, section.id, section.questions[0].id)

    def on_client_chosen(self, client_id: int) -> None:
        """Open a company: one of today where it was left, one seen before at its results."""
        self._begin()
        self._session.on_client_chosen(client_id)
        name, _, key = self._session.place.partition(" ")
        if name:
            self._navigator.go(name, key)
        elif self._session.is_returning:
            self._navigator.go(RESULTS)
        elif self.way() == INTERVIEW:
            self._navigator.go(INTERVIEW)
        else:
            self._navigator.go(QUESTIONS, self._session.book.sections[0].id)

    def on_next_asked(self) -> None:
        """The next one is waiting: nothing of this company stays on the screen."""
        self._begin()
        self._session.leave()
        self._navigator.go(START)
        if self._navigator.place[0] == CLIENTS:
            self._navigator.screen_of(CLIENTS).begin()

    def on_client_deleted(self, client_id: int) -> None:
        """Delete a company, from the backups, too."""
        if client_id == self._session.client_id:
            self._begin()
        with waiting():  # every backup is written anew without it
            self._session.on_client_deleted(client_id)

    def on_import_asked(self) -> None:
        """Choose a company's file and check what it says."""
        from dgassist.ui.files import import_client

        if import_client(self._window, self._session):
            self._begin()
            self._navigator.go(REVIEW)

    def on_export_asked(self, client_id: int) -> None:
        """Write a company to a file."""
        from dgassist.ui.files import export_client

        if file := export_client(self._window, self._session, client_id):
            self._frame.say(tr("已导出：{file}").format(file=file))

    def on_restored(self, file: Path) -> None:
        """Go back to a backup: every company is as it was then."""
        self._begin()
        with waiting():
            done = self._session.go_back_to(file)
        if done:
            self._frame.say(tr("已恢复。恢复之前的内容也留了一份备份，要是恢复错了还能换回来。"))
        self._navigator.go(START)

    def _begin(self) -> None:
        take_typed()
        lost = [one.label for one in self._unsaved()]
        name, key, _ = self._navigator.place
        if name in _KEPT:
            self._session.place = f"{name} {key}"
        self._frame.begin()
        self._navigator.forget()
        if lost:
            words = tr("上一家有 {n} 处填的看不懂、没有保存：{labels}。下次打开时请补上。")
            self._frame.say(words.format(n=len(lost), labels="、".join(lost)))

    def _unsaved(self) -> list[Unsaved]:
        pages = [self._navigator.built(name) for name in _WAYS]
        return [one for page in pages if page for one in page.unsaved()]
