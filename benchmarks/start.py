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
from dgassist.ui import app as program
from dgassist.ui.main_window import MainWindow

app = program.application()
window = MainWindow()
window.painted.connect(lambda: print("painted", flush=True))
window.show()
app.exec()
"""

OUR_WINDOW_FURNISHED = """
from contextlib import ExitStack
from PySide6.QtCore import QTimer
from dgassist.ui import app as program
from dgassist.ui.main_window import MainWindow

def furnish():
    program.open_all(window, opened)
    QTimer.singleShot(0, lambda: print("painted", flush=True))

app = program.application()
window = MainWindow()
opened = ExitStack()
window.painted.connect(furnish)
window.show()
app.exec()
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
    """Print all three, taken in turns; the first turn warms the disk and does not count."""
    scripts = (EMPTY_WINDOW, OUR_WINDOW, OUR_WINDOW_FURNISHED)
    turns = [[painted(script) for script in scripts] for _ in range(times + 1)][1:]
    empty, ours, furnished = (Figures(tuple(side)) for side in zip(*turns, strict=True))
    print(f"empty PySide6 window painted         {empty}")
    print(f"our first window painted             {ours}")
    print(f"policy base open, start screen shown {furnished}")
    ratio = ours.median / empty.median
    print(f"ratio of the first two medians       {ratio:11.2f}   (target ≤ 1.4)")
