"""render(document, file): a checklist as A4 pages, the same bytes for the same content."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dgassist.report.document import Block, Document, PageBreak
from dgassist.report.saving import save

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from dgassist.report.picture import Page

APP = "莞企政策助手"
_SCALES = (1.0, 0.95, 0.9, 0.86)
"""How small a page may be set so that it saves a sheet."""


def render(document: Document, file: Path) -> None:
    """Write the document as a PDF.

    Raises:
        ReportError: where the file cannot be written.
    """
    save(file, pdf(document))


def pdf(document: Document) -> bytes:
    """The document as the content of a PDF file."""
    return _laid_out(document)[0]


def pages(document: Document) -> tuple[Page, ...]:
    """The pages of that file as marks, to be drawn on the screen or by a printer."""
    return _laid_out(document)[1]


def _laid_out(document: Document) -> tuple[bytes, tuple[Page, ...]]:
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Spacer
    from reportlab.platypus import PageBreak as NewPage

    from dgassist.report.sheet import BOTTOM, HEIGHT, LEFT, WIDTH, sheets
    from dgassist.report.typography import FONT, load_fonts

    load_fonts()
    story: list[Flowable] = [] if document.blocks else [Spacer(0, 0)]  # a sheet even so
    for section in _sections(document.blocks):
        if story:
            story.append(NewPage())
        story += _fitted(section, WIDTH, HEIGHT)
    stream, drawn = io.BytesIO(), list["Page"]()
    template = BaseDocTemplate(stream, pagesize=A4, lang="zh-CN", initialFontName=FONT, invariant=1)
    frame = Frame(LEFT, BOTTOM, WIDTH, HEIGHT, 0, 0, 0, 0)
    template.addPageTemplates([PageTemplate(frames=[frame], pagesize=A4)])
    template.build(story, canvasmaker=sheets(document, APP, drawn))
    return stream.getvalue(), tuple(drawn)


def _sections(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks between page breaks."""
    section: list[Block] = []
    for block in blocks:
        if isinstance(block, PageBreak):
            if section:
                yield section
            section = []
        else:
            section.append(block)
    yield section


def _fitted(blocks: Sequence[Block], width: float, height: float) -> list[Flowable]:
    """The blocks at the largest of the scales that take the fewest pages."""
    from dgassist.report.setting import Setting

    best: tuple[int, list[Flowable]] | None = None
    for scale in _SCALES:
        setting = Setting(width, scale)
        flowables = setting.flowables(blocks)
        pages = math.ceil(setting.height(flowables) / height)
        if best is None or pages < best[0]:
            best = (pages, flowables)
        if pages <= 1:
            break
    assert best is not None
    return best[1]
