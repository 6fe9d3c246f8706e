"""A font for reportlab that is embedded once a document, the way PDF means it for Chinese.

reportlab divides a font into pieces of 256 characters, each with tables that no reader asks for.
Here it is one composite font under two-byte codes: smaller, and text is copied out as it went in,
beyond U+FFFF, too, and even a character that the font cannot draw.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import SUBSETN, TTEncoding, TTFont, TTFontFace, TTFontMaker

_WIDE = 1000
"""The width of nearly every character, in thousandths of an em."""
_METRICS_IN_HHEA, _COUNT_IN_MAXP, _LONG_IN_HEAD = 34, 4, 50  # where the tables say how many


class _Face(TTFontFace):
    """The outlines, of which the bundled font builds none from others."""

    def makeSubset(self, subset: Iterable[int]) -> bytes:
        """A font file with the glyphs of these code points, after the empty box."""
        table: Callable[[str], bytes] = self.get_table
        glyphs = [0, *(self.charToGlyph.get(code, 0) for code in subset)]
        outlines = table("glyf")
        shapes = [outlines[self.glyphPos[g] : self.glyphPos[g + 1]] for g in glyphs]
        offsets = [0]
        for shape in shapes:
            offsets.append(offsets[-1] + len(shape))
        metrics = (int(n) & 0xFFFF for g in glyphs for n in self.hmetrics[g])
        count = len(glyphs)
        maker = TTFontMaker()
        maker.add("head", _with_number(table("head"), _LONG_IN_HEAD, 1))
        maker.add("hhea", _with_number(table("hhea"), _METRICS_IN_HHEA, count))
        maker.add("maxp", _with_number(table("maxp"), _COUNT_IN_MAXP, count))
        maker.add("hmtx", struct.pack(f">{2 * count}H", *metrics))
        maker.add("loca", struct.pack(f">{count + 1}L", *offsets))
        maker.add("glyf", b"".join(shapes))
        content: bytes = maker.makeStream()
        return content


def _with_number(table: bytes, at: int, number: int) -> bytes:
    return table[:at] + struct.pack(">H", number) + table[at + 2 :]


class Typeface(TTFont):
    """A TrueType font, of which a document holds the characters it uses."""

    def __init__(self, name: str, file: str) -> None:  # not the slower way of the base class
        self.fontName = name
        self.face: Any = _Face(file)
        self.encoding = TTEncoding()
        self.shapable = False
        self._codes: WeakKeyDictionary[Any, dict[str, int]] = WeakKeyDictionary()

    def splitString(self, text: str, doc: Any, _encoding: str = "") -> list[tuple[int, bytes]]:
        """The text in the codes of this document: a character gets one where it is used first."""
        codes = self._codes.setdefault(doc, {})
        return [(0, b"".join(codes.setdefault(c, len(codes) + 1).to_bytes(2) for c in text))]

    def getSubsetInternalName(self, _subset: int, doc: Any) -> str:
        """What the pages of this document call the font."""
        if self.fontName not in doc.fontMapping:
            doc.fontMapping[self.fontName] = f"/F{len(doc.fontMapping) + 1}"
            doc.delayedFonts.append(self)
        return str(doc.fontMapping[self.fontName])

    def addObjects(self, doc: Any) -> None:
        """Put the font into a finished document."""
        codes = self._codes.pop(doc)
        internal = self.getSubsetInternalName(0, doc)[1:]
        name = (SUBSETN(0) + b"+" + self.face.name).decode("ascii")
        points = list(map(ord, codes))
        described = self.face.addSubsetObjects(doc, name, points)
        system = {"Registry": "Adobe", "Ordering": "Identity"}
        within = _dictionary(
            Type="/Font",
            Subtype="/CIDFontType2",
            BaseFont=f"/{name}",
            CIDSystemInfo=_dictionary(
                **{k: pdfdoc.PDFString(v) for k, v in system.items()}, Supplement=0
            ),
            CIDToGIDMap="/Identity",
            DW=_WIDE,
            W=pdfdoc.PDFArray(self._widths(points)),
            FontDescriptor=described,
        )
        mapping = pdfdoc.PDFStream(
            content=to_unicode_map(name, list(codes)), filters=[pdfdoc.PDFZCompress]
        )
        font = _dictionary(
            Type="/Font",
            Subtype="/Type0",
            BaseFont=f"/{name}",
            Encoding="/Identity-H",
            DescendantFonts=pdfdoc.PDFArray([doc.Reference(within, f"cidFont:{name}")]),
            ToUnicode=doc.Reference(mapping, f"toUnicodeCMap:{name}"),
        )
        doc.idToObject["BasicFonts"].dict[internal] = doc.Reference(font, internal)

    def _widths(self, points: Iterable[int]) -> list[Any]:
        """The widths that are not the common one: first code and widths, run by run."""
        runs: list[tuple[int, list[int]]] = []
        for code, point in enumerate(points, start=1):
            width = round(self.face.getCharWidth(point))
            if width == _WIDE:
                continue
            if runs and runs[-1][0] + len(runs[-1][1]) == code:
                runs[-1][1].append(width)
            else:
                runs.append((code, [width]))
        return [part for code, widths in runs for part in (code, pdfdoc.PDFArray(widths))]


def _dictionary(**entries: Any) -> Any:
    return pdfdoc.PDFDictionary(entries)


def to_unicode_map(font_name: str, characters: Sequence[str]) -> str:
    """The CMap by which a reader finds the characters of the codes from 1 on, as UTF-16."""
    first, ranges = 1, []
    while first <= len(characters):
        last = min(len(characters), first | 0xFF)  # a range keeps to one first byte
        texts = (c.encode("utf-16-be").hex().upper() for c in characters[first - 1 : last])
        ranges.append(f"<{first:04X}> <{last:04X}> [{''.join(f'<{t}>' for t in texts)}]")
        first = last + 1
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for i in range(0, len(ranges), 100):
        block = ranges[i : i + 100]
        lines += [f"{len(block)} beginbfrange", *block, "endbfrange"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)
