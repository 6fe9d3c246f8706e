"""Picks from a long list by typing a few characters of a name, another name, or a code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPointF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit

from dgassist.model.answers import Value
from dgassist.model.question import Question
from dgassist.model.validity import normalised
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.lookup import VALUE, LookupFilter, LookupItem
from dgassist.ui.widgets.answer_input import AnswerInput, PlainEdit
from dgassist.ui.widgets.element import button, column, restyle, row


class LookupInput(AnswerInput):
    """A line to type in, with a list of what fits under it."""

    def __init__(self, question: Question, items: Sequence[LookupItem]) -> None:
        super().__init__(question)
        self._by_value = {item.value: item for item in items}
        self.choices = LookupFilter(items, self)
        self.edit = PlainEdit()
        self.edit.setMinimumWidth(180)
        self.edit.setMaximumWidth(420)
        self.edit.setAccessibleName(question.label)
        self.edit.setPlaceholderText(tr("输入名称、首字母或代码查找"))
        self.setFocusProxy(self.edit)
        self.completer = QCompleter(self.choices, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(10)
        self.completer.setWidget(self.edit)
        self.completer.activated[QModelIndex].connect(self.on_activated)  # type: ignore[index]
        unfold = QAction(_arrow(), tr("打开列表"), self.edit)
        unfold.triggered.connect(self.on_unfolded)
        self.edit.addAction(unfold, QLineEdit.ActionPosition.TrailingPosition)
        self.edit.textEdited.connect(self.on_typed)
        self.edit.editingFinished.connect(self.on_finished)
        self.forget = button(tr("清除"), self.on_cleared, "link")
        self.forget.setAccessibleName(tr("清除{label}").format(label=question.label))
        self.forget.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from answer to answer
        self.forget.hide()
        layout = column(self, spacing=theme.TIGHT)
        line = row(self.edit, self.forget)
        line.addStretch(1)
        line.setStretch(0, 100)
        layout.addLayout(line)
        layout.addWidget(self.problem)

    def show_problem(self, words: str) -> None:
        super().show_problem(words)
        restyle(self.edit, "wrong", bool(words))

    def on_typed(self, text: str) -> None:
        """Offer what fits."""
        self.show_problem("")
        self.forget.setVisible(bool(text))
        self.choices.narrow(normalised(text))
        self._open()

    def on_unfolded(self) -> None:
        """Offer everything."""
        self.edit.setFocus()
        self.choices.narrow("")
        self._open()

    def on_activated(self, index: QModelIndex) -> None:
        """Take the picked entry."""
        self._take(str(index.data(VALUE)))

    def on_finished(self) -> None:
        """Take what was typed if it can only mean one entry."""
        if self._list().isVisible():
            return  # the list is open: the choice is still being made
        text = normalised(self.edit.text())
        current = self._words(self.value)
        if text == normalised(current):
            return
        if not text:
            self._take(None)
            return
        self.choices.narrow(text)
        exact = [i for i in self._by_value.values() if text in (i.value, normalised(i.label))]
        if found := (exact[0] if exact else self.choices.only()):
            self._take(found.value)
        elif self.choices.rowCount():
            words = tr("有{n}项都含“{text}”，请从列表里选一项")
            words = words.format(n=self.choices.rowCount(), text=text)
            self.show_problem(self._unsaved(words))
        else:
            words = tr("列表里没有“{text}”，请换个叫法，或点右边的箭头从列表里选")
            self.show_problem(self._unsaved(words.format(text=text)))

    def on_cleared(self) -> None:
        """Make it unknown again."""
        self._take(None)
        self.edit.setFocus()

    def _list(self) -> QAbstractItemView:
        popup = self.completer.popup()
        assert popup is not None  # QCompleter makes it when it is asked for
        return popup

    def _open(self) -> None:
        if self.choices.rowCount():
            self.completer.complete()
        else:
            self._list().hide()

    def _take(self, value: str | None) -> None:
        self.show_problem("")
        self._show(value)
        self._answer(value)

    def _show(self, value: Value | None) -> None:
        self.edit.setText(self._words(value))
        self.edit.setCursorPosition(0)
        self.forget.setVisible(value is not None)

    def _words(self, value: Value | None) -> str:
        if value is None:
            return ""
        item = self._by_value.get(str(value))
        return item.label if item else str(value)


def _arrow() -> QIcon:
    pixmap = QPixmap(QSize(32, 32))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.MUTED))
    painter.drawPolygon(QPolygonF([QPointF(7, 12), QPointF(25, 12), QPointF(16, 22)]))
    painter.end()
    return QIcon(pixmap)
