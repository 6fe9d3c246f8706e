"""The pieces that reportlab lays out: text set by the Chinese rules, signs, lines to write on.

Colours stay clear when printed in grey.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from dgassist.report.document import Sign
from dgassist.report.typography import lines_of, text_width, write

INK, QUIET, ACCENT = HexColor(0x1D2730), HexColor(0x56626C), HexColor(0x1F4E79)
RULE, FILL, WARM = HexColor(0xBCC6CE), HexColor(0xEEF3F7), HexColor(0x8A4B08)
_SIGN_COLOURS = {
    Sign.MET: ACCENT,
    Sign.UNMET: HexColor(0x9B1C1C),
    Sign.MISSING: WARM,
    Sign.OPEN: WARM,
}
Span = tuple[int, int]


@dataclass(frozen=True)
class Style:
    """How a text is set; ``before`` is the space above it."""

    size: float
    bold: bool = False
    colour: Color = INK
    before: float = 0
    indent: float = 0
    spread: float = 1.5

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return self.size * self.spread


class Text(Flowable):
    """Lines of text, broken by the Chinese rules; ``marked`` parts are underlined.

    ``ornament`` draws what stands left of the text: a box to tick, a dot, a bar.
    """

    def __init__(
        self,
        text: str,
        style: Style,
        marked: Sequence[str] = (),
        ornament: Callable[[Canvas, Style, float], None] | None = None,
    ) -> None:
        super().__init__()
        self._text, self._style, self._marked = text, style, marked
        self._ornament = ornament
        self._lines: list[tuple[str, list[Span]]] | None = None
        self._across: float | None = None

    def getSpaceBefore(self) -> float:
        """The space above, for reportlab."""
        return self._style.before

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Break the text for this width; reportlab asks for the size."""
        if self._across is None or (width != self._across and self._text):
            self._across, style = width, self._style
            lines = lines_of(self._text, style.size, width - style.indent)
            self._lines = _with_spans(lines, self._marked)
        return width, len(self._lines or ()) * self._style.leading

    def split(self, width: float, height: float) -> list[Flowable]:
        """The part that fits and the rest, never leaving a single line."""
        self.wrap(width, height)
        lines = self._lines or []
        fitting = int(height // self._style.leading)
        if fitting < 2 or len(lines) - fitting < 2:
            return []
        return [self._part(lines[:fitting]), self._part(lines[fitting:])]

    def _part(self, lines: list[tuple[str, list[Span]]]) -> Text:
        part = Text("", self._style, ornament=self._ornament)
        part._lines, part._across = lines, self._across
        return part

    def draw(self) -> None:
        """Draw the lines."""
        canvas, style, lines = self.canv, self._style, self._lines or []
        height = len(lines) * style.leading
        if self._ornament:
            self._ornament(canvas, style, height)
        for i, (line, spans) in enumerate(lines):
            # The em box of the font reaches 0.88 above the baseline.
            base = height - i * style.leading - (style.leading - style.size) / 2 - 0.88 * style.size
            write(canvas, (style.indent, base), line, style.size, style.colour, bold=style.bold)
            for start, end in spans:
                left = style.indent + text_width(line[:start], style.size)
                right = left + text_width(line[start:end], style.size)
                canvas.setStrokeColor(ACCENT)
                canvas.setLineWidth(0.6)
                canvas.line(left, base - 0.22 * style.size, right, base - 0.22 * style.size)


def _with_spans(lines: Sequence[str], marked: Sequence[str]) -> list[tuple[str, list[Span]]]:
    """Each line with the parts of it that are marked."""
    whole = "".join(lines)
    on = bytearray(len(whole))
    for words in marked:
        plain = words.replace("\n", "")
        at = whole.find(plain)
        if at >= 0:
            on[at : at + len(plain)] = b"\1" * len(plain)
    found, start = [], 0
    for line in lines:
        flags = [*on[start : start + len(line)], 0]
        spans, begin = [], None
        for i, flag in enumerate(flags):
            if flag and begin is None:
                begin = i
            elif not flag and begin is not None:
                spans.append((begin, i))
                begin = None
        found.append((line, spans))
        start += len(line)
    return found


def box(canvas: Canvas, style: Style, height: float) -> None:
    """A box to tick by hand."""
    side = style.size * 0.86
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.8)
    canvas.rect(0.5, height - (style.leading + side) / 2, side, side)


