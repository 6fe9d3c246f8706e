"""A Document as the rich text of a read-only page, in the colours of the look in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from dgassist.report import document as d
from dgassist.ui import theme

_INDENT = 18  # pixels
_BLANK = "＿" * 6


def html(document: d.Document) -> str:
    """The whole document."""
    look = theme.look()
    body = "".join(part for block in document.blocks for part in _block(block))
    return f'<body style="color:{look.ink}">{body}</body>'


def _block(block: d.Block) -> Iterator[str]:
    look = theme.look()
    match block:
        case d.Heading(text=text, level=1):
            yield f'<h1 style="font-size:{look.title}px;margin-top:24px">{_text(text)}</h1>'
        case d.Heading(text=text):
            style = f"font-size:{look.lead}px;color:{look.accent_dark};margin-top:14px"
            yield f'<h2 style="{style}">{_text(text)}</h2>'
        case d.Paragraph(text=text, quiet=quiet):
            yield _paragraph(text, look.muted if quiet else look.ink)
        case d.Figures(items=figures):
            yield _table((tuple(_figure(f) for f in figures),), ground=look.accent_soft)
        case d.KeyValues(pairs=pairs):
            yield _table(_pairs(pairs), widths=(30, 70))
        case d.Table(head=head, rows=cells, widths=widths, blanks=blanks):
            yield _table(_filled(cells, blanks), head, widths)
        case d.ConditionTable(rows=conditions):
            head = ("核对", "条件", "填写的情况", "要带的证明")
            yield _table((_condition(c) for c in conditions), head, (12, 34, 26, 28))
        case d.TickList(items=ticks):
            yield _table((_tick(tick) for tick in ticks), widths=(4, 58, 38))
        case d.Lines(items=lines):
            yield f"<ul>{''.join(f'<li>{_text(line)}</li>' for line in lines)}</ul>"
        case d.Quote(text=text, source=source):
            yield _paragraph(source, look.muted)
            yield f'<blockquote style="color:{look.muted}">{_text(text)}</blockquote>'
        case d.Notice(text=text):
            yield f'<p style="background:{look.open_soft}"><b>{_text(text)}</b></p>'
        case d.Code(words=words):
            yield _paragraph(words.partition("\n")[0], look.muted)
        case d.PageBreak():
            yield "<hr>"


def _pairs(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, value in pairs:
        yield _coloured(name, theme.look().muted), _text(value) or _BLANK


def _text(words: str) -> str:
    return escape(words).replace("\n", "<br>")


def _coloured(words: str, colour: str) -> str:
    return f'<span style="color:{colour}">{_text(words)}</span>'


def _paragraph(words: str, colour: str) -> str:
    return f'<p style="color:{colour}">{_text(words)}</p>'


def _figure(figure: d.Figure) -> str:
    look = theme.look()
    value = f'<span style="font-size:{look.lead}px"><b>{_text(figure.value)}</b></span>'
    parts = (_coloured(figure.label, look.muted), value, _coloured(figure.note, look.muted))
    return "<br>".join(part for part in parts if part)


def _filled(rows: Iterable[Sequence[str]], blanks: Sequence[int]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        yield tuple(
            _BLANK if i in blanks and not cell else _text(cell) for i, cell in enumerate(row)
        )


def _condition(row: d.Condition) -> tuple[str, ...]:
    label = f'<div style="margin-left:{_INDENT * row.depth}px">{_text(row.label)}</div>'
    return f"{row.sign.mark}&nbsp;{row.sign.word}", label, _text(row.why), _text(row.proof)


def _tick(tick: d.Tick) -> tuple[str, ...]:
    mark = "✓" if tick.done else "□"
    return f"{mark}&nbsp;", _text(tick.text), _coloured(tick.remark, theme.look().muted)


def _table(
    rows: Iterable[Sequence[str]],
    head: Sequence[str] = (),
    widths: Sequence[int] = (),
    ground: str = "",
) -> str:
    """Cells are rich text already; the head is plain."""
    look = theme.look()
    colour = f' bgcolor="{ground}"' if ground else ""
    cells = [[_coloured(name, look.muted) for name in head], *rows] if head else [*rows]
    whole = sum(widths)
    shares = [f' width="{100 * width // whole}%"' for width in widths]
    inner = "".join(
        f"<tr>{''.join(f'<td{share}>{cell}</td>' for cell, share in _shared(row, shares))}</tr>"
        for row in cells
    )
    return f'<table width="100%" cellpadding="5" cellspacing="0"{colour}>{inner}</table>'


def _shared(row: Sequence[str], shares: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip(row, shares or [""] * len(row), strict=True)
