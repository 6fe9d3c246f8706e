"""材料清单: every paper once, to be ticked, with the measures it is for and a note."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QListView, QWidget

from dgassist.case import Case
from dgassist.engine.assessment import Finding
from dgassist.plan.checklist import UNTICKED, ChecklistItem, Ticks, items
from dgassist.report import phrase
from dgassist.report.checklist import default_measures
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.material import MaterialModel, material_rows
from dgassist.ui.widgets.choice_box import ChoiceBox
from dgassist.ui.widgets.element import button, column, label, row
from dgassist.ui.widgets.material_delegate import MaterialDelegate, toggle

_ALL = ""
_FILTER = 420


class MaterialList(QListView):
    """Space ticks, Enter writes a note."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("材料"))
        self.drawn = MaterialDelegate(self)
        self.setItemDelegate(self.drawn)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.DoubleClicked)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.drawn.width = self.viewport().width()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # another type size
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QListView.State.EditingState:
            return  # the Enter that ends a note comes by here too
        index = self.currentIndex()
        if index.isValid() and event.key() == Qt.Key.Key_Space:
            toggle(self.model(), index)
        elif index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(index)
        else:
            super().keyPressEvent(event)


class MaterialPage(QWidget):
    """The papers of all measures that are planned on, or of one of them."""

    ticks_changed = Signal(object)  # Ticks
    measure_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._case: Case | None = None
        self._ticks = UNTICKED
        self._measure = _ALL
        self._findings: tuple[Finding, ...] = ()
        self._items: tuple[ChecklistItem, ...] = ()
        self.model = MaterialModel(self)
        self.model.ticks_changed.connect(self.on_ticks)
        self.progress = label("", "lead", wrap=False)
        self.filter = ChoiceBox(tr("只看一项的材料"))
        self.filter.setMaximumWidth(theme.look().px(_FILTER))
        self.filter.chosen.connect(self.on_filter)
        self.open_button = button(tr("看这项政策"), self.on_open, "link")
        self.only_missing = QCheckBox(tr("只看没备的"))
        self.only_missing.toggled.connect(self._fill)
        self.list = MaterialList()
        self.list.setModel(self.model)
        self.empty = label("", "lead")
        self._arrange()
        self.setFocusProxy(self.list)

    def _arrange(self) -> None:
        layout = column(self, margin=theme.LARGE, spacing=theme.SMALL)
        layout.addLayout(row(label(tr("材料清单"), "title", wrap=False), None, self.progress))
        words = tr("同一份材料只列一次。空格打勾，回车写备注；勾和备注随企业保存，也会印在清单上。")
        layout.addWidget(label(words, "muted"))
        tools = row(self.filter, self.open_button, None, self.only_missing)
        tools.setStretch(0, 1)
        layout.addLayout(tools)
        layout.addWidget(self.empty)
        layout.addWidget(self.list, 1)
        layout.addWidget(label(phrase.PAPERS, "caption"))

    def show_case(self, case: Case) -> None:
        """Show the papers of a case."""
        self._case = case
        by_id = case.assessment.by_measure
        measures = (by_id[m] for m in default_measures(case.plan))
        self._findings = tuple(f for f in measures if f.measure.materials)
        titles = {f.measure.id: f.measure.title for f in self._findings}
        if self._measure not in titles:
            self._measure = _ALL
        everything = tr("全部 {n} 项政策的材料").format(n=len(titles))
        self.filter.offer([(_ALL, everything), *titles.items()])
        self.filter.show_value(self._measure)
        self._fill()

    def show_ticks(self, ticks: Ticks) -> None:
        """Show what is ready, as it was kept."""
        self._ticks = ticks
        self._fill()

    def _fill(self) -> None:
        if self._case is None:
            return
        chosen = [f for f in self._findings if self._measure in (_ALL, f.measure.id)]
        self._items = items(self._case.book, chosen)
        ready = self._ticks.count(self._items)
        words = tr("已备 {n} / {total}").format(n=ready, total=len(self._items))
        self.progress.setText(words if self._items else "")
        shown = self._items
        if self.only_missing.isChecked():
            shown = tuple(item for item in shown if item.id not in self._ticks.done)
        self.model.show_rows(material_rows(shown, self._case.book, self._ticks), self._ticks)
        self.list.scheduleDelayedItemsLayout()  # a note makes a row higher
        self.empty.setText(
            tr("都备齐了。")
            if self._items
            else tr("还没有确定要办的事项。把还差的信息补上，这里就会列出要备的材料。")
        )
        self.empty.setVisible(not shown)
        self.list.setVisible(bool(shown))
        self.open_button.setVisible(self._measure != _ALL)

    def on_filter(self, measure_id: str) -> None:
        """The papers of one measure, or of all of them."""
        self._measure = measure_id
        self._fill()

    def on_open(self) -> None:
        """The measure whose papers are shown is to be seen."""
        self.measure_chosen.emit(self._measure)

    def on_ticks(self, ticks: Ticks) -> None:
        """A paper was ticked, or a note was written."""
        current: QModelIndex = self.list.currentIndex()
        at = current.row()
        self._ticks = ticks
        self._fill()
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(min(at, self.model.rowCount() - 1)))
        self.ticks_changed.emit(ticks)
