"""The list of companies is searched by anything one may remember of a company."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from dgassist.store.clients import Client
from dgassist.store.reader import Library
from dgassist.ui.models.client import CLIENT, ClientFilter, ClientModel

AT = datetime(2026, 11, 21, 14, 32, tzinfo=UTC)
HARD = QAbstractItemModelTester.FailureReportingMode.Warning  # a Qt warning fails the test

CLIENTS = (
    Client(1, "东莞市重庆长安模具有限公司", "914403001922038216", "长安镇", "", AT),
    Client(2, "塘厦ABC食品厂", "", "塘厦镇", "周三回电", AT, AT),
    Client(3, "", "", "", "", AT),
    Client(4, "厦门五金东莞分公司", "", "虎门镇", "", AT, archived=True),
)


@pytest.fixture
def narrowed(qtbot: object, library: Library) -> ClientFilter:
    model = ClientModel()
    found = ClientFilter(model, library.matches_initials)
    found.testers = [QAbstractItemModelTester(m, HARD) for m in (model, found)]  # type: ignore[attr-defined]
    found.model = model  # type: ignore[attr-defined]
    model.show_clients(CLIENTS)
    return found


def ids(narrowed: ClientFilter) -> list[int]:
    return [narrowed.index(i, 0).data(CLIENT).id for i in range(narrowed.rowCount())]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", [1, 2, 3]),
        ("模具", [1]),
        ("220382", [1]),
        ("长安镇", [1]),
        ("回电", [2]),
        ("cqca", [1]),
        ("CQCA", [1]),
        ("ｃａｍｊ", [1]),
        ("zqza", [1]),  # the other readings are letters one may think of, too
        ("txabcs", [2]),
        ("txz", [2]),
        ("ca 模具", [1]),
        ("ca 食品", []),
        ("xm", []),
        ("没有", []),
        ("*", []),
    ],
)
def test_a_company_is_found(narrowed: ClientFilter, typed: str, found: list[int]) -> None:
    narrowed.narrow(typed)
    assert ids(narrowed) == found


def test_what_was_put_away_is_shown_when_asked_for(narrowed: ClientFilter) -> None:
    narrowed.narrow("xm", archived=True)
    assert ids(narrowed) == [4]
    narrowed.narrow("", archived=True)
    assert ids(narrowed) == [1, 2, 3, 4]


def test_the_rows_in_words(narrowed: ClientFilter) -> None:
    narrowed.narrow("", archived=True)
    spoken = [
        narrowed.index(i, 0).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(len(CLIENTS))
    ]
    assert spoken[1] == "塘厦ABC食品厂，塘厦镇，周三回电"
    assert spoken[2] == "（还没填名称的企业）"
    assert spoken[3] == "厦门五金东莞分公司，已归档，虎门镇"
    assert narrowed.index(2, 0).data() == "（还没填名称的企业）"


def test_other_companies_are_shown(narrowed: ClientFilter) -> None:
    model: ClientModel = narrowed.model  # type: ignore[attr-defined]
    model.show_clients((replace(CLIENTS[0], note="新"), CLIENTS[2]))
    narrowed.narrow("新")
    assert ids(narrowed) == [1]
    model.show_clients(())
    assert ids(narrowed) == []


def test_a_hundred_companies_of_nearly_the_same_name(narrowed: ClientFilter) -> None:
    model: ClientModel = narrowed.model  # type: ignore[attr-defined]
    model.show_clients([replace(CLIENTS[0], id=n, name=f"东莞市{n}机械厂") for n in range(100)])
    for typed, found in (("dgs", 100), ("jxc", 100), ("99jxc", 1), ("zz", 0)):
        narrowed.narrow(typed)
        assert narrowed.rowCount() == found


def test_a_scanned_paper_finds_its_client_even_if_put_away(narrowed: ClientFilter) -> None:
    marked = [replace(c, mark=f"{c.id}f3a91c2d04b4e55") for c in CLIENTS]
    narrowed.model.show_clients(marked)  # type: ignore[attr-defined]
    narrowed.narrow("DGASSIST:4F3A91C2D04B")
    assert ids(narrowed) == [4]
    narrowed.narrow("DGASSIST:914403001922038216")  # printed without the desk's list
    assert ids(narrowed) == [1]
    narrowed.narrow("dgassist")
    assert ids(narrowed) == []
