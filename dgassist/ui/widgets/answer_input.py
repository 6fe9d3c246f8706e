"""Boxes and buttons that take one answer. Each emits ``answered`` with a value, or None.

``entered`` is told when Enter was pressed on an answer that stands: on to the next question.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QRadioButton, QWidget

from dgassist.model.answers import Value
from dgassist.model.question import AnswerType, Question
from dgassist.ui import theme
from dgassist.ui.entry import EntryError, echo, entry_text, read_entry, remark, unit_word
from dgassist.ui.language import tr
from dgassist.ui.widgets.element import button, column, label, restyle, row

_WIDTHS = {
    AnswerType.TEXT: 420, AnswerType.USCC: 260, AnswerType.MONEY: 180, AnswerType.NUMBER: 140,
    AnswerType.PERCENT: 140, AnswerType.DATE: 180, AnswerType.YEAR: 120,
}  # fmt: skip
_USCC_LENGTH = 18
_ROOM = 44  # for options side by side, in characters
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlainEdit(QLineEdit):
    """A line to type in, in which Enter picks words while an input method is composing."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif not self.is_composing:
            super().keyPressEvent(event)
            event.accept()  # so that it presses no button where the cursor goes next
            self.entered.emit()


class AnswerInput(QWidget):
    """Takes the answer to one question. What is typed stays until it is understood."""

    answered = Signal(object)
    entered = Signal()
    refused = Signal()  # what is wrong was just said

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        self.value: Value | None = None
        self.is_clearable = True  # whether 清除 stands beside what was typed
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
        if words:
            self.refused.emit()

    def _show(self, value: Value | None) -> None:
        raise NotImplementedError

    def on_entered(self) -> None:
        """Enter was pressed: go on, unless something is to be mended here."""
        if not self.problem.text():
            self.entered.emit()

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
        self.is_clearable = is_clearable
        self.edit = PlainEdit()
        self.edit.setMinimumWidth(min(140, _WIDTHS[question.type]))
        self.edit.setMaximumWidth(_WIDTHS[question.type])
        self.edit.setAccessibleName(question.label)
        self.edit.setPlaceholderText(_placeholder(question))
        self.edit.textEdited.connect(self.on_typed)
        self.edit.editingFinished.connect(self.on_finished)
        self.edit.entered.connect(self.on_entered)
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
        self.note = label("", "caption")
        layout.addWidget(self.note)
        layout.addWidget(self.problem)
        self.unit.setVisible(bool(self.unit.text()))
        self._echo("")
        self._note("")

    def show_problem(self, words: str) -> None:
        super().show_problem(words)
        restyle(self.edit, "wrong", bool(words))

    def on_typed(self, text: str) -> None:
        """Echo money in 元; check a company code as soon as it is complete."""
        self.forget.setVisible(self.is_clearable and bool(text))
        try:
            value = read_entry(self.question, text)
        except EntryError as error:
            self._echo("")
            self._note("")
            is_complete = self.question.type is AnswerType.USCC and len(text) >= _USCC_LENGTH
            if is_complete:
                self.show_problem(str(error))
            return
        self._echo(echo(self.question, value))
        self._note(remark(self.question, text))
        self.show_problem("")

    def on_finished(self) -> None:
        """Take what was typed, or say what to do about it."""
        try:
            value = read_entry(self.question, self.edit.text())
        except EntryError as error:
            self.show_problem(self._unsaved(str(error)))
            return
        self.show_problem("")
        note = remark(self.question, self.edit.text())
        if note or self.edit.text() != entry_text(self.question, value):  # else the note stays
            self._show(value)
            self._note(note)
        self._answer(value)

    def on_cleared(self) -> None:
        """Make it unknown again."""
        self.edit.clear()
        self.on_finished()
        self.edit.setFocus()

    def _echo(self, words: str) -> None:
        self.echo.setText(words)
        self.echo.setVisible(bool(words))

    def _note(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _show(self, value: Value | None) -> None:
        self._note("")
        self.edit.setText(entry_text(self.question, value))
        self.edit.setCursorPosition(0)
        self._echo(echo(self.question, value))
        self.forget.setVisible(self.is_clearable and value is not None)


def _placeholder(question: Question) -> str:
    match question.type:
        case AnswerType.DATE:
            return tr("如 2026-03-10")
        case AnswerType.YEAR:
            return tr("如 2026")
        case AnswerType.USCC:
            return tr("18位")
    return ""


class _Option(QRadioButton):
    """Space on the chosen option takes the answer back."""

    taken_back = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.isChecked():
            self.taken_back.emit()
        else:
            super().keyPressEvent(event)


class ChoiceInput(AnswerInput):
    """A few options as radio buttons, with 不清楚 as the last; none is chosen by itself.

    Digits choose by number, 0 means 不清楚; Space on the chosen option takes it back.
    """

    def __init__(self, question: Question, *, room: int = _ROOM) -> None:
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
        columns = _columns([words for _, words, _ in self._choices], room)
        for i, (_, words, help_) in enumerate(self._choices):
            radio = _Option(words)
            radio.setAccessibleName(f"{question.label}：{words}")
            digit = (i + 1) % len(self._choices)
            radio.setToolTip(_tip(help_, digit) if digit < 10 else help_)
            radio.taken_back.connect(self.on_taken_back)
            self.group.addButton(radio, i)
            grid.addWidget(radio, i // columns, i % columns)
        grid.setColumnStretch(columns, 1)
        layout.addLayout(grid)
        layout.addWidget(self.problem)
        self.group.idClicked.connect(self.on_chosen)
        self._show(None)

    def on_chosen(self, at: int) -> None:
        """An option was chosen."""
        self.setFocusProxy(self.group.button(at))
        self._answer(self._choices[at][0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; digits choose."""
        if event.key() in ENTER:
            self.on_entered()
        elif event.text().isdecimal() and int(event.text()) < len(self._choices):
            last = len(self._choices) - 1
            self._pick(int(event.text()) - 1 if event.text() != "0" else last)
        else:
            super().keyPressEvent(event)

    def on_taken_back(self) -> None:
        """The chosen option was pressed once more: it is not known after all."""
        last = len(self._choices) - 1
        self.group.button(last).setChecked(True)
        self.on_chosen(last)

    def _pick(self, at: int) -> None:
        self.group.button(at).setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.group.button(at).click()

    def _show(self, value: Value | None) -> None:
        for i, (choice, _, _) in enumerate(self._choices):
            if value is not None and choice == value and type(choice) is type(value):
                shown = self.group.button(i)
                shown.setChecked(True)
                self.setFocusProxy(shown)
                return
        uncheck(self.group)
        self.setFocusProxy(self.group.button(0))


def uncheck(group: QButtonGroup) -> None:
    """Choose none of a group: 还没填 looks other than 不清楚."""
    group.setExclusive(False)  # else one of them would have to stay chosen
    for one in group.buttons():
        one.setChecked(False)
    group.setExclusive(True)


def _tip(help_: str, digit: int) -> str:
    return "\n".join(words for words in (help_, tr("按 {n} 选").format(n=digit)) if words)


def _columns(words: list[str], room: int) -> int:
    longest = max(len(w) for w in words)
    return max(1, min(len(words), room // (longest + 2)))
