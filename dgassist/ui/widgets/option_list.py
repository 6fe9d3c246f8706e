"""Options as large boxes, each with its number, to choose from by click, arrow key or number."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QSizePolicy

from dgassist.model.answers import Value
from dgassist.model.question import AnswerType, Question
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.widgets.answer_input import ENTER, AnswerInput, uncheck
from dgassist.ui.widgets.element import column

_FEW = 4
_DIGITS = 9


class _NumberedOption(QRadioButton):
    """An option with the digit that chooses it, where there is one, at its left end."""

    def __init__(self, words: str, number: int) -> None:
        super().__init__(words)
        self.setProperty("class", "option")
        if number > _DIGITS:
            return
        self.setToolTip(tr("按 {n} 选这一项").format(n=number))
        self.number = QLabel(str(number), self)
        self.number.setProperty("class", "caption")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "number"):
            self.number.setGeometry(theme.TIGHT, 0, theme.LARGE, event.size().height())


class OptionList(AnswerInput):
    """Nothing is chosen until the user does; choosing does not go on by itself."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self._choices: list[tuple[Value, str]] = (
            [(True, tr("是")), (False, tr("否"))]
            if question.type is AnswerType.BOOLEAN
            else [(o.id, o.label) for o in question.options]
        )
        self.group = QButtonGroup(self)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.SMALL)
        for i, (_, words) in enumerate(self._choices):
            radio = _NumberedOption(words, i + 1)
            radio.setAccessibleName(f"{question.label}：{words}")
            self.group.addButton(radio, i)
            radio.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = column(self, spacing=theme.SMALL)
        layout.addLayout(self._grid)
        layout.addWidget(self.problem)
        self.group.idClicked.connect(self.on_chosen)
        self.setFocusProxy(self.group.button(0))
        self._columns = 0
        self._arrange(1)

    def on_chosen(self, at: int) -> None:
        """An option was chosen."""
        self.setFocusProxy(self.group.button(at))
        self._answer(self._choices[at][0])

    def choose_by(self, digit: str) -> bool:
        """Choose the option of a typed number, counted from 1; False if there is none."""
        if not digit.isdecimal() or not 1 <= int(digit) <= len(self._choices):
            return False
        chosen = self.group.button(int(digit) - 1)
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)
        chosen.click()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; a digit chooses."""
        if event.key() in ENTER:
            self.on_entered()
        elif not self.choose_by(event.text()):
            super().keyPressEvent(event)

    def _show(self, value: Value | None) -> None:
        shown = None
        for i, (choice, _) in enumerate(self._choices):
            if choice == value and type(choice) is type(value):
                shown = self.group.button(i)
        if shown is not None:
            shown.setChecked(True)
            self.setFocusProxy(shown)
            return
        uncheck(self.group)
        self.setFocusProxy(self.group.button(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two stand side by side where they are many and there is room."""
        super().resizeEvent(event)
        widest = max(radio.sizeHint().width() for radio in self.group.buttons())
        is_wide = event.size().width() >= 2 * widest + theme.SMALL
        self._arrange(2 if is_wide and len(self._choices) > _FEW else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for i, radio in enumerate(self.group.buttons()):
            self._grid.addWidget(radio, i // columns, i % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
