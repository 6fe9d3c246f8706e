"""From process start to the first painted window, beside an empty PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time

from benchmarks.timing import Figures

EMPTY_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("painted", flush=True)

app = QApplication([])
app.setStyle("Fusion")
window = Window()
window.resize(1024, 680)
window.show()
app.exec()
"""

OUR_WINDOW = """
from PySide6.QtCore import QEvent, QObject

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print("painted", flush=True)
        return False

from dgassist.ui import app as program
window, application = program.opened()
watch = Watch()
window.centralWidget().installEventFilter(watch)
application.exec()
"""


def painted(script: str) -> float:
    """Seconds from starting Python with a script until it says that it has painted."""
    with tempfile.TemporaryDirectory() as folder:
        surroundings = {**os.environ, "XDG_DATA_HOME": folder, "LOCALAPPDATA": folder}
        surroundings.setdefault("QT_QPA_PLATFORM", "offscreen")
        begin = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, env=surroundings
        ) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            taken = time.perf_counter() - begin
            process.kill()
        assert line.strip() == b"painted", line
        return taken


def report(times: int = 9) -> None:
    """Print both, taken in turns."""
    pairs = [(painted(EMPTY_WINDOW), painted(OUR_WINDOW)) for _ in range(times + 1)][1:]
    empty, ours = (Figures(tuple(side)) for side in zip(*pairs, strict=True))
    print(f"empty PySide6 window painted         {empty}")
    print(f"our first window painted             {ours}")
    print(
        f"ratio of medians                     {ours.median / empty.median:11.2f}   (target ≤ 1.4)"
    )
