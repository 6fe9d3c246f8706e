"""The results: how many supports, how much for sure, how much at most, and the list of them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedWidget,
    QWidget,
)

from dgassist.case import Case
from dgassist.engine.eligibility import Outcome
from dgassist.engine.wording import money
from dgassist.model.question import AnswerType, Question
from dgassist.ui import theme
from dgassist.ui.language import REMINDER, tr
from dgassist.ui.models.finding import ROW, FindingFilter, FindingModel
from dgassist.ui.widgets.answer_input import LineInput
from dgassist.ui.widgets.element import button, card, column, label, row
from dgassist.ui.widgets.finding_delegate import FindingDelegate

_OUTCOMES = (Outcome.ELIGIBLE, Outcome.UNDETERMINED, Outcome.INELIGIBLE)


class ResultsScreen(QWidget):
    """Exact money and ceilings stand apart; nothing is hidden."""

    measure_chosen = Signal(str)
    checklist_asked = Signal()
    date_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._outcome = Outcome.ELIGIBLE
        self._is_first = True
        self._day: date | None = None
        self.model = FindingModel(self)
        self.filter = FindingFilter(self.model, self)
        layout = column(self, margin=theme.LARGE, spacing=theme.MEDIUM - theme.TIGHT)
        layout.setContentsMargins(theme.LARGE, theme.MEDIUM, theme.LARGE, theme.MEDIUM)
        layout.addLayout(self._make_figures())
        self.warnings = label("", "muted")
        layout.addWidget(self.warnings)
        layout.addLayout(self._make_tabs())
        layout.addWidget(self._make_list(), 1)

    def _make_actions(self) -> QHBoxLayout:
        day = Question("as_of", AnswerType.DATE, tr("基准日"))
        self.as_of = LineInput(day, is_clearable=False)
        self.as_of.edit.setFixedWidth(132)
        self.as_of.answered.connect(self.on_date)
        self.as_of.setToolTip(tr("按这一天判断文件和证书是否有效；平时就是今天"))
        make = button(tr("生成清单（PDF）"), self.checklist_asked.emit, "primary")
        make.setToolTip("Ctrl+P")
        return row(label(tr("基准日"), "muted", wrap=False), self.as_of, make)

    def _make_figures(self) -> QHBoxLayout:
        self.exact = label("", "figure", wrap=False)
        self.ceiling = label("", "figure", wrap=False)
        self.personal = label("", "figure", wrap=False)
        self._personal_card = QWidget()
        line = row(spacing=theme.MEDIUM)
        for title, figure, words in (
            (tr("确定金额"), self.exact, tr("文中写明数额、条件也都满足的")),
            (tr("连上限一起合计"), self.ceiling, tr("含“最高”“不超过”类，不是承诺")),
            (tr("另有给个人、团队的"), self.personal, tr("不计入左边两项，不是承诺")),
        ):
            frame, inside = card(margin=theme.MEDIUM - theme.TIGHT, spacing=0)
            inside.addWidget(label(title, "muted", wrap=False))
            inside.addWidget(figure)
            inside.addWidget(label(words, "caption"))
            line.addWidget(frame, 1)
            if figure is self.personal:
                self._personal_card = frame
        return line

    def _make_tabs(self) -> QHBoxLayout:
        self.tabs = QButtonGroup(self)
        line = row()
        for i, outcome in enumerate(_OUTCOMES):
            tab = button("", kind="choice")
            tab.setCheckable(True)
            tab.setChecked(outcome is self._outcome)
            self.tabs.addButton(tab, i)
            line.addWidget(tab)
        self.tabs.idClicked.connect(lambda i: self.show_outcome(_OUTCOMES[i]))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("在结果里查找"))
        self.search.setAccessibleName(tr("在结果里查找"))
        self.search.setClearButtonEnabled(True)
        self.search.setToolTip("Ctrl+F")
        self.search.setMinimumWidth(140)
        self.search.textChanged.connect(lambda _: self._narrow())
        self.search.returnPressed.connect(self.on_search_entered)
        line.addWidget(self.search, 1)
        line.addLayout(self._make_actions())
        return line

    def _make_list(self) -> QWidget:
        self.list = QListView()
        self.list.setAccessibleName(tr("政策事项"))
        self.list.setModel(self.filter)
        self.list.setItemDelegate(FindingDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.clicked.connect(self.on_chosen)
        self.list.activated.connect(self.on_chosen)
        frame = QFrame()
        frame.setProperty("class", "card")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.empty = label("", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self.empty)
        column(frame, margin=1).addWidget(self.stack)
        return frame

    def show_case(self, case: Case) -> None:
        """Show the findings of a case."""
        plan = case.plan
        self.model.show_case(case)
        self.as_of.show_value(case.as_of)
        self._day = case.as_of
        self.exact.setText(money(plan.exact_total))
        self.ceiling.setText(tr("最高{amount}").format(amount=money(plan.ceiling_total)))
        self.personal.setText(tr("最高{amount}").format(amount=money(plan.personal_total)))
        self._personal_card.setVisible(bool(plan.personal_total))
        self.warnings.setText("\n".join(plan.warnings))
        self.warnings.setVisible(bool(plan.warnings))
        marks = ("✓", "?", "×")
        for i, (outcome, name) in enumerate(_names().items()):
            words = tr("{mark} {name} {n}").format(
                mark=marks[i], name=name, n=self.model.count(outcome)
            )
            self.tabs.button(i).setText(words)
        if self._is_first:  # begin with what there is
            self._is_first = False
            self._outcome = next(o for o in _OUTCOMES if self.model.count(o))
        self.show_outcome(self._outcome)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show the findings of one outcome."""
        self._outcome = outcome
        self.tabs.button(_OUTCOMES.index(outcome)).setChecked(True)
        self._narrow()

    def on_find(self) -> None:
        """Go to the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def on_search_entered(self) -> None:
        """Go on to the first finding that fits."""
        if self.filter.rowCount():
            self.list.setCurrentIndex(self.filter.index(0, 0))
            self.list.setFocus()

    def on_chosen(self, index: QModelIndex) -> None:
        """A finding was chosen."""
        self.measure_chosen.emit(index.data(ROW).id)

    def on_date(self, value: object) -> None:
        """Another date was typed; an empty box keeps the old one."""
        if value is not None:
            self.date_changed.emit(value)
        elif self._day is not None:
            self.as_of.show_value(self._day)

    def _narrow(self) -> None:
        self.filter.narrow(self._outcome, self.search.text())
        shown = self.filter.rowCount()
        self.stack.setCurrentIndex(0 if shown else 1)
        if not shown:
            self.empty.setText(self._empty_words())

    def _empty_words(self) -> str:
        if self.model.count(self._outcome):
            found = [
                tr("“{name}”里有{n}项").format(name=name, n=n)
                for outcome, name in _names().items()
                if (n := self.filter.count(outcome))
            ]
            if found:
                return tr("这一组没有含这些字的事项，{found}。").format(found="，".join(found))
            return tr("没有含这些字的事项，换个说法试试。")
        match self._outcome:
            case Outcome.ELIGIBLE:
                return tr(
                    "按现在填的情况，还没有确定符合的事项。\n"
                    "看看“待定”里还差哪些信息，补上就能判断。"
                )
            case Outcome.UNDETERMINED:
                return tr("没有待定的事项。{reminder}。").format(reminder=REMINDER)
        return tr("没有不符合的事项。")


def _names() -> dict[Outcome, str]:
    return dict(zip(_OUTCOMES, (tr("符合"), tr("待定"), tr("不符合")), strict=True))
