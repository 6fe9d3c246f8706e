"""Where the marks of a timeline stand: months as columns, lanes so that no label meets another.

Without a window: lengths are pixels, and the width of words is measured by whoever asks.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dgassist.plan.agenda import Item, Occasion
from dgassist.plan.deadline import DeadlineStatus
from dgassist.report import agenda as words
from dgassist.ui.language import tr

MONTHS = 24
MOST_LANES = 8
_GAP = 12.0
_BARS = (Occasion.TERM, Occasion.WINDOW)


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar from its first to its last day, or a point; for several items if they crowd."""

    first: date
    last: date
    label: str
    items: tuple[Item, ...]

    @property
    def is_bar(self) -> bool:
        """Whether it lasts."""
        return self.first < self.last

    @property
    def is_passed(self) -> bool:
        """Whether nothing of it lies ahead."""
        return all(item.status is DeadlineStatus.PASSED for item in self.items)

    @property
    def occasion(self) -> Occasion | None:
        """What all of its items are; None if they differ."""
        found = {item.occasion for item in self.items}
        return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with its lane, its left and right edge, and the place of its label."""

    mark: Mark
    lane: int
    left: float
    right: float
    label_left: float
    label_width: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Everything that is to be painted; ``beyond`` are the items later than the last month."""

    months: tuple[date, ...]
    placed: tuple[Placed, ...]
    lanes: int
    today: float
    beyond: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """The columns, how wide they are together, how wide words are, and how wide a point is."""

    months: tuple[date, ...]
    width: float
    measured: Callable[[str], float]
    point: float

    def place_of(self, day: date, *, end: bool = False) -> float:
        """Where a day begins, or ends, from the left edge; months are equally wide."""
        first = self.months[0]
        column = (day.year - first.year) * 12 + day.month - first.month
        part = (day.day - 1 + end) / monthrange(day.year, day.month)[1]
        return (column + part) * self.width / len(self.months)

    def edges_of(self, mark: Mark) -> tuple[float, float]:
        """From where to where a mark is drawn."""
        if not mark.is_bar:
            middle = (self.place_of(mark.last) + self.place_of(mark.last, end=True)) / 2
            middle = min(max(middle, self.point / 2), self.width - self.point / 2)
            return middle - self.point / 2, middle + self.point / 2
        left = max(self.place_of(mark.first), 0.0)
        right = min(self.place_of(mark.last, end=True), self.width)
        return left, max(right, left + 4)

    def label_of(self, mark: Mark) -> tuple[float, float]:
        """Where the label begins and how wide it may be: right of the mark, else left, else cut."""
        left, right = self.edges_of(mark)
        wanted, side = self.measured(mark.label), _GAP / 2
        if right + side + wanted <= self.width:
            return right + side, wanted
        if left - side - wanted >= 0:
            return left - side - wanted, wanted
        if self.width - right >= left:
            return right + side, self.width - right - side
        return 0.0, left - side


def months_from(day: date, count: int = MONTHS) -> tuple[date, ...]:
    """The first days of so many months, that of the day being the first."""
    start = day.year * 12 + day.month - 1
    return tuple(date(n // 12, n % 12 + 1, 1) for n in range(start, start + count))


def arrange(items: Iterable[Item], as_of: date, scale: Scale, today: str) -> Arrangement:
    """Put the items of the coming months into lanes; where they crowd, those of a month meet.

    ``today`` is the label of the day itself, which takes a place like the others.
    """
    months, known = scale.months, list(items)
    shown = [i for i in known if _is_shown(i, months)]
    beyond = tuple(i for i in known if i.next_day >= months[0] and not _is_shown(i, months))
    here = scale.place_of(as_of)
    taken = (here, here + scale.measured(today))
    for grouped in (_singly, _by_occasion, _by_month):
        marks = sorted(grouped(shown, as_of), key=lambda m: (m.last, m.label))
        placed, lanes = _laid(marks, scale, taken)
        if lanes <= MOST_LANES:
            break
    return Arrangement(months, tuple(placed), lanes, here, beyond)


def _is_shown(item: Item, months: Sequence[date]) -> bool:
    last = months[-1]
    end = last.replace(day=monthrange(last.year, last.month)[1])
    return months[0] <= item.day <= end or (
        item.stage is not None and item.stage.opens <= end and item.stage.closes >= months[0]
    )


def _singly(items: Iterable[Item], as_of: date) -> list[Mark]:
    return [_mark(item, as_of) for item in items]


def _mark(item: Item, as_of: date) -> Mark:
    first = item.day
    if item.stage is not None:
        first = item.stage.opens
    elif item.occasion is Occasion.TERM and item.status is not DeadlineStatus.PASSED:
        first = as_of
    label = tr("{day} {what}").format(day=_short(item.day), what=words.item_words(item))
    return Mark(first, item.day, label, (item,))


def _short(day: date) -> str:
    return f"{day.month}-{day.day}"


def _by_occasion(items: Iterable[Item], as_of: date) -> list[Mark]:
    return _together(items, as_of, lambda i: (i.day.year, i.day.month, i.occasion, i.label))


def _by_month(items: Iterable[Item], as_of: date) -> list[Mark]:
    marks = _together(items, as_of, lambda i: (i.day.year, i.day.month))
    return [m if len(m.items) == 1 else replace(m, label=_count(m.items)) for m in marks]


def _together(
    items: Iterable[Item], as_of: date, cause: Callable[[Item], tuple[object, ...]]
) -> list[Mark]:
    groups: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        groups.setdefault(cause(item), []).append(item)
    return [_mark(g[0], as_of) if len(g) == 1 else _crowd(g) for g in groups.values()]


def _crowd(items: Sequence[Item]) -> Mark:
    ordered = tuple(sorted(items, key=lambda i: (i.day, i.key)))
    label = tr("{count}：{what}").format(count=_count(ordered), what=ordered[0].label)
    return Mark(ordered[0].day, ordered[0].day, label, ordered)


def _count(items: Sequence[Item]) -> str:
    return tr("{n}件").format(n=len(items))


def _laid(
    marks: Iterable[Mark], scale: Scale, taken: tuple[float, float]
) -> tuple[list[Placed], int]:
    lanes: list[list[tuple[float, float]]] = [[taken]]
    placed = []
    for mark in marks:
        left, right = scale.edges_of(mark)
        start, room = scale.label_of(mark)
        low, high = min(left, start), max(right, start + room)
        lane = next((n for n, full in enumerate(lanes) if _is_free(full, low, high)), len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((low, high))
        placed.append(Placed(mark, lane, left, right, start, room))
    return placed, len(lanes)


def _is_free(full: Iterable[tuple[float, float]], low: float, high: float) -> bool:
    return all(high + _GAP <= left or low >= right + _GAP for left, right in full)
