"""Picks from a long list by typing a few characters of a name, another name, or a code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPointF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QIcon,
    QKeyEvent,
    QPainter,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit

from dgassist.model.answers import Value
from dgassist.model.question import Question
from dgassist.model.validity import normalised
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.lookup import VALUE, LookupFilter, LookupItem
from dgassist.ui.widgets.answer_input import ENTER, AnswerInput, PlainEdit
from dgassist.ui.widgets.element import button, column, label, restyle, row

_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_STILL_HERE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class LookupInput(AnswerInput):
    """A line to type in, with a list of what fits under it.

    Enter and Tab take what is marked in the list, at first the first that fits. Enter stays in the
    box, and goes on when it is pressed again; Tab goes on at once. The down key opens the list.
    """

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
        self._unfold = QAction(_arrow(), tr("打开列表"), self.edit)
        self._unfold.triggered.connect(self.on_unfolded)
        self.edit.addAction(self._unfold, QLineEdit.ActionPosition.TrailingPosition)
        self.edit.textEdited.connect(self.on_typed)
        self.edit.editingFinished.connect(self.on_finished)
        self.edit.entered.connect(self.on_entered)
        self.edit.installEventFilter(self)  # after the completer, so asked before it
        self._has_list = False
        self.forget = button(tr("清除"), self.on_cleared, "link")
        self.forget.setAccessibleName(tr("清除{label}").format(label=question.label))
        self.forget.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from answer to answer
        self.forget.hide()
        layout = column(self, spacing=theme.TIGHT)
        line = row(self.edit, self.forget)
        line.addStretch(1)
        line.setStretch(0, 100)
        layout.addLayout(line)
        self.nothing = label("", "caption")
        self.nothing.hide()
        layout.addWidget(self.nothing)
        layout.addWidget(self.problem)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._unfold.setIcon(_arrow())

    def show_problem(self, words: str) -> None:
        super().show_problem(words)
        self._say_nothing_fits("")  # the problem says so itself
        restyle(self.edit, "wrong", bool(words))

    def on_typed(self, text: str) -> None:
        """Offer what fits."""
        self.show_problem("")
        self.forget.setVisible(self.is_clearable and bool(text))
        self.choices.narrow(normalised(text))
        self._open()
        if text:
            self._mark(0)
        self._say_nothing_fits(text)

    def _say_nothing_fits(self, text: str) -> None:
        is_in_vain = bool(text) and not self.choices.rowCount()
        words = tr("没有找到“{text}”。换个叫法，或点右边的箭头看整个列表")
        self.nothing.setText(words.format(text=text) if is_in_vain else "")
        self.nothing.setVisible(is_in_vain)

    def on_unfolded(self) -> None:
        """Offer everything."""
        self.edit.setFocus()
        self._say_nothing_fits("")
        self.choices.narrow("")
        self._open()
        if self.value in self._by_value:
            self._mark(list(self._by_value).index(str(self.value)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the marked entry with Enter and Tab; decide at once when the cursor goes away."""
        is_open = self._is_open()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if is_open and event.key() in (*ENTER, *_TABS):
                return self.edit.is_composing or self._accept(event)
            if watched is self.edit and not is_open and event.key() == Qt.Key.Key_Down:
                self.on_unfolded()
                return True
        elif is_open and watched is self.edit and _is_farewell(event):
            self._list().hide()  # or the completer keeps it from the box
        return super().eventFilter(watched, event)

    def _accept(self, event: QKeyEvent) -> bool:
        marked = self._list().currentIndex()
        self._list().hide()
        if marked.isValid():
            self.on_activated(marked)
        if event.key() not in ENTER:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
        return True

    def _mark(self, at: int) -> None:
        if (model := self._list().model()) is not None:
            self._list().setCurrentIndex(model.index(at, 0))

    def on_activated(self, index: QModelIndex) -> None:
        """Take the picked entry."""
        self._take(str(index.data(VALUE)))

    def on_finished(self) -> None:
        """Take what was typed if it can only mean one entry."""
        if self._is_open():
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

    def _is_open(self) -> bool:
        return self._has_list and self._list().isVisible()

    def _list(self) -> QAbstractItemView:
        """The list, made when it is first asked for: that takes longer than all the rest."""
        popup = self.completer.popup()
        assert popup is not None
        if not self._has_list:
            self._has_list = True
            popup.installEventFilter(self)
        return popup

    def _open(self) -> None:
        self._list()
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
        self.forget.setVisible(self.is_clearable and value is not None)

    def _words(self, value: Value | None) -> str:
        if value is None:
            return ""
        item = self._by_value.get(str(value))
        return item.label if item else str(value)


def _is_farewell(event: QEvent) -> bool:
    """Whether the cursor goes to another place of the window."""
    if not isinstance(event, QFocusEvent) or not event.lostFocus():
        return False
    return event.reason() not in _STILL_HERE


def _arrow() -> QIcon:
    pixmap = QPixmap(QSize(32, 32))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.look().muted))
    painter.drawPolygon(QPolygonF([QPointF(7, 12), QPointF(25, 12), QPointF(16, 22)]))
    painter.end()
    return QIcon(pixmap)
