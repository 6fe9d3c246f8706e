"""What goes wrong when a file is written, said to the user."""

from __future__ import annotations

from pathlib import Path


class ReportError(Exception):
    """A file that could not be written; the message says what happened and what to do."""


class OccupiedError(ReportError):
    """The file is held by another program; ``free`` is a name beside it that is not taken."""

    def __init__(self, words: str, free: Path) -> None:
        super().__init__(words)
        self.free = free
