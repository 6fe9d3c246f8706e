"""How each screen is made, and what its signals lead to: the only place that connects screens.

A screen is imported when it is first shown, so that the first window comes sooner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from dgassist.report.output import Kind
from dgassist.store.reader import Library
from dgassist.ui.desk import Desk
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
)
from dgassist.ui.language import tr
from dgassist.ui.navigator import Navigator, Stop
from dgassist.ui.outputs import Outputs
from dgassist.ui.session import Session

if TYPE_CHECKING:
    from dgassist.ui.screens.backups import BackupsScreen
    from dgassist.ui.screens.clients import ClientsScreen
    from dgassist.ui.screens.plan import PlanScreen
    from dgassist.ui.screens.questionnaire import QuestionnaireScreen
    from dgassist.ui.screens.review import ReviewScreen
    from dgassist.ui.screens.start import StartScreen
    from dgassist.ui.widgets.due_notice import DueNotice


class Connections:
    """Makes the screens over an open policy base and session."""

    def __init__(
        self,
        library: Library,
        session: Session,
        navigator: Navigator,
        desk: Desk,
        outputs: Outputs,
    ) -> None:
        self._library = library
        self._session = session
        self._navigator = navigator
        self._desk = desk
        self._outputs = outputs

    def stops(self) -> dict[str, Stop]:
        """Each place by its name."""
        return {
            START: Stop(self._make_start, needs_client=False, outlives_client=True),
            CLIENTS: Stop(self._make_clients, needs_client=False, outlives_client=True),
            INTERVIEW: Stop(
                self._make_interview, lambda s, key, _: s.show_focus(key), lambda s: s.stack
            ),
            QUESTIONS: Stop(self._make_questionnaire, self._aim_questionnaire, lambda s: s.begin()),
            REVIEW: Stop(self._make_review, self._aim_review),
            RESULTS: Stop(self._make_results, begins=lambda s: s.list),
            MEASURE: Stop(self._make_measure, lambda s, key, _: s.show_measure(key)),
            PLAN: Stop(self._make_plan, lambda s, key, _: s.show_page(key or s.page)),
            PREVIEW: Stop(self._make_preview),
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
        self._serve(screen)
        return screen

    def _make_clients(self) -> QWidget:
        from dgassist.ui.screens.clients import ClientsScreen

        screen = ClientsScreen(self._library.matches_initials)
        screen.client_duplicated.connect(self._session.on_client_duplicated)
        screen.client_archived.connect(self._session.on_client_archived)
        screen.client_annotated.connect(self._session.on_client_annotated)
        self._serve(screen)
        return screen

    def _serve(self, screen: StartScreen | ClientsScreen) -> None:
        """What can be done with companies, with one of them as with many."""
        screen.client_added.connect(self._desk.on_client_added)
        screen.client_chosen.connect(self._desk.on_client_chosen)
        screen.client_deleted.connect(self._desk.on_client_deleted)
        screen.undo_asked.connect(self._session.on_undeleted)
        screen.import_asked.connect(self._desk.on_import_asked)
        screen.export_asked.connect(self._desk.on_export_asked)
        self._tell_due(screen.due)

    def _make_interview(self) -> QWidget:
        from dgassist.ui.screens.interview import InterviewScreen

        screen = InterviewScreen(self._library.book)
        screen.show_progress(self._session.progress)
        screen.answered.connect(self._session.on_answered)
        screen.records_changed.connect(self._session.on_records_changed)
        screen.progress_changed.connect(self._session.on_progress_changed)
        screen.form_chosen.connect(lambda: self._desk.on_way_chosen(QUESTIONS))
        screen.finished.connect(self._navigator.go)
        screen.closed.connect(self._navigator.back)
        return screen

    def _make_questionnaire(self) -> QWidget:
        from dgassist.ui.screens.questionnaire import QuestionnaireScreen

        screen = QuestionnaireScreen(self._library.book, self._library.matches_initials)
        screen.answered.connect(self._session.on_answered)
        screen.records_changed.connect(self._session.on_records_changed)
        screen.lists_told.connect(self._session.on_lists_told)
        screen.topic_chosen.connect(self.on_topic_chosen)
        screen.interview_chosen.connect(lambda: self._desk.on_way_chosen(INTERVIEW))
        screen.finished.connect(lambda: self._navigator.go(REVIEW))
        screen.closed.connect(self._navigator.back)
        return screen

    def _make_review(self) -> QWidget:
        from dgassist.ui.screens.review import ReviewScreen

        screen = ReviewScreen()
        screen.change_asked.connect(self._to_question)
        screen.overruled.connect(self._session.on_overruled)
        screen.none_told.connect(self._session.on_none_told)
        screen.finished.connect(lambda: self._navigator.go(RESULTS))
        return screen

    def _make_results(self) -> QWidget:
        from dgassist.ui.screens.results import ResultsScreen

        screen = ResultsScreen()
        screen.show_changes(self._session.last_visit)
        screen.measure_chosen.connect(self._to_measure)
        screen.checklist_asked.connect(lambda: self._outputs.on_save_asked(Kind.PDF))
        screen.date_changed.connect(self._session.on_date_changed)
        screen.question_asked.connect(self._to_question)
        return screen

    def _make_measure(self) -> QWidget:
        from dgassist.ui.screens.measure import MeasureScreen

        screen = MeasureScreen()
        screen.citation_opened.connect(self._to_clause)
        screen.question_asked.connect(self._to_question)
        screen.focus_asked.connect(lambda measure_id: self._navigator.go(INTERVIEW, measure_id))
        screen.checklist_asked.connect(lambda _: self._outputs.on_save_asked(Kind.PDF))
        screen.measure_chosen.connect(self._to_measure)
        screen.closed.connect(self._navigator.back)
        self._leave_by_escape(screen)
        return screen

    def _make_plan(self) -> QWidget:
        from dgassist.ui.screens.plan import PlanScreen

        screen = PlanScreen()
        screen.show_ticks(self._session.ticks)
        screen.measure_chosen.connect(self._to_measure)
        screen.question_asked.connect(self._to_question)
        screen.citation_opened.connect(self._to_clause)
        screen.ticks_changed.connect(self._session.on_ticks_changed)
        screen.calendar_asked.connect(lambda: self._outputs.on_save_asked(Kind.CALENDAR))
        screen.show_saved(self._outputs.handover.saved())
        screen.saving_asked.connect(lambda: self._save_results(screen))
        screen.removed.connect(lambda key: self._remove_saved(screen, key))
        screen.printing_asked.connect(self._outputs.on_saved_printed)
        screen.page_chosen.connect(lambda page: self._navigator.stay((PLAN, page, "")))
        return screen

    def _make_preview(self) -> QWidget:
        from dgassist.ui.screens.preview import PreviewScreen

        screen = PreviewScreen()
        screen.print_asked.connect(lambda: self._outputs.print_pages(tr("申报清单"), screen.pages))
        screen.save_asked.connect(lambda: self._outputs.on_save_asked(Kind.PDF))
        screen.closed.connect(self._navigator.back)
        self._leave_by_escape(screen)
        return screen

    def _make_documents(self) -> QWidget:
        from dgassist.ui.screens.documents import DocumentsScreen

        screen = DocumentsScreen(self._library.book, self._library.search)
        screen.measure_chosen.connect(self._to_measure)
        screen.closed.connect(self._navigator.back)
        self._leave_by_escape(screen)
        return screen

    def _make_help(self) -> QWidget:
        from dgassist.ui.files import open_file
        from dgassist.ui.screens.help import HelpScreen

        screen = HelpScreen(self._library.book)
        screen.citation_opened.connect(self._to_clause)
        screen.folder_opened.connect(open_file)
        screen.closed.connect(self._navigator.back)
        self._leave_by_escape(screen)
        return screen

    def _make_backups(self) -> QWidget:
        from dgassist.ui.screens.backups import BackupsScreen

        screen = BackupsScreen()
        screen.restored.connect(self._desk.on_restored)
        screen.closed.connect(self._navigator.back)
        self._leave_by_escape(screen)
        return screen

    def _tell_due(self, notice: DueNotice) -> None:
        """Whenever the first screen is opened; not while another one is."""
        self._navigator.left.connect(notice.stop)
        self._session.closing.connect(notice.stop)
        self._navigator.arrived.connect(
            lambda name: self._session.look_for_due(notice) if name in (START, CLIENTS) else None
        )

    def _save_results(self, screen: PlanScreen) -> None:
        if self._outputs.handover.save():
            screen.show_saved(self._outputs.handover.saved())

    def _remove_saved(self, screen: PlanScreen, key: str) -> None:
        self._outputs.handover.remove(key)
        screen.show_saved(self._outputs.handover.saved())

    def _to_measure(self, measure_id: str) -> None:
        self._navigator.go(MEASURE, measure_id)

    def _to_question(self, topic: str, key: str) -> None:
        self._navigator.go(QUESTIONS, topic, key)

    def _to_clause(self, clause_id: str, quote: str) -> None:
        self._navigator.go(DOCUMENTS, clause_id, quote)

    def _leave_by_escape(self, screen: QWidget) -> None:
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Esc"), screen, context=within).activated.connect(
            self._navigator.back
        )

    def _aim_questionnaire(self, screen: QuestionnaireScreen, key: str, part: str) -> None:
        screen.show_case(self._session.case)
        screen.show_topic(key or screen.topic, part)
        screen.offer_way_back(
            bool(key) and self._navigator.came_from in (REVIEW, RESULTS, MEASURE, INTERVIEW)
        )

    def _aim_review(self, screen: ReviewScreen, _key: str, _part: str) -> None:
        asking = [self._navigator.built(name) for name in (QUESTIONS, INTERVIEW)]
        screen.show_unsaved([one for page in asking if page for one in page.unsaved()])

    def _aim_backups(self, screen: BackupsScreen, _key: str, _part: str) -> None:
        screen.show_backups(
            self._session.backups(), self._session.backup_folder, len(self._session.clients())
        )

    def on_topic_chosen(self, topic: str) -> None:
        """Keep which page of the questionnaire is open."""
        if self._navigator.place[0] == QUESTIONS:
            self._navigator.stay((QUESTIONS, topic, ""))
        self._session.remember(topic=topic)
