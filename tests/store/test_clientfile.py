"""One client as one file: out and in again, everything is equal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dgassist import cli
from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from dgassist.store.casefile import CaseError, read_case, read_content
from dgassist.store.clientfile import write_client
from dgassist.store.clients import ClientStore

AT = datetime(2026, 11, 21, 14, 32, tzinfo=UTC)
TOLD = Answers(
    {"company_name": "甲公司", "town": "长安镇", "annual_revenue": Decimal("86000000.55")},
    {"booth": ({"exhibition": "甲展", "area": Decimal(18)}, {}), "lease": ()},
    {"manufacturing": False},
    {"manufacturing": "没有厂房"},
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ClientStore]:
    with closing(ClientStore(tmp_path / "clients.db", AT)) as opened:
        yield opened


def test_out_and_in_again_nothing_has_changed(
    store: ClientStore, book: PolicyBook, tmp_path: Path
) -> None:
    client_id = store.create(TOLD, AT)
    store.annotate(client_id, "周三来\n带合同")
    store.keep(client_id, skipped='["uscc"]', visit_results="{}")
    store.archive(client_id, archived=True)
    file = tmp_path / "甲公司.json"
    write_client(file, store.client_file(client_id))
    assert read_case(file, book) == TOLD  # the command line reads it, too
    again = store.add_client(read_content(file), book, AT)
    assert again != client_id
    assert store.client_file(again) == store.client_file(client_id)
    assert store.answers(again, book, AT) == (TOLD, ())
    first, second = store.clients()
    assert (first.name, first.town, first.note, first.archived) == (
        second.name, second.town, "周三来\n带合同", True,
    )  # fmt: skip
    assert [f.name for f in tmp_path.iterdir() if f.suffix == ".new"] == []


def test_the_command_line_assesses_it(
    store: ClientStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "case.json"
    write_client(file, store.client_file(store.create(TOLD, AT)))
    assert cli.main(["assess", str(file), "--as-of", "2026-11-21"]) == cli.FINE
    assert "甲公司" in capsys.readouterr().out


def test_a_case_file_somebody_wrote_has_to_be_right(store: ClientStore, book: PolicyBook) -> None:
    content = {"company": {"company_name": " 乙 ", "employees": None}}
    added = store.add_client(content, book, AT)
    assert store.answers(added, book, AT)[0] == Answers({"company_name": "乙"})
    with pytest.raises(CaseError, match="employes"):
        store.add_client({"company": {"employes": 5}}, book, AT)
    assert len(store.clients()) == 1


def test_a_file_of_other_rules_is_taken_in_as_far_as_it_goes(
    store: ClientStore, book: PolicyBook
) -> None:
    content = {"company": {"employees": 5, "question_of_later": 1.5}, "client": {"note": "注"}}
    added = store.add_client(content, book, AT)
    told, problems = store.answers(added, book, AT)
    assert told == Answers({"employees": Decimal(5)})
    assert len(problems) == 1
    assert store.clients()[0].note == "注"


@pytest.mark.parametrize(
    "content",
    [
        {"client": []},
        {"client": {"note": 5}},
        {"client": {"archived": "yes"}},
        {"client": {"kept": {"a": 1}}},
        {"client": {}, "company": []},
        {"client": {}, "records": None},
        {"client": {}, "compny": {}},
        {"overruled": 1},
        [],
        None,
    ],
)
def test_what_is_no_client_is_refused(store: ClientStore, book: PolicyBook, content: Any) -> None:
    with pytest.raises(CaseError):
        store.add_client(content, book, AT)
    assert store.clients() == ()


def test_halves_of_characters_do_no_harm(store: ClientStore, book: PolicyBook) -> None:
    content = json.loads('{"company": {"company_name": "\\ud840甲"}, "client": {}}')
    added = store.add_client(content, book, AT)
    assert store.clients()[0].name == "?甲"
    assert store.answers(added, book, AT)[0].company == {"company_name": "?甲"}
