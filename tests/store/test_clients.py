"""The user's own database: what was saved stays, and what is not ours is not touched."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from dgassist.store.clients import Client, ClientStore
from dgassist.store.clientschema import VERSION
from dgassist.store.reader import open_library
from dgassist.store.schema import StoreError

AT = datetime(2026, 11, 21, 14, 32, tzinfo=UTC)


@pytest.fixture(scope="module")
def book() -> Iterator[PolicyBook]:
    library = open_library()
    yield library.book
    library.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "资料" / "clients.db"


def answers(**company: str | bool | Decimal | date) -> Answers:
    return Answers(company)


def test_answers_come_back_as_they_were_told(file: Path, book: PolicyBook) -> None:
    told = Answers(
        {
            "company_name": "东莞市甲有限公司",
            "employees": Decimal(168),
            "annual_revenue": Decimal("86000000.55"),
            "founded": date(2012, 5, 18),
        },
        {"booth": ({"exhibition": "甲展", "yuemao_global": True}, {}), "lease": ()},
        {"manufacturing": False},
    )
    store = ClientStore(file, AT)
    client_id = store.create(told, AT)
    store.close()
    again = ClientStore(file, AT)
    assert again.answers(client_id, book, AT) == (told, ())
    assert [c.name for c in again.clients()] == ["东莞市甲有限公司"]
    assert again.clients()[0].changed == AT
    again.close()


def test_the_place_is_remembered(file: Path) -> None:
    store = ClientStore(file, AT)
    store.remember(screen="results", client="3")
    store.remember(screen="review")
    store.close()
    again = ClientStore(file, AT)
    assert (again.recall("screen"), again.recall("client"), again.recall("other")) == (
        "review", "3", "",
    )  # fmt: skip
    again.close()


def test_the_file_is_as_safe_as_sqlite_can_make_it(file: Path) -> None:
    store = ClientStore(file, AT)
    connection = store._connection

    def pragma(name: str) -> object:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("journal_mode") == "truncate"
    assert pragma("synchronous") == 3
    assert pragma("secure_delete") == 1
    assert pragma("locking_mode") == "exclusive"
    assert pragma("user_version") == VERSION
    store.close()


def test_a_deleted_client_leaves_no_trace(file: Path) -> None:
    store = ClientStore(file, AT)
    client_id = store.create(answers(company_name="要删除的公司"), AT)
    store.delete(client_id)
    assert store.clients() == ()
    for still_open in (True, False):  # nor where the program is killed now
        rest = b"".join(f.read_bytes() for f in file.parent.iterdir())
        assert "要删除的公司".encode() not in rest
        if still_open:
            store.close()


def test_a_deleted_client_is_brought_back_whole(file: Path, book: PolicyBook) -> None:
    store = ClientStore(file, AT)
    client_id = store.create(answers(company_name="甲", question_of_old="x"), AT)
    store.answers(client_id, book, AT)  # puts aside what it does not know
    store.annotate(client_id, "注")
    store.keep(client_id, topic="scale")
    before = list(store._connection.iterdump())
    deleted = store.delete(client_id)
    assert deleted.name == "甲"
    assert store.clients() == ()
    store.restore(deleted)
    assert list(store._connection.iterdump()) == before
    store.delete(client_id)
    with pytest.raises(StoreError, match="找不到"):
        store.delete(client_id)
    store.restore(deleted)
    assert store.clients()[0].note == "注"
    store.close()


def test_a_second_window_is_refused(file: Path) -> None:
    store = ClientStore(file, AT)
    with pytest.raises(StoreError, match="已经开着"):
        ClientStore(file, AT)
    store.close()


def test_a_newer_file_is_refused_and_not_changed(file: Path) -> None:
    ClientStore(file, AT).close()
    with sqlite3.connect(file) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    with pytest.raises(StoreError, match="新版程序"):
        ClientStore(file, AT)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before


def test_another_programs_file_is_not_touched(file: Path) -> None:
    file.parent.mkdir()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE diary (entry TEXT)")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(StoreError, match="不是本程序"):
        ClientStore(file, AT)
    assert file.read_bytes() == before


@pytest.mark.parametrize("damage", ["rubbish", "torn"])
def test_a_damaged_file_is_kept_aside(file: Path, damage: str) -> None:
    store = ClientStore(file, AT)
    for n in range(50):
        store.create(answers(company_name=f"公司{n}" * 40), AT)
    store.close()
    sound = file.read_bytes()
    broken = b"\0" * 5000 if damage == "rubbish" else sound[:4096] + b"\xff" * (len(sound) - 4096)
    file.write_bytes(broken)
    again = ClientStore(file, AT)
    assert "已损坏" in again.notice
    assert again.clients() == ()
    kept = list(file.parent.glob("clients.db.damaged-20261121-*"))
    assert [f.read_bytes() for f in kept] == [broken]
    again.close()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "占用").write_text("")
    with pytest.raises(StoreError, match="资料文件夹"):
        ClientStore(tmp_path / "占用" / "clients.db", AT)


def test_a_full_disk_loses_nothing_that_was_saved(file: Path, book: PolicyBook) -> None:
    store = ClientStore(file, AT)
    client_id = store.create(answers(company_name="甲"), AT)
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="磁盘满了"):
        store.save(client_id, answers(company_name="乙" * 20000), AT)
    assert store.answers(client_id, book, AT)[0].company == {"company_name": "甲"}
    store.close()


def test_answers_this_book_does_not_know_are_kept(file: Path, book: PolicyBook) -> None:
    store = ClientStore(file, AT)
    client_id = store.create(answers(employees=Decimal(5), question_of_old="x"), AT)
    told, problems = store.answers(client_id, book, AT)
    assert told.company == {"employees": Decimal(5)}
    assert len(problems) == 1
    (kept,) = store._connection.execute("SELECT answers FROM unreadable").fetchone()
    assert "question_of_old" in kept
    store.close()


def test_answers_that_are_no_json_are_said(file: Path, book: PolicyBook) -> None:
    store = ClientStore(file, AT)
    client_id = store.create(answers(employees=Decimal(5)), AT)
    store._connection.execute("UPDATE client SET answers = '{'")
    with pytest.raises(StoreError, match="读不出来"):
        store.answers(client_id, book, AT)
    store.close()


def test_an_unknown_client_is_said(file: Path, book: PolicyBook) -> None:
    store = ClientStore(file, AT)
    with pytest.raises(StoreError, match="找不到"):
        store.answers(7, book, AT)
    store.close()


def test_name_code_and_town_are_taken_from_the_answers(file: Path) -> None:
    store = ClientStore(file, AT)
    client_id = store.create(answers(company_name="甲"), AT)
    store.annotate(client_id, "周三来")
    told = answers(company_name="甲二", uscc="914403001922038216", town="长安镇")
    store.save(client_id, told, AT + timedelta(minutes=1))
    store.visit(client_id, AT + timedelta(hours=1))
    store.archive(client_id, archived=True)
    (found,) = store.clients()
    assert (replace(found, mark=""),) == (
        Client(
            client_id,
            "甲二",
            "914403001922038216",
            "长安镇",
            "周三来",
            AT + timedelta(minutes=1),
            AT + timedelta(hours=1),
            archived=True,
        ),
    )
    store.archive(client_id, archived=False)
    assert not store.clients()[0].archived
    store.close()


def test_the_last_changed_stands_first(file: Path) -> None:
    store = ClientStore(file, AT)
    first, second = (store.create(answers(company_name=name), AT) for name in "甲乙")
    assert [c.id for c in store.clients()] == [second, first]
    store.save(first, answers(), AT + timedelta(minutes=1))
    assert [c.id for c in store.clients()] == [first, second]
    store.close()


def test_a_duplicate_is_a_client_of_its_own(file: Path, book: PolicyBook) -> None:
    store = ClientStore(file, AT)
    told = Answers({"company_name": "甲", "employees": Decimal(5)}, {"booth": ({}, {})})
    client_id = store.create(told, AT)
    store.annotate(client_id, "注")
    store.keep(client_id, topic="scale", visit_results="{}")
    store.visit(client_id, AT)
    copy = store.duplicate(client_id, AT)
    assert store.answers(copy, book, AT) == (told.with_fact("company_name", "甲（副本）"), ())
    newest = store.clients()[0]
    assert (newest.id, newest.name, newest.note, newest.visited) == (copy, "甲（副本）", "注", None)
    assert (store.kept(copy, "topic"), store.kept(copy, "visit_results")) == ("scale", "")
    store.save(copy, answers(company_name="乙"), AT)
    store.delete(copy)
    assert store.answers(client_id, book, AT) == (told, ())
    nameless = store.duplicate(store.create(answers(employees=Decimal(1)), AT), AT)
    assert store.answers(nameless, book, AT)[0].company == {"employees": Decimal(1)}
    store.close()


def test_what_is_kept_belongs_to_its_client(file: Path) -> None:
    store = ClientStore(file, AT)
    first, second = (store.create(answers(), AT) for _ in range(2))
    store.keep(first, topic="scale", skipped="[]")
    store.keep(first, topic="booth")
    assert [store.kept(first, key) for key in ("topic", "skipped", "other")] == ["booth", "[]", ""]
    assert store.kept(second, "topic") == ""
    deleted = store.delete(first)
    assert store.kept(first, "topic") == ""
    assert store.create(answers(), AT) > second  # a number is never given twice
    store.restore(deleted)
    assert store.kept(first, "topic") == "booth"
    store.close()


def test_nothing_is_saved_into_a_client_that_is_gone(file: Path) -> None:
    store = ClientStore(file, AT)
    client_id = store.create(answers(), AT)
    store.delete(client_id)
    works: tuple[Callable[[], object], ...] = (
        lambda: store.save(client_id, answers(), AT),
        lambda: store.annotate(client_id, ""),
        lambda: store.keep(client_id, topic=""),
        lambda: store.duplicate(client_id, AT),
        lambda: store.client_file(client_id),
    )
    for work in works:
        with pytest.raises(StoreError, match="找不到"):
            work()
    store.close()
