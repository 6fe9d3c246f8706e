"""What the program derives from the answers, how it came about, and setting it by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from dgassist.engine.derivation import DerivedResult
from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, DerivedFact, Question
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.widgets.answer_input import PlainEdit
from dgassist.ui.widgets.element import button, clear, column, label, line, row, tag
from dgassist.ui.widgets.question_field import input_for

_OVERRULED_TYPES = (AnswerType.BOOLEAN, AnswerType.CHOICE)
_HIDDEN = ("division", "size_level")  # said better by the industry and the size class
_NAME_WIDTH = 200
_LONGEST = 200  # of a reason: it is one line on the checklist


class DerivedList(QFrame):
    """A card with a row for each derived fact.

    Setting one by hand holds at once; the reason is asked for afterwards, and may be left out.
    """

    overruled = Signal(str, object, str)  # derived fact, value or None to compute it, reason

    def __init__(
        self, results: Sequence[DerivedResult], answers: Answers, book: PolicyBook
    ) -> None:
        super().__init__()
        self.setProperty("class", "card")
        self._results = [r for r in results if r.fact.id not in _HIDDEN]
        self._by_hand = answers.overruled
        self._because = dict(answers.because)
        self._book = book
        self._editing = ""
        self.reasons: dict[str, QLineEdit] = {}
        self._column = column(self, margin=theme.MEDIUM, spacing=theme.SMALL)
        self._fill()

    def _fill(self) -> None:
        clear(self._column)
        self._column.addWidget(label(tr("由此推算出来的"), "lead"))
        words = tr("这些不用填，程序按下面写的依据算。和实际不一样的，可以手工改。")
        self._column.addWidget(label(words, "muted"))
        for result in self._results:
            self._column.addWidget(line())
            self._column.addLayout(self._row(result))

    def _row(self, result: DerivedResult) -> QVBoxLayout:
        fact = result.fact
        value = label(
            result.words or tr("还没填全，算不出来"), "strong" if result.words else "muted"
        )
        name = label(fact.label, "muted", wrap=False)
        name.setFixedWidth(theme.look().px(_NAME_WIDTH))
        head = row(name, value, spacing=theme.MEDIUM)
        head.setStretch(1, 1)
        lines = column(spacing=theme.TIGHT)
        lines.addLayout(head)
        if result.overruled:
            head.addWidget(tag(tr("手工改的"), "tag-unknown"))
            back = button(tr("改回推算"), lambda: self.overruled.emit(fact.id, None, ""), "link")
            back.setAccessibleName(tr("把{label}改回推算").format(label=fact.label))
            head.addWidget(back)
            lines.addLayout(self._reason(result))
        elif fact.type in _OVERRULED_TYPES:
            edit = button(tr("手工改"), lambda: self._edit(fact.id), "link")
            edit.setAccessibleName(tr("手工改{label}").format(label=fact.label))
            head.addWidget(edit)
        if self._editing == fact.id:
            box = input_for(_as_question(fact), self._book)
            box.answered.connect(lambda v: self.overruled.emit(fact.id, v, ""))
            lines.addWidget(box)
            box.setFocus(Qt.FocusReason.TabFocusReason)
        self._add_origin(fact, head, lines)
        return lines

    def _reason(self, result: DerivedResult) -> QHBoxLayout:
        fact = result.fact
        box = PlainEdit()
        box.setText(self._because.get(fact.id, ""))
        box.setMaxLength(_LONGEST)
        box.setPlaceholderText(tr("写一句为什么改，会印在清单上；也可以不填"))
        box.setAccessibleName(tr("手工改{label}的原因").format(label=fact.label))
        box.editingFinished.connect(lambda: self._explain(fact.id, box.text()))
        self.reasons[fact.id] = box
        entry = row(label(tr("手工改的：原因"), "muted", wrap=False), box)
        entry.setStretch(1, 1)
        return entry

    def _explain(self, fact_id: str, because: str) -> None:
        """Keep the reason, if it is another one; the value stays as it was set."""
        reason = " ".join(because.split())
        if reason != self._because.get(fact_id, ""):
            self._because[fact_id] = reason
            self.overruled.emit(fact_id, self._by_hand[fact_id], reason)

    def _add_origin(self, fact: DerivedFact, head: QHBoxLayout, lines: QVBoxLayout) -> None:
        names = "；".join(dict.fromkeys(s.source for s in fact.sources))
        if names:
            lines.addWidget(label(tr("依据：{names}").format(names=names), "caption"))
        notes = "\n".join(s.note for s in fact.sources if s.note)
        if notes:
            told = label(notes, "caption")
            told.hide()
            lines.addWidget(told)
            how = button(tr("怎么推算的"), lambda: told.setVisible(told.isHidden()), "link")
            how.setAccessibleName(tr("{label}是怎么推算的").format(label=fact.label))
            head.addWidget(how)

    def _edit(self, fact_id: str) -> None:
        self._editing = fact_id
        self._fill()


def _as_question(fact: DerivedFact) -> Question:
    return Question(fact.id, fact.type, fact.label, unit=fact.unit, options=fact.options)
