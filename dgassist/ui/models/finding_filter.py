"""Which findings are looked for, and in which order they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from dgassist.model.measure import Form
from dgassist.store.search import folded
from dgassist.ui.models.finding_row import FindingRow


class Order(StrEnum):
    """What stands first."""

    WORTH_READING = "worth_reading"  # what brings most, what is nearest
    AMOUNT = "amount"
    DUE = "due"
    DEPARTMENT = "department"
    DOCUMENT = "document"


@dataclass(frozen=True)
class FindingFilter:
    """What a finding must have; what is None or empty is not asked for."""

    text: str = ""
    form: Form | None = None
    department: str = ""
    document: str = ""
    at_least: Decimal | None = None
    until: date | None = None

    def fits(self, row: FindingRow) -> bool:
        """Whether a finding has all of it."""
        return (
            (self.form is None or row.form is self.form)
            and (not self.department or self.department in row.departments)
            and (not self.document or row.document == self.document)
            and (self.at_least is None or (row.worth is not None and row.worth >= self.at_least))
            and (self.until is None or (row.due is not None and row.due <= self.until))
            and all(word in row.keywords for word in self._words)
        )

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return tuple(folded(word) for word in self.text.split())

    @property
    def asked(self) -> tuple[str, ...]:
        """The names of what is asked for beside the text."""
        return tuple(
            f.name for f in fields(self) if f.name != "text" and getattr(self, f.name) != f.default
        )


def arranged(rows: Iterable[FindingRow], order: Order) -> tuple[FindingRow, ...]:
    """The findings in an order; what is alike in it stays as it is."""
    key = _KEYS.get(order)
    return tuple(sorted(rows, key=key)) if key else tuple(rows)


_KEYS: dict[Order, Callable[[FindingRow], Any]] = {
    Order.AMOUNT: lambda row: (row.worth is None, -(row.worth or 0)),
    Order.DUE: lambda row: row.due or date.max,
    Order.DEPARTMENT: lambda row: (not row.departments, row.departments[:1]),
    Order.DOCUMENT: lambda row: row.place,
}
