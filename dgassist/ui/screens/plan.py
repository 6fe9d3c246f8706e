"""办理计划: what to claim together, by when, what is one step away, which papers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from dgassist.case import Case
from dgassist.plan.checklist import UNTICKED, Ticks
from dgassist.report.frozen import Saved
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.widgets.combination_page import CombinationPage
from dgassist.ui.widgets.deadline_page import DeadlinePage
from dgassist.ui.widgets.element import column, row
from dgassist.ui.widgets.frozen_list import FrozenList
from dgassist.ui.widgets.material_page import MaterialPage
from dgassist.ui.widgets.pathway_page import PathwayPage

COMBINATION, DEADLINES, PATHWAY, MATERIALS, SAVED = (
    "combination", "deadlines", "pathway", "materials", "saved",
)  # fmt: skip
_KEY = Qt.ItemDataRole.UserRole
_Page = CombinationPage | DeadlinePage | PathwayPage | MaterialPage | FrozenList
_SIDE = 208


class PlanScreen(QWidget):
    """Pages of one plan, each built when it is first shown."""

    measure_chosen = Signal(str)
    question_asked = Signal(str, str)  # topic, question
    citation_opened = Signal(str, str)  # clause, quote
    calendar_asked = Signal()
    ticks_changed = Signal(object)  # Ticks
    saving_asked = Signal()
    printing_asked = Signal(object)  # Frozen
    removed = Signal(str)  # the key of a saved result
    page_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._case: Case | None = None
        self._ticks = UNTICKED
        self._saved: tuple[Saved, ...] = ()
        self._pages: dict[str, _Page] = {}
        self.page = COMBINATION
        self.rail = QListWidget()
        self.rail.setAccessibleName(tr("办理计划"))
        for key, words in (
            (COMBINATION, tr("一起申领哪些")),
            (DEADLINES, tr("期限")),
            (PATHWAY, tr("差一步的")),
            (MATERIALS, tr("材料清单")),
            (SAVED, tr("保存的结果")),
        ):
            item = QListWidgetItem(words)
            item.setData(_KEY, key)
            self.rail.addItem(item)
        self.rail.currentItemChanged.connect(self.on_page)
        side = QFrame()
        side.setProperty("class", "side")
        side.setFixedWidth(theme.look().px(_SIDE))
        column(side, margin=theme.SMALL).addWidget(self.rail)
        self.stack = QStackedWidget()
        layout = row(side, self.stack, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.rail)

    def show_case(self, case: Case) -> None:
        """Show the plan of a case on the open page."""
        self._case = case
        self.show_page(self.page)

    def show_ticks(self, ticks: Ticks) -> None:
        """Show which papers are ready."""
        self._ticks = ticks
        page = self._pages.get(MATERIALS)
        if isinstance(page, MaterialPage):
            page.show_ticks(ticks)

    def show_saved(self, saved: tuple[Saved, ...]) -> None:
        """Show the results that were saved."""
        self._saved = saved
        page = self._pages.get(SAVED)
        if isinstance(page, FrozenList):
            page.show_saved(saved)

    def show_page(self, key: str) -> None:
        """Open a page; the others are told of the case when they are opened."""
        self.page = key if key in _KEYS else COMBINATION
        self.rail.blockSignals(True)
        self.rail.setCurrentRow(_KEYS.index(self.page))
        self.rail.blockSignals(False)
        page = self._page(self.page)
        if self._case is not None:
            page.show_case(self._case)
        self.stack.setCurrentWidget(page)

    def on_page(self, item: QListWidgetItem | None) -> None:
        """A page was chosen."""
        if item is not None:
            self.show_page(item.data(_KEY))
            self.page_chosen.emit(self.page)

    def _page(self, key: str) -> _Page:
        if key not in self._pages:
            self._pages[key] = self._made(key)
            self.stack.addWidget(self._pages[key])
        return self._pages[key]

    def _made(self, key: str) -> _Page:
        page = _PAGES[key]()
        page.measure_chosen.connect(self.measure_chosen)
        if isinstance(page, CombinationPage | DeadlinePage | PathwayPage):
            page.citation_opened.connect(self.citation_opened)
        if isinstance(page, DeadlinePage):
            page.calendar_asked.connect(self.calendar_asked)
        if isinstance(page, PathwayPage):
            page.question_asked.connect(self.question_asked)
        if isinstance(page, MaterialPage):
            page.show_ticks(self._ticks)
            page.ticks_changed.connect(self.ticks_changed)
        if isinstance(page, FrozenList):
            page.show_saved(self._saved)
            page.saving_asked.connect(self.saving_asked)
            page.printing_asked.connect(self.printing_asked)
            page.removed.connect(self.removed)
        return page


_PAGES: dict[str, type[_Page]] = {
    COMBINATION: CombinationPage,
    DEADLINES: DeadlinePage,
    PATHWAY: PathwayPage,
    MATERIALS: MaterialPage,
    SAVED: FrozenList,
}
_KEYS = tuple(_PAGES)
