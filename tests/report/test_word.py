from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree import ElementTree

import docx
import pytest

from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.checklist import Ticks
from dgassist.report.checklist import checklist
from dgassist.report.document import Block, Code, Document, Heading, PageBreak, Paragraph, texts
from dgassist.report.word import word
from tests.report.conftest import AS_OF, FORMULA, NAME

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeezed(text: str) -> str:
    return "".join(text.split())


def plain(*blocks: Block) -> Document:
    return Document("试", "甲公司", "须知", AS_OF, "2026-11-21", blocks)


def shown(content: bytes) -> str:
    """All text, as its XML has it."""
    root = ElementTree.fromstring(part(content, "word/document.xml"))
    return squeezed("".join(t.text or "" for t in root.iter(f"{W}t")))


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return opened.read(name)


def test_text_is_the_content(plan: ActionPlan) -> None:
    document = checklist(plan, scan="dgassist:TEST")
    text = shown(word(document))
    body = [t for t in texts(document) if t != document.notice or t in text]
    assert [t for t in body if squeezed(t) not in text] == []
    assert NAME in text
    assert squeezed(FORMULA) in text


def test_another_library_finds_headings_and_repeated_heads(plan: ActionPlan) -> None:
    document = checklist(plan)
    opened = docx.Document(io.BytesIO(word(document)))
    for level in (1, 2):
        told = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == level]
        found = [
            p.text
            for p in opened.paragraphs
            if p.style is not None and p.style.name == f"Heading {level}"
        ]
        assert found == told
    heads = [t for t in opened.tables if t.rows[0].cells[0].text in ("核对", "日期", "事项")]
    assert heads
    for table in heads:
        assert table.rows[0]._tr.trPr is not None
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None


def test_it_lies_on_a4_with_the_firm_and_the_notice_on_every_page(plan: ActionPlan) -> None:
    document = checklist(plan)
    content = word(document)
    opened = docx.Document(io.BytesIO(content))
    (section,) = opened.sections
    assert (section.page_width, section.page_height) == (11906 * 635, 16838 * 635)
    assert NAME in section.header.paragraphs[0].text
    assert document.notice in section.footer.paragraphs[0].text
    header = part(content, "word/header1.xml").decode()
    assert 'w:instr="PAGE"' in header
    assert 'w:instr="NUMPAGES"' in header
    assert opened.core_properties.title == NAME + document.title
    assert opened.core_properties.created is not None
    assert opened.core_properties.created.date() == AS_OF


def test_boxes_can_be_ticked_and_what_is_ready_is(plan: ActionPlan) -> None:
    empty = part(word(checklist(plan, ["special_booth"])), "word/document.xml").decode()
    assert empty.count("<w14:checkbox>") == empty.count("☐") > 0
    items = {i for f in plan.selection.chosen for i in [m.paper for m in f.measure.materials]}
    ticked = word(checklist(plan, ["special_booth"], Ticks(frozenset(items))))
    assert part(ticked, "word/document.xml").decode().count("☑") > 0


def test_chinese_fonts_have_a_name_to_fall_back_on(plan: ActionPlan) -> None:
    content = word(checklist(plan, ["special_booth"]))
    fonts = part(content, "word/fontTable.xml").decode()
    styles = part(content, "word/styles.xml").decode()
    for name, other in (("宋体", "SimSun"), ("微软雅黑", "Microsoft YaHei")):
        assert f'w:name="{name}"><w:altName w:val="{other}"/>' in fonts
        assert f'w:eastAsia="{name}"' in styles


@pytest.mark.parametrize("text", ["<b>&amp;</b>", "a\x00\x0bb", "\ud800", "𬭚😀", "甲\n乙"])
def test_any_text_gives_a_file_that_opens(text: str) -> None:
    document = plain(Heading(text, 1), Paragraph(text), Code("dgassist:X", text))
    content = word(document)
    for name in ("word/document.xml", "word/header1.xml", "docProps/core.xml"):
        ElementTree.fromstring(part(content, name))
    docx.Document(io.BytesIO(content))


def test_a_page_begins_where_the_document_says_so() -> None:
    content = word(
        plain(Heading("一", 1), PageBreak(), Heading("二", 1), PageBreak(), Paragraph("三"))
    )
    breaks = [p for p in docx.Document(io.BytesIO(content)).paragraphs if _breaks(p)]
    assert [p.text for p in breaks] == ["二", ""]


def _breaks(paragraph: Any) -> bool:
    return paragraph.paragraph_format.page_break_before is True


def test_same_content_same_bytes(plan: ActionPlan) -> None:
    document = checklist(plan, scan="dgassist:TEST")
    assert word(document) == word(document)


def test_every_relation_leads_to_a_part(plan: ActionPlan) -> None:
    content = word(checklist(plan, scan="dgassist:TEST"))
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        names = set(opened.namelist())
    relations = ElementTree.fromstring(part(content, "word/_rels/document.xml.rels"))
    targets = {f"word/{r.attrib['Target']}" for r in relations}
    assert targets <= names
    used = part(content, "word/document.xml").decode()
    known = {r.attrib["Id"] for r in relations}
    assert all(f'"{i}"' in "".join(f'"{k}"' for k in known) for i in ("rId5", "rId6"))
    assert 'r:embed="rIdPicture1"' in used
