"""One support that is a step or a few away: what is short, what it brings, by when."""

from __future__ import annotations

from itertools import zip_longest

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dgassist.model.policybook import PolicyBook
from dgassist.plan.pathway import Choice
from dgassist.plan.step import Change, Step
from dgassist.report import phrase
from dgassist.report import step as words
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.topic import RECORD, topic_of
from dgassist.ui.widgets.condition_list import quote
from dgassist.ui.widgets.element import amount_label, button, column, label, row


class StepRow(QWidget):
    """The best way to a support, and how many others there are."""

    measure_chosen = Signal(str)
    question_asked = Signal(str, str)  # topic, question
    citation_opened = Signal(str, str)  # clause, quote

    def __init__(self, choice: Choice, book: PolicyBook) -> None:
        super().__init__()
        self.choice, self._book = choice, book
        best = choice.best
        measure = best.measure
        layout = column(self, spacing=theme.TIGHT)
        go = button(measure.title, lambda: self.measure_chosen.emit(measure.id), "link")
        go.setAccessibleName(tr("打开：{title}").format(title=measure.title))
        head = row(go, amount_label(words.amount_words(best)))
        head.setStretch(1, 1)
        layout.addLayout(head)
        if best.step.record_name:
            about = tr("明细：{name}").format(name=best.step.record_name)
            layout.addWidget(label(about, "muted"))
        links = self._links(best.step)
        for change, link in zip_longest(best.step.changes, links):
            head = row(label(words.change_words(change), "strong"), link)
            head.setStretch(0, 1)
            layout.addLayout(head)
            if demand := words.demand_words(change):
                layout.addWidget(label(demand, "muted"))
            layout.addWidget(quote(change.criterion.citation, book, self.citation_opened.emit))
        for remark in self._remarks():
            layout.addWidget(label(remark, "caption"))

    def _remarks(self) -> list[str]:
        best, others = self.choice.best, len(self.choice.ways) - 1
        gone = words.GONE if best.is_over else ""
        rest = tr("另有 {n} 条明细或办法，也在这几步以内。").format(n=others) if others else ""
        gain = "" if best.is_over else words.gain_words(best)
        open_ = words.open_words(best, self._book)
        return [r for r in (gone, gain, open_, words.due_words(best), rest) if r]

    def _links(self, step: Step) -> list[QWidget]:
        """To what was told of the record, or of each change: one for every change at most."""
        if step.record is not None:
            name, at = step.record_name, f"#{step.indexes[0]}"
            return [self._link(name, RECORD + step.record_type, at)]
        return [self._link(*self._place(change)) for change in step.changes]

    def _place(self, change: Change) -> tuple[str, str, str]:
        name = "".join(phrase.missing_labels(self._book, (change.key,)))
        return (name, *topic_of(change.key, self._book))

    def _link(self, name: str, topic: str, question: str) -> QWidget:
        if not topic:
            return label("")
        go = button(tr("看所填的"), lambda: self.question_asked.emit(topic, question), "link")
        go.setAccessibleName(tr("看所填的：{name}").format(name=name))
        return go
