"""Below a table of records: how many a year has, and what its money comes to."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from dgassist.engine.wording import money
from dgassist.model.answers import Record
from dgassist.model.question import RecordType
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.tabular import YearSum, money_fields, whole_sum, year_sums
from dgassist.ui.widgets.element import RIGHT, clear, label

_YEARS_SHOWN = 4


class RecordSums(QFrame):
    """A line per year, the latest first, and one over all years."""

    def __init__(self, record_type: RecordType) -> None:
        super().__init__()
        self._type = record_type
        self._fields = money_fields(record_type)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme.SMALL, 0, theme.SMALL, 0)
        self._grid.setHorizontalSpacing(theme.LARGE)
        self._grid.setVerticalSpacing(theme.TIGHT)
        self._shown: tuple[Record, ...] | None = None
        self.has_sums = False

    def show_records(self, records: tuple[Record, ...]) -> None:
        """Show the sums of other records."""
        if records == self._shown:
            return
        self._shown = records
        clear(self._grid)
        years = year_sums(self._type, records)
        self.has_sums = bool(records) and (bool(self._fields) or len(years) > 1)
        if not self.has_sums:
            return
        for at, field in enumerate(self._fields):
            self._put(field.label, 0, at + 2, "caption")
        line = 1
        for year in years[:_YEARS_SHOWN] if len(years) > 1 else ():
            name = tr("{year}年").format(year=year.year) if year.year else tr("日期没填")
            line = self._add(line, name, year)
        name = tr("合计") if len(years) > 1 or years[0].year is None else tr("{year}年合计")
        self._add(line, name.format(year=years[0].year), whole_sum(self._type, records), "strong")
        self._grid.setColumnStretch(len(self._fields) + 2, 1)

    def text(self) -> str:
        """All that is shown, for tests and for reading aloud."""
        items = (self._grid.itemAt(i) for i in range(self._grid.count()))
        shown = (item.widget() for item in items if item is not None)
        return " ".join(w.text() for w in shown if isinstance(w, QLabel))

    def _add(self, line: int, name: str, added: YearSum, kind: str = "") -> int:
        self._put(name, line, 0, kind or "muted", side=0)
        self._put(tr("{n} 项").format(n=added.count), line, 1, kind)
        for at, (total, lacking) in enumerate(added.sums):
            words = money(total)
            if lacking == added.count:
                words = tr("都没填")
            elif lacking:
                words = tr("{total}（{n}项没填）").format(total=words, n=lacking)
            self._put(words, line, at + 2, kind)
        return line + 1

    def _put(self, words: str, line: int, at: int, kind: str, *, side: int = RIGHT) -> None:
        shown = label(words, kind, wrap=False)
        if side:
            shown.setProperty("alignment", side)
        self._grid.addWidget(shown, line, at)