def ticked(canvas: Canvas, style: Style, height: float) -> None:
    """A box that is ticked already."""
    box(canvas, style, height)
    side = style.size * 0.86
    middle = height - style.leading / 2
    canvas.setLineWidth(1.3)
    canvas.setStrokeColor(ACCENT)
    _stroke(canvas, 0.5 + side / 2, middle, side, ((-0.3, 0.02), (-0.06, -0.24), (0.36, 0.3)))


def dot(canvas: Canvas, style: Style, height: float) -> None:
    """A small dot before a line."""
    canvas.setFillColor(ACCENT)
    canvas.circle(3, height - style.leading / 2, 1.3, stroke=0, fill=1)


def bar(canvas: Canvas, _style: Style, height: float) -> None:
    """A bar along a quotation."""
    canvas.setFillColor(RULE)
    canvas.rect(0, 1, 2, height - 2, stroke=0, fill=1)


class SignMark(Flowable):
    """✓, ✗ or ? in a circle, with its word; drawn, as few fonts hold the signs."""

    def __init__(self, sign: Sign, style: Style) -> None:
        super().__init__()
        self._sign, self._style = sign, style

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """One line high."""
        return width, self._style.leading

    def draw(self) -> None:
        """Draw the sign and its word."""
        canvas, style = self.canv, self._style
        colour, size = _SIGN_COLOURS[self._sign], style.size
        radius, middle = size * 0.56, style.leading / 2
        canvas.setStrokeColor(colour)
        canvas.setFillColor(colour)
        canvas.setLineCap(1)
        canvas.setLineWidth(size * 0.13)
        if self._sign is Sign.MET:
            canvas.circle(radius, middle, radius, stroke=0, fill=1)
            canvas.setStrokeColor(HexColor(0xFFFFFF))
            _stroke(canvas, radius, middle, size, ((-0.27, 0.0), (-0.07, -0.21), (0.29, 0.21)))
        elif self._sign is Sign.UNMET:
            canvas.circle(radius, middle, radius, stroke=1, fill=0)
            _stroke(canvas, radius, middle, size, ((-0.2, -0.2), (0.2, 0.2)))
            _stroke(canvas, radius, middle, size, ((-0.2, 0.2), (0.2, -0.2)))
        else:
            canvas.setLineWidth(size * 0.09)
            canvas.circle(radius, middle, radius, stroke=1, fill=0)
            left = radius - text_width(self._sign.mark, size * 0.85) / 2
            base = middle - size * 0.31
            write(canvas, (left, base), self._sign.mark, size * 0.85, colour, bold=True)
        across, base = radius * 2 + size * 0.35, middle - 0.38 * size
        write(canvas, (across, base), self._sign.word, size, colour)


def _stroke(
    canvas: Canvas, x: float, y: float, size: float, points: Sequence[tuple[float, float]]
) -> None:
    placed = [(x + dx * size, y + dy * size) for dx, dy in points]
    for start, end in pairwise(placed):
        canvas.line(*start, *end)


class Title(Text):
    """A heading that leaves a bookmark where it stands."""

    def __init__(self, text: str, style: Style) -> None:
        super().__init__(text, style)
        self._bookmark = text

    def split(self, _width: float, _height: float) -> list[Flowable]:
        """A heading is not divided."""
        return []

    def draw(self) -> None:
        """Draw it, and have the sheet note the bookmark."""
        super().draw()
        note = getattr(self.canv, "note_bookmark", None)
        if note is not None:
            note(self._bookmark)


class Section(Text):
    """A heading within a page, over a rule."""

    def split(self, _width: float, _height: float) -> list[Flowable]:
        """A heading is not divided."""
        return []

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Remember how long the rule is."""
        self._rule = width
        return super().wrap(width, height)

    def draw(self) -> None:
        """Draw it and its rule."""
        super().draw()
        self.canv.setStrokeColor(RULE)
        self.canv.setLineWidth(0.6)
        self.canv.line(0, 0, self._rule, 0)


class Blank(Flowable):
    """A line to write on."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self._size = height

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As wide as there is room."""
        self._across = width
        return width, self._size

    def draw(self) -> None:
        """Draw the line."""
        self.canv.setStrokeColor(QUIET)
        self.canv.setLineWidth(0.5)
        self.canv.line(0, 2, self._across - 6, 2)
