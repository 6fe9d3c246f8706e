"""Files written beside the window: in a thread of its own, one after another, until stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QThread, Signal
from PySide6.QtWidgets import QWidget

from dgassist.report.error import ReportError
from dgassist.report.saving import free_name, save
from dgassist.ui.language import tr
from dgassist.ui.widgets.element import waiting

T = TypeVar("T")


def apart(window: QWidget, make: Callable[[], T]) -> T:
    """What ``make`` gives, made in a thread of its own: the window goes on, but takes no orders.

    Raises:
        Exception: whatever ``make`` raises.
    """
    thread = _Apart(make)
    made = QEventLoop()
    thread.finished.connect(made.quit)
    focused = window.focusWidget()
    with waiting():
        window.setEnabled(False)
        thread.start()
        made.exec()
        thread.wait()
        window.setEnabled(True)
    if focused is not None:
        focused.setFocus()
    if thread.error is not None:
        raise thread.error
    result: T = thread.result
    return result


class _Apart(QThread):
    """Calls a function once."""

    def __init__(self, make: Callable[[], Any]) -> None:
        super().__init__()
        self._make = make
        self.result: Any = None
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self.result = self._make()
        except Exception as error:  # it is raised again where it was asked for
            self.error = error


@dataclass(frozen=True)
class Task:
    """One file to write, under a free name where there is one of its name."""

    words: str
    file: Path
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Problem:
    """A file that was not written, and why."""

    task: Task
    error: Exception

    @property
    def words(self) -> str:
        """The reason in plain words; what the program itself did wrong is not spelt out."""
        return str(self.error) if isinstance(self.error, ReportError) else tr("程序出了错")


class Work(QThread):
    """Does tasks. What is written stays, also when the rest is called off."""

    advanced = Signal(int)  # so many are done

    def __init__(self, tasks: Sequence[Task], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = tuple(tasks)
        self.written: list[Path] = []
        self.problems: list[Problem] = []
        self._began = time.monotonic()

    def run(self) -> None:
        self._began = time.monotonic()
        for number, task in enumerate(self.tasks, start=1):
            if self.isInterruptionRequested():
                return
            try:
                content = task.make()
                if self.isInterruptionRequested():
                    return
                file = free_name(task.file)
                save(file, content)
                self.written.append(file)
            except Exception as error:  # whatever it is, the other files are written
                self.problems.append(Problem(task, error))
            self.advanced.emit(number)

    def stop(self) -> None:
        """Begin nothing new; what is half done is dropped."""
        self.requestInterruption()

    def seconds_left(self, done: int) -> float:
        """How long the rest will take, going by what is done."""
        return (time.monotonic() - self._began) / done * (len(self.tasks) - done)
