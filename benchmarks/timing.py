"""Run a piece of work often, and tell the middle and the worst of it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    """Seconds that repeated work took."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.seconds)

    def __str__(self) -> str:
        worst = max(self.seconds)
        return f"median {self.median * 1e3:8.2f} ms   worst {worst * 1e3:8.2f} ms"


def measured(work: Callable[[], object], times: int) -> Figures:
    """How long one piece of work takes."""
    return Figures(tuple(once(work) for _ in range(times)))


def measured_each(works: Iterable[Callable[[], object]], times: int) -> Figures:
    """The median of each of several pieces of work, as one set of figures."""
    return Figures(tuple(measured(work, times).median for work in works))


def once(work: Callable[[], object]) -> float:
    """Seconds that one run took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
