"""The conditions of a measure: sign, label, what was told, and the sentence that demands it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dgassist.engine.eligibility import CriterionResult
from dgassist.engine.truth import Truth
from dgassist.model.measure import Criterion, CriterionGroup
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import Citation
from dgassist.report.phrase import quoted
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.widgets.element import LinkLabel, column, label, line, row, tag
from dgassist.ui.widgets.sign import Sign, truth_word
from dgassist.ui.widgets.term_label import TermMarks


class QuoteLabel(LinkLabel):
    """A quoted sentence, and a link to the place where it stands."""

    opened = Signal(str, str)

    def __init__(self, citation: Citation, book: PolicyBook) -> None:
        super().__init__("quote")
        self.citation = citation
        clause = book.clause[citation.clause_id]
        quote = escape(quoted("".join(citation.quote.split())))
        place = escape(clause.label)
        self.setText(f'{quote}　<a href="open">{place} ›</a>')
        self.setAccessibleName(tr("原文：{quote}").format(quote=citation.quote))
        self.setToolTip(tr("打开原文，看这句话在哪里"))
        self.linkActivated.connect(lambda _: self.opened.emit(citation.clause_id, citation.quote))


class ConditionList(QWidget):
    """Every condition on a line of its own; groups are indented under their rule."""

    citation_opened = Signal(str, str)

    def __init__(
        self, criteria: Iterable[CriterionResult], book: PolicyBook, marks: TermMarks | None = None
    ) -> None:
        super().__init__()
        self._book = book
        self._marks = marks or TermMarks(book)
        self._column = column(self, spacing=theme.SMALL)
        self._add_all(criteria, self._column)

    def _add_all(self, criteria: Iterable[CriterionResult], layout: QVBoxLayout) -> None:
        for i, result in enumerate(criteria):
            if i or layout is not self._column:
                layout.addWidget(line())
            self._add(result, layout)

    def _add(self, result: CriterionResult, layout: QVBoxLayout) -> None:
        criterion = result.criterion
        words = column(spacing=theme.TIGHT)
        if isinstance(criterion, CriterionGroup):
            words.addWidget(label(_group_words(criterion), "strong"))
            self._add_all(result.items, words)
        else:
            self._add_words(result, criterion, words)
        sign = Sign(result.truth)
        state = tag(_state_words(result), f"tag-{result.truth.value}")
        entry = row(sign, words, state, spacing=theme.SMALL + theme.TIGHT)
        for part in (sign, state):
            entry.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        entry.setStretch(1, 1)
        layout.addLayout(entry)

    def _add_words(self, result: CriterionResult, criterion: Criterion, words: QVBoxLayout) -> None:
        words.addWidget(self._marks.label(criterion.label, "strong"))
        if told := "，".join(f"{name}：{value}" for name, value in result.facts if value):
            words.addWidget(label(tr("您填的：{told}").format(told=told)))
        lacking = "、".join(name for name, value in result.facts if not value)
        if result.truth is Truth.UNKNOWN and result.missing and lacking:
            words.addWidget(label(tr("还没填：{names}").format(names=lacking)))
        if criterion.note and result.truth is not Truth.TRUE:
            words.addWidget(label(criterion.note))
        words.addWidget(quote(criterion.citation, self._book, self.citation_opened.emit))


def quote(
    citation: Citation, book: PolicyBook, on_opened: Callable[[str, str], object]
) -> QuoteLabel:
    """A quoted sentence whose link tells where to open it."""
    result = QuoteLabel(citation, book)
    result.opened.connect(on_opened)
    return result


def tally_words(criteria: Iterable[CriterionResult]) -> str:
    """How many conditions stand how; a group counts as one. Never a score."""
    truths = [r.truth for r in criteria]
    return tr("条件：{yes} 项满足，{open} 项待定，{no} 项不满足").format(
        yes=truths.count(Truth.TRUE),
        open=truths.count(Truth.UNKNOWN),
        no=truths.count(Truth.FALSE),
    )


def _state_words(result: CriterionResult) -> str:
    if result.truth is Truth.UNKNOWN:
        return tr("还没填") if result.missing else tr("需向部门确认")
    return truth_word(result.truth)


def _group_words(group: CriterionGroup) -> str:
    joins = {
        "all": tr("以下各项都要满足"),
        "any": tr("以下满足一项即可"),
        "not": tr("以下情形不能有"),
    }
    rule = joins[group.join]
    return tr("{label}（{rule}）").format(label=group.label, rule=rule) if group.label else rule
