"""The blocks of a document as reportlab flowables: colours that stay clear when printed in grey."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, Table, TableStyle

from dgassist.report import document as d
from dgassist.report.typography import BOLD, REGULAR, lines_of, text_width

INK, QUIET, ACCENT = HexColor(0x1D2730), HexColor(0x56626C), HexColor(0x1F4E79)
RULE, FILL, WARM = HexColor(0xBCC6CE), HexColor(0xEEF3F7), HexColor(0x8A4B08)
_SIGN_COLOURS = {
    d.Sign.MET: ACCENT,
    d.Sign.UNMET: HexColor(0x9B1C1C),
    d.Sign.MISSING: WARM,
    d.Sign.OPEN: WARM,
}
_TALL = 10_000.0

Span = tuple[int, int]


@dataclass(frozen=True)
class Style:
    """How a text is set; ``before`` is the space above it."""

    size: float
    font: str = REGULAR
    colour: HexColor = INK
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
        self._fixed = False

    def getSpaceBefore(self) -> float:
        return self._style.before

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        if not self._fixed:
            style = self._style
            lines = lines_of(self._text, style.font, style.size, width - style.indent)
            self._lines = _with_spans(lines, self._marked)
        return width, len(self._lines or ()) * self._style.leading

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        lines = self._lines or []
        fitting = int(height // self._style.leading)
        if fitting < 2 or len(lines) - fitting < 2:  # no single line at the foot or the head
            return []
        return [self._part(lines[:fitting]), self._part(lines[fitting:])]

    def _part(self, lines: list[tuple[str, list[Span]]]) -> Text:
        part = Text("", self._style, ornament=self._ornament)
        part._lines, part._fixed = lines, True
        return part

    def draw(self) -> None:
        canvas, style, lines = self.canv, self._style, self._lines or []
        height = len(lines) * style.leading
        if self._ornament:
            self._ornament(canvas, style, height)
        canvas.setFont(style.font, style.size)
        canvas.setFillColor(style.colour)
        for i, (line, spans) in enumerate(lines):
            # The em box of the font reaches 0.88 above the baseline.
            base = height - i * style.leading - (style.leading - style.size) / 2 - 0.88 * style.size
            canvas.drawString(style.indent, base, line)
            for start, end in spans:
                left = style.indent + text_width(line[:start], style.font, style.size)
                right = left + text_width(line[start:end], style.font, style.size)
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

    def __init__(self, sign: d.Sign, style: Style) -> None:
        super().__init__()
        self._sign, self._style = sign, style

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        return width, self._style.leading

    def draw(self) -> None:
        canvas, style = self.canv, self._style
        colour, size = _SIGN_COLOURS[self._sign], style.size
        radius, middle = size * 0.56, style.leading / 2
        canvas.setStrokeColor(colour)
        canvas.setFillColor(colour)
        canvas.setLineCap(1)
        canvas.setLineWidth(size * 0.13)
        if self._sign is d.Sign.MET:
            canvas.circle(radius, middle, radius, stroke=0, fill=1)
            canvas.setStrokeColor(HexColor(0xFFFFFF))
            _stroke(canvas, radius, middle, size, ((-0.27, 0.0), (-0.07, -0.21), (0.29, 0.21)))
        elif self._sign is d.Sign.UNMET:
            canvas.circle(radius, middle, radius, stroke=1, fill=0)
            _stroke(canvas, radius, middle, size, ((-0.2, -0.2), (0.2, 0.2)))
            _stroke(canvas, radius, middle, size, ((-0.2, 0.2), (0.2, -0.2)))
        else:
            canvas.setLineWidth(size * 0.09)
            canvas.circle(radius, middle, radius, stroke=1, fill=0)
            canvas.setFont(BOLD, size * 0.85)
            canvas.drawCentredString(radius, middle - size * 0.31, self._sign.mark)
        canvas.setFillColor(colour)
        canvas.setFont(style.font, size)
        base = middle - 0.38 * size
        canvas.drawString(radius * 2 + size * 0.35, base, self._sign.word)


def _stroke(
    canvas: Canvas, x: float, y: float, size: float, points: Sequence[tuple[float, float]]
) -> None:
    path = canvas.beginPath()
    path.moveTo(x + points[0][0] * size, y + points[0][1] * size)
    for dx, dy in points[1:]:
        path.lineTo(x + dx * size, y + dy * size)
    canvas.drawPath(path, stroke=1, fill=0)


class Title(Text):
    """A heading that leaves a bookmark where it stands."""

    def __init__(self, text: str, style: Style) -> None:
        super().__init__(text, style)
        self.bookmark = text

    def split(self, width: float, height: float) -> list[Flowable]:
        return []

    def draw(self) -> None:
        super().draw()
        self.canv.note_bookmark(self.bookmark)


class Section(Text):
    """A heading within a page, over a rule."""

    def split(self, width: float, height: float) -> list[Flowable]:
        return []

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._width = width
        return super().wrap(width, height)

    def draw(self) -> None:
        super().draw()
        self.canv.setStrokeColor(RULE)
        self.canv.setLineWidth(0.6)
        self.canv.line(0, 0, self._width, 0)


class Blank(Flowable):
    """A line to write on."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self._size = height

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self._width = width
        return width, self._size

    def draw(self) -> None:
        self.canv.setStrokeColor(QUIET)
        self.canv.setLineWidth(0.5)
        self.canv.line(0, 2, self._width - 6, 2)


