"""Pages of the interview about records: are there any, which, and what some of them lack."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedWidget

from dgassist.case import Case
from dgassist.model.answers import Record, Value
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, Option, Question, RecordType
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.interview import asking, kinds, lacking, record_name
from dgassist.ui.widgets.answer_input import AnswerInput
from dgassist.ui.widgets.element import clear, column, label
from dgassist.ui.widgets.option_list import OptionList
from dgassist.ui.widgets.question_page import AskingPage, narrow_input, take, wide_input
from dgassist.ui.widgets.record_page import RecordPage

_NONE, _SOME = "none", "some"


class RecordListPage(AskingPage):
    """Asks whether there is anything of a kind; if so, the records are filled in right here."""

    def __init__(self, record_type: RecordType, book: PolicyBook) -> None:
        super().__init__(record_type.id)
        self._type = record_type
        self._book = book
        self._case: Case | None = None
        self._came_by_gate = False
        self.list: RecordPage | None = None  # most companies have nothing of most kinds
        self.gate = OptionList(_any_such(record_type))
        self.gate.answered.connect(self.on_gate_answered)
        self.gate.entered.connect(self.entered)
        page, room = self._make_page(asking(record_type.id, book), book)
        self.kinds = label()
        self.left_out = label("", "caption")
        self._told: object = None  # the answers about the company that the kinds were shown for
        for part in (self.kinds, self.left_out):
            part.hide()
            room.addWidget(part)
        room.addWidget(self.gate)
        self.gate.group.buttonClicked.connect(page.bring)
        self.stack = QStackedWidget()
        self.stack.addWidget(page)
        column(self).addWidget(self.stack)

    @property
    def is_inside(self) -> bool:
        return self.stack.currentIndex() == 1

    @property
    def is_whole(self) -> bool:
        return not self.is_inside

    @property
    def options(self) -> OptionList | None:
        return None if self.is_inside else self.gate

    def forget(self) -> None:
        self.gate.show_value(None, fresh=True)
        if self._records is not None:
            self.records_changed.emit(self.key, None)

    def show_case(self, case: Case) -> None:
        is_first, self._case = self._case is None, case
        records = self._records
        if records is None:
            if self.gate.value == _NONE:
                self.gate.show_value(None)
        else:
            self.gate.show_value(_SOME if records else _NONE)
        if is_first and records:
            self._show_list(case)
        elif self.list is not None:
            self.list.show_case(case)
        if not self.is_inside and self._told != case.answers.company:
            self._show_kinds(case)

    def _show_kinds(self, case: Case) -> None:
        """Say which kinds are meant, as far as they matter to this company."""
        self._told = case.answers.company
        found = kinds(self._type, case)
        self.kinds.setText("\n".join(tr("· {kind}").format(kind=kind) for kind in found.shown))
        self.kinds.setVisible(bool(found.shown))
        words = tr("另有 {n} 种按已填的情况用不上，没有列出")
        self.left_out.setText(words.format(n=found.left_out))
        self.left_out.setVisible(bool(found.left_out))

    def on_gate_answered(self, value: Value | None) -> None:
        """没有 is told at once; 有 only when there is something to tell."""
        self.hint.hide()
        if value == _NONE:
            self.records_changed.emit(self.key, ())
        elif self._records == ():
            self.records_changed.emit(self.key, None)

    def leave(self) -> bool:
        if not self.is_inside:
            if self.gate.value == _SOME:
                self._begin()
                return False
            self.hint.setVisible(self.gate.value is None)
            return self.gate.value is not None
        if self.problems():
            return False
        if self._records == ():  # 没有, said above the list
            return True
        told = tuple(record for record in self._records or () if record)
        if told != self._records:  # a row that nothing was filled into is none
            self.records_changed.emit(self.key, told or None)
        if not told:
            self._show_gate()
            self.hint.show()
        return bool(told)

    def step_back(self) -> bool:
        if not (self.is_inside and self._came_by_gate):
            return False
        self._show_gate()
        return True

    def focus(self) -> None:
        if self.list is not None and self.is_inside:
            self.list.look_at_blank()
        else:
            self.gate.setFocus(Qt.FocusReason.TabFocusReason)

    def problems(self) -> tuple[str, ...]:
        return tuple(one.problem for one in self.list.unsaved()) if self.list else ()

    @property
    def _records(self) -> tuple[Record, ...] | None:
        return self._case.answers.records.get(self.key) if self._case else None

    def _begin(self) -> None:
        assert self._case is not None
        self._came_by_gate = True
        records = self._show_list(self._case)
        if self._records:
            self.focus()
        else:
            records.on_added()

    def _show_list(self, case: Case) -> RecordPage:
        if self.list is None:
            self.list = RecordPage(self._type, self._book)
            self.list.records_changed.connect(self.records_changed)
            self.stack.addWidget(self.list)
        self.list.show_case(case)
        self.stack.setCurrentWidget(self.list)
        return self.list

    def _show_gate(self) -> None:
        self.stack.setCurrentIndex(0)
        self.focus()


def _any_such(record_type: RecordType) -> Question:
    options = (Option(_SOME, tr("有，现在填")), Option(_NONE, tr("没有")))
    return Question(record_type.id, AnswerType.CHOICE, record_type.label, options=options)


class FieldPage(AskingPage):
    """Asks for one field in each record that lacks it."""

    def __init__(self, record_type: RecordType, field: Question, book: PolicyBook) -> None:
        super().__init__(f"{record_type.id}.{field.id}")
        self._type = record_type
        self._field = field
        self._book = book
        self._case: Case | None = None
        self.inputs: dict[int, AnswerInput] = {}
        self._names: tuple[str, ...] = ()
        page, self._room = self._make_page(asking(self.key, book), book)
        column(self).addWidget(page)

    def show_case(self, case: Case) -> None:
        records = case.answers.records.get(self._type.id, ())
        is_first = self._case is None
        self._case = case
        self.show_period(self._field, case)
        shown = tuple(self.inputs)
        if is_first or any(i >= len(records) for i in shown):
            shown = lacking(case, self._type, self._field)
        names = tuple(record_name(self._type, records[i], i, self._book) for i in shown)
        if (shown, names) != (tuple(self.inputs), self._names):
            self._fill(shown, names)
        for i, input_ in self.inputs.items():
            input_.show_value(records[i].get(self._field.id))

    def _fill(self, shown: tuple[int, ...], names: tuple[str, ...]) -> None:
        clear(self._room)
        self._names = names
        self.inputs = {}
        make = wide_input if len(shown) == 1 else narrow_input
        for i, name in zip(shown, names, strict=True):
            input_ = make(self._field, self._book)
            input_.setAccessibleName(f"{name}：{self._field.label}")
            input_.answered.connect(self._teller(i))
            input_.entered.connect(self._goer(i))
            part = QFrame()
            inside = column(part, spacing=theme.TIGHT)
            inside.addWidget(label(name, "strong"))
            inside.addWidget(input_)
            self._room.addWidget(part)
            self.inputs[i] = input_

    @property
    def is_whole(self) -> bool:
        return len(self.inputs) == 1

    def _teller(self, at: int) -> Callable[[Value | None], None]:
        return lambda value: self.on_answered(at, value)

    def _goer(self, at: int) -> Callable[[], None]:
        return lambda: self.on_entered(at)

    def on_answered(self, at: int, value: Value | None) -> None:
        """A record's field was answered."""
        if self._case is None:
            return
        self.hint.hide()
        records = list(self._case.answers.records.get(self._type.id, ()))
        rest = {k: v for k, v in records[at].items() if k != self._field.id}
        records[at] = rest if value is None else rest | {self._field.id: value}
        self.records_changed.emit(self._type.id, tuple(records))

    def on_entered(self, at: int) -> None:
        """Enter goes to the next record, from the last one on to the next page."""
        order = list(self.inputs)
        after = order.index(at) + 1
        if after < len(order):
            self.inputs[order[after]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.entered.emit()

    def leave(self) -> bool:
        for input_ in self.inputs.values():
            take(input_)
        is_told = any(input_.value is not None for input_ in self.inputs.values())
        self.hint.setVisible(not is_told and not self.problems())
        return is_told and not self.problems()

    def focus(self) -> None:
        inputs = list(self.inputs.values())
        lacking_ = [i for i in inputs if i.value is None]
        for input_ in (lacking_ or inputs)[:1]:
            input_.setFocus(Qt.FocusReason.TabFocusReason)

    def problems(self) -> tuple[str, ...]:
        return tuple(w for i in self.inputs.values() if (w := i.problem.text()))
