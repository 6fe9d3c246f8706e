from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from dgassist.plan.actionplan import ActionPlan
from dgassist.report.checklist import checklist
from dgassist.report.document import Block, Document, Heading, KeyValues, Paragraph, texts
from dgassist.report.pdf import pages, pdf, render
from dgassist.report.picture import HEIGHT, WIDTH, Words
from tests.report.conftest import AS_OF, FORMULA, NAME, Planner, told

RARE = "𬭚"


def squeezed(text: str) -> str:
    return "".join(text.split())


def read(content: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(content))
    return reader, squeezed("".join(page.extract_text() for page in reader.pages))


def plain(*blocks: Block) -> Document:
    return Document("试", "甲公司", "须知", AS_OF, "2026-11-21", blocks)


def seen(content: bytes) -> str:
    """The text as PDFium finds it, the reader within Chrome and Edge."""
    opened = pypdfium2.PdfDocument(content)
    return squeezed("".join(page.get_textpage().get_text_range() for page in opened))


@pytest.mark.parametrize("extract", [lambda content: read(content)[1], seen])
def test_two_extractors_find_the_content(plan: ActionPlan, extract: Callable[[bytes], str]) -> None:
    document = checklist(plan)
    shown = extract(pdf(document))
    missing = [t for t in texts(document) if squeezed(t) not in shown]
    # A long table may be divided within a cell by a page's end; nearly nothing else is.
    assert len(missing) <= 2, missing
    assert NAME in shown
    assert FORMULA in shown


def test_rare_characters_can_be_copied_out(plan: ActionPlan) -> None:
    content = pdf(checklist(plan, ["special_booth"]))
    reader, shown = read(content)
    assert RARE in shown
    assert RARE in seen(content)
    assert reader.metadata is not None
    assert RARE in (reader.metadata.title or "")


def test_every_page_has_its_number_and_the_notice(plan: ActionPlan) -> None:
    document = checklist(plan)
    reader, _ = read(pdf(document))
    total = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        text = squeezed(page.extract_text())
        assert f"第{number}页/共{total}页" in text
        assert squeezed(document.notice) in text
        assert AS_OF.isoformat() in text


def test_each_measure_of_the_sample_fits_on_one_sheet(plan: ActionPlan) -> None:
    for measure_id in ("special_booth", "smart_workshop_award", "dongguan_product_subsidy"):
        reader, _ = read(pdf(checklist(plan, [measure_id])))
        assert len(reader.pages) == 1


def test_bookmarks_lead_to_their_pages(plan: ActionPlan) -> None:
    document = checklist(plan)
    reader, _ = read(pdf(document))
    titles = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    outline = [item for item in reader.outline if not isinstance(item, list)]
    assert [item.title for item in outline] == titles
    for item in outline:
        number = reader.get_destination_page_number(item)
        assert number is not None
        assert squeezed(str(item.title)) in squeezed(reader.pages[number].extract_text())


def test_same_content_same_bytes(plan: ActionPlan) -> None:
    document = checklist(plan)
    first = pdf(document)
    pdf(checklist(plan, ["special_booth"]))  # another one between leaves no trace
    assert pdf(document) == first


