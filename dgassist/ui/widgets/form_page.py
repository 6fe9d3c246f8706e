"""The whole form on one page: all sections, then how far each record type is.

The groups of the page are its anchors: a section by its id, a group of record types by
``GROUP`` and its name.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import RecordType
from dgassist.ui import theme
from dgassist.ui.asking import Unsaved
from dgassist.ui.language import tr
from dgassist.ui.models.topic import GROUP, group_of
from dgassist.ui.widgets.element import Page, label
from dgassist.ui.widgets.question_field import QuestionLine, explained
from dgassist.ui.widgets.record_group import RecordGroup, RecordLine
from dgassist.ui.widgets.record_group import explained as record_explained
from dgassist.ui.widgets.section_form import SectionForm

_WIDTH = 940


class FormPage(Page):
    """Emits every answer, which group is in view, and what there is to know about a question."""

    answered = Signal(str, object)
    records_changed = Signal(str, object)
    lists_told = Signal(object)  # of several types at once
    record_opened = Signal(str)
    group_reached = Signal(str)
    completed = Signal()  # the record types have come to the questions
    looked_at = Signal(str, str)  # the label and the explanation of what has the cursor

    def __init__(self, book: PolicyBook) -> None:
        super().__init__(width=_WIDTH)
        self.sections = [
            SectionForm(section, number, book)
            for number, section in enumerate(sorted(book.sections, key=lambda s: s.order), 1)
        ]
        self.fields = {key: f for section in self.sections for key, f in section.fields.items()}
        self.groups: list[RecordGroup] = []
        self.lines: list[RecordLine] = []
        self.anchors: dict[str, QWidget] = {s.section.id: s for s in self.sections}
        self._here = next(iter(self.anchors), "")
        self._is_led = False  # scrolled by the program, not by the user
        self._book = book
        self._case: Case | None = None
        self._fill()
        QTimer.singleShot(0, self, self.complete)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _fill(self) -> None:
        for section in self.sections:
            section.answered.connect(self.answered)
            section.entered.connect(self._go_on)
            section.refused.connect(self.bring)
            self.column.addWidget(section)

    def complete(self) -> None:
        """Add the record types, once the questions are on the screen or when one is wanted."""
        if self.groups:
            return
        by_group: dict[str, list[RecordType]] = {}
        for record_type in sorted(self._book.record_types, key=lambda r: r.order):
            by_group.setdefault(group_of(record_type), []).append(record_type)
        self.groups = [RecordGroup(name, tuple(types)) for name, types in by_group.items()]
        self.lines = [line for group in self.groups for line in group.lines]
        self.anchors |= {GROUP + group.name: group for group in self.groups}
        self.column.addSpacing(theme.SMALL)
        words = tr("下面每类事项，有就填明细，没有就点“没有”（按 0 也行），不清楚的不用管。")
        self.column.addWidget(label(tr("事项明细"), "title"))
        self.column.addWidget(label(words, "caption"))
        for group in self.groups:
            group.opened.connect(self.record_opened)
            group.told.connect(self.records_changed)
            group.rest_told.connect(self.lists_told)
            self.column.addWidget(group)
        for at, line in enumerate(self.lines):
            line.stepped.connect(lambda by, second, i=at: self._step(i + by, second=second))
        self.column.addStretch(1)
        if self._case is not None:
            self.show_case(self._case)
        self.completed.emit()

    def show_case(self, case: Case) -> None:
        """Show what was told."""
        self._case = case
        for section in self.sections:
            section.show_case(case)
        for group in self.groups:
            group.show_case(case)

    def unsaved(self) -> list[Unsaved]:
        """The questions that hold text which could not be saved."""
        return [one for section in self.sections for one in section.unsaved()]

    def go_to(self, anchor: str) -> None:
        """Scroll to a group."""
        if anchor not in self.anchors:
            self.complete()
        self._reach(anchor)
        QTimer.singleShot(0, self, self._lead)

    def look_at(self, key: str) -> None:
        """Put the cursor into a question, a record type, or the first question of a group."""
        if key and key not in self.fields:
            self.complete()
        line = next((x for x in self.lines if x.record_type.id == key), None)
        if line is not None:
            line.open.setFocus(Qt.FocusReason.TabFocusReason)
            self.bring(line)
        elif key in self.fields:
            self.fields[key].take_cursor()
            self.bring(self.fields[key])
        elif (anchor := self.anchors.get(key or self._here)) is not None:
            self._begin(anchor)

    def holds(self, widget: QWidget) -> bool:
        """Whether a widget is in the open group."""
        return self.anchors[self._here].isAncestorOf(widget)

    def begin(self) -> None:
        """Put the cursor where an answer is lacking: in the open group, or after it."""
        self.complete()
        keys = list(self.anchors)
        for key in keys[keys.index(self._here) :]:
            if lacking := self._lacking(self.anchors[key]):
                self.look_at(lacking)
                return
        self.look_at("")

    def _lacking(self, anchor: QWidget) -> str:
        if isinstance(anchor, SectionForm):
            open_ = (k for k, f in anchor.fields.items() if f.input.value is None)
            return next((k for k in open_ if anchor.fields[k].isVisibleTo(self)), "")
        assert isinstance(anchor, RecordGroup)
        return next((x.record_type.id for x in anchor.lines if x.is_unknown), "")

    def _begin(self, anchor: QWidget) -> None:
        if isinstance(anchor, SectionForm):
            first = next((f for f in anchor.fields.values() if f.isVisibleTo(self)), None)
            if first is not None:
                first.take_cursor()
                self.bring(first)
            else:  # nothing is asked here: no key may go to another group's question
                self.setFocus()
        elif isinstance(anchor, RecordGroup):
            anchor.lines[0].open.setFocus(Qt.FocusReason.TabFocusReason)
            self.bring(anchor.lines[0])

    def _go_on(self, key: str) -> None:
        """To the question after one, or to the first record type."""
        keys = list(self.fields)
        for after in keys[keys.index(key) + 1 :]:
            if self.fields[after].isVisibleTo(self):
                self.fields[after].take_cursor()
                self.bring(self.fields[after])
                return
        self.complete()
        self._step(0, second=False)

    def _step(self, at: int, *, second: bool) -> None:
        if 0 <= at < len(self.lines):
            line = self.lines[at]
            to = line.none if second and line.none.isVisibleTo(line) else line.open
            to.setFocus(Qt.FocusReason.TabFocusReason)
            self.bring(line)

    # --- which group is in view

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        within: QWidget | None = now
        while within is not None and within is not self:
            match within:
                case QuestionLine():
                    self.looked_at.emit(within.heading.text(), explained(within.question))
                case RecordLine():
                    record_type = within.record_type
                    self.looked_at.emit(record_type.label, record_explained(record_type))
                case SectionForm():
                    self._reach(within.section.id)
                case RecordGroup():
                    self._reach(GROUP + within.name)
            within = within.parentWidget()

    def _on_scrolled(self) -> None:
        if not self._is_led and not self._has_cursor_in_view():
            self._reach(self._group_in_view())

    def _has_cursor_in_view(self) -> bool:
        focused = QApplication.focusWidget()
        return (
            focused is not None
            and self.anchors[self._here].isAncestorOf(focused)
            and not focused.visibleRegion().isEmpty()
        )

    def _group_in_view(self) -> str:
        """The group at a line that goes from the top to the bottom as one scrolls."""
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        at = bar.value() + share * self.viewport().height()
        passed = [key for key in self.anchors if self._top(key) <= at + theme.LARGE]
        return passed[-1] if passed else next(iter(self.anchors))

    def _reach(self, anchor: str) -> None:
        if anchor in self.anchors and anchor != self._here:
            self._here = anchor
            self.group_reached.emit(anchor)

    def _top(self, key: str) -> int:
        content = self.widget()
        is_first = key == next(iter(self.anchors))
        if is_first or content is None:
            return 0
        return self.anchors[key].mapTo(content, QPoint(0, 0)).y()

    def _lead(self) -> None:
        self._is_led = True
        self.verticalScrollBar().setValue(self._top(self._here) - theme.MEDIUM)
        self._is_led = False
