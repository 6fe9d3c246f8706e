"""The one door to every file that is handed on: write(handout, kind, file)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.checklist import UNTICKED, Ticks
from dgassist.report.document import Document
from dgassist.report.saving import save


class Kind(Enum):
    """What can be handed on: the ending of the file, and its name in plain words."""

    PDF = (".pdf", "PDF 清单")
    WORD = (".docx", "Word 清单")
    EXCEL = (".xlsx", "Excel 工作簿")
    CALENDAR = (".ics", "期限日历")
    TEXT = (".txt", "纯文本")

    @property
    def suffix(self) -> str:
        """How the file name ends."""
        return self.value[0]

    @property
    def words(self) -> str:
        """What it is called."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Handout:
    """What is handed on: a plan, the measures chosen of it, and what is ticked off.

    Without ``measure_ids`` it is of those planned on. ``scan`` is the text of the code by which
    a desk reopens the case; ``party`` tells the firm from others in a calendar.
    """

    plan: ActionPlan
    measure_ids: tuple[str, ...] = ()
    ticks: Ticks = UNTICKED
    scan: str = ""
    party: str = ""


def write(handout: Handout, kind: Kind, file: Path) -> None:
    """Write one file.

    Raises:
        OccupiedError: where another program holds the file.
        ReportError: if there is no such measure, or the file cannot be written.
    """
    save(file, content(handout, kind))


def content(handout: Handout, kind: Kind) -> bytes:
    """What such a file holds: the same bytes for the same plan.

    Raises:
        ReportError: if there is no such measure.
    """
    match kind:
        case Kind.PDF:
            from dgassist.report.pdf import pdf

            return pdf(document(handout))
        case Kind.WORD:
            from dgassist.report.word import word

            return word(document(handout))
        case Kind.EXCEL:
            from dgassist.report.workbook import workbook

            return workbook(handout.plan, handout.ticks)
        case Kind.CALENDAR:
            from dgassist.report.calendar import calendar

            return calendar(handout.plan, handout.party)
        case Kind.TEXT:
            from dgassist.report.text import assessment_text

            # Windows' own editor wants the mark to know the encoding, and its line ends.
            return assessment_text(handout.plan).replace("\n", "\r\n").encode("utf-8-sig")


def document(handout: Handout) -> Document:
    """The checklist, in no format yet.

    Raises:
        ReportError: if there is no such measure.
    """
    from dgassist.report.checklist import checklist

    return checklist(handout.plan, handout.measure_ids, handout.ticks, scan=handout.scan)
