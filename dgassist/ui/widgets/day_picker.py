"""A date that is typed, or picked from a calendar, or from the days most often wanted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QWidget

from dgassist.case import Case
from dgassist.model.question import AnswerType, Question
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.widgets.answer_input import LineInput
from dgassist.ui.widgets.element import button, column, row
from dgassist.ui.widgets.flow import Flow

_WIDTH = 106


class DayPicker(QWidget):
    """Tells which day was picked; an emptied box keeps the old one."""

    picked = Signal(object)

    def __init__(self, name: str, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.name = name
        self.day: date | None = None
        self._today = today
        self._ends: tuple[date, ...] = ()
        self.input = LineInput(Question("day", AnswerType.DATE, name), is_clearable=False)
        self.input.edit.setFixedWidth(theme.look().px(_WIDTH))
        self.input.answered.connect(self._on_answered)
        self.open = QToolButton()
        self.open.setText("▾")
        self.open.setAccessibleName(tr("从日历选{name}").format(name=name))
        self.open.setToolTip(tr("从日历选一天"))
        self.open.clicked.connect(self.on_opened)
        self.popup: _CalendarPopup | None = None
        line = row(self.input, self.open, spacing=theme.TIGHT)
        line.setAlignment(self.open, Qt.AlignmentFlag.AlignTop)
        column(self).addLayout(line)

    def show_day(self, day: date, case: Case) -> None:
        """Show a day; the last days of the documents of a case are offered."""
        self.day = day
        self.input.show_value(day, fresh=True)
        ends = {p.last_day for d in case.book.documents for p in d.parts if p.last_day}
        self._ends = tuple(sorted(ends))

    def choices(self) -> tuple[tuple[str, date], ...]:
        """The days most often wanted."""
        today = self._today()
        return (
            (tr("今天"), today),
            (tr("去年底"), date(today.year - 1, 12, 31)),
            *((tr("文件到期日 {day}").format(day=d.isoformat()), d) for d in self._ends),
        )

    def on_opened(self) -> None:
        """Show the calendar below the box."""
        self.popup = _CalendarPopup(self)
        self.popup.adjustSize()
        self.popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self.popup.show()
        self.popup.calendar.setFocus()

    def pick(self, day: date) -> None:
        """Take a day."""
        if self.popup is not None:
            self.popup.close()
        self.input.show_value(day)
        self._on_answered(day)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # larger print needs a wider box
            self.input.edit.setFixedWidth(theme.look().px(_WIDTH))

    def _on_answered(self, day: object) -> None:
        if day is None and self.day is not None:
            self.input.show_value(self.day)
        elif isinstance(day, date) and day != self.day:
            self.day = day
            self.picked.emit(day)


class _CalendarPopup(QFrame):
    """A month, and beside it nothing but the days most often wanted."""

    def __init__(self, picker: DayPicker) -> None:
        super().__init__(picker, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("class", "card")
        layout = column(self, margin=theme.SMALL)
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(picker.name)
        self.calendar.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(
            QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames
        )
        self._name_arrows()
        plain = QTextCharFormat()
        plain.setForeground(QColor(theme.look().ink))  # red would say that something is wrong
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekend, plain)
        self.calendar.setMinimumSize(theme.look().px(330), theme.look().px(270))
        if picker.day is not None:
            self.calendar.setSelectedDate(QDate(picker.day.year, picker.day.month, picker.day.day))
        self.calendar.activated.connect(lambda day: picker.pick(day.toPython()))
        self.calendar.clicked.connect(lambda day: picker.pick(day.toPython()))
        layout.addWidget(self.calendar)
        quick = QWidget()
        flow = Flow(quick)
        for words, day in picker.choices():
            flow.addWidget(button(words, lambda d=day: picker.pick(d)))  # type: ignore[misc]
        layout.addWidget(quick)

    def _name_arrows(self) -> None:
        """Qt gives its own arrows no names."""
        for child, name in (
            ("qt_calendar_prevmonth", tr("上个月")),
            ("qt_calendar_nextmonth", tr("下个月")),
        ):
            arrow = self.calendar.findChild(QToolButton, child)
            if isinstance(arrow, QToolButton):
                arrow.setAccessibleName(name)
                arrow.setToolTip(name)
