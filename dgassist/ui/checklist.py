"""The one door from the window to the reports. Imported when a checklist is asked for."""

from __future__ import annotations

from pathlib import Path

from dgassist.case import Case


def write_checklist(case: Case, file: Path, measure_id: str = "") -> None:
    """Write the checklist of a case, or of one measure of it, as PDF.

    Raises:
        ReportError: if it cannot be written.
    """
    from dgassist.report.checklist import checklist
    from dgassist.report.pdf import render

    render(checklist(case.plan, (measure_id,) if measure_id else ()), file)


def file_name(case: Case, measure_id: str = "") -> str:
    """A name to offer: company, what, date; no characters a file system refuses; not too long."""
    about = case.book.measure[measure_id].title if measure_id else "申报清单"
    name = "-".join(p for p in (case.name, about, case.as_of.isoformat()) if p)
    return "".join("_" if c in '\\/:*?"<>|\n\t' else c for c in name)[:76] + ".pdf"
