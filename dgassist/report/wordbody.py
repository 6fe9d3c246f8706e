"""The blocks of a document as WordprocessingML: real headings, lists, tables and check boxes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from dgassist.report import document as d
from dgassist.report.xmltext import writable

APP = "莞企政策助手"
_WIDTH = 9978  # of the text, in twentieths of a point
_NO_LINES = "<w:tblBorders/>"
_LINES = (
    '<w:tblBorders><w:top w:val="single" w:sz="6" w:color="56626C"/>'
    '<w:bottom w:val="single" w:sz="4" w:color="BCC6CE"/>'
    '<w:insideH w:val="single" w:sz="4" w:color="BCC6CE"/></w:tblBorders>'
)
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="EEF3F7"/>'
_EMU = 12700  # to the point
_TABLES = (d.KeyValues, d.Table, d.ConditionTable, d.TickList)
_SIDE = 62  # of a code, in points


def escaped(text: str) -> str:
    """Text as XML holds it; what XML cannot hold becomes a space."""
    return escape(writable(text))


def run(text: str, look: str = "") -> str:
    """A stretch of text; line feeds break the line. ``look`` is its own formatting."""
    lines = escaped(text).split("\n")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{words}</w:r>"


def field(name: str) -> str:
    """A number that Word fills in: PAGE, NUMPAGES."""
    return f'<w:fldSimple w:instr="{name}">{run("1")}</w:fldSimple>'


def paragraph(runs: str, style: str = "", more: str = "") -> str:
    """A paragraph of runs; ``more`` are properties besides the style."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{runs}</w:p>"


