"""What happens when the program itself fails: a log without any answers in it, and plain words."""

from __future__ import annotations

import logging
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox

from dgassist import __version__
from dgassist.ui.language import tr

LOG = logging.getLogger("dgassist")


def start_log(folder: Path) -> Path:
    """Log to a file that never grows large; the folder may refuse, then there is no log."""
    file = folder / "dgassist.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        keeper = RotatingFileHandler(file, maxBytes=200_000, backupCount=2, encoding="utf-8")
    except OSError:
        return file
    keeper.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(keeper)
    LOG.setLevel(logging.INFO)
    return file


def watch(log_file: Path) -> None:
    """Catch every exception that nobody caught: log where it was, tell the user, go on."""

    def on_fault(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        LOG.error("%s %s", __version__, places(kind, trace))
        if QApplication.instance() is not None:
            tell(
                tr("程序出了错"),
                tr(
                    "这一步没有做成，填过的内容已经保存，可以接着用。\n"
                    "如果再次出现，请把下面这个日志文件发给我们（里面没有企业资料）：\n{file}"
                ).format(file=log_file),
            )

    sys.excepthook = on_fault


def places(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where it happened, line by line; never the message, which may hold what was typed."""
    frames = traceback.extract_tb(trace)
    return " < ".join(
        [kind.__name__, *(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))]
    )


def tell(title: str, words: str) -> None:
    """One plain dialog."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, words)
    box.exec()
