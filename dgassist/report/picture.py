"""The pages of a document as marks, for what draws them elsewhere: on the screen, on a printer.

The same canvas makes the PDF, so a preview cannot differ from it. A mark stands in points from the
upper left corner of its sheet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from dgassist.report.typography import FILL_AND_STROKE

Point = tuple[float, float]
WIDTH, HEIGHT = A4
_ROUND = 1  # the ends of a line


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text, from a point of its baseline; bold is a stroke of that width around it."""

    at: Point
    text: str
    size: float
    colour: str
    bold: float = 0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line between two points."""

    ends: tuple[Point, Point]
    colour: str
    width: float
    round: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle between two corners, or a disc in it; filled, or drawn as an outline."""

    corners: tuple[Point, Point]
    colour: str
    disc: bool = False
    outline: float = 0


Mark = Words | Stroke | Area
Page = tuple[Mark, ...]


class Drawing(Canvas):
    """A canvas that remembers what it draws; pages draw with nothing but what is remembered."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.marks: list[Mark] = []

    def drawString(self, x: float, y: float, text: str, mode: Literal[2] | None = None) -> None:  # type: ignore[override]
        """Write a line of text."""
        super().drawString(x, y, text, mode=mode)
        bold = self._state("_lineWidth") if mode == FILL_AND_STROKE else 0
        colour = _hex(self._state("_fillColorObj"))
        size = self._state("_fontsize")
        self.marks.append(Words(self._on_sheet(x, y), text, size, colour, bold))

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a straight line."""
        super().line(x1, y1, x2, y2)
        self._remember_line(x1, y1, x2, y2)

    def lines(self, linelist: Iterable[tuple[float, float, float, float]]) -> None:
        """Draw several lines."""
        drawn = list(linelist)
        super().lines(drawn)
        for ends in drawn:
            self._remember_line(*ends)

    def rect(  # type: ignore[override]  # noqa: PLR0917 - as the canvas has it
        self, x: float, y: float, width: float, height: float, stroke: int = 1, fill: int = 0
    ) -> None:
        """Draw a rectangle."""
        super().rect(x, y, width, height, stroke=stroke, fill=fill)
        self._remember_area((x, y), (x + width, y + height), stroke, fill)

    def circle(
        self, x_cen: float, y_cen: float, r: float, stroke: float = 1, fill: float = 0
    ) -> None:
        """Draw a circle."""
        super().circle(x_cen, y_cen, r, stroke=stroke, fill=fill)
        self._remember_area((x_cen - r, y_cen - r), (x_cen + r, y_cen + r), stroke, fill, disc=True)

    def _state(self, name: str) -> Any:
        return self.__dict__[name]

    def _on_sheet(self, x: float, y: float) -> Point:
        across, up = self.absolutePosition(x, y)
        return across, HEIGHT - up

    def _remember_line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        ends = self._on_sheet(x1, y1), self._on_sheet(x2, y2)
        colour = _hex(self._state("_strokeColorObj"))
        is_round = self._state("_lineCap") == _ROUND
        self.marks.append(Stroke(ends, colour, self._state("_lineWidth"), is_round))

    def _remember_area(
        self, one: Point, other: Point, stroke: float, fill: float, *, disc: bool = False
    ) -> None:
        corners = self._on_sheet(*one), self._on_sheet(*other)
        if fill:
            self.marks.append(Area(corners, _hex(self._state("_fillColorObj")), disc))
        if stroke:
            colour = _hex(self._state("_strokeColorObj"))
            self.marks.append(Area(corners, colour, disc, self._state("_lineWidth")))


def _hex(colour: Color) -> str:
    return f"#{colour.hexval()[2:]}"
