"""The plans of whole companies as papers, read once by a person and compared ever after.

After a change that is meant: ``python -m tests.resources.test_plans`` writes them anew; read
what is different before it is committed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.report import document as d
from dgassist.report.checklist import checklist, entry_document, material_list
from dgassist.store.casefile import answers_from

PERSONAS = sorted((Path(__file__).parent.parent / "personas").glob("*.json"))
PLANS = Path(__file__).parent / "plans"


def case_of(file: Path, book: PolicyBook) -> Case:
    persona = json.loads(file.read_text(encoding="utf-8"))
    return Case(book, answers_from(persona["case"], book), date.fromisoformat(persona["as_of"]))


def plan_text(case: Case) -> str:
    """The covering page and the overview, the merged papers, and the data-entry sheet."""
    front: list[d.Block] = []
    for block in checklist(case.plan).blocks:
        if isinstance(block, d.Heading) and block.text == "材料合并清单":
            break
        front.append(block)
    if len([b for b in front if isinstance(b, d.Heading) and b.level == 1]) > 2:
        front = front[: front.index(d.PageBreak())]  # a plan of one measure has no merged list
    parts = (front, material_list(case.plan).blocks, entry_document(case.plan).blocks)
    return "\n".join(line for blocks in parts for block in blocks for line in _lines(block)) + "\n"


def _lines(block: d.Block) -> Iterator[str]:
    match block:
        case d.Heading(text=text, level=level):
            yield f"\n{'#' * level} {text}"
        case d.Paragraph(text=text) | d.Notice(text=text):
            yield text
        case d.Figures(items=figures):
            yield from (f"{f.label}：{f.value}（{f.note}）" for f in figures)
        case d.KeyValues(pairs=pairs):
            yield "；".join(f"{name}={value or '____'}" for name, value in pairs)
        case d.Table(head=head, rows=rows, blanks=blanks):
            yield " | ".join(head)
            for row in rows:
                cells = ("____" if i in blanks and not c else c for i, c in enumerate(row))
                yield " | ".join(cells).replace("\n", " / ")
        case d.TickList(items=ticks):
            for tick in ticks:
                mark = "[x]" if tick.done else "[ ]"
                yield f"{mark} {tick.text}　※{tick.remark}".replace("\n", " / ")
        case d.Lines(items=lines):
            yield from (f"- {line}" for line in lines)


@pytest.mark.parametrize("file", PERSONAS, ids=lambda file: file.stem)
def test_plan_is_as_it_was_reviewed(book: PolicyBook, file: Path) -> None:
    reviewed = (PLANS / f"{file.stem}.txt").read_text(encoding="utf-8")
    assert plan_text(case_of(file, book)) == reviewed


@pytest.mark.parametrize("file", PERSONAS, ids=lambda file: file.stem)
def test_no_paper_says_none(book: PolicyBook, file: Path) -> None:
    whole = checklist(case_of(file, book).plan)
    assert not [text for text in d.texts(whole) if "None" in text]


if __name__ == "__main__":
    from dgassist.store.reader import open_library

    library = open_library()
    PLANS.mkdir(exist_ok=True)
    for each in PERSONAS:
        text = plan_text(case_of(each, library.book))
        (PLANS / f"{each.stem}.txt").write_text(text, encoding="utf-8")
