"""The results of one company on two days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dgassist.case import Case
from dgassist.engine.eligibility import Outcome
from dgassist.engine.wording import money
from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from dgassist.plan.change import Snapshot, compared
from dgassist.ui.language import tr
from dgassist.ui.models.change import day_row
from dgassist.ui.widgets.change_panel import ChangePanel
from dgassist.ui.widgets.day_picker import DayPicker


class ComparisonPanel(ChangePanel):
    """What applied on another day, beside what applies on the day of the case."""

    def __init__(self) -> None:
        self.other = DayPicker(tr("要比较的日期"))
        super().__init__(self.other)
        self._case: Case | None = None
        self.other.picked.connect(self._show)

    def show_case(self, case: Case) -> None:
        """Compare a case with itself on another day: at first, the end of the year before."""
        self._case = case
        day = self.other.day or date(case.as_of.year - 1, 12, 31)
        self.other.show_day(day, case)
        self._show(day)

    def _show(self, day: date) -> None:
        assert self._case is not None
        case = self._case
        title = tr("{day} 和另一天比：").format(day=case.as_of.isoformat())
        if day == case.as_of:
            self.show_changes(title, [tr("是同一天。换一天，看看那天和现在有什么不同。")], ())
            return
        earlier, later = sorted(
            (Snapshot.of(case.plan), Snapshot.of(case.on(day).plan)), key=lambda s: s.as_of
        )
        found = compared(earlier, later)
        names = earlier.as_of.isoformat(), later.as_of.isoformat()
        lines = [_day_words(earlier), _day_words(later)]
        for on in (earlier.as_of, later.as_of):
            if n := planned_count(case.answers, case.book, on):
                words = tr("填的事项里有{n}项在{day}之后，按计划要办的算。")
                lines.append(words.format(n=n, day=on.isoformat()))
        if not found:
            lines.append(tr("按您填的情况，这两天的结果一样。"))
        self.show_changes(title, lines, tuple(day_row(c, *names) for c in found))


def planned_count(answers: Answers, book: PolicyBook, on: date) -> int:
    """How many records are dated after a day, and so count on it as planned."""
    return sum(
        _is_after(record.get(book.record_type[kind].when), on)
        for kind, records in answers.records.items()
        if kind in book.record_type
        for record in records
    )


def _is_after(when: object, on: date) -> bool:
    if isinstance(when, date):
        return when > on
    return isinstance(when, Decimal) and when > on.year


def _day_words(on: Snapshot) -> str:
    return tr(
        "{day}：符合{yes}项，待定{open}项，不在有效期{out}项；确定{exact}，连上限最高{most}"
    ).format(
        day=on.as_of.isoformat(),
        yes=on.count(Outcome.ELIGIBLE),
        open=on.count(Outcome.UNDETERMINED),
        out=on.count(None),
        exact=money(on.exact_total),
        most=money(on.ceiling_total),
    )
