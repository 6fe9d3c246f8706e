"""The record types of one group as a card of the form: how far each is, and 没有 at one key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton

from dgassist.case import Case
from dgassist.model.answers import Record
from dgassist.model.question import RecordType
from dgassist.ui import theme
from dgassist.ui.asking import told_words
from dgassist.ui.language import tr
from dgassist.ui.tabular import year_of
from dgassist.ui.widgets.answer_input import ENTER
from dgassist.ui.widgets.element import ElidedLabel, button, column, label, restyle, row, tag

_NAMES_SHOWN = 6
_BUTTON = 76  # the least width of the buttons of a line
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_SIDES = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class _Action(QPushButton):
    """A button of a line; arrow keys go from line to line."""

    def __init__(self, line: RecordLine) -> None:
        super().__init__()
        self._line = line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._line.take_key(self, event):
            super().keyPressEvent(event)


class RecordLine(QFrame):
    """One record type. Up and down go from line to line, Enter opens, 0 means 没有."""

    opened = Signal(str)
    told = Signal(str, object)  # () for none, None for unknown again
    stepped = Signal(int, bool)  # by how many lines, and whether from the second button

    def __init__(self, record_type: RecordType) -> None:
        super().__init__()
        self.record_type = record_type
        self.is_unknown = True
        self.is_none = False
        name = record_type.label
        self.heading = label(name)
        self.heading.setToolTip(explained(record_type))
        self.state = tag("")
        self.names = ElidedLabel("caption")
        self.open = _Action(self)
        self.open.clicked.connect(lambda: self.opened.emit(record_type.id))
        self.none = _Action(self)
        self.none.clicked.connect(self.on_none)
        policy = self.none.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # so that the buttons of all lines stand in columns
        self.none.setSizePolicy(policy)
        for one in (self.open, self.none):
            one.setMinimumWidth(theme.look().px(_BUTTON))
        middle = row(self.state, self.names)
        middle.setStretch(1, 1)
        line = row(self.heading, middle, self.open, self.none)
        line.setStretch(0, 3)
        line.setStretch(1, 7)
        self.setLayout(line)

    def show_case(self, case: Case) -> None:
        """Show how far it is."""
        name = self.record_type.label
        records = case.answers.records.get(self.record_type.id)
        self.is_unknown, self.is_none = records is None, records == ()
        words, kind, action, other = tr("还没填"), "tag", tr("填写"), tr("没有")
        if records is not None:
            kind, other = "tag-true", tr("撤回")
            words = tr("{n} 项").format(n=len(records)) if records else tr("没有")
        if records:
            action = tr("打开")
        self.state.setText(words)
        restyle(self.state, "class", kind)
        self.names.setText(self._names(records or (), case))
        self.open.setText(action)
        self.open.setAccessibleName(tr("{action}{name}").format(action=action, name=name))
        self.none.setText(other)
        self.none.setAccessibleName(tr("{name}：{other}").format(name=name, other=other))
        self.none.setToolTip(tr("按 0 也行") if records is None else tr("改回“还没填”"))
        if records and self.none.hasFocus():
            self.open.setFocus()
        self.none.setVisible(not records)

    def on_none(self) -> None:
        """Say that there are none, or take that back."""
        self.told.emit(self.record_type.id, () if self.is_unknown else None)

    def take_key(self, pressed: QPushButton, event: QKeyEvent) -> bool:
        """The keys of a line; whether it was one of them."""
        key = event.key()
        if key in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(key)], pressed is self.none)
        elif key in _SIDES:
            other = self.none if pressed is self.open and self.none.isVisible() else self.open
            other.setFocus(Qt.FocusReason.TabFocusReason)
        elif key in ENTER:
            pressed.click()
        elif event.text() == "0":
            if self.is_unknown:
                self.on_none()
            self.stepped.emit(1, pressed is self.none)
        else:
            return False
        return True

    def _names(self, records: tuple[Record, ...], case: Case) -> str:
        field = self.record_type.field(self.record_type.name)
        if field is None:
            return ""
        told = [told_words(field, r.get(field.id), case.book) for r in records]
        years = [year_of(self.record_type, r) for r in records]
        names = [
            tr("{name}（{year}年）").format(name=name, year=year)
            if year and name and told.count(name) > 1
            else name
            for name, year in zip(told, years, strict=True)
        ]
        return "、".join(name for name in names[:_NAMES_SHOWN] if name)


class RecordGroup(QFrame):
    """Emits what is told of whole lists: of one type, or of the rest of the group at once."""

    opened = Signal(str)
    told = Signal(str, object)
    rest_told = Signal(object)  # by type: () for none, None for unknown again

    def __init__(self, name: str, record_types: tuple[RecordType, ...]) -> None:
        super().__init__()
        self.name = name
        self.setProperty("class", "card")
        inside = column(self, margin=theme.MEDIUM, spacing=theme.TIGHT)
        self.rest = button("", self.on_rest)
        self.rest.setToolTip(tr("问过、确实一项都没有时再点；点了也能撤销"))
        self.undo = button(tr("撤销"), self.on_undone)
        self.undo.hide()
        self._before: tuple[str, ...] = ()  # what the last click on the rest was about
        inside.addLayout(row(label(name, "lead", wrap=False), None, self.rest, self.undo))
        self.lines = [RecordLine(record_type) for record_type in record_types]
        for line in self.lines:
            line.opened.connect(self.opened)
            line.told.connect(self.told)
            inside.addWidget(line)

    def show_case(self, case: Case) -> None:
        """Show how far each type is."""
        for line in self.lines:
            line.show_case(case)
        unknown = len(self._unknown())
        told_none = (line.record_type.id for line in self.lines if line.is_none)
        self._before = self._before if set(self._before) <= set(told_none) else ()
        if not self._before and self.undo.hasFocus():
            self.lines[0].open.setFocus()
        self.undo.setVisible(bool(self._before))
        is_untouched = unknown == len(self.lines)
        words = tr("{n}类都没有") if is_untouched else tr("其余{n}类都没有")
        self.rest.setText(words.format(n=unknown))
        if not unknown and self.rest.hasFocus():
            self.lines[-1].open.setFocus()
        self.rest.setVisible(unknown > 1)
        self.rest.setAccessibleName(f"{self.name}：{self.rest.text()}")

    def on_rest(self) -> None:
        """None of what is still unknown here; it can be taken back."""
        rest = tuple(line.record_type.id for line in self._unknown())
        words = tr("撤销：{n}类改回还没填").format(n=len(rest))
        self.undo.setText(words)
        self.undo.setAccessibleName(f"{self.name}：{words}")
        self.undo.show()
        self.undo.setFocus()
        self._before = rest
        self.rest_told.emit(dict.fromkeys(rest, ()))

    def on_undone(self) -> None:
        """Those are unknown again."""
        self.rest.show()
        self.rest.setFocus()
        rest, self._before = self._before, ()
        self.rest_told.emit(dict.fromkeys(rest))

    def _unknown(self) -> list[RecordLine]:
        return [line for line in self.lines if line.is_unknown]


def explained(record_type: RecordType) -> str:
    """What counts as such a record."""
    return record_type.text + record_type.help
