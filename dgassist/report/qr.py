"""A text as a QR code, drawn as plain squares."""

from __future__ import annotations

from typing import Any

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

_QUIET = 4  # modules left white on every side, as scanners want it


class QrCode(Flowable):
    """The code in a square of this side."""

    def __init__(self, text: str, side: float) -> None:
        super().__init__()
        self._rows, self._side = modules(text), side

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """As large as it was made."""
        return self._side, self._side

    def draw(self) -> None:
        """Draw the dark modules, those beside one another as one bar."""
        canvas = self.canv
        unit = self._side / (len(self._rows) + 2 * _QUIET)
        canvas.setFillColor(HexColor(0x000000))
        for i, row in enumerate(self._rows):
            base = self._side - (i + 1 + _QUIET) * unit
            start: int | None = None
            for j, dark in enumerate((*row, False)):
                if dark and start is None:
                    start = j
                elif not dark and start is not None:
                    left = (start + _QUIET) * unit
                    canvas.rect(left, base, (j - start) * unit, unit, stroke=0, fill=1)
                    start = None


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Which modules are dark, row by row."""
    code: Any = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    count = code.getModuleCount()
    return tuple(tuple(bool(code.isDark(i, j)) for j in range(count)) for i in range(count))
