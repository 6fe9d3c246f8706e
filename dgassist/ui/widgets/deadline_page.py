"""What falls when for one company: the timeline above, below it what to do about each date."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout

from dgassist.case import Case
from dgassist.plan.agenda import Agenda, Item, agenda_of
from dgassist.report import agenda as words
from dgassist.report import phrase
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.widgets.deadline_card import DeadlineCard, MeasureLinks
from dgassist.ui.widgets.element import Page, button, card, clear, column, label, row
from dgassist.ui.widgets.timeline import Timeline

_MANY = 20
"""So many cards are shown at once; the others are a button away."""


class DeadlinePage(Page):
    """Timeline, filter and list of one case."""

    measure_chosen = Signal(str)
    citation_opened = Signal(str, str)  # clause, quote
    calendar_asked = Signal()

    def __init__(self) -> None:
        super().__init__(width=980)
        self._case: Case | None = None
        self._agenda: Agenda | None = None
        self._limit = _MANY
        self.cards: dict[str, DeadlineCard] = {}
        self.column.addWidget(label(tr("期限"), "title"))
        self.lead = label("", "muted")
        self.column.addWidget(self.lead)
        self.timeline = Timeline()
        self.timeline.item_chosen.connect(self.show_item)
        frame, inside = card()
        inside.addWidget(self.timeline)
        self.column.addWidget(frame)
        self.column.addLayout(self._make_bar())
        self._list = column(spacing=theme.SMALL + theme.TIGHT)
        self.column.addLayout(self._list)
        self.column.addWidget(label(phrase.NOTICE, "caption"))
        self.column.addStretch(1)

    def _make_bar(self) -> QHBoxLayout:
        self.to_do = button(tr("只看要办的"), kind="choice")
        self.all = button(tr("全部"), kind="choice")
        self._filter = QButtonGroup(self)
        for one in (self.to_do, self.all):
            one.setCheckable(True)
            self._filter.addButton(one)
        self.to_do.setChecked(True)
        self.to_do.toggled.connect(lambda _: self._show())
        self.export = button(tr("导出日历…"), self.calendar_asked.emit)
        self.export.setToolTip(tr("存成日历文件，可导入Outlook、WPS和手机，到时提醒"))
        return row(self.to_do, self.all, None, self.export)

    def show_case(self, case: Case) -> None:
        """Show the dates of a case."""
        is_other = self._case is None or case.name != self._case.name
        self._case, self._agenda = case, agenda_of(case.plan)
        if is_other:
            self._limit = _MANY
        self._show()

    def show_item(self, key: str) -> None:
        """Bring the card of an item into view, unfolded."""
        if key not in self.cards:
            self._limit = len(self._shown())
            self._show()
        if key in self.cards:
            found = self.cards[key]
            found.unfold()
            found.toggle.setFocus()
            self.bring(found)

    def _shown(self) -> Sequence[Item]:
        agenda = self._agenda
        if agenda is None:
            return ()
        return agenda.to_do if self.to_do.isChecked() else (*agenda.ahead, *agenda.passed)

    def _show(self) -> None:
        case, agenda = self._case, self._agenda
        if case is None or agenda is None:
            return
        unfolded = {key for key, one in self.cards.items() if one.is_unfolded}
        shown = self._shown()
        self.lead.setText(_lead(agenda))
        self.to_do.setText(tr("只看要办的（{n}）").format(n=len(agenda.to_do)))
        total = len(agenda.ahead) + len(agenda.passed)
        self.all.setText(tr("全部（{n}）").format(n=total))
        self.export.setVisible(bool(agenda.ahead))
        self.timeline.show_items(shown, agenda.as_of)
        self._refill(case, agenda, shown, unfolded)

    def _refill(
        self, case: Case, agenda: Agenda, shown: Sequence[Item], unfolded: set[str]
    ) -> None:
        clear(self._list)
        self.cards = {}
        for item in shown[: self._limit]:
            one = DeadlineCard(item, case.assessment)
            one.measure_chosen.connect(self.measure_chosen)
            one.citation_opened.connect(self.citation_opened)
            self.cards[item.key] = one
            self._list.addWidget(one)
            if item.key in unfolded:
                one.unfold()
        rest = len(shown) - self._limit
        if rest > 0:
            more = button(tr("再看其余{n}件").format(n=rest), self._on_more)
            self._list.addLayout(row(more, None))
        if not shown:
            frame, inside = card()
            inside.addWidget(label(_nothing(agenda)))
            self._list.addWidget(frame)
        self._show_awaiting(case, agenda)

    def _show_awaiting(self, case: Case, agenda: Agenda) -> None:
        told = words.awaiting_words(agenda, case.assessment)
        if not told:
            return
        frame, inside = card()
        inside.addWidget(label(tr("还不知道什么时候受理的"), "lead"))
        inside.addWidget(label(told))
        links = MeasureLinks(agenda.awaiting, case.assessment)
        links.measure_chosen.connect(self.measure_chosen)
        inside.addWidget(links)
        self._list.addWidget(frame)

    def _on_more(self) -> None:
        self._limit = len(self._shown())
        self._show()


def _lead(agenda: Agenda) -> str:
    if not agenda.to_do:
        return tr("从{day}算起，没有定下日子要办的事。").format(day=phrase.day_words(agenda.as_of))
    first = agenda.to_do[0]
    told = tr("从{day}算起，有{n}件要办，最近的是：{what}，{left}。")
    return told.format(
        day=phrase.day_words(agenda.as_of),
        n=len(agenda.to_do),
        what=words.item_words(first),
        left=phrase.left_words(first),
    )


def _nothing(agenda: Agenda) -> str:
    if agenda.ahead or agenda.passed:
        return tr("没有要办的。点“全部”可以看到期的和已经过了的日子。")
    return tr("还没有日子可列。填了资质、证书和各类事项的日期，这里就会算出什么时候要办。")
