"""What happens when the program itself fails: a log without any answers in it, and plain words."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox

from dgassist import __version__
from dgassist.ui.language import tr


def watch(folder: Callable[[], Path]) -> None:
    """Catch every exception that nobody caught: log where it was, tell the user, go on."""

    def on_fault(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        file = log(folder(), places(kind, trace))
        if QApplication.instance() is not None:
            tell(
                tr("程序出了错"),
                tr(
                    "这一步没有做成，填过的内容已经保存，可以接着用。\n"
                    "如果再次出现，请把下面这个日志文件发给我们（里面没有企业资料）：\n{file}"
                ).format(file=file),
            )

    sys.excepthook = on_fault


def log(folder: Path, words: str) -> Path:
    """Add a line to a log that never grows large; a folder that refuses it gets none."""
    import logging  # a run without faults needs no log
    from logging.handlers import RotatingFileHandler

    file = folder / "dgassist.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        keeper = RotatingFileHandler(file, maxBytes=200_000, backupCount=2, encoding="utf-8")
    except OSError:
        return file
    keeper.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    keeper.handle(logging.LogRecord("dgassist", logging.ERROR, "", 0, words, (), None))
    keeper.close()
    return file


def places(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where it happened, line by line; never the message, which may hold what was typed."""
    frames = [
        f"{Path(f.filename).name}:{f.lineno} {f.name}"
        for f in reversed(traceback.extract_tb(trace))
    ]
    return " < ".join([__version__, kind.__name__, *frames])


def tell(title: str, words: str) -> None:
    """One plain dialog."""
    QMessageBox(QMessageBox.Icon.Warning, title, words).exec()
