"""What is different between two days, two visits or two versions of the rules, in plain words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import IntEnum

from dgassist.engine.eligibility import Outcome
from dgassist.engine.value import ZERO
from dgassist.engine.wording import money
from dgassist.plan.actionplan import ActionPlan

_WORDS = {
    Outcome.ELIGIBLE: "符合",
    Outcome.UNDETERMINED: "待定",
    Outcome.INELIGIBLE: "不符合",
    None: "不在有效期",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How one measure stood: what was found, and the money of what was eligible.

    ``outcome`` is None where the text was out of force.
    """

    title: str
    outcome: Outcome | None
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def amount(self) -> str:
        """Its money in words; empty where there is none."""
        if not self.high:
            return ""
        return money(self.high) if self.low == self.high else f"最高{money(self.high)}"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The results of one company on one day, small enough to be kept."""

    as_of: date
    data_date: str
    exact_total: Decimal
    ceiling_total: Decimal
    standings: Mapping[str, Standing]

    @classmethod
    def of(cls, plan: ActionPlan) -> Snapshot:
        """The snapshot of a plan."""
        assessment = plan.assessment
        return cls(
            assessment.as_of,
            assessment.book.data_date,
            plan.exact_total,
            plan.ceiling_total,
            dict(_standings(plan)),
        )

    def count(self, outcome: Outcome | None) -> int:
        """How many measures stood so."""
        return sum(s.outcome is outcome for s in self.standings.values())

    def encode(self) -> str:
        """As one line of JSON."""
        content = {
            "as_of": self.as_of.isoformat(),
            "data_date": self.data_date,
            "exact_total": str(self.exact_total),
            "ceiling_total": str(self.ceiling_total),
            "measures": {
                id_: [s.title, s.outcome, *(None if n is None else str(n) for n in (s.low, s.high))]
                for id_, s in self.standings.items()
            },
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def decode(cls, text: str) -> Snapshot | None:
        """What ``encode`` wrote; None where it is not to be read, so that nothing is compared."""
        try:
            content = json.loads(text)
            return cls(
                date.fromisoformat(content["as_of"]),
                str(content["data_date"]),
                Decimal(content["exact_total"]),
                Decimal(content["ceiling_total"]),
                {id_: _standing(*kept) for id_, kept in content["measures"].items()},
            )
        except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation):
            return None


def _standings(plan: ActionPlan) -> Iterator[tuple[str, Standing]]:
    book, as_of = plan.assessment.book, plan.assessment.as_of
    for finding in plan.assessment.findings:
        measure = finding.measure
        is_in_force = book.in_force(measure.clause_id, as_of)
        standing = Standing(measure.title, finding.outcome if is_in_force else None)
        # a loan or a share is no money received, and is not compared as such
        if standing.outcome is Outcome.ELIGIBLE and measure.benefit.form.is_cash and finding.amount:
            amount = finding.amount
            standing = Standing(measure.title, finding.outcome, amount.low, amount.high)
        yield measure.id, standing


def _standing(title: str, outcome: str | None, low: str | None, high: str | None) -> Standing:
    return Standing(
        title,
        None if outcome is None else Outcome(outcome),
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
    )


class ChangeKind(IntEnum):
    """What happened to a measure, the most important first."""

    GAINED = 1  # eligible now
    LOST = 2  # was eligible
    MORE = 3  # eligible as before, for more money
    LESS = 4
    REOPENED = 5  # undetermined now
    CLOSED = 6  # ineligible or out of force now
    ADDED = 7  # new in the policy book, and not eligible
    REMOVED = 8


@dataclass(frozen=True, slots=True)
class Change:
    """What is different about one measure; ``before`` or ``after`` is empty where it is unknown."""

    measure_id: str
    title: str
    kind: ChangeKind
    before: str
    after: str
    difference: Decimal

    @property
    def words(self) -> str:
        """The change in one sentence."""
        if not self.before:
            return f"新收录，现在{self.after}"
        if not self.after:
            return f"不再收录，原来{self.before}"
        return f"原来{self.before}，现在{self.after}"


def changes(before: Snapshot, plan: ActionPlan) -> tuple[Change, ...]:
    """What is different now, the most important first."""
    return compared(before, Snapshot.of(plan))


def compared(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """What is different between two snapshots, the most important first."""
    ids = dict.fromkeys((*after.standings, *before.standings))
    found = [
        change
        for id_ in ids
        if (change := _change(id_, before.standings.get(id_), after.standings.get(id_)))
    ]
    return tuple(sorted(found, key=lambda c: (c.kind, -abs(c.difference))))


def _change(measure_id: str, old: Standing | None, new: Standing | None) -> Change | None:
    kind = _kind(old, new)
    if kind is None:
        return None
    if kind in (ChangeKind.MORE, ChangeKind.LESS):
        before, after = old.amount if old else "", new.amount if new else ""
        before, after = before or "金额未定", after or "金额未定"
    else:
        before = f"{_WORDS[old.outcome]}{_in_brackets(old.amount)}" if old else ""
        after = "，".join(p for p in (_WORDS[new.outcome], new.amount) if p) if new else ""
    known = new or old
    assert known is not None
    difference = _high(new) - _high(old)
    return Change(measure_id, known.title, kind, before, after, difference)


def _kind(old: Standing | None, new: Standing | None) -> ChangeKind | None:
    if new is None:
        return ChangeKind.REMOVED
    if old is not None and old.outcome is new.outcome:
        if (old.low, old.high) == (new.low, new.high) or old.amount == new.amount:
            return None
        more = (_high(new), new.low or ZERO) > (_high(old), old.low or ZERO)
        return ChangeKind.MORE if more else ChangeKind.LESS
    if new.outcome is Outcome.ELIGIBLE:
        return ChangeKind.GAINED
    if old is None:
        return ChangeKind.ADDED
    if old.outcome is Outcome.ELIGIBLE:
        return ChangeKind.LOST
    return ChangeKind.REOPENED if new.outcome is Outcome.UNDETERMINED else ChangeKind.CLOSED


def _in_brackets(words: str) -> str:
    return f"（{words}）" if words else ""


def _high(standing: Standing | None) -> Decimal:
    if standing is None:
        return ZERO
    return standing.high or standing.low or ZERO


def total_words(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """How the totals differ, a sentence each; none for what is the same."""
    pairs = (
        ("确定金额", before.exact_total, after.exact_total),
        ("连上限一起合计", before.ceiling_total, after.ceiling_total),
    )
    return tuple(
        f"{name}原来{money(old)}，现在{money(new)}" for name, old, new in pairs if old != new
    )
