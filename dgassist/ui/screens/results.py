"""The results: how much, what next, and every finding in its group with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStackedWidget, QWidget

from dgassist.case import Case
from dgassist.plan.change import Change, Snapshot, changes, total_words
from dgassist.plan.group import Group
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.change import visit_row
from dgassist.ui.models.finding import ROW, FindingModel
from dgassist.ui.models.finding_group import group_name, group_words, nothing_words
from dgassist.ui.models.finding_row import rows_of
from dgassist.ui.widgets.change_panel import ChangePanel
from dgassist.ui.widgets.comparison import ComparisonPanel
from dgassist.ui.widgets.day_picker import DayPicker
from dgassist.ui.widgets.element import button, column, label, row
from dgassist.ui.widgets.filter_bar import FilterBar
from dgassist.ui.widgets.finding_delegate import FindingDelegate
from dgassist.ui.widgets.group_rail import GroupRail
from dgassist.ui.widgets.summary_cards import SummaryCards

_LEAST = 120  # of the list where the window is small, the print large, and all else open


class ResultsScreen(QWidget):
    """Exact money and ceilings stand apart; nothing is hidden."""

    measure_chosen = Signal(str)
    checklist_asked = Signal()
    date_changed = Signal(object)
    question_asked = Signal(str, str)  # topic, question

    def __init__(self) -> None:
        super().__init__()
        self._is_first = True
        self._case: Case | None = None
        self._before: Snapshot | None = None
        self._visited: date | None = None
        self.model = FindingModel(self)
        layout = column(self, spacing=theme.MEDIUM - theme.TIGHT)
        layout.setContentsMargins(theme.LARGE, theme.MEDIUM, theme.LARGE, theme.MEDIUM)
        self.summary = SummaryCards()
        self.summary.due_asked.connect(self.on_due_asked)
        self.summary.measure_chosen.connect(self.measure_chosen)
        self.summary.question_asked.connect(self.question_asked)
        layout.addWidget(self.summary)
        layout.addWidget(self._make_banner())
        self.warnings = label("", "muted")
        layout.addWidget(self.warnings)
        layout.addLayout(self._make_tools())
        layout.addWidget(self.bar.chips)
        self.body = QStackedWidget()
        self.body.addWidget(self._make_list())
        self.visit_changes, self.comparison = ChangePanel(), ComparisonPanel()
        for panel in (self.visit_changes, self.comparison):
            panel.measure_chosen.connect(self.measure_chosen)
            panel.closed.connect(self.on_panel_closed)
            self.body.addWidget(panel)
        self.body.setMinimumHeight(_LEAST)
        layout.addWidget(self.body, 1)

    def _make_banner(self) -> QWidget:
        self.banner = QFrame()
        self.banner.setProperty("class", "card")
        self.banner_words = label("")
        self.see_changes = button(tr("看变化"), self.on_changes_asked)
        dismiss = button(tr("知道了"), lambda: self.show_changes(None), "link")
        line = row(self.banner_words, self.see_changes, dismiss)
        line.setStretch(0, 1)
        inside = column(self.banner, margin=theme.TIGHT)
        inside.setContentsMargins(theme.MEDIUM - theme.TIGHT, *[theme.TIGHT] * 3)
        inside.addLayout(line)
        self.banner.hide()
        return self.banner

    def _make_tools(self) -> QHBoxLayout:
        self.as_of = DayPicker(tr("基准日"))
        self.as_of.setToolTip(tr("按这一天判断文件和证书是否有效；平时就是今天"))
        self.as_of.picked.connect(self.date_changed)
        self.compare = button(tr("和另一天比"), self.on_compare_asked)
        self.bar = FilterBar()
        self.bar.narrowed.connect(self._narrow)
        self.bar.searched.connect(self.on_searched)
        self.make = button(tr("生成清单"), self.checklist_asked.emit, "primary")
        self.make.setToolTip(tr("生成PDF，可以打印（Ctrl+P）"))
        day = label(tr("基准日"), "muted", wrap=False)
        line = row(day, self.as_of, self.compare, self.bar, self.make)
        line.setStretch(3, 1)
        return line

    def _make_list(self) -> QWidget:
        self.rail = GroupRail()
        self.rail.chosen.connect(lambda _: self._narrow())
        self.list = QListView()
        self.list.setAccessibleName(tr("政策事项"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(FindingDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.clicked.connect(self.on_chosen)
        self.list.activated.connect(self.on_chosen)
        self.meaning = label("", "caption")
        self.empty = label("", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        right = column(spacing=0)
        head = row(self.meaning)
        head.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.MEDIUM, theme.SMALL)
        right.addLayout(head)
        right.addWidget(self.stack, 1)
        frame = QFrame()
        frame.setProperty("class", "card")
        beside = row(self.rail, right, spacing=0)
        beside.setStretch(1, 1)
        column(frame, margin=1).addLayout(beside)
        return frame

    def show_case(self, case: Case) -> None:
        """Show the findings of a case; if that fails, what is shown stays as it is."""
        rows = rows_of(case)
        since = changes(self._before, case.plan) if self._before is not None else ()
        self._case = case
        self.summary.show_case(case)
        self.as_of.show_day(case.as_of, case)
        self.warnings.setText("\n".join(case.plan.warnings))
        self.warnings.setVisible(bool(case.plan.warnings))
        self.model.take(rows)
        self.bar.show_case(case)
        if self._is_first:  # begin with what there is
            self._is_first = False
            self._choose_first()
        self._narrow()
        self._show_visit(since)
        if self.body.currentWidget() is self.comparison:
            self.comparison.show_case(case)

    def show_changes(self, before: Snapshot | None, visited: date | None = None) -> None:
        """Say what is different since the last visit; nothing if there was none."""
        self._before, self._visited = before, visited
        case = self._case
        self._show_visit(changes(before, case.plan) if before and case else ())

    def show_group(self, group: Group) -> None:
        """Show the findings of one group."""
        self.rail.choose(group)

    def _choose_first(self) -> None:
        self.rail.choose(next((g for g in Group if self.model.count(g)), Group.ELIGIBLE))

    def _show_visit(self, found: Sequence[Change]) -> None:
        """Say how much has changed; where nothing has, say nothing."""
        self.banner.setVisible(bool(found))
        if not found and self.body.currentWidget() is self.visit_changes:
            self.on_panel_closed()
        if self._before is None or self._case is None:
            return
        before, plan = self._before, self._case.plan
        day = (self._visited or before.as_of).isoformat()
        words = tr("自{day}上次来访以来，有{n}项变化")
        self.banner_words.setText(words.format(day=day, n=len(found)))
        lines = list(total_words(before, Snapshot.of(plan)))
        if before.data_date != self._case.book.data_date:
            lines.append(
                tr("政策库从{old}更新到{new}。").format(
                    old=before.data_date, new=self._case.book.data_date
                )
            )
        self.visit_changes.show_changes(
            tr("上次来访以来的变化"), lines, tuple(visit_row(c) for c in found)
        )

    def on_due_asked(self, day: date) -> None:
        """Show what is due by a day, beginning with a group that has some of it."""
        self.on_panel_closed()
        self.bar.want(until=day)
        if not self.model.count(self.rail.group):
            self._choose_first()

    def on_changes_asked(self) -> None:
        """Unfold the changes since the last visit, or fold them again."""
        if self.body.currentWidget() is self.visit_changes:
            self.on_panel_closed()
            return
        self.body.setCurrentWidget(self.visit_changes)
        self.see_changes.setText(tr("收起"))
        self.visit_changes.list.setFocus()

    def on_compare_asked(self) -> None:
        """Compare with another day."""
        if self._case is not None:
            self.comparison.show_case(self._case)
            self.body.setCurrentWidget(self.comparison)
            self.see_changes.setText(tr("看变化"))
            self.comparison.other.input.edit.setFocus()

    def on_panel_closed(self) -> None:
        """Back to the findings."""
        self.body.setCurrentIndex(0)
        self.see_changes.setText(tr("看变化"))
        self.list.setFocus()

    def on_find(self) -> None:
        """Go to the search box."""
        self.body.setCurrentIndex(0)
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def on_searched(self) -> None:
        """Go on to the first finding that fits."""
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))
            self.list.setFocus()

    def on_chosen(self, index: QModelIndex) -> None:
        """A finding was chosen."""
        self.measure_chosen.emit(index.data(ROW).id)

    def _narrow(self) -> None:
        group = self.rail.group
        current = self.list.currentIndex()
        kept = current.data(ROW).id if current.isValid() else ""
        self.model.narrow(group, self.bar.wanted, self.bar.order)
        if kept and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index_of(kept))
        for one, item in self.rail.buttons.items():
            item.show_count(self.model.count(one))
        self.meaning.setText(group_words(group))
        shown = self.model.rowCount()
        self.stack.setCurrentIndex(0 if shown else 1)
        if not shown:
            self.empty.setText(self._empty_words())

    def _empty_words(self) -> str:
        group = self.rail.group
        if self.model.is_empty(group):
            return nothing_words(group)
        found = [
            tr("“{name}”里有{n}项").format(name=group_name(g), n=n)
            for g in Group
            if (n := self.model.count(g))
        ]
        if found:
            return tr("这一组没有这样的事项，{found}。").format(found="，".join(found))
        if self.bar.wanted.asked:
            return tr("没有这样的事项。少选几个条件，或者点“清除筛选”。")
        return tr("没有含这些字的事项，换个说法试试。")
