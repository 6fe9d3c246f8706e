"""Whatever happens to the file: nothing crashes, nothing is overwritten, a backup is offered."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dgassist.model.answers import Answers, Record
from dgassist.store.clients import ClientStore
from dgassist.store.schema import StoreError

AT = datetime(2026, 11, 21, 14, 32, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
OUTCOMES = ("kept aside", "begun anew", "one client lost", "unharmed", "refused")


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A folder with a database of 30 clients and two backups of it."""
    folder = tmp_path / "资料"
    with closing(ClientStore(folder / "clients.db", AT)) as store:
        for n in range(30):
            booth: Record = {"exhibition": f"展{n}", "area": Decimal(n)}
            told: Record = {"company_name": f"公司{n}", "employees": Decimal(n)}
            client_id = store.create(Answers(told, {"booth": (booth,) * 12}), AT)
            store.keep(client_id, topic="booth")
        assert store.make_if_due(AT)
        store.annotate(1, "后来写的")
        assert store.make_if_due(LATER)
        store.remember(screen="results")
    return folder


def whole(store: ClientStore) -> dict[int, Any]:
    return {c.id: store.client_file(c.id) for c in store.clients()}


def damaged(content: bytes, chance: random.Random, kind: str) -> bytes:
    """The file after a flipped bit, a cut, or a hole."""
    spoilt, at = bytearray(content), chance.randrange(len(content))
    if kind == "flip":
        spoilt[at] ^= 1 << chance.randrange(8)
    elif kind == "head":
        spoilt[at % 100] ^= 1 << chance.randrange(8)
    elif kind == "cut":
        del spoilt[at:]
    elif kind == "short":
        del spoilt[at % 1200 :]
    else:
        length = chance.choice([1, 16, 512, 4096, len(content)])
        spoilt[at : at + length] = bytes(len(spoilt[at : at + length]))
    return bytes(spoilt)


@pytest.mark.parametrize("kind", ["flip", "head", "cut", "short", "zeros"])
def test_damage_is_survived_and_nothing_is_overwritten(
    sound: Path, tmp_path: Path, kind: str
) -> None:
    """80 damaged files of each kind, 400 in all."""
    file = sound / "clients.db"
    with closing(ClientStore(file, AT)) as store:
        expected = whole(store)
    content = file.read_bytes()
    chance, seen = random.Random(kind), Counter[str]()
    for n in range(80):
        folder = tmp_path / f"{n}"
        shutil.copytree(sound, folder)
        spoilt = damaged(content, chance, kind)
        (folder / "clients.db").write_bytes(spoilt)
        seen[outcome(folder, spoilt, expected)] += 1
        shutil.rmtree(folder)
    assert seen["unharmed"] == 0 or kind not in ("cut", "short"), seen
    assert seen["refused"] <= 1, seen  # where a version is flipped into a later one
    assert sum(seen[known] for known in OUTCOMES) == 80, seen


def outcome(folder: Path, spoilt: bytes, expected: dict[int, Any]) -> str:
    """What the program did with a damaged file; an assertion fails if it did wrong."""
    file = folder / "clients.db"
    try:
        store = ClientStore(file, LATER)
    except StoreError as error:
        assert file.read_bytes() == spoilt
        return "refused" if str(error).endswith("。") else str(error)
    with closing(store):
        if store.damaged or not spoilt:
            assert not store.damaged or store.damaged.read_bytes() == spoilt
            assert store.clients() == ()
            assert store.offer
            assert store.offer.clients == 30
            assert "可以恢复到 2026-11-21 15:32" in store.notice
            store.return_to(store.offer.file, LATER)
            assert whole(store) == expected
            return "kept aside" if store.damaged else "begun anew"
        lost = 0
        for client in store.clients():
            try:
                told = store.client_file(client.id)
            except StoreError:
                lost += 1
            else:
                wanted = expected[client.id]
                assert {**told, "client": None} == {**wanted, "client": None}
        if lost:
            assert store.offer
            assert store.notice.startswith(f"有{lost}家企业的资料已损坏")
        return "one client lost" if lost else "unharmed"


def test_a_flipped_bit_in_an_amount_is_not_believed(sound: Path) -> None:
    file = sound / "clients.db"
    content = file.read_bytes()
    file.write_bytes(content.replace(b'"employees": 17', b'"employees": 57'))
    with closing(ClientStore(file, LATER)) as store:
        assert "有1家企业的资料已损坏，读不出来：公司17。" in store.notice
        assert store.offer
        with pytest.raises(StoreError, match="没有动它"):
            store.client_file(18)
        assert store.client_file(17)["company"]["employees"] == 16
        before = store.return_to(store.offer.file, LATER)
        assert store.client_file(18)["company"]["employees"] == 17
        store.return_to(before.file, LATER)  # and even that can be undone
        with pytest.raises(StoreError, match="没有动它"):
            store.client_file(18)


def test_a_file_that_is_gone_is_missed(sound: Path) -> None:
    (sound / "clients.db").unlink()
    with closing(ClientStore(sound / "clients.db", LATER)) as store:
        assert "没有找到企业资料库" in store.notice
        assert store.offer
        assert store.damaged is None


def test_the_newest_backup_that_is_sound_is_offered(sound: Path) -> None:
    with closing(ClientStore(sound / "clients.db", LATER)) as store:
        newest, older = (b.file for b in store.backups())
    newest.write_bytes(newest.read_bytes()[:5000])
    (sound / "clients.db").write_bytes(b"\0" * 9000)
    with closing(ClientStore(sound / "clients.db", LATER)) as store:
        assert store.offer
        assert store.offer.file == older
        with pytest.raises(StoreError, match="读不出来，没有动它"):
            store.return_to(newest, LATER)
        assert [b.readable for b in store.backups()] == [False, True]


def test_nothing_is_offered_where_there_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "clients.db").write_bytes(b"no database" * 100)
    with closing(ClientStore(tmp_path / "clients.db", AT)) as store:
        assert store.damaged
        assert store.offer is None


def test_50_times_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    chance = random.Random(50)
    with closing(ClientStore(tmp_path / "clients.db", AT)) as store:
        client_id = store.create(Answers({"company_name": "甲"}), AT)
        for n in range(50):
            sizes = (chance.randrange(200), chance.randrange(3000, 90000))
            saved, too_much = (Answers({"company_name": f"{n}" * size}) for size in sizes)
            limit(store, 1 << 30)
            store.save(client_id, saved, AT)
            store._connection.execute("VACUUM")
            (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
            limit(store, pages + chance.randrange(2))
            with pytest.raises(StoreError, match="磁盘满了"):
                store.save(client_id, too_much, AT)
            with pytest.raises(StoreError, match="磁盘满了"):
                store.keep(client_id, place="处" * 90000)
            assert store.client_file(client_id)["company"] == dict(saved.company)
    with closing(sqlite3.connect(tmp_path / "clients.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def limit(store: ClientStore, pages: int) -> None:
    store._connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()
