"""A database of an earlier version is upgraded whole, after a backup, or stays as it was."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks import kill
from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from dgassist.store.backup import Occasion
from dgassist.store.clients import ClientStore
from dgassist.store.clientschema import VERSION
from dgassist.store.schema import StoreError

AT = datetime(2026, 11, 21, 14, 32, tzinfo=UTC)
VERSION_1 = Path(__file__).with_name("version1.db")  # written by the program of that version


@pytest.fixture
def file(tmp_path: Path) -> Path:
    shutil.copy(VERSION_1, tmp_path / "clients.db")
    return tmp_path / "clients.db"


def test_everything_of_version_1_is_there(file: Path, book: PolicyBook) -> None:
    with closing(ClientStore(file, AT)) as store:
        assert not store.notice
        third, second, first = store.clients()
        assert [c.id for c in (first, second, third)] == [1, 2, 3]
        assert (first.name, first.code, first.town, first.note, first.visited, first.archived) == (
            "东莞市甲模具有限公司", "914403001922038216", "长安镇", "", None, False,
        )  # fmt: skip
        assert first.changed.isoformat() == "2026-11-20T09:30:00+08:00"
        assert store.answers(1, book, AT) == (
            Answers(
                {
                    "company_name": "东莞市甲模具有限公司",
                    "uscc": "914403001922038216",
                    "town": "长安镇",
                    "employees": Decimal(168),
                    "annual_revenue": Decimal("86000000.55"),
                    "founded": date(2012, 5, 18),
                },
                {"booth": ({"exhibition": "甲展", "yuemao_global": True}, {}), "lease": ()},
                {"manufacturing": False},
            ),
            (),
        )
        assert store.answers(2, book, AT)[0].company == {"employees": Decimal(5)}
        assert store._rows("SELECT client_id, day FROM unreadable") == [(3, "2026-11-20")]
        assert (store.recall("screen"), store.recall("client")) == ("results", "1")
        assert store.create(Answers(), AT) == 4


def test_an_upgraded_file_is_as_one_begun_now(file: Path, tmp_path: Path) -> None:
    def schema(opened: ClientStore) -> set[str]:
        return set(opened._rows("SELECT type, name, sql FROM sqlite_master"))

    with (
        closing(ClientStore(file, AT)) as upgraded,
        closing(ClientStore(tmp_path / "new" / "clients.db", AT)) as begun,
    ):
        assert schema(upgraded) == schema(begun)


def test_a_backup_comes_first_and_one_can_go_back_to_it(file: Path, book: PolicyBook) -> None:
    with closing(ClientStore(file, AT)) as store:
        before = list(store._connection.iterdump())
        (backup,) = store.backups()
        assert backup.occasion is Occasion.UPGRADE
        assert (backup.clients, backup.readable) == (3, True)
        with closing(sqlite3.connect(backup.file)) as old, closing(sqlite3.connect(VERSION_1)) as v:
            assert list(old.iterdump()) == list(v.iterdump())
        deleted = store.delete(1)
        assert "东莞市甲".encode() not in backup.file.read_bytes()
        store.restore(deleted)
        store.save(3, Answers({"company_name": "丙"}), AT)
        store.return_to(backup.file, AT)
        assert [c.id for c in store.clients()] == [3, 2]
        store.delete(2)
        store.delete(3)
        store.return_to(store.backups()[0].file, AT)
        assert before


def test_no_upgrade_without_a_backup(file: Path) -> None:
    (file.parent / "backups").write_bytes(b"")
    with pytest.raises(StoreError, match="没能备份到"):
        ClientStore(file, AT)
    assert file.read_bytes() == VERSION_1.read_bytes()


def test_answers_of_version_1_that_are_no_json_are_kept_as_they_are(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE client SET answers = '{' WHERE id = 2")
    with closing(ClientStore(file, AT)) as store:
        with pytest.raises(StoreError, match="读不出来"):
            store.client_file(2)
        assert store._rows("SELECT answers FROM client WHERE id = 2") == [("{",)]


def test_a_damaged_file_of_version_1_is_kept_aside(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:6000] + b"\xff" * (len(content) - 6000))
    with closing(ClientStore(file, AT)) as store:
        assert store.damaged
        assert store.damaged.read_bytes()[:6000] == content[:6000]


def test_killed_in_the_middle_of_an_upgrade_nothing_is_lost() -> None:
    outcome = kill.while_upgrading(8)
    assert outcome.is_clean, outcome
    assert outcome.midway


def test_killed_while_saving_nothing_acknowledged_is_lost() -> None:
    """25 of the kills that ``python3 dev.py bench kill 500`` makes."""
    outcome = kill.while_saving(25)
    assert outcome.is_clean, outcome
    assert outcome.acknowledged > 25
    assert outcome.midway


def test_an_older_program_leaves_a_newer_file_alone(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = file.read_bytes()
    with pytest.raises(StoreError, match="新版程序"):
        ClientStore(file, AT)
    assert file.read_bytes() == before
    assert not (file.parent / "backups").exists()
