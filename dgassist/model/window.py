"""When a measure takes applications: the windows of one year, with the notice that opens them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a window, such as 网上申报 or 纸质材料; both its days are included.

    Without an hour, a day counts from its start or to its end.
    """

    name: str
    opens: date
    closes: date
    opens_at: time | None = None
    closes_at: time | None = None


@dataclass(frozen=True, slots=True)
class WindowSource:
    """The guide or notice that sets a window; it is no bundled document."""

    title: str
    issued: date
    number: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """The window of one measure in one year.

    ``moved_from`` is the closing day that was announced before; from the day ``exhausted`` on
    the money is used up, and nothing is taken any more.
    """

    measure_id: str
    year: int
    stages: tuple[Stage, ...]
    source: WindowSource
    moved_from: date | None = None
    exhausted: date | None = None
    note: str = ""
