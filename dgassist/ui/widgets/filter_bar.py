"""Search, filters and order of a list of findings on one row, and chips of what is active."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QSizePolicy, QWidget

from dgassist.case import Case
from dgassist.model.measure import Form
from dgassist.model.policybook import PolicyBook
from dgassist.report import phrase
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.models.finding_filter import FindingFilter, Order
from dgassist.ui.widgets.answer_input import PlainEdit
from dgassist.ui.widgets.choice_box import ChoiceBox
from dgassist.ui.widgets.element import button, clear, column, label, row
from dgassist.ui.widgets.flow import Flow

_WAN = 10_000
_AMOUNTS = (1, 10, 50, 100, 500)
_MONTH, _QUARTER = 30, 90


class SearchEdit(PlainEdit):
    """A box to search with; Esc empties it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class FilterBar(QWidget):
    """Tells what is looked for and in which order."""

    narrowed = Signal()
    searched = Signal()  # Enter in the search box

    def __init__(self) -> None:
        super().__init__()
        self.wanted = FindingFilter()
        self.order = Order.WORTH_READING
        self._book: PolicyBook | None = None
        self._as_of: date | None = None
        self.boxes = {
            "form": ChoiceBox(tr("支持形式")),
            "department": ChoiceBox(tr("责任部门")),
            "document": ChoiceBox(tr("文件")),
            "at_least": ChoiceBox(tr("金额")),
            "until": ChoiceBox(tr("期限")),
        }
        for name, box in self.boxes.items():
            box.chosen.connect(lambda value, n=name: self.want(**{n: value}))
        self.search = SearchEdit(tr("在结果里查找"))
        self.search.setToolTip("Ctrl+F")
        self.search.setMinimumWidth(100)
        self.search.textChanged.connect(lambda text: self.want(text=text))
        self.search.returnPressed.connect(self.searched)
        self.popup = _Popup(self)
        self.open = button(tr("筛选 ▾"), self.on_opened)
        self.open.setToolTip(tr("按支持形式、部门、文件、金额、期限筛选"))
        self.sort = ChoiceBox(tr("排列顺序"))
        self.sort.offer(
            (
                (Order.WORTH_READING, tr("推荐顺序")),
                (Order.AMOUNT, tr("金额从高到低")),
                (Order.DUE, tr("期限从近到远")),
                (Order.DEPARTMENT, tr("按部门")),
                (Order.DOCUMENT, tr("按文件顺序")),
            )
        )
        self.sort.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.sort.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.sort.chosen.connect(self.on_sorted)
        line = row(self.search, self.open, self.sort)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.chips = QWidget()  # what is active; it stands on a row of its own
        self._chips = Flow(self.chips)
        self.chips.hide()

    def show_case(self, case: Case) -> None:
        """Offer what the book of a case holds; dates count from its date."""
        if case.book is not self._book:
            self._book = case.book
            for name, choices in _choices(case.book).items():
                self.boxes[name].offer(choices)
        if case.as_of != self._as_of:
            self._as_of = case.as_of
            self.boxes["until"].offer(_until(case.as_of))
            if self.wanted.until is not None:
                self.want(until=None)

    def want(self, **parts: object) -> None:
        """Look for something else as well, or, with None, no longer for it."""
        empty = FindingFilter()
        filled = {n: getattr(empty, n) if v is None else v for n, v in parts.items()}
        wanted = replace(self.wanted, **filled)  # type: ignore[arg-type]
        if wanted == self.wanted:
            return
        self.wanted = wanted
        if self.search.text() != wanted.text:
            self.search.setText(wanted.text)
        for name, box in self.boxes.items():
            box.show_value(getattr(wanted, name) or None)
        self._show_chips()
        self.narrowed.emit()

    def forget(self, name: str) -> None:
        """Look no longer for one thing."""
        self.want(**{name: None})

    def on_cleared(self) -> None:
        """Look for everything again."""
        self.want(text="", **dict.fromkeys(self.boxes))

    def on_opened(self) -> None:
        """Show the filters."""
        for box in self.boxes.values():
            box.setMinimumWidth(theme.look().px(260))
        self.popup.adjustSize()
        corner = self.open.mapToGlobal(QPoint(self.open.width(), self.open.height() + 2))
        self.popup.move(corner - QPoint(self.popup.width(), 0))
        self.popup.show()
        self.boxes["form"].setFocus()

    def on_sorted(self, order: object) -> None:
        """Another order was chosen."""
        assert isinstance(order, Order)
        self.order = order
        self.narrowed.emit()

    def _show_chips(self) -> None:
        clear(self._chips)
        asked = self.wanted.asked
        for name in asked:
            words = self._words(name)
            chip = button(tr("{words}  ✕").format(words=words))
            chip.clicked.connect(partial(self.forget, name))
            chip.setAccessibleName(tr("不再按“{words}”筛选").format(words=words))
            self._chips.addWidget(chip)
        if asked:
            self._chips.addWidget(button(tr("清除筛选"), self.on_cleared, "link"))
        self.chips.setVisible(bool(asked))
        self.open.setText(tr("筛选（{n}）▾").format(n=len(asked)) if asked else tr("筛选 ▾"))

    def _words(self, name: str) -> str:
        value = getattr(self.wanted, name)
        if words := self.boxes[name].words_of(value):
            return words
        return tr("{day}以前到期").format(day=value.isoformat())  # a day that is not in the list


class _Popup(QFrame):
    """The filters, one below the other."""

    def __init__(self, bar: FilterBar) -> None:
        super().__init__(bar, Qt.WindowType.Popup)
        self.setProperty("class", "card")
        layout = column(self, margin=theme.MEDIUM, spacing=theme.SMALL)
        form = QFormLayout()
        form.setSpacing(theme.SMALL)
        for box in bar.boxes.values():
            form.addRow(label(box.accessibleName(), wrap=False), box)
        layout.addLayout(form)
        layout.addWidget(label(tr("还算不出金额的，不在按金额筛选的结果里。"), "caption"))
        layout.addLayout(
            row(
                button(tr("清除筛选"), bar.on_cleared),
                None,
                button(tr("好了"), self.hide, "primary"),
            )
        )


def _choices(book: PolicyBook) -> dict[str, list[tuple[object, str]]]:
    """What findings can be looked for by, as far as the book has any."""
    forms = {m.benefit.form for m in book.measures}
    departments = sorted({d for m in book.measures for d in m.departments})
    documents = {book.clause[m.clause_id].document_id for m in book.measures}
    return {
        "form": [(None, tr("全部"))] + [(f, phrase.form_words(f)) for f in Form if f in forms],
        "department": [(None, tr("全部")), *((d, d) for d in departments)],
        "document": [(None, tr("全部"))]
        + [(d.id, d.number or d.short_title) for d in book.documents if d.id in documents],
        "at_least": [(None, tr("不限"))]
        + [(Decimal(n * _WAN), tr("{n}万元以上").format(n=n)) for n in _AMOUNTS],
    }


def _until(as_of: date) -> list[tuple[object, str]]:
    return [
        (None, tr("不限")),
        (as_of + timedelta(days=_MONTH), tr("30天内")),
        (as_of + timedelta(days=_QUARTER), tr("90天内")),
        (date(as_of.year, 12, 31), tr("今年内")),
    ]
