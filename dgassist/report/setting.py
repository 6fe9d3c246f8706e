"""From the blocks of a document to what is laid out, at one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, Table, TableStyle

from dgassist.report import document as d
from dgassist.report.flowable import (
    ACCENT,
    FILL,
    INK,
    QUIET,
    RULE,
    Blank,
    Section,
    SignMark,
    Style,
    Text,
    Title,
    bar,
    box,
    dot,
    ticked,
)
from dgassist.report.qr import QrCode
from dgassist.report.typography import FONT, text_width

_TALL = 10_000.0

Cell = Sequence[Flowable]


class Setting:
    """The blocks set at one scale; a page that just runs over is set a little smaller."""

    def __init__(self, width: float, scale: float = 1.0) -> None:
        self._width, self._scale = width, scale
        self._body = Style(9.5 * scale, before=2.5 * scale, spread=1.45)
        self._cell = Style(8.8 * scale, spread=1.38)
        self._small = Style(8 * scale, colour=QUIET, spread=1.42)

    def flowables(self, blocks: Sequence[d.Block]) -> list[Flowable]:
        """The blocks in order."""
        found: list[Flowable] = []
        for block, after in zip_longest(blocks, blocks[1:]):
            if isinstance(block, d.Paragraph) and isinstance(after, d.KeyValues):
                # The line stays with what it leads to.
                found.append(CondPageBreak(44 * self._scale))
            found += self._block(block)
        return found

    def height(self, flowables: Sequence[Flowable]) -> float:
        """How tall they are together."""
        printed = [f for f in flowables if not isinstance(f, CondPageBreak)]
        return sum(f.wrap(self._width, _TALL)[1] + f.getSpaceBefore() for f in printed)

    def _block(self, block: d.Block) -> Iterator[Flowable]:
        scale = self._scale
        match block:
            case d.Heading(text=text, level=1):
                yield Title(text, Style(17 * scale, bold=True, colour=ACCENT, spread=1.35))
            case d.Heading(text=text):
                yield CondPageBreak(72 * scale)  # never a heading without what it heads
                yield Section(text, Style(10.5 * scale, bold=True, colour=ACCENT, before=6 * scale))
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
            case d.Code():
                yield self._code(block)

    def _figures(self, block: d.Figures) -> Flowable:
        label, note = self._small, self._small
        cells: list[Cell] = []
        for figure in block.items:
            value = Style(self._value_size(figure.value, len(block.items)), bold=True, spread=1.4)
            cell = [Text(figure.label, label), Text(figure.value, value)]
            cells.append([*cell, Text(figure.note, note)] if figure.note else cell)
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
            if text_width(value, size * self._scale) <= room:
                return size * self._scale
        return 10.5 * self._scale

    def _key_values(self, block: d.KeyValues) -> Flowable:
        label = replace(self._cell, colour=QUIET)
        cells: list[Cell] = []
        for name, value in block.pairs:
            filled = Text(value, self._cell) if value else Blank(self._cell.leading)
            cells += [[Text(name, label)], [filled]]
        cells += [[]] * (-len(cells) % 4)
        rows = [cells[i : i + 4] for i in range(0, len(cells), 4)]
        table = self._table(rows, (17, 43, 18, 30), before=4)
        table.setStyle(TableStyle(_padding(0, 2.2 * self._scale)))
        return table

    def _plain_table(self, block: d.Table) -> Flowable:
        def filled(text: str, at: int) -> Cell:
            is_blank = at in block.blanks and not text
            return [Blank(self._cell.leading * 1.4)] if is_blank else self._filled(text)

        rows = [[filled(cell, i) for i, cell in enumerate(row)] for row in block.rows]
        return self._ruled(block.head, rows, block.widths)

    def _filled(self, text: str) -> Cell:
        return [Text(text, self._cell)] if text else []

    def _conditions(self, block: d.ConditionTable) -> Flowable:
        rows: list[list[Cell]] = []
        for row in block.rows:
            label = Text(row.label, replace(self._cell, indent=10 * self._scale * row.depth))
            mark = SignMark(row.sign, self._cell)
            rows.append([[mark], [label], self._filled(row.why), self._filled(row.proof)])
        return self._ruled(("核对", "条件", "填写的情况", "要带的证明"), rows, (10, 38, 28, 28))

    def _ruled(
        self, head: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[int]
    ) -> Flowable:
        top: list[Cell] = [[Text(name, self._small)] for name in head]
        table = self._table([top, *rows], widths, repeat=1)
        table.setStyle(
            TableStyle(
                [
                    ("LINEBELOW", (0, 0), (-1, 0), 0.7, QUIET),
                    ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
                    *_padding(0, 2 * self._scale),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
                ]
            )
        )
        return table

    def _ticks(self, items: Sequence[d.Tick]) -> Iterator[Flowable]:
        style = replace(self._body, indent=15 * self._scale, before=0)
        remark = replace(self._small, spread=style.leading / self._small.size)
        rows: list[list[Cell]] = [
            [[Text(i.text, style, ornament=ticked if i.done else box)], [Text(i.remark, remark)]]
            for i in items
        ]
        if rows:
            table = self._table(rows, (60, 40), before=2)
            table.setStyle(TableStyle(_padding(0, 1.6 * self._scale)))
            yield table

    def _quote(self, block: d.Quote) -> Iterator[Flowable]:
        style = replace(self._small, colour=INK, indent=9 * self._scale, before=4 * self._scale)
        yield Text(block.source, replace(self._small, before=4 * self._scale))
        yield Text(block.text, replace(style, before=1), block.marked, bar)

    def _code(self, block: d.Code) -> Flowable:
        side = 58 * self._scale
        cells: list[Cell] = [[QrCode(block.text, side)], [Text(block.words, self._small)]]
        table = self._table([cells], (round(side) + 4, round(self._width - side) - 4), before=2)
        table.setStyle(TableStyle([*_padding(0, 0), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]))
        return table

    def _notice(self, text: str) -> Flowable:
        table = self._table([[[Text(text, Style(9 * self._scale, bold=True))]]], [1], before=9)
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
        rows: Sequence[Sequence[Cell]],
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


def _padding(across: float, down: float) -> list[Any]:
    whole = ((0, 0), (-1, -1))
    return [
        ("FONTNAME", *whole, FONT),  # else reportlab names Helvetica, and does not embed it
        ("VALIGN", *whole, "TOP"),
        ("LEFTPADDING", *whole, across),
        ("RIGHTPADDING", *whole, max(across, 4)),
        ("TOPPADDING", *whole, down),
        ("BOTTOMPADDING", *whole, down),
    ]