def _cell(content: str, width: int, look: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>{content}</w:tc>'


class Body:
    """Collects blocks; ``pictures`` are the PNG files they show."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._breaks = False  # the next paragraph begins a page
        self._boxes = 0
        self.pictures: list[bytes] = []

    def add(self, block: d.Block, after: d.Block | None = None) -> None:
        """Set one block below the others; ``after`` comes next."""
        if isinstance(block, d.PageBreak):
            self._breaks = bool(self._parts)
            return
        if self._breaks and not isinstance(block, d.Heading):
            self._parts.append(paragraph("", more="<w:pageBreakBefore/>"))
            self._breaks = False
        self._parts.extend(self._block(block, after))

    def finished(self) -> str:
        """All of it; after a table Word wants a paragraph."""
        return "".join(self._parts) + paragraph("", "Small")

    def _block(self, block: d.Block, after: d.Block | None) -> Iterator[str]:
        match block:
            case d.Heading(text=text, level=level):
                begin = "<w:pageBreakBefore/>" if self._breaks else ""
                self._breaks = False
                yield paragraph(run(text), f"Heading{level}", begin)
            case d.Paragraph(text=text, quiet=quiet):
                # A line that leads to a table stays with it.
                leads = "<w:keepNext/>" if isinstance(after, _TABLES) else ""
                yield paragraph(run(text), "Quiet" if quiet else "", leads)
            case d.Figures():
                yield self._figures(block)
            case d.KeyValues(pairs=pairs):
                yield self._key_values(pairs)
            case d.Table(head=head, rows=rows, widths=widths):
                yield self._ruled(head, [[run(c) for c in row] for row in rows], widths)
            case d.ConditionTable(rows=conditions):
                yield self._conditions(conditions)
            case d.TickList(items=items):
                yield self._ticks(items)
            case d.Lines(items=lines):
                yield from (paragraph(run(line), "ListBullet") for line in lines)
            case d.Quote(text=text, source=source, marked=marked):
                yield paragraph(run(source), "Small", "<w:keepNext/>")
                yield paragraph(_marked(text, marked), "Quote")
            case d.Notice(text=text):
                yield paragraph(run(text), "Notice")
            case d.Code(text=text, words=words):
                yield self._code(text, words)

    def _figures(self, block: d.Figures) -> str:
        cells = []
        for figure in block.items:
            cell = paragraph(run(figure.label), "Small") + paragraph(run(figure.value), "Figure")
            cells.append(cell + (paragraph(run(figure.note), "Small") if figure.note else ""))
        return self._table([cells], [1] * len(cells), look=_SHADE)

    def _key_values(self, pairs: Sequence[tuple[str, str]]) -> str:
        line = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:color="56626C"/></w:tcBorders>'
        widths = _shares((17, 43, 18, 30))
        rows = []
        for i in range(0, len(pairs), 2):
            cells = []
            for j, (name, value) in enumerate((*pairs[i : i + 2], ("", " "))[:2]):
                cells.append(_cell(paragraph(run(name), "CellLabel"), widths[2 * j]))
                look = "" if value else line  # to be written in by hand
                cells.append(_cell(paragraph(run(value), "Cell"), widths[2 * j + 1], look))
            rows.append(_row("".join(cells)))
        return _framed("".join(rows), widths, _NO_LINES)

    def _conditions(self, rows: Sequence[d.Condition]) -> str:
        content = [
            [
                run(f"{row.sign.mark} {row.sign.word}"),
                run("　" * row.depth + row.label),
                run(row.why),
                run(row.proof),
            ]
            for row in rows
        ]
        return self._ruled(("核对", "条件", "填写的情况", "要带的证明"), content, (13, 37, 27, 27))

    def _ruled(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
    ) -> str:
        top = [paragraph(run(name), "TableHead") for name in head]
        cells = [[paragraph(cell, "Cell") for cell in row] for row in rows]
        return self._table([top, *cells], widths, lines=_LINES, has_head=True)

    def _ticks(self, items: Sequence[d.Tick]) -> str:
        rows = [
            [
                paragraph(self._box(item.done) + run(" " + item.text), "Tick"),
                paragraph(run(item.remark), "Small"),
            ]
            for item in items
        ]
        return self._table(rows, (60, 40)) if rows else ""

    def _box(self, is_done: bool) -> str:
        """A box that is ticked with a click, in Word and WPS."""
        self._boxes += 1
        font = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/>'
        return (
            f'<w:sdt><w:sdtPr><w:id w:val="{self._boxes}"/><w14:checkbox>'
            f'<w14:checked w14:val="{int(is_done)}"/>'
            '<w14:checkedState w14:val="2611" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent>{run('☑' if is_done else '☐', font)}</w:sdtContent></w:sdt>"
        )

    def _code(self, text: str, words: str) -> str:
        self.pictures.append(_png(text))
        number, side = len(self.pictures), _SIDE * _EMU
        picture = (
            f'<w:r><w:drawing><wp:inline><wp:extent cx="{side}" cy="{side}"/>'
            f'<wp:docPr id="{number}" name="QR" descr="{escaped(words)}"/><a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="QR"/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdPicture{number}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
        look = '<w:vAlign w:val="center"/>'
        return self._table([[paragraph(picture), paragraph(run(words), "Small")]], (15, 85), look)

    def _table(
        self,
        rows: Sequence[Sequence[str]],
        widths: Sequence[int],
        look: str = "",
        *,
        lines: str = _NO_LINES,
        has_head: bool = False,
    ) -> str:
        shares = _shares(widths)
        content = []
        for i, row in enumerate(rows):
            cells = "".join(_cell(c, w, look) for c, w in zip(row, shares, strict=True))
            content.append(_row(cells, is_head=has_head and i == 0))
        return _framed("".join(content), shares, lines)


def _shares(widths: Sequence[int]) -> list[int]:
    return [_WIDTH * width // sum(widths) for width in widths]


def _row(cells: str, *, is_head: bool = False) -> str:
    """A row that is not divided; a head is repeated on every page."""
    again = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{cells}</w:tr>"


def _framed(rows: str, widths: Sequence[int], lines: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{lines}'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="30" w:type="dxa"/>'
        '<w:left w:w="60" w:type="dxa"/><w:bottom w:w="30" w:type="dxa"/>'
        f'<w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{rows}</w:tbl>{paragraph('', 'Gap')}"
    )


def _marked(text: str, marked: Sequence[str]) -> str:
    """The text with the words relied on underlined."""
    on = bytearray(len(text))
    for words in marked:
        at = text.find(words)
        if at >= 0:
            on[at : at + len(words)] = b"\1" * len(words)
    pieces, start = [], 0
    for end in range(1, len(text) + 1):
        if end == len(text) or on[end] != on[start]:
            look = '<w:u w:val="single" w:color="1F4E79"/>' if on[start] else ""
            pieces.append(run(text[start:end], look))
            start = end
    return "".join(pieces)


def _png(text: str) -> bytes:
    """A QR code as a picture, one dot a module and the white edge that scanners want."""
    from dgassist.report.qr import modules

    rows, edge = modules(text), 4
    size = len(rows) + 2 * edge
    blank = (False,) * size
    dots = [blank] * edge + [(*blank[:edge], *row, *blank[:edge]) for row in rows] + [blank] * edge
    lines = b"".join(b"\0" + bytes(0 if dark else 255 for dark in row) for row in dots)
    head = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )
