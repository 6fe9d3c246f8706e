"""The main window: holds the screens, and is the only place where they are connected.

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
    from dgassist.ui.navigator import Navigator, Place, Stop
    from dgassist.ui.screens.backups import BackupsScreen
    from dgassist.ui.screens.questionnaire import QuestionnaireScreen
    from dgassist.ui.screens.review import ReviewScreen
    from dgassist.ui.session import Session

_TITLE_BAR = 32
_REOPENED = (QUESTIONS, REVIEW, RESULTS, DOCUMENTS)


class MainWindow(QMainWindow):
    """Shows one screen at a time; goes back the way one came."""

    painted = Signal()
    session: Session
    navigator: Navigator
    _library: Library

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
        from dgassist.ui.desk import Desk
        from dgassist.ui.navigator import Navigator
        from dgassist.ui.settings import Settings

        self._library = library
        self.session = session
        self.navigator = Navigator(self.stack, self._stops(), session)
        self.desk = Desk(self, session, self.navigator, self.frame)
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
            (shortcuts.BACK, self.on_back_pressed),
            (shortcuts.CHECKLIST, lambda: self.desk.on_checklist_asked("")),
            (shortcuts.HELP, lambda: self.go(HELP)),
        ):
            QShortcut(QKeySequence(shortcut.keys), self).activated.connect(action)
        for step in self.frame.steps.values():
            QShortcut(QKeySequence(step.toolTip()), self).activated.connect(step.click)

    # --- the screens, built and connected when they are first shown

    def _stops(self) -> dict[str, Stop]:
        from dgassist.ui.navigator import Stop

        return {
            START: Stop(self._make_start, needs_client=False, outlives_client=True),
            CLIENTS: Stop(self._make_clients, needs_client=False, outlives_client=True),
            INTERVIEW: Stop(
                self._make_interview, lambda s, key, _: s.show_focus(key), lambda s: s.stack
            ),
            QUESTIONS: Stop(self._make_questionnaire, self._aim_questionnaire, lambda s: s.stack),
            REVIEW: Stop(self._make_review, self._aim_review),
            RESULTS: Stop(self._make_results),
            MEASURE: Stop(self._make_measure, lambda s, key, _: s.show_measure(key)),
            DOCUMENTS: Stop(
                self._make_documents,
                lambda s, key, part: s.show_clause(key, part) if key else None,
                needs_client=False,
            ),
            HELP: Stop(
                self._make_help,
                lambda s, key, _: s.show_topic(key) if key else None,
                needs_client=False,
                outlives_client=True,
            ),
            BACKUPS: Stop(self._make_backups, self._aim_backups, needs_client=False),
        }

    def _make_start(self) -> QWidget:
        from dgassist.ui.screens.start import StartScreen

        screen = StartScreen()
        screen.client_added.connect(self.desk.on_client_added)
        screen.client_chosen.connect(self.desk.on_client_chosen)
        screen.client_deleted.connect(self.desk.on_client_deleted)
        screen.undo_asked.connect(self.session.on_undeleted)
        screen.import_asked.connect(self.desk.on_import_asked)
        screen.export_asked.connect(self.desk.on_export_asked)
        return screen

    def _make_clients(self) -> QWidget:
        from dgassist.ui.screens.clients import ClientsScreen

        screen = ClientsScreen(self._library.matches_initials)
        screen.client_added.connect(self.desk.on_client_added)
        screen.client_chosen.connect(self.desk.on_client_chosen)
        screen.client_duplicated.connect(self.session.on_client_duplicated)
        screen.client_archived.connect(self.session.on_client_archived)
        screen.client_annotated.connect(self.session.on_client_annotated)
        screen.client_deleted.connect(self.desk.on_client_deleted)
        screen.undo_asked.connect(self.session.on_undeleted)
        screen.import_asked.connect(self.desk.on_import_asked)
        screen.export_asked.connect(self.desk.on_export_asked)
        return screen

    def _make_interview(self) -> QWidget:
        from dgassist.ui.screens.interview import InterviewScreen

        screen = InterviewScreen(self._library.book)
        screen.show_progress(self.session.progress)
        screen.answered.connect(self.session.on_answered)
        screen.records_changed.connect(self.session.on_records_changed)
        screen.progress_changed.connect(self.session.on_progress_changed)
        screen.form_chosen.connect(lambda: self.desk.on_way_chosen(QUESTIONS))
        screen.finished.connect(self.go)
        screen.closed.connect(self.on_back)
        return screen

    def _make_questionnaire(self) -> QWidget:
        from dgassist.ui.screens.questionnaire import QuestionnaireScreen

        screen = QuestionnaireScreen(self._library.book)
        screen.answered.connect(self.session.on_answered)
        screen.records_changed.connect(self.session.on_records_changed)
        screen.lists_told.connect(self.session.on_lists_told)
        screen.topic_chosen.connect(self.on_topic_chosen)
        screen.interview_chosen.connect(lambda: self.desk.on_way_chosen(INTERVIEW))
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
        screen.show_changes(self.session.last_visit)
        screen.measure_chosen.connect(lambda measure_id: self.go(MEASURE, measure_id))
        screen.checklist_asked.connect(lambda: self.desk.on_checklist_asked(""))
        screen.date_changed.connect(self.session.on_date_changed)
        screen.question_asked.connect(lambda topic, key: self.go(QUESTIONS, topic, key))
        return screen

    def _make_measure(self) -> QWidget:
        from dgassist.ui.screens.measure import MeasureScreen

        screen = MeasureScreen()
        screen.citation_opened.connect(lambda clause, quote: self.go(DOCUMENTS, clause, quote))
        screen.question_asked.connect(lambda topic, key: self.go(QUESTIONS, topic, key))
        screen.focus_asked.connect(lambda measure_id: self.go(INTERVIEW, measure_id))
        screen.checklist_asked.connect(self.desk.on_checklist_asked)
        screen.measure_chosen.connect(lambda measure_id: self.go(MEASURE, measure_id))
        screen.closed.connect(self.on_back)
        self._leave_by_escape(screen)
        return screen

    def _make_documents(self) -> QWidget:
        from dgassist.ui.screens.documents import DocumentsScreen

        screen = DocumentsScreen(self._library.book, self._library.search)
        screen.measure_chosen.connect(lambda measure_id: self.go(MEASURE, measure_id))
        screen.closed.connect(self.on_back)
        self._leave_by_escape(screen)
        return screen

    def _make_help(self) -> QWidget:
        from dgassist.ui.files import open_file
        from dgassist.ui.screens.help import HelpScreen

        screen = HelpScreen(self._library.book)
        screen.citation_opened.connect(lambda clause, quote: self.go(DOCUMENTS, clause, quote))
        screen.folder_opened.connect(open_file)
        screen.closed.connect(self.on_back)
        self._leave_by_escape(screen)
        return screen

    def _make_backups(self) -> QWidget:
        from dgassist.ui.screens.backups import BackupsScreen

        screen = BackupsScreen()
        screen.restored.connect(self.desk.on_restored)
        screen.closed.connect(self.on_back)
        self._leave_by_escape(screen)
        return screen

    def _leave_by_escape(self, screen: QWidget) -> None:
        from PySide6.QtCore import Qt  # its names cost a tenth of the time to the first window

        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Esc"), screen, context=within).activated.connect(self.on_back)

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

    def on_back_pressed(self) -> None:
        """Go back a question in the interview, elsewhere to where one came from."""
        name = self.place[0]
        if name != INTERVIEW or not self.navigator.screen_of(name).step_back():
            self.on_back()

    def on_back(self) -> None:
        """Go back to where one came from."""
        self.navigator.back(RESULTS)
        if self.place[0] == RESULTS:  # with the keyboard, on to the next of the list
            self.navigator.screen_of(RESULTS).list.setFocus()

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

    def _aim_questionnaire(self, screen: QuestionnaireScreen, key: str, part: str) -> None:
        screen.show_case(self.session.case)
        screen.show_topic(key or screen.topic, part)
        screen.offer_way_back(
            bool(key) and self.navigator.came_from in (REVIEW, RESULTS, MEASURE, INTERVIEW)
        )

    def _aim_review(self, screen: ReviewScreen, _key: str, _part: str) -> None:
        asking = [self.navigator.built(name) for name in (QUESTIONS, INTERVIEW)]
        screen.show_unsaved([one for page in asking if page for one in page.unsaved()])

    def _aim_backups(self, screen: BackupsScreen, _key: str, _part: str) -> None:
        screen.show_backups(
            self.session.backups(), self.session.backup_folder, len(self.session.clients())
        )

    # --- what the session and the screens tell

    def on_case_changed(self, case: Case) -> None:
        """Show the case on the open screen, and its sum below."""
        name = self.place[0]
        screen = self.navigator.screen_of(name)
        clients = self.session.clients()
        if name in (START, CLIENTS):
            screen.show_clients(clients, self.session.deleted)
        screen.show_case(case)
        if self.session.is_open:
            self.frame.show_case(case)
        else:
            self.frame.show_nobody()
        self.frame.offer_next(len(clients) > 1)
        self.frame.show_step(_step_of(name), is_open=self.session.is_open)

    def on_topic_chosen(self, topic: str) -> None:
        """Keep which page of the questionnaire is open."""
        if self.place[0] == QUESTIONS:
            self.navigator.stay((QUESTIONS, topic, ""))
        self.session.remember(topic=topic)

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
