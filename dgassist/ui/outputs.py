"""What is done to hand something over: look at it, print it, save it, one or many at once."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dgassist.report.error import ReportError
from dgassist.report.frozen import Frozen
from dgassist.report.output import Handout, Kind
from dgassist.report.picture import Page
from dgassist.ui.frame import MEASURE, PREVIEW, Frame
from dgassist.ui.handover import Handover
from dgassist.ui.language import nameless, tr
from dgassist.ui.navigator import Navigator, typed_taken
from dgassist.ui.session import Session
from dgassist.ui.widgets.output_menu import OutputMenu


class Outputs(QObject):
    """On the page of a measure it is about that one, elsewhere about all that is planned."""

    def __init__(
        self, window: QWidget, session: Session, navigator: Navigator, frame: Frame
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self.handover = Handover(session)
        self._navigator = navigator
        self._frame = frame
        self.menu = OutputMenu(window)
        self.menu.preview_asked.connect(self.on_preview_asked)
        self.menu.print_asked.connect(self.on_print_asked)
        self.menu.save_asked.connect(self.on_save_asked)
        self.menu.batch_asked.connect(self.on_batch_asked)

    def unfold(self, below: QWidget) -> None:
        """Open the menu below a button."""
        clients = len(self._session.clients())
        self.menu.show_open(is_open=self._session.is_open, has_others=clients > 1)
        self.menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    def on_save_asked(self, kind: Kind) -> None:
        """Write one file where the user wants it."""
        from dgassist.ui.files import save_output

        if not self._session.is_open:
            return
        with typed_taken():
            file = save_output(self._window, self._handout(), kind)
        if file:
            self._frame.say(tr("已保存：{file}").format(file=file))

    def on_preview_asked(self) -> None:
        """Show the pages as they will be printed."""
        if self._session.is_open and (pages := self._pages()):
            screen = self._navigator.screen_of(PREVIEW)
            self._navigator.go(PREVIEW)
            screen.show_pages(self._title(), pages)

    def on_print_asked(self) -> None:
        """Print through the system's own dialog."""
        if self._session.is_open and (pages := self._pages()):
            self.print_pages(self._title(), pages)

    def print_pages(self, title: str, pages: tuple[Page, ...]) -> None:
        """Print pages that were made before."""
        from dgassist.ui.printing import print_pages

        if print_pages(self._window, title, pages):
            self._frame.say(tr("已送往打印机。"))

    def on_saved_printed(self, frozen: Frozen) -> None:
        """Print saved results, as they were."""
        from dgassist.report.pdf import pages
        from dgassist.ui.work import apart

        made = apart(self._window, lambda: pages(frozen.document))
        self.print_pages(tr("保存的结果"), made)

    def on_batch_asked(self, kind: Kind, one_each: bool) -> None:
        """Write many files into one folder, with progress, and 取消."""
        from dgassist.ui.batch import BatchDialog, tasks_of
        from dgassist.ui.files import choose_folder

        handouts = [self.handover.handout()] if one_each else self._of_several()
        if not handouts or (folder := choose_folder(self._window)) is None:
            return
        tasks = list(tasks_of(handouts, kind, folder, one_each=one_each))
        BatchDialog(self._window, tasks).begin()

    def _of_several(self) -> list[Handout]:
        from dgassist.ui.widgets.company_picker import CompanyPicker

        clients = [c for c in self._session.clients() if not c.archived]
        picker = CompanyPicker(self._window, [(c.id, c.name) for c in clients])
        if not picker.exec():
            return []
        return [h for c in picker.chosen() if (h := self.handover.handout_of(c)) is not None]

    def _handout(self) -> Handout:
        name, key, _ = self._navigator.place
        return self.handover.handout(*([key] if name == MEASURE else []))

    def _pages(self) -> tuple[Page, ...]:
        from dgassist.ui.files import pages_of

        try:
            with typed_taken():
                return pages_of(self._window, self._handout())
        except ReportError as error:
            self._frame.say(str(error))
            return ()

    def _title(self) -> str:
        name = self._session.case.name or nameless()
        return tr("申报清单：{name}").format(name=name)
