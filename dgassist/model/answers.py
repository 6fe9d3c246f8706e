"""What a company has told: facts and lists of records. Absence means unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

T = TypeVar("T")

Value = str | bool | Decimal | date
"""Money in 元; percent as written (3.5 for 3.5 %); a year as a Decimal."""

Record = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Answers:
    """Facts of the company by question id, and records by type.

    A record list that is present is complete; an absent one is unknown. ``overruled`` holds
    derived facts that the user has set by hand, ``because`` the reasons given for some of them.
    """

    company: Mapping[str, Value] = field(default_factory=dict)
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    overruled: Mapping[str, Value] = field(default_factory=dict)
    because: Mapping[str, str] = field(default_factory=dict)

    def with_fact(self, question_id: str, value: Value | None) -> Answers:
        """The same answers with one fact set, or made unknown by None."""
        return replace(self, company=_changed(self.company, question_id, value))

    def with_records(self, record_type: str, records: tuple[Record, ...] | None) -> Answers:
        """The same answers with one list of records set, or made unknown by None."""
        return replace(self, records=_changed(self.records, record_type, records))

    def with_overruled(self, derived_id: str, value: Value | None, because: str = "") -> Answers:
        """The same answers with a derived fact set by hand, or computed again by None."""
        reason = " ".join(because.split()) if value is not None else ""
        return replace(
            self,
            overruled=_changed(self.overruled, derived_id, value),
            because=_changed(self.because, derived_id, reason or None),
        )


def _changed(mapping: Mapping[str, T], key: str, value: T | None) -> dict[str, T]:
    rest = {k: v for k, v in mapping.items() if k != key}
    return rest if value is None else rest | {key: value}
