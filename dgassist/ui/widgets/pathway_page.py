"""What is a step away: steps by their number of changes, supports beside money, the ladders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from dgassist.case import Case
from dgassist.plan.actionplan import is_own
from dgassist.plan.ladder import Brought, Climb, Title
from dgassist.plan.pathway import Choice, Pathway, pathway_of
from dgassist.report import phrase
from dgassist.report import step as words
from dgassist.ui.language import tr
from dgassist.ui.models.topic import RECORD
from dgassist.ui.widgets.condition_list import quote
from dgassist.ui.widgets.element import Page, amount_label, button, card, label, line, row
from dgassist.ui.widgets.ladder_view import LadderView
from dgassist.ui.widgets.step_row import StepRow

_STEPS, _WAYS, _LADDERS, _TITLES, _OPENED = 8, 3, 4, 6, 4
"""So many of each are shown at once; a button shows the rest."""


class PathwayPage(Page):
    """Only what the firm can act on; stated sums, ceilings and what is no money stand apart."""

    measure_chosen = Signal(str)
    question_asked = Signal(str, str)  # topic, question
    citation_opened = Signal(str, str)  # clause, quote

    def __init__(self) -> None:
        super().__init__(width=980)

    def show_case(self, case: Case) -> None:
        """Show what is within reach for a case."""
        self.refill()
        self._case = case
        pathway = pathway_of(case.plan)
        self.column.addWidget(label(tr("差一步的"), "title"))
        note = tr(
            "只列单位自己能做到的；成立时间、行业、已经过去的年份改不了，不列。"
            "金额按现在填的情况推算，不是承诺。"
        )
        self.column.addWidget(label(note, "muted"))
        if pathway.is_empty:
            self.column.addWidget(label(_nothing_words(case)))
        self._steps(tr("一步之差（{n} 项）"), pathway.one)
        self._steps(tr("两三步（{n} 项）"), pathway.few)
        self._beside(pathway.beside)
        self._ladders(pathway)
        self._titles(pathway.titles)
        self.column.addWidget(label(phrase.NOTICE, "caption"))
        self.column.addStretch(1)

    def _card(self, title: str, note: str = "") -> QVBoxLayout:
        frame, inside = card()
        inside.addWidget(label(title, "lead"))
        if note:
            inside.addWidget(label(note, "muted"))
        self.column.addWidget(frame)
        return inside

    # --- Steps --------------------------------------------------------------------------

    def _steps(self, title: str, choices: Sequence[Choice]) -> None:
        if not choices:
            return
        inside = self._card(title.format(n=len(choices)))
        kinds = [_kind(choice) for choice in choices]

        def add(start: int, stop: int) -> None:
            for i in range(start, min(stop, len(choices))):
                inside.addWidget(line())
                if i == 0 or kinds[i] != kinds[i - 1]:
                    inside.addWidget(label(kinds[i], "muted"))
                inside.addWidget(self._step(choices[i]))

        add(0, _STEPS)
        self._fold(inside, len(choices) - _STEPS, lambda: add(_STEPS, len(choices)))

    def _step(self, choice: Choice) -> StepRow:
        result = StepRow(choice, self._case.book)
        result.measure_chosen.connect(self.measure_chosen)
        result.question_asked.connect(self.question_asked)
        result.citation_opened.connect(self.citation_opened)
        return result

    def _fold(self, inside: QVBoxLayout, rest: int, add: Callable[[], object]) -> None:
        """A button that puts the rest in its own place."""
        if rest <= 0:
            return
        more = button(tr("再看 {n} 项").format(n=rest), None, "link")

        def on_more() -> None:
            more.hide()
            add()

        more.clicked.connect(on_more)
        inside.addLayout(row(more, None))

    # --- Beside money -------------------------------------------------------------------

    def _beside(self, choices: Sequence[Choice]) -> None:
        if not choices:
            return
        count = sum(len(c.supports) for c in choices)
        note = tr("服务、优先、荣誉、贷款和股权投资，不计入合计。同一件事办成了能用的，放在一起。")
        inside = self._card(tr("不是钱的支持（{n} 项）").format(n=count), note)

        def add(some: Iterable[Choice]) -> None:
            for choice in some:
                inside.addWidget(line())
                self._way(choice, inside)

        add(choices[:_WAYS])
        self._fold(inside, len(choices) - _WAYS, lambda: add(choices[_WAYS:]))

    def _way(self, choice: Choice, inside: QVBoxLayout) -> None:
        inside.addWidget(label(words.ways_words(choice), "strong"))
        citation = choice.best.step.changes[0].criterion.citation
        inside.addWidget(quote(citation, self._case.book, self.citation_opened.emit))
        opened = [(p.measure.id, p.measure.title, words.amount_words(p)) for p in choice.supports]
        supports = QVBoxLayout()
        inside.addLayout(supports)

        def add(some: Iterable[tuple[str, str, str]]) -> None:
            for measure_id, title, amount in some:
                line_ = row(self._link(measure_id, title), amount_label(amount, "muted"))
                line_.setStretch(1, 1)
                supports.addLayout(line_)

        add(opened[:_OPENED])
        self._fold(inside, len(opened) - _OPENED, lambda: add(opened[_OPENED:]))

    def _link(self, measure_id: str, title: str) -> QPushButton:
        go = button(title, lambda: self.measure_chosen.emit(measure_id), "link")
        go.setAccessibleName(tr("打开：{title}").format(title=title))
        return go

    # --- Titles -------------------------------------------------------------------------

    def _ladders(self, pathway: Pathway) -> None:
        climbs = pathway.ladders
        if not climbs:
            return
        self.column.addWidget(label(tr("称号的台阶"), "title"))
        note = tr("一级一级往上，每一级取得后能多出什么支持。认定条件看主管部门的办法，这里不评。")
        self.column.addWidget(label(note, "muted"))
        shown = max(_LADDERS, sum(c.has_begun for c in climbs))
        place = QVBoxLayout()
        self.column.addLayout(place)

        def add(some: Iterable[Climb]) -> None:
            for climb in some:
                self._climb(climb, place)

        add(climbs[:shown])
        self._fold(self.column, len(climbs) - shown, lambda: add(climbs[shown:]))

    def _climb(self, climb: Climb, place: QVBoxLayout) -> None:
        frame, inside = card()
        inside.addWidget(label(climb.ladder.label, "lead"))
        inside.addWidget(LadderView(climb))
        goal = next((r for r in climb.rungs if r.brings), None)
        if goal is not None:
            inside.addWidget(label(tr("取得“{name}”后：").format(name=goal.rung.label), "muted"))
            self._brought(goal.brings, inside)
        if climb.ladder.record_type not in self._case.answers.records:
            topic = RECORD + climb.ladder.record_type
            ask = button(tr("去填有没有"), lambda: self.question_asked.emit(topic, ""), "link")
            inside.addLayout(row(ask, None))
        for citation in climb.ladder.citations:
            inside.addWidget(quote(citation, self._case.book, self.citation_opened.emit))
        for source in climb.ladder.sources:
            basis = tr("{source}：{note}").format(source=source.source, note=source.note)
            inside.addWidget(label(basis, "caption"))
        place.addWidget(frame)

    def _brought(self, brings: Sequence[Brought], inside: QVBoxLayout) -> None:
        for one in brings[:_OPENED]:
            amount = amount_label(words.brought_words(one))
            line_ = row(self._link(one.measure.id, one.measure.title), amount)
            line_.setStretch(1, 1)
            inside.addLayout(line_)
        if (rest := len(brings) - _OPENED) > 0:
            inside.addWidget(label(tr("另有 {n} 项").format(n=rest), "caption"))

    def _titles(self, titles: Sequence[Title]) -> None:
        if not titles:
            return
        note = tr("不分级的称号和资质，取得后才有的支持。不是都适合，挑与本单位有关的看。")
        inside = self._card(tr("别的称号（{n} 个）").format(n=len(titles)), note)

        def add(some: Iterable[Title]) -> None:
            for title in some:
                inside.addWidget(line())
                inside.addWidget(label(title.label, "strong"))
                self._brought(title.brings, inside)

        add(titles[:_TITLES])
        self._fold(inside, len(titles) - _TITLES, lambda: add(titles[_TITLES:]))


def _kind(choice: Choice) -> str:
    best = choice.best
    if not is_own(best.after):
        return tr("给个人、团队的，不计入单位的合计")
    if best.is_exact:
        return tr("写明数额的")
    return tr("有上限的，“最高”不是承诺") if best.amount else tr("文中没写多少，或要看实际情况的")


def _nothing_words(case: Case) -> str:
    if not case.answers.company and not case.answers.records:
        return tr("还没有填答案。填了以后，差一两步就能享受的会列在这里。")
    return tr("按现在填的内容，没有只差一两步的事项。再多填一些，这里会跟着变。")
