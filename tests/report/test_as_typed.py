"""Names are compared in one spelling, and shown in the one they were typed in."""

from __future__ import annotations

import json
import zipfile
from html import unescape
from io import BytesIO

import pytest

from dgassist.report.contract import assessment
from dgassist.report.document import texts
from dgassist.report.output import Handout, Kind, content, document
from tests.report.conftest import Planner, told

COMPANY = "虚构Ｂｉｇ Star（东莞）有限公司"
FAIR = "ＣＥＳ Asia（春）展"


@pytest.fixture(scope="module")
def handout(planner: Planner) -> Handout:
    typed = told()
    typed["company"]["company_name"] = COMPANY
    typed["records"]["booth"][1]["exhibition"] = FAIR
    return Handout(planner(typed))


def unzipped(file: bytes) -> str:
    with zipfile.ZipFile(BytesIO(file)) as parts:
        names = (n for n in parts.namelist() if n.endswith(".xml"))
        return unescape("".join(parts.read(n).decode() for n in names))


def test_in_an_office_file(handout: Handout) -> None:
    assert COMPANY in unzipped(content(handout, Kind.EXCEL))
    said = unzipped(content(handout, Kind.WORD))
    assert COMPANY in said
    assert FAIR in said


def test_on_paper(handout: Handout) -> None:
    said = "\n".join(texts(document(handout)))
    assert COMPANY in said
    assert FAIR in said
    assert "ces asia" not in said.lower().replace(FAIR.lower(), "")


def test_as_text_and_json(handout: Handout) -> None:
    assert COMPANY in content(handout, Kind.TEXT).decode("utf-8-sig")
    told_json = json.dumps(assessment(handout.plan), ensure_ascii=False)
    assert COMPANY in told_json
    assert FAIR in told_json
    assert "CES Asia" not in told_json
    assert "ces asia" not in told_json
