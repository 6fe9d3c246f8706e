"""Chinese type for reportlab: the font, line breaking, and text that can be copied out again.

A page carries the outline of every character it shows, some 120 bytes each. So there is one font:
bold is the same outlines with a fine stroke around them, not a second set of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from dgassist import paths

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.pdfgen.canvas import Canvas

FONT = "NotoSansSC-Regular"
_STROKE = 0.026
"""How much bold adds to a stem, in ems."""
FILL_AND_STROKE: Literal[2] = 2
"""How PDF calls it: the outline is drawn around what is filled."""

CANNOT_START = frozenset("，。、；：？！）〕】》〉」』”’％%‰℃·…—～-/,.;:?!)]}>々㎡")
CANNOT_END = frozenset("（〔【《〈「『“‘([{<￥$#№")

_UNIT = re.compile(
    r"[0-9][0-9,.]*(?:万元|亿元|元|%|㎡|天|项|人|年|月|日)?"  # a number stays with its unit
    r"|[0-9A-Za-z_.@&'+*=-]+"
    r"|——|……"
    r"|.",
    re.DOTALL,
)
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@cache
def load_fonts() -> None:
    """Register the font, once in the life of the program."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics

    from dgassist.report.typeface import Typeface

    vars(rl_config)["useA85"] = 0  # bytes as they are, not spelt out in a fourth more
    pdfmetrics.registerFont(Typeface(FONT, str(paths.resources() / "fonts" / f"{FONT}.ttf")))


def write(
    canvas: Canvas,
    at: tuple[float, float],
    text: str,
    size: float,
    colour: Color,
    *,
    bold: bool = False,
) -> None:
    """Write one line of text from a point of its baseline."""
    canvas.setFont(FONT, size)
    canvas.setFillColor(colour)
    if not bold:
        canvas.drawString(*at, text)
        return
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(size * _STROKE)
    canvas.drawString(*at, text, mode=FILL_AND_STROKE)


class _Widths(dict[str, float]):
    """The widths of characters in ems, looked up once each."""

    def __missing__(self, character: str) -> float:
        from reportlab.pdfbase import pdfmetrics

        self[character] = width = float(pdfmetrics.stringWidth(character, FONT, 1))
        return width


_WIDTHS = _Widths()


def text_width(text: str, size: float) -> float:
    """How wide a text runs, in points."""
    return sum(map(_WIDTHS.__getitem__, text)) * size


def shortened(text: str, size: float, width: float) -> str:
    """The text, or its beginning with an ellipsis where it is too wide for one line."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text + "…"


def lines_of(text: str, size: float, width: float) -> list[str]:
    """Break a text into lines by the Chinese rules.

    No line starts with a closing mark or ends with an opening one; numbers and Latin words stay
    whole where they fit at all. The lines joined are the text (line feeds left out).
    """
    lines: list[str] = []
    for paragraph in _UNPRINTABLE.sub(" ", text).split("\n"):
        if text_width(paragraph, size) <= width:
            lines.append(paragraph)
            continue
        units = list(_units(paragraph, size, width))
        start, used = 0, 0.0
        for end, unit in enumerate(units):
            unit_width = text_width(unit, size)
            while used + unit_width > width and end > start and not unit.isspace():
                cut = _cut(units, start, end)
                lines.append("".join(units[start:cut]))
                start = cut
                used = text_width("".join(units[start:end]), size)
            used += unit_width
        lines.append("".join(units[start:]))
    return lines


def _units(text: str, size: float, width: float) -> Iterator[str]:
    """What is not broken: words and numbers, unless one alone is wider than a line."""
    for unit in _UNIT.findall(text):
        if text_width(unit, size) <= width:
            yield unit
        else:
            yield from unit


def _cut(units: Sequence[str], start: int, end: int) -> int:
    """The last place up to ``end`` where a line may end."""
    for cut in range(end, start, -1):
        if units[cut][0] not in CANNOT_START and units[cut - 1][-1] not in CANNOT_END:
            return cut
    return end
