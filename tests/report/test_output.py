from __future__ import annotations

from pathlib import Path

import pytest

from dgassist.plan.actionplan import ActionPlan
from dgassist.report.error import ReportError
from dgassist.report.output import Handout, Kind, content, write
from tests.report.conftest import NAME

BEGINNINGS = {
    Kind.PDF: b"%PDF",
    Kind.WORD: b"PK",
    Kind.EXCEL: b"PK",
    Kind.CALENDAR: b"BEGIN:VCALENDAR",
    Kind.TEXT: b"\xef\xbb\xbf" + NAME.encode(),
}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_written_the_same_each_time(
    plan: ActionPlan, tmp_path: Path, kind: Kind
) -> None:
    file = tmp_path / f"a{kind.suffix}"
    write(Handout(plan), kind, file)
    assert file.read_bytes().startswith(BEGINNINGS[kind])
    assert content(Handout(plan), kind) == file.read_bytes()


@pytest.mark.parametrize("kind", [Kind.PDF, Kind.WORD])
def test_an_unknown_measure_is_said(plan: ActionPlan, tmp_path: Path, kind: Kind) -> None:
    with pytest.raises(ReportError, match="no_such_measure"):
        write(Handout(plan, ("no_such_measure",)), kind, tmp_path / "a")
    assert list(tmp_path.iterdir()) == []
