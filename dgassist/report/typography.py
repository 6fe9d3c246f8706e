"""Chinese type for reportlab: fonts, line breaking, and text that can be copied out again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dgassist import paths

REGULAR = "NotoSansSC-Regular"
BOLD = "NotoSansSC-Bold"

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
    """Register both weights, once in the life of the program."""
    from reportlab.pdfbase import pdfmetrics, ttfonts

    # reportlab writes code points beyond U+FFFF as five hex digits, which no reader understands.
    vars(ttfonts)["makeToUnicodeCMap"] = to_unicode_map
    for name in (REGULAR, BOLD):
        file = paths.resources() / "fonts" / f"{name}.ttf"
        pdfmetrics.registerFont(ttfonts.TTFont(name, str(file), asciiReadable=0))


def to_unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """The CMap by which a reader finds the characters of a subset: UTF-16, in blocks of 100."""
    entries = [
        f"<{index:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for index, code in enumerate(subset)
    ]
    blocks = [entries[i : i + 100] for i in range(0, len(entries), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


class _Widths(dict[str, float]):
    """The widths of a font's characters in ems, looked up once each."""

    def __init__(self, font: str) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, character: str) -> float:
        from reportlab.pdfbase import pdfmetrics

        self[character] = width = float(pdfmetrics.stringWidth(character, self._font, 1))
        return width


_WIDTHS = {REGULAR: _Widths(REGULAR), BOLD: _Widths(BOLD)}


def text_width(text: str, font: str, size: float) -> float:
    """How wide a text runs, in points."""
    return sum(map(_WIDTHS[font].__getitem__, text)) * size


def shortened(text: str, font: str, size: float, width: float) -> str:
    """The text, or its beginning with an ellipsis where it is too wide for one line."""
    if text_width(text, font, size) <= width:
        return text
    while text and text_width(text + "…", font, size) > width:
        text = text[:-1]
    return text + "…"


def lines_of(text: str, font: str, size: float, width: float) -> list[str]:
    """Break a text into lines by the Chinese rules.

    No line starts with a closing mark or ends with an opening one; numbers and Latin words stay
    whole where they fit at all. The lines joined are the text (line feeds left out).
    """
    lines: list[str] = []
    for paragraph in _UNPRINTABLE.sub(" ", text).split("\n"):
        if text_width(paragraph, font, size) <= width:
            lines.append(paragraph)
            continue
        units = list(_units(paragraph, font, size, width))
        start, used = 0, 0.0
        for end, unit in enumerate(units):
            unit_width = text_width(unit, font, size)
            while used + unit_width > width and end > start and not unit.isspace():
                cut = _cut(units, start, end)
                lines.append("".join(units[start:cut]))
                start = cut
                used = text_width("".join(units[start:end]), font, size)
            used += unit_width
        lines.append("".join(units[start:]))
    return lines


def _units(text: str, font: str, size: float, width: float) -> Iterator[str]:
    """What is not broken: words and numbers, unless one alone is wider than a line."""
    for unit in _UNIT.findall(text):
        if text_width(unit, font, size) <= width:
            yield unit
        else:
            yield from unit


def _cut(units: Sequence[str], start: int, end: int) -> int:
    """The last place up to ``end`` where a line may end."""
    for cut in range(end, start, -1):
        if units[cut][0] not in CANNOT_START and units[cut - 1][-1] not in CANNOT_END:
            return cut
    return end
