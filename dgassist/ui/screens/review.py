"""核对答案: every answer with a way back to it, and what the program derives from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from dgassist.case import Case
from dgassist.model.question import Question, RecordType, Section
from dgassist.ui import theme
from dgassist.ui.asking import Unsaved, is_asked, told_words
from dgassist.ui.language import tr
from dgassist.ui.models.topic import RECORD
from dgassist.ui.widgets.contradiction_list import ContradictionList
from dgassist.ui.widgets.derived_list import DerivedList
from dgassist.ui.widgets.element import Page, button, card, column, label, line, row


class ReviewScreen(QWidget):
    """Shows all that was told; unanswered questions are shown as 还没填."""

    change_asked = Signal(str, str)  # topic, question
    overruled = Signal(str, object, str)  # derived fact, value, reason
    none_told = Signal(object)  # the record types of which the company has none
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.page = Page(width=900)
        foot = QFrame()
        foot.setProperty("class", "foot")
        self.go = button(tr("看结果"), self.finished.emit, "primary")
        bar = row(label(tr("都对的话，就可以看结果了。"), "muted", wrap=False), None, self.go)
        bar.setContentsMargins(theme.LARGE, theme.SMALL, theme.LARGE, theme.SMALL)
        foot.setLayout(bar)
        layout = column(self, spacing=0)
        layout.addWidget(self.page, 1)
        layout.addWidget(foot)
        self._unexplained = ""
        self._case: Case | None = None
        self._unsaved: Sequence[Unsaved] = ()

    def show_unsaved(self, unsaved: Sequence[Unsaved]) -> None:
        """Warn of typed text that could not be saved; the next case is shown with it."""
        self._unsaved = unsaved

    def show_case(self, case: Case) -> None:
        """Show every answer, keeping the place on the page."""
        shown, self._case = self._case, case
        if shown is not None and _differ_in_reasons(shown, case):
            return  # they stand in their boxes, and the cursor may be in one
        self.page.refill()
        page = self.page.column
        page.addWidget(label(tr("核对答案"), "title"))
        words = tr("不对的点“修改”，改完可以回到这里。还没填的不算错，只是结果会少一些。")
        page.addWidget(label(words, "muted"))
        if self._unsaved:
            page.addWidget(self._warning())
        if case.contradictions:
            contradictions = ContradictionList(case.contradictions, case.book)
            contradictions.change_asked.connect(self.change_asked)
            page.addWidget(contradictions)
        for section in sorted(case.book.sections, key=lambda s: s.order):
            page.addWidget(self._section(section, case))
        page.addWidget(self._records(case))
        page.addWidget(self._derived(case))
        page.addStretch(1)

    def _warning(self) -> QWidget:
        notice = QFrame()
        notice.setProperty("class", "notice")
        inside = column(notice, margin=theme.MEDIUM)
        words = tr("有{n}处填的内容没有保存，结果里没有算进去")
        inside.addWidget(label(words.format(n=len(self._unsaved)), "lead"))
        for one in self._unsaved:
            words = tr("{label}：{problem}").format(label=one.label, problem=one.problem)
            change = button(
                tr("去改"),
                lambda u=one: self.change_asked.emit(u.topic, u.key),  # type: ignore[misc]
            )
            change.setAccessibleName(tr("去改{label}").format(label=one.label))
            entry = row(label(words), change)
            entry.setStretch(0, 1)
            inside.addLayout(entry)
        return notice

    def _section(self, section: Section, case: Case) -> QWidget:
        frame, inside = card(spacing=theme.SMALL)
        inside.addWidget(label(section.label, "lead"))
        rows = _Rows(inside)
        for question in section.questions:
            if is_asked(question, case):
                value = case.answers.company.get(question.id)
                words = told_words(question, value, case.book)
                rows.add(question.label, words, self._change(section.id, question))
        return frame

    def _records(self, case: Case) -> QWidget:
        frame, inside = card(spacing=theme.SMALL)
        inside.addWidget(label(tr("事项明细"), "lead"))
        rows = _Rows(inside)
        unknown: list[RecordType] = []
        for record_type in sorted(case.book.record_types, key=lambda r: r.order):
            records = case.answers.records.get(record_type.id)
            if records is None:
                unknown.append(record_type)
                continue
            words = tr("没有")
            if records:
                names = _names(record_type, case)
                words = tr("{n} 项：{names}").format(n=len(records), names=names)
            rows.add(record_type.label, words, self._change(RECORD + record_type.id, None))
        if unknown:
            names = "、".join(r.label for r in unknown)
            words = tr("{n}类：{names}").format(n=len(unknown), names=names)
            first = self._change(RECORD + unknown[0].id, None)
            first.setText(tr("去填写"))
            rows.add(tr("还没填的"), words, first)
            ids = tuple(r.id for r in unknown)
            none = button(tr("这{n}类都没有").format(n=len(ids)), lambda: self.none_told.emit(ids))
            none.setToolTip(tr("逐类看过、确实一项都没有时再点；点了也能逐类改回来"))
            inside.addLayout(row(None, none))
        return frame

    def _derived(self, case: Case) -> QWidget:
        self.derived = DerivedList(case.assessment.derived, case.answers, case.book)
        self.derived.overruled.connect(self._on_overruled)
        if box := self.derived.reasons.get(self._unexplained):
            self.page.bring(box)
            box.setFocus()
        self._unexplained = ""
        return self.derived

    def _on_overruled(self, fact_id: str, value: object, because: str) -> None:
        if value is not None and not because:
            self._unexplained = fact_id  # its reason is asked for next
        self.overruled.emit(fact_id, value, because)

    def _change(self, topic: str, question: Question | None) -> QPushButton:
        key = question.id if question else ""
        result = button(tr("修改"), lambda: self.change_asked.emit(topic, key), "link")
        if question:
            result.setAccessibleName(tr("修改{label}").format(label=question.label))
        return result


class _Rows:
    """Rows of label, value and a button, aligned."""

    def __init__(self, layout: QVBoxLayout) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.MEDIUM)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, 200)
        self._grid.setColumnStretch(1, 1)
        layout.addLayout(self._grid)

    def add(self, name: str, words: str, change: QWidget) -> None:
        """One more row; no words means that nothing was told."""
        at = self._grid.rowCount()
        self._grid.addWidget(line(), at, 0, 1, 3)
        self._grid.addWidget(label(name, "muted", wrap=False), at + 1, 0)
        self._grid.addWidget(label(words or tr("还没填"), "" if words else "muted"), at + 1, 1)
        self._grid.addWidget(change, at + 1, 2)


def _names(record_type: RecordType, case: Case) -> str:
    field = record_type.field(record_type.name) or record_type.field(record_type.when)
    if field is None:
        return ""
    told = case.answers.records[record_type.id]
    words = [told_words(field, r.get(field.id), case.book) for r in told]
    return "、".join(w or tr("（还没填名称）") for w in words)


def _differ_in_reasons(shown: Case, case: Case) -> bool:
    """Whether nothing but a reason for setting something by hand is new."""
    same = replace(case.answers, because=shown.answers.because) == shown.answers
    alike = shown.book is case.book and shown.as_of == case.as_of
    return same and alike and case.answers.because != shown.answers.because
