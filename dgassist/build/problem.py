"""Problems found while building: collected, never stopping at the first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing an author has to mend: where it is, what it is, and how to cure it."""

    file: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code}: {self.message}"


class Problems:
    """All problems of one build, with paths shown relative to ``root``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._found: set[Problem] = set()

    def add(self, file: Path, line: int, code: str, message: str) -> None:
        """Note a problem; ``line`` counts from 1."""
        shown = file.relative_to(self.root) if file.is_relative_to(self.root) else file
        self._found.add(Problem(shown.as_posix(), line, code, message))

    def __bool__(self) -> bool:
        return bool(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def sorted(self) -> tuple[Problem, ...]:
        """By file and line."""
        return tuple(sorted(self._found))
