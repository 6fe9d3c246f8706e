"""The main window: holds the screens, and is the only place where they are connected.

The window is painted first and furnished then, so everything but its frame is imported late.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from dgassist.ui.frame import (
    DOCUMENTS,
    MEASURE,
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
    from dgassist.ui.screens.documents import DocumentsScreen
    from dgassist.ui.screens.measure import MeasureScreen
    from dgassist.ui.screens.questionnaire import QuestionnaireScreen
    from dgassist.ui.screens.results import ResultsScreen
    from dgassist.ui.screens.review import ReviewScreen
    from dgassist.ui.screens.start import StartScreen
    from dgassist.ui.session import Session

Place = tuple[str, str, str]
"""A screen, and what is open on it: a topic and question, a measure, a clause and quote."""


class MainWindow(QMainWindow):
    """Shows one screen at a time; goes back the way one came."""

    painted = Signal()
    session: Session
    _library: Library

    def __init__(self) -> None:
        super().__init__()
        self._is_painted = False
        self._screens: dict[str, QWidget] = {}
        self._came_from: list[Place] = []
        self.place: Place = (START, "", "")
        self.setWindowTitle(tr("莞企政策助手"))
        self.setMinimumSize(1024, 680)
        self.resize(1200, 800)
        self.frame = Frame()
        self.stack = self.frame.stack
        self.setCentralWidget(self.frame)

    def furnish(self, library: Library, session: Session) -> None:
        """Take what the screens need, and open the place where the program was left."""
        self._library = library
        self.session = session
        session.case_changed.connect(self.on_case_changed)
        session.saved.connect(self.frame.show_saved)
        session.save_failed.connect(self.frame.show_unsaved)
        session.told.connect(self.frame.say)
        self.frame.step_chosen.connect(self.go)
        self._make_shortcuts()
        self._open()

    def _make_shortcuts(self) -> None:
        for keys, action in (
            (QKeySequence(QKeySequence.StandardKey.Find), self.on_find),
            (QKeySequence(QKeySequence.StandardKey.New), self.on_client_added),
            (QKeySequence("Alt+Left"), self.on_back),
            (QKeySequence("Ctrl+P"), lambda: self.on_checklist_asked("")),
        ):
            QShortcut(keys, self).activated.connect(action)

    # --- the screens, built when they are first shown

    def screen_of(self, name: str) -> QWidget:
        """A screen, built and connected on first use."""
        if name not in self._screens:
            self._screens[name] = self._makers()[name]()
            self.stack.addWidget(self._screens[name])
        return self._screens[name]

    def _makers(self) -> dict[str, Callable[[], QWidget]]:
        return {
            START: self._make_start,
            QUESTIONS: self._make_questionnaire,
            REVIEW: self._make_review,
            RESULTS: self._make_results,
            MEASURE: self._make_measure,
            DOCUMENTS: self._make_documents,
        }

    def _make_start(self) -> QWidget:
        from dgassist.ui.screens.start import StartScreen

        screen = StartScreen()
        screen.client_added.connect(self.on_client_added)
        screen.client_chosen.connect(self.on_client_chosen)
        screen.client_deleted.connect(self.on_client_deleted)
        screen.undo_asked.connect(self.session.on_undeleted)
        screen.import_asked.connect(self.on_import_asked)
        screen.export_asked.connect(self.on_export_asked)
        return screen

    def _make_questionnaire(self) -> QWidget:
        from dgassist.ui.screens.questionnaire import QuestionnaireScreen

        screen = QuestionnaireScreen(self._library.book)
        screen.answered.connect(self.session.on_answered)
        screen.records_changed.connect(self.session.on_records_changed)
        screen.topic_chosen.connect(self.on_topic_chosen)
        screen.finished.connect(lambda: self.go(REVIEW))
        screen.closed.connect(self.on_back)
        return screen

    def _make_review(self) -> QWidget:
        from dgassist.ui.screens.review import ReviewScreen

        screen = ReviewScreen()
        screen.change_asked.connect(lambda topic, key: self.go(QUESTIONS, topic, key))
        screen.overruled.connect(self.session.on_overruled)
        screen.none_told.connect(self.session.on_none_told)
        screen.finished.connect(lambda: self.go(RESULTS))
        return screen

    def _make_results(self) -> QWidget:
        from dgassist.ui.screens.results import ResultsScreen

        screen = ResultsScreen()
        screen.measure_chosen.connect(lambda measure_id: self.go(MEASURE, measure_id))
        screen.checklist_asked.connect(lambda: self.on_checklist_asked(""))
        screen.date_changed.connect(self.session.on_date_changed)
        return screen

    def _make_measure(self) -> QWidget:
        from dgassist.ui.screens.measure import MeasureScreen

        screen = MeasureScreen()
        screen.citation_opened.connect(lambda clause, quote: self.go(DOCUMENTS, clause, quote))
        screen.question_asked.connect(lambda topic, key: self.go(QUESTIONS, topic, key))
        screen.checklist_asked.connect(self.on_checklist_asked)
        screen.measure_chosen.connect(lambda measure_id: self.go(MEASURE, measure_id))
        screen.closed.connect(self.on_back)
        return screen

    def _make_documents(self) -> QWidget:
        from dgassist.ui.screens.documents import DocumentsScreen

        screen = DocumentsScreen(self._library.book, self._library.search)
        screen.measure_chosen.connect(lambda measure_id: self.go(MEASURE, measure_id))
        screen.closed.connect(self.on_back)
        return screen

    # --- going from place to place

    def _open(self) -> None:
        """Show the place where the program was left, or the start."""
        if self.session.resume():
            name = self.session.recall("screen")
            if name in (QUESTIONS, REVIEW, RESULTS, DOCUMENTS):
                self.go(name, self.session.recall("topic") if name == QUESTIONS else "")
                return
        self.go(START)

    def go(self, name: str, key: str = "", part: str = "") -> None:
        """Open a screen, at a topic, measure or clause."""
        place = (name, key, part)
        if place != self.place and self._screens:
            self._came_from.append(self.place)
        self._show(place)

    def on_back(self) -> None:
        """Go back to where one came from."""
        self._show(self._came_from.pop() if self._came_from else (RESULTS, "", ""))
        if self.place[0] == RESULTS:  # with the keyboard, on to the next of the list
            cast("ResultsScreen", self.screen_of(RESULTS)).list.setFocus()

    def _show(self, place: Place) -> None:
        name, key, part = place
        if not self.session.is_open and name not in (START, DOCUMENTS):
            place = name, key, part = (START, "", "")
        self._take_typed()
        self.place = place
        if name != START:
            self.session.forget_deleted()
        screen = self.screen_of(name)
        self._aim(screen, key, part)
        self._refresh(screen)
        self.stack.setCurrentWidget(screen)
        self.frame.show_step(_step_of(name), is_open=self.session.is_open)
        self.session.remember(screen=_step_of(name))

    def _aim(self, screen: QWidget, key: str, part: str) -> None:
        """Open on a screen what is to be seen there."""
        name = self.place[0]
        if name == QUESTIONS:
            questions = cast("QuestionnaireScreen", screen)
            questions.show_case(self.session.case)
            questions.show_topic(key or questions.topic, part)
            before = self._came_from[-1][0] if self._came_from else START
            questions.offer_way_back(bool(key) and before in (REVIEW, RESULTS, MEASURE))
        elif name == REVIEW:
            pages = cast("QuestionnaireScreen | None", self._screens.get(QUESTIONS))
            cast("ReviewScreen", screen).show_unsaved(pages.unsaved() if pages else ())
        elif name == MEASURE:
            cast("MeasureScreen", screen).show_measure(key)
        elif name == DOCUMENTS and key:
            cast("DocumentsScreen", screen).show_clause(key, part)

    def _take_typed(self) -> None:
        """Text that is being typed counts before anything else is shown."""
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()

    def _refresh(self, screen: QWidget) -> None:
        if screen is self._screens.get(START):
            start = cast("StartScreen", screen)
            start.show_clients(self.session.clients(), self.session.deleted)
        screen.show_case(self.session.case)  # type: ignore[attr-defined]

    # --- what the session and the screens tell

    def on_case_changed(self, case: Case) -> None:
        """Show the case on the open screen, and its sum below."""
        current = self.stack.currentWidget()
        if current is not None:
            self._refresh(current)
        if self.session.is_open:
            self.frame.show_case(case)
        else:
            self.frame.show_nobody()
        self.frame.show_step(_step_of(self.place[0]), is_open=self.session.is_open)

    def on_topic_chosen(self, topic: str) -> None:
        """Keep which page of the questionnaire is open."""
        self.place = (QUESTIONS, topic, "")
        self.session.remember(topic=topic)

    def on_client_added(self) -> None:
        """Begin a company at the first question."""
        self._begin()
        self.session.on_client_added()
        section = self._library.book.sections[0]
        self.go(QUESTIONS, section.id, section.questions[0].id)

    def on_client_chosen(self, client_id: int) -> None:
        """Open a company at its questions; the one that is open, where it was left."""
        is_same = client_id == self.session.client_id
        topic = self.session.recall("topic") if is_same else self._library.book.sections[0].id
        self._begin()
        self.session.on_client_chosen(client_id)
        self.go(QUESTIONS, topic)

    def on_client_deleted(self, client_id: int) -> None:
        """Delete a company; nothing of it stays on any screen."""
        if client_id == self.session.client_id:
            self._begin()
        self.session.on_client_deleted(client_id)

    def _begin(self) -> None:
        """Nothing of one company is left on any screen when another one is opened."""
        self._take_typed()
        self._came_from.clear()
        self.frame.begin()
        for name in [n for n in self._screens if n != START]:
            screen = self._screens.pop(name)
            self.stack.removeWidget(screen)
            screen.deleteLater()

    def on_import_asked(self) -> None:
        """Choose a case file and check what it says."""
        from dgassist.ui.files import import_case

        if import_case(self, self.session):
            self._begin()
            self.go(REVIEW)

    def on_export_asked(self) -> None:
        """Write the open company to a file."""
        from dgassist.ui.files import export_case

        if file := export_case(self, self.session):
            self.frame.say(tr("已导出：{file}").format(file=file))

    def on_checklist_asked(self, measure_id: str) -> None:
        """Write the checklist; on the page of a measure, of that one."""
        from dgassist.ui.files import save_checklist

        if not self.session.is_open:
            return
        self._take_typed()
        if not measure_id and self.place[0] == MEASURE:
            measure_id = self.place[1]
        if file := save_checklist(self, self.session.case, measure_id):
            self.frame.say(tr("清单已保存：{file}").format(file=file))

    def on_find(self) -> None:
        """Go to the search box of the open screen, or of the documents."""
        current = self.stack.currentWidget()
        if not hasattr(current, "on_find"):
            self.go(RESULTS if self.session.is_open else DOCUMENTS)
            current = self.stack.currentWidget()
        cast("ResultsScreen", current).on_find()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """With Tab into a page from beside it: what has the focus comes into view."""
        moved = super().focusNextPrevChild(forward)
        widget = focused = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, Page):
            widget = widget.parentWidget()
        if widget is not None and focused is not None:
            widget.bring(focused)
        return moved

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._take_typed()
        super().closeEvent(event)


def _step_of(name: str) -> str:
    """The step that is marked while a screen is open."""
    return RESULTS if name == MEASURE else name
