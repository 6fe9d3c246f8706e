"""Answers that do not go together: what is odd, how to settle it, and the way to each of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from dgassist.engine.contradiction import Contradicted, Contradiction
from dgassist.model.policybook import PolicyBook
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.topic import topic_of
from dgassist.ui.widgets.element import button, column, label, row

_SHOWN = 2  # of the same kind: one wrong date may be at odds with every record


class ContradictionList(QFrame):
    """A notice that keeps nobody from going on."""

    change_asked = Signal(str, str)  # topic, question or #record

    def __init__(self, found: Sequence[Contradiction], book: PolicyBook) -> None:
        super().__init__()
        self._book = book
        self.setProperty("class", "notice")
        inside = column(self, margin=theme.MEDIUM, spacing=theme.SMALL)
        inside.addWidget(label(tr("这几处看起来对不上，请核对"), "lead"))
        words = tr("填错的改一下；确实是这样的，不用管它，照样可以看结果。")
        inside.addWidget(label(words))
        for _, alike in groupby(found, key=lambda c: c.rule.id):
            self._add(list(alike), inside)

    def _add(self, alike: Sequence[Contradiction], inside: QVBoxLayout) -> None:
        inside.addSpacing(theme.TIGHT)
        inside.addWidget(label(alike[0].rule.label, "strong"))
        for one in alike[:_SHOWN]:
            inside.addWidget(label(one.message))
            inside.addLayout(row(*(self._way(answer, one) for answer in one.answers), None))
        if len(alike) > _SHOWN:
            words = tr("还有 {n} 处同样的情况，改好上面的再看。").format(n=len(alike) - _SHOWN)
            inside.addWidget(label(words))

    def _way(self, answer: Contradicted, one: Contradiction) -> QPushButton:
        topic, key = topic_of(answer.key, self._book)
        if one.index is not None and "." in answer.key:
            key = f"#{one.index}"
        words = tr("去改{label}").format(label=answer.label)
        return button(words, lambda: self.change_asked.emit(topic, key))