class Setting:
    """The blocks set at one scale; a page that just runs over is set a little smaller."""

    def __init__(self, width: float, scale: float = 1.0) -> None:
        self._width, self._scale = width, scale
        self._body = Style(9.5 * scale, before=2.5 * scale, spread=1.45)
        self._cell = Style(8.8 * scale, spread=1.38)
        self._small = Style(8 * scale, colour=QUIET, spread=1.42)

    def flowables(self, blocks: Sequence[d.Block]) -> list[Flowable]:
        """The blocks in order."""
        return [flowable for block in blocks for flowable in self._block(block)]

    def height(self, flowables: Sequence[Flowable]) -> float:
        """How tall they are together."""
        printed = [f for f in flowables if not isinstance(f, CondPageBreak)]
        return sum(f.wrap(self._width, _TALL)[1] + f.getSpaceBefore() for f in printed)

    def _block(self, block: d.Block) -> Iterator[Flowable]:
        scale = self._scale
        match block:
            case d.Heading(text=text, level=1):
                yield Title(text, Style(17 * scale, BOLD, ACCENT, spread=1.35))
            case d.Heading(text=text):
                yield CondPageBreak(72 * scale)  # never a heading without what it heads
                yield Section(text, Style(10.5 * scale, BOLD, ACCENT, before=7 * scale))
            case d.Paragraph(text=text, quiet=quiet):
                yield Text(text, replace(self._body, colour=QUIET) if quiet else self._body)
            case d.Figures():
                yield self._figures(block)
            case d.KeyValues():
                yield self._key_values(block)
            case d.Table():
                yield self._plain_table(block)
            case d.ConditionTable():
                yield self._conditions(block)
            case d.TickList(items=items):
                yield from self._ticks(items)
            case d.Lines(items=items):
                style = replace(self._body, indent=10 * scale, before=1.5 * scale)
                yield from (Text(item, style, ornament=dot) for item in items)
            case d.Quote():
                yield from self._quote(block)
            case d.Notice(text=text):
                yield self._notice(text)

    def _figures(self, block: d.Figures) -> Flowable:
        label, note = self._small, self._small
        cells = []
        for figure in block.items:
            value = Style(self._value_size(figure.value, len(block.items)), BOLD, spread=1.4)
            cell = [Text(figure.label, label), Text(figure.value, value)]
            cells.append(cell + ([Text(figure.note, note)] if figure.note else []))
        count = len(cells)
        table = self._table([cells], [1] * count, before=7)
        table.setStyle(
            TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, -1), FILL),
                    ("LINEBEFORE", (1, 0), (-1, -1), 0.6, RULE),
                    *_padding(8 * self._scale, 5 * self._scale),
                ]
            )
        )
        return table

    def _value_size(self, value: str, columns: int) -> float:
        """As large as leaves the value on one line, within reason."""
        room = self._width / columns - 18
        for size in (14.0, 12.5, 11.0):
            if text_width(value, BOLD, size * self._scale) <= room:
                return size * self._scale
        return 10.5 * self._scale

    def _key_values(self, block: d.KeyValues) -> Flowable:
        label = replace(self._cell, colour=QUIET)
        cells: list[Sequence[Flowable]] = []
        for name, value in block.pairs:
            filled = Text(value, self._cell) if value else Blank(self._cell.leading)
            cells += [[Text(name, label)], [filled]]
        cells += [[]] * (-len(cells) % 4)
        rows = [cells[i : i + 4] for i in range(0, len(cells), 4)]
        table = self._table(rows, (18, 40, 19, 31), before=4)
        table.setStyle(TableStyle(_padding(0, 2.2 * self._scale)))
        return table

    def _plain_table(self, block: d.Table) -> Flowable:
        head = [[Text(name, self._small)] for name in block.head]
        rows = [[[Text(cell, self._cell)] if cell else [] for cell in row] for row in block.rows]
        return self._ruled([head, *rows], block.widths)

    def _conditions(self, block: d.ConditionTable) -> Flowable:
        head = [[Text(name, self._small)] for name in ("核对", "条件", "填写的情况", "要带的证明")]
        rows: list[list[list[Flowable]]] = []
        for row in block.rows:
            label = replace(self._cell, indent=10 * self._scale * row.depth)
            rows.append(
                [
                    [SignMark(row.sign, self._cell)],
                    [Text(row.label, label)],
                    [Text(row.why, self._cell)] if row.why else [],
                    [Text(row.proof, self._cell)] if row.proof else [],
                ]
            )
        return self._ruled([head, *rows], (10, 38, 28, 28))

    def _ruled(self, rows: list[list[list[Flowable]]], widths: Sequence[int]) -> Flowable:
        table = self._table(rows, widths, repeat=1)
        table.setStyle(
            TableStyle(
                [
                    ("LINEBELOW", (0, 0), (-1, 0), 0.7, QUIET),
                    ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
                    *_padding(0, 2.1 * self._scale),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
                ]
            )
        )
        return table

    def _ticks(self, items: Sequence[d.Tick]) -> Iterator[Flowable]:
        style = replace(self._body, indent=15 * self._scale, before=0)
        remark = replace(self._small, before=0)
        rows = [
            [[Text(i.text, style, ornament=box)], [Text(i.remark, remark)] if i.remark else []]
            for i in items
        ]
        if rows:
            table = self._table(rows, (62, 38), before=2)
            table.setStyle(TableStyle(_padding(0, 1.6 * self._scale)))
            yield table

    def _quote(self, block: d.Quote) -> Iterator[Flowable]:
        style = replace(self._small, colour=INK, indent=9 * self._scale, before=4 * self._scale)
        yield Text(f"{block.source}", replace(self._small, before=4 * self._scale))
        yield Text(block.text, replace(style, before=1), block.marked, bar)

    def _notice(self, text: str) -> Flowable:
        table = self._table([[[Text(text, Style(9 * self._scale, BOLD, INK))]]], [1], before=9)
        table.setStyle(
            TableStyle(
                [
                    ("BOX", (0, 0), (-1, -1), 0.8, ACCENT),
                    *_padding(8 * self._scale, 4 * self._scale),
                ]
            )
        )
        return table

    def _table(
        self,
        rows: Sequence[Sequence[Sequence[Flowable]]],
        widths: Sequence[int],
        before: float = 0,
        repeat: int = 0,
    ) -> Table:
        unit = self._width / sum(widths)
        return Table(
            [list(row) for row in rows],
            colWidths=[unit * w for w in widths],
            repeatRows=repeat,
            spaceBefore=before * self._scale,
        )


def _padding(across: float, down: float) -> list[tuple[object, ...]]:
    whole = ((0, 0), (-1, -1))
    return [
        ("VALIGN", *whole, "TOP"),
        ("LEFTPADDING", *whole, across),
        ("RIGHTPADDING", *whole, max(across, 4)),
        ("TOPPADDING", *whole, down),
        ("BOTTOMPADDING", *whole, down),
    ]
