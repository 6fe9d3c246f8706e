"""What the program relies on Qt's Python binding for."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_calls_that_return_nothing_do_not_use_up_none() -> None:
    # Before Python 3.12 the program would be ended once None has no references left (ADR 4).
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 100
