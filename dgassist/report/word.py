"""word(document): a checklist as a Word file, for those who must edit it.

A docx is a zip of a few XML parts. They are written here with the standard library: always the
same bytes for the same content, and no XML library of many megabytes to ship.
"""

from __future__ import annotations

import io
import zipfile
from itertools import zip_longest
from pathlib import Path

from dgassist.report.document import Document
from dgassist.report.saving import save
from dgassist.report.wordbody import APP, Body, escaped, field, paragraph, run
from dgassist.report.wordparts import (
    CONTENT_TYPES,
    FONTS,
    NUMBERING,
    PACKAGE_RELATIONS,
    SETTINGS,
    STYLES,
    document_relations,
)

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)
_PAGE = (  # A4 upright, in twentieths of a point
    '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/>'
    '<w:footerReference w:type="default" r:id="rId6"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="964" w:bottom="1077" '
    'w:left="964" w:header="624" w:footer="510" w:gutter="0"/></w:sectPr>'
)


def render_word(document: Document, file: Path) -> None:
    """Write the document as a docx file.

    Raises:
        ReportError: where the file cannot be written.
    """
    save(file, word(document))


def word(document: Document) -> bytes:
    """The document as the content of a docx file."""
    body = Body()
    for block, after in zip_longest(document.blocks, document.blocks[1:]):
        body.add(block, after)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELATIONS,
        "word/document.xml": _xml("w:document", f"<w:body>{body.finished()}{_PAGE}</w:body>"),
        "word/_rels/document.xml.rels": document_relations(len(body.pictures)),
        "word/styles.xml": STYLES,
        "word/fontTable.xml": FONTS,
        "word/numbering.xml": NUMBERING,
        "word/settings.xml": SETTINGS,
        "word/header1.xml": _xml("w:hdr", _header(document)),
        "word/footer1.xml": _xml("w:ftr", _footer(document)),
        "docProps/core.xml": _core(document),
    }
    parts |= {f"word/media/{i}.png": p for i, p in enumerate(body.pictures, start=1)}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name)  # dated 1980-01-01
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, part)
    return stream.getvalue()


def _xml(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><{root} {_W}>{content}</{root}>'


def _header(document: Document) -> str:
    left = f"{document.title}　{document.party}" if document.party else document.title
    right = f"{run('第')}{field('PAGE')}{run('页/共')}{field('NUMPAGES')}{run('页')}"
    return paragraph(f"{run(left)}<w:r><w:tab/></w:r>{right}", "Header")


def _footer(document: Document) -> str:
    dates = f"基准日 {document.as_of.isoformat()}　政策数据核对至 {document.data_date}　{APP}"
    return paragraph(run(document.notice), "Footer") + paragraph(run(dates), "Footer")


def _core(document: Document) -> str:
    moment = f'xsi:type="dcterms:W3CDTF">{document.as_of.isoformat()}T00:00:00Z</dcterms:'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(document.party + document.title)}</dc:title>"
        f"<dc:subject>{escaped(document.notice)}</dc:subject>"
        f"<dc:creator>{escaped(document.party or APP)}</dc:creator><dc:language>zh-CN</dc:language>"
        f"<dcterms:created {moment}created><dcterms:modified {moment}modified></cp:coreProperties>"
    )
