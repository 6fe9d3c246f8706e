"""Boxes and buttons that take one answer. Each emits ``answered`` with a value, or None."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QRadioButton, QWidget

from dgassist.model.answers import Value
from dgassist.model.question import AnswerType, Question
from dgassist.ui import theme
from dgassist.ui.entry import EntryError, echo, entry_text, read_entry, unit_word
from dgassist.ui.language import tr
from dgassist.ui.widgets.element import button, column, label, restyle, row

_WIDTHS = {
    AnswerType.TEXT: 420, AnswerType.USCC: 260, AnswerType.MONEY: 180, AnswerType.NUMBER: 140,
    AnswerType.PERCENT: 140, AnswerType.DATE: 180, AnswerType.YEAR: 120,
}  # fmt: skip
_USCC_LENGTH = 18


class PlainEdit(QLineEdit):
    """A line to type in, in which Enter picks words while an input method is composing."""

    def __init__(self) -> None:
        super().__init__()
        self._composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._composing and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)


class AnswerInput(QWidget):
    """Takes the answer to one question. What is typed stays until it is understood."""

    answered = Signal(object)

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        self.value: Value | None = None
        self.problem = label("", "error")
        self.problem.hide()

    def show_value(self, value: Value | None, *, fresh: bool = False) -> None:
        """Show what was told. Typed text that waits for correction stays, unless ``fresh``."""
        if fresh or value != self.value or type(value) is not type(self.value):
            self.value = value
            self.show_problem("")
            self._show(value)

    def show_problem(self, words: str) -> None:
        """Say under the box what is wrong and what to do."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _show(self, value: Value | None) -> None:
        raise NotImplementedError

    def _unsaved(self, problem: str) -> str:
        """What is wrong, and what counts until it is mended."""
        if self.value is None:
            return tr("{problem}（这一项还没有保存）").format(problem=problem)
        return tr("{problem}（还没有保存，仍按原来填的算）").format(problem=problem)

    def _answer(self, value: Value | None) -> None:
        if value != self.value or type(value) is not type(self.value):
            self.value = value
            self.answered.emit(value)


class LineInput(AnswerInput):
    """Typed answers: texts, numbers, money in 万元, dates, company codes."""

    def __init__(self, question: Question, *, is_clearable: bool = True) -> None:
        super().__init__(question)
        self._is_clearable = is_clearable
        self.edit = PlainEdit()
        self.edit.setMinimumWidth(min(140, _WIDTHS[question.type]))
        self.edit.setMaximumWidth(_WIDTHS[question.type])
        self.edit.setAccessibleName(question.label)
        self.edit.setPlaceholderText(_placeholder(question))
        self.edit.textEdited.connect(self.on_typed)
        self.edit.editingFinished.connect(self.on_finished)
        self.setFocusProxy(self.edit)
        self.unit = label(unit_word(question), "muted", wrap=False)
        self.echo = label("", "caption", wrap=False)
        self.forget = button(tr("清除"), self.on_cleared, "link")
        self.forget.setAccessibleName(tr("清除{label}").format(label=question.label))
        self.forget.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from answer to answer
        self.forget.hide()
        layout = column(self, spacing=theme.TIGHT)
        line = row(self.edit, self.unit, self.echo, self.forget)
        line.addStretch(1)
        line.setStretch(0, 100)
        layout.addLayout(line)
        layout.addWidget(self.problem)
        self.unit.setVisible(bool(self.unit.text()))
        self._echo("")

    def show_problem(self, words: str) -> None:
        super().show_problem(words)
        restyle(self.edit, "wrong", bool(words))

    def on_typed(self, text: str) -> None:
        """Echo money in 元; check a company code as soon as it is complete."""
        self.forget.setVisible(self._is_clearable and bool(text))
        try:
            value = read_entry(self.question, text)
        except EntryError as error:
            self._echo("")
            is_complete = self.question.type is AnswerType.USCC and len(text) >= _USCC_LENGTH
            if is_complete:
                self.show_problem(str(error))
            return
        self._echo(echo(self.question, value))
        self.show_problem("")

    def on_finished(self) -> None:
        """Take what was typed, or say what to do about it."""
        try:
            value = read_entry(self.question, self.edit.text())
        except EntryError as error:
            self.show_problem(self._unsaved(str(error)))
            return
        self.show_problem("")
        self._show(value)
        self._answer(value)

    def on_cleared(self) -> None:
        """Make it unknown again."""
        self.edit.clear()
        self.on_finished()
        self.edit.setFocus()

    def _echo(self, words: str) -> None:
        self.echo.setText(words)
        self.echo.setVisible(bool(words))

    def _show(self, value: Value | None) -> None:
        self.edit.setText(entry_text(self.question, value))
        self.edit.setCursorPosition(0)
        self._echo(echo(self.question, value))
        self.forget.setVisible(self._is_clearable and value is not None)


def _placeholder(question: Question) -> str:
    match question.type:
        case AnswerType.DATE:
            return tr("如 2026-03-10")
        case AnswerType.YEAR:
            return tr("如 2026")
        case AnswerType.USCC:
            return tr("18位")
    return ""


class ChoiceInput(AnswerInput):
    """A few options as radio buttons, with 不清楚 as the last."""

    def __init__(self, question: Question, *, narrow: bool = False) -> None:
        super().__init__(question)
        self._choices: list[tuple[Value | None, str, str]] = (
            [(True, tr("是"), ""), (False, tr("否"), "")]
            if question.type is AnswerType.BOOLEAN
            else [(o.id, o.label, o.help) for o in question.options]
        )
        self._choices.append((None, tr("不清楚"), ""))
        self.group = QButtonGroup(self)
        layout = column(self, spacing=theme.TIGHT)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SMALL)
        grid.setVerticalSpacing(0)
        columns = _columns([words for _, words, _ in self._choices], narrow=narrow)
        for i, (_, words, help_) in enumerate(self._choices):
            radio = QRadioButton(words)
            radio.setAccessibleName(f"{question.label}：{words}")
            radio.setToolTip(help_)
            self.group.addButton(radio, i)
            grid.addWidget(radio, i // columns, i % columns)
        grid.setColumnStretch(columns, 1)
        layout.addLayout(grid)
        layout.addWidget(self.problem)
        self.group.idClicked.connect(lambda i: self._answer(self._choices[i][0]))
        self._show(None)

    def _show(self, value: Value | None) -> None:
        for i, (choice, _, _) in enumerate(self._choices):
            if choice == value and type(choice) is type(value):
                shown = self.group.button(i)
                shown.setChecked(True)
                self.setFocusProxy(shown)


def _columns(words: list[str], *, narrow: bool) -> int:
    longest = max(len(w) for w in words)
    room = 20 if narrow else 44
    return max(1, min(len(words), room // (longest + 2)))