def test_same_bytes_in_another_process() -> None:
    script = (
        "import sys\n"
        "from datetime import date\n"
        "from dgassist.report.document import Document, Heading, Paragraph\n"
        "from dgassist.report.pdf import pdf\n"
        "blocks = (Heading('题', 1), Paragraph('字𬭚' * 300))\n"
        "sys.stdout.buffer.write(pdf(Document('试', '甲', '须知', date(2026, 1, 2), '', blocks)))\n"
    )
    contents = {
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(contents) == 1


def test_one_subset_of_the_font_is_embedded(plan: ActionPlan) -> None:
    reader, _ = read(pdf(checklist(plan)))
    names = [
        font.get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert {font["/BaseFont"] for font in names} == {"/AAAAAA+NotoSansSC-Regular"}
    for font in names:
        (within,) = [d.get_object() for d in font["/DescendantFonts"]]
        assert "/FontFile2" in within["/FontDescriptor"]


def test_the_page_of_any_measure_takes_at_most_60_kb(plan: ActionPlan) -> None:
    for finding in plan.assessment.findings:
        content = pdf(checklist(plan, [finding.measure.id]))
        pages = len(PdfReader(io.BytesIO(content)).pages)
        assert len(content) <= 60_000 * pages, finding.measure.id


def test_pages_to_draw_hold_every_line_of_the_file(plan: ActionPlan) -> None:
    document = checklist(plan)
    reader, _ = read(pdf(document))
    drawn = pages(document)
    assert len(drawn) == len(reader.pages)
    for page, marks in zip(reader.pages, drawn, strict=True):
        contents: Any = page.get_contents()
        operators = [operator for _, operator in contents.operations]
        painted = [o for o in operators if o in (b"Tj", b"S", b"s", b"f", b"f*", b"B", b"B*")]
        assert len(painted) == len(marks)
        assert not {b"TJ", b"Do", b"sh", b"'", b'"', b"b", b"b*", b"F"} & set(operators)
        assert all(
            0 <= x <= WIDTH and 0 <= y <= HEIGHT
            for mark in marks
            if isinstance(mark, Words)
            for x, y in [mark.at]
        )


def test_a_character_the_font_lacks_is_copied_out_all_the_same() -> None:
    content = pdf(plain(Paragraph("甲😀乙")))
    assert "甲😀乙" in read(content)[1]
    assert "甲😀乙" in seen(content)


def test_a_line_that_leads_to_a_form_stays_with_it() -> None:
    for lines in range(38, 52):
        filling = [Paragraph("行")] * lines
        form = KeyValues((("栏目", "内容"),))
        reader, _ = read(pdf(plain(*filling, Paragraph("引子"), form, *[Paragraph("后")] * 30)))
        page = next(p for p in reader.pages if "引子" in p.extract_text())
        assert "栏目" in page.extract_text()


def test_long_names_and_texts_flow_over_pages(planner: Planner) -> None:
    content = told()
    content["company"]["company_name"] = "东莞市" + "很长的名字" * 60 + "有限公司"
    content["records"]["booth"][1]["exhibition"] = "A" * 400
    reader, shown = read(pdf(checklist(planner(content), ["special_booth"])))
    assert len(reader.pages) == 2
    assert content["company"]["company_name"] in shown
    assert "A" * 400 in shown


def test_markup_and_control_characters_are_only_text() -> None:
    _, shown = read(pdf(plain(Heading("<b>&amp;\t</b>", 1), Paragraph("a\x00b😀c"))))
    assert "<b>&amp;</b>" in shown


def test_no_heading_stands_alone_at_the_foot() -> None:
    for lines in range(25, 50):
        filling = [Paragraph("行")] * lines
        tail = [Paragraph("第一段"), *[Paragraph("后")] * 40]
        reader, _ = read(pdf(plain(*filling, Heading("节"), *tail)))
        page = next(p for p in reader.pages if "节" in p.extract_text())
        assert "第一段" in page.extract_text()


def test_no_blocks_give_one_empty_sheet() -> None:
    reader, _ = read(pdf(plain()))
    assert len(reader.pages) == 1


def test_render_writes_the_file(plan: ActionPlan, tmp_path: Path) -> None:
    file = tmp_path / "清单.pdf"
    render(checklist(plan, ["special_booth"]), file)
    assert file.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == [file]


def test_importing_report_loads_no_file_format() -> None:
    script = (
        "import sys\n"
        "import dgassist.report.pdf, dgassist.report.workbook, dgassist.report.calendar\n"
        "assert not {'reportlab', 'openpyxl', 'icalendar', 'PySide6'} & set(sys.modules)\n"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", script], check=True, cwd=root)
