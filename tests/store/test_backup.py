"""Backups: made when due, checked, thinned, gone back to and undone, rid of deleted clients."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from dgassist.store.backup import Backup, Occasion, named, surplus
from dgassist.store.clients import ClientStore
from dgassist.store.schema import StoreError

AT = datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=8)))
HOUR = timedelta(hours=1)
NAME, PHONE = "东莞市要忘掉的公司", "076900001111"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ClientStore]:
    with closing(ClientStore(tmp_path / "资料" / "clients.db", AT)) as opened:
        yield opened


def answers(number: int) -> Answers:
    return Answers({"company_name": f"公司{number}", "employees": Decimal(number)})


def dump(store: ClientStore) -> list[str]:
    return list(store._connection.iterdump())


def test_a_backup_is_made_when_half_an_hour_has_passed_and_something_changed(
    store: ClientStore,
) -> None:
    assert store.make_if_due(AT) is None  # nothing there yet
    client_id = store.create(answers(1), AT)
    assert store.make_if_due(AT)
    store.save(client_id, answers(2), AT)
    assert store.make_if_due(AT + timedelta(minutes=29)) is None
    assert store.make_if_due(AT + timedelta(minutes=30))
    store.remember(screen="results")  # is no change of a client
    assert store.make_if_due(AT + HOUR) is None
    changes: list[Callable[[], object]] = [
        lambda: store.annotate(client_id, "注"),
        lambda: store.keep(client_id, topic="scale"),
        lambda: store.archive(client_id, archived=True),
        lambda: store.visit(client_id, AT),
    ]
    for n, change in enumerate(changes, 2):
        change()
        assert store.make_if_due(AT + n * HOUR)
        assert store.make_if_due(AT + n * HOUR + HOUR / 2) is None
    assert store.make_if_due(AT - timedelta(days=400)) is None  # a clock that was set back


def test_the_list_tells_when_and_whom(store: ClientStore) -> None:
    for n in range(5):
        store.create(answers(n), AT + n * HOUR)
    made = store.make_if_due(AT)
    assert made
    assert store.backups() == (made,)
    assert (made.made, made.clients, made.readable) == (AT, 5, True)
    assert made.names == ("公司4", "公司3", "公司2")
    assert made.file.name == "clients-20261121-090000+0800.db"
    assert made.file.parent == store.backup_folder
    assert not made.before_restore
    made.file.write_bytes(made.file.read_bytes()[:3000])
    (store.backup_folder / "照片.db").write_bytes(b"")
    (store.backup_folder / "clients-20269999-990000+0800.db").write_bytes(b"")
    (unreadable,) = store.backups()
    assert (unreadable.readable, unreadable.clients, unreadable.made) == (False, 0, AT)


def test_50_restores_are_equal_and_can_be_undone(store: ClientStore) -> None:
    moments = []
    client_id = store.create(answers(0), AT)
    for n in range(50):
        if n % 7 == 3:
            client_id = store.create(answers(n), AT)
        store.save(client_id, answers(n * n), AT + n * HOUR)
        store.keep(client_id, **{f"key{n % 5}": f"{n}"})
        made = store._backups.make(store._connection, AT)
        moments.append((made.file, dump(store)))
    for file, then in moments:
        now = dump(store)
        before = store.return_to(file, AT)
        assert before.before_restore
        assert dump(store) == then
        store.return_to(before.file, AT)
        assert dump(store) == now
    store.close()
    with closing(ClientStore(store.file, AT)) as again:
        assert not again.notice
        assert dump(again) == moments[-1][1]


def test_a_client_that_was_saved_into_after_going_back_is_not_lost_silently(
    store: ClientStore,
) -> None:
    store.create(answers(1), AT)
    made = store.make_if_due(AT)
    assert made
    later = store.create(answers(2), AT)
    store.return_to(made.file, AT)
    with pytest.raises(StoreError, match="找不到"):
        store.save(later, answers(3), AT)


def test_a_backup_that_cannot_be_made_is_told_and_harms_nothing(store: ClientStore) -> None:
    store.create(answers(1), AT)
    before = dump(store)
    store.backup_folder.write_bytes(b"")  # no folder can be made here
    with pytest.raises(StoreError, match="没能备份到"):
        store.make_if_due(AT)
    assert dump(store) == before


# --- Thinning ------------------------------------------------------------------------------


def year(days: int) -> list[datetime]:
    """Six backups each working day."""
    first = datetime(2026, 1, 1, 9, tzinfo=UTC)
    start = (first + timedelta(days=d) for d in range(days))
    return [day + n * HOUR for day in start if day.weekday() < 5 for n in range(6)]


def test_a_year_of_use_leaves_12_days_10_weeks_and_9_months() -> None:
    kept: list[Backup] = []
    for at in year(500):
        kept.insert(0, Backup(Path(f"{at:%Y%m%d%H}"), at))
        gone = surplus(kept, at)
        assert all(b.made.date() < at.date() for b in gone)
        kept = [b for b in kept if b not in gone]
    last = kept[0].made
    today = [b for b in kept if b.made.date() == last.date()]
    older = [b.made for b in kept if b.made.date() < last.date()]
    assert len(today) == 6
    assert len(older) == 12 + 10 + 9
    days, weeks, months = older[:12], older[12:22], older[22:]
    assert all(b.hour == 14 for b in older)  # the last of its day
    assert [d.date() for d in days] == sorted({at.date() for at in year(500)}, reverse=True)[1:13]
    assert all(a - b == timedelta(7) for a, b in pairwise(weeks[1:]))
    assert all(timedelta(25) <= a - b <= timedelta(35) for a, b in pairwise(months[1:]))
    assert timedelta(300) < last - months[-1] < timedelta(400)
    assert surplus(kept, last) == ()


def test_the_way_back_stays_for_a_month() -> None:
    made = [Backup(Path(f"{n}"), AT - n * HOUR) for n in range(30)]
    made.append(Backup(Path("way"), AT - timedelta(days=2), Occasion.RESTORE))
    made.append(Backup(Path("day"), AT - timedelta(days=2, hours=-1)))
    made.sort(key=lambda b: b.made, reverse=True)
    assert Path("way") not in {b.file for b in surplus(made, AT)}
    later = AT + timedelta(days=40)
    assert Path("way") in {b.file for b in surplus(made, later)}


def test_thinning_leaves_what_cannot_be_read(store: ClientStore) -> None:
    client_id = store.create(answers(0), AT)
    files = []
    for n in range(4):
        store.save(client_id, answers(n), AT)
        made = store.make_if_due(AT + n * HOUR)
        assert made
        files.append(made.file)
    files[1].write_bytes(b"broken")
    store.save(client_id, answers(9), AT)
    assert store.make_if_due(AT + timedelta(days=1))
    assert [f.exists() for f in files] == [False, True, False, True]


def test_names_hold_the_moment() -> None:
    backup = named(Path("clients-20260228-235959+0800-restore-2.db"))
    assert backup
    assert backup.made.isoformat() == "2026-02-28T23:59:59+08:00"
    assert backup.before_restore
    for other in ("clients.db", "clients-20260228-235959+0800.db.new", "clients-1-2.db"):
        assert named(Path(other)) is None


# --- Deleting (P15) --------------------------------------------------------------------------


def planted(store: ClientStore) -> int:
    """A client whose name and phone stand wherever they can stand."""
    told = Answers({"company_name": NAME, "old_question": PHONE, "employees": Decimal(3)})
    client_id = store.create(told, AT)
    store.annotate(client_id, f"{NAME} 电话 {PHONE}")
    store.keep(client_id, snapshot=f'["{NAME}", "{PHONE}"]')
    return client_id


def traces(folder: Path) -> list[str]:
    """The files that hold the planted name or phone."""
    return [
        file.name
        for file in folder.rglob("*")
        if file.is_file()
        if any(text.encode() in file.read_bytes() for text in (NAME, PHONE))
    ]


def test_a_deleted_client_is_gone_from_every_file(store: ClientStore, book: PolicyBook) -> None:
    folder = store.file.parent
    for n in range(20):
        store.create(answers(n), AT)
    client_id = planted(store)
    store.answers(client_id, book, AT)  # puts the unknown question aside
    for n in range(6):
        store.save(n + 1, answers(100 + n), AT)
        assert store.make_if_due(AT + n * HOUR)
    store.return_to(store.backups()[-1].file, AT + 7 * HOUR)
    store.close()
    # a damaged file that can still be opened, and the journal of a broken write
    shutil.copy(store.file, folder / "clients.db.damaged-20261120-101010")
    (folder / "clients.db.damaged-20261120-101010-journal").write_bytes(NAME.encode() * 9)
    again = ClientStore(store.file, AT)
    assert len(traces(folder)) == 7 + 3
    expected = {b.file.name: b.clients - 1 for b in again.backups()}
    deleted = again.delete(client_id)
    assert deleted.unreached == ()
    assert traces(folder) == []
    assert {b.file.name: b.clients for b in again.backups() if b.readable} == expected
    again.close()
    assert traces(folder) == []
    final = ClientStore(store.file, AT)
    final.restore(deleted)
    assert final.client_file(client_id)["client"]["note"].endswith(PHONE)
    assert final.clients()[0].name != ""
    final.close()


def test_what_cannot_be_opened_is_told_when_a_client_is_deleted(store: ClientStore) -> None:
    client_id = planted(store)
    made = store.make_if_due(AT)
    assert made
    content = made.file.read_bytes()
    made.file.write_bytes(content[:-5000] + b"\xff" * 4000)
    deleted = store.delete(client_id)
    assert deleted.unreached == (made.file,)
    store.discard(made.file)
    assert store.backups() == ()
    with pytest.raises(StoreError, match="不是备份"):
        store.discard(store.file)
    assert store.file.exists()


def test_an_erasure_that_was_interrupted_is_finished_at_the_next_start(
    store: ClientStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    client_id = planted(store)
    assert store.make_if_due(AT)

    def held(*_: object) -> None:
        raise PermissionError(13, "held by a virus scanner")

    with monkeypatch.context() as patched:
        patched.setattr("dgassist.store.backups.put_in_place", held)
        deleted = store.delete(client_id)
    assert deleted.unreached
    assert len(traces(store.file.parent)) == 1
    store.close()
    ClientStore(store.file, AT).close()
    assert traces(store.file.parent) == []


def test_an_unfinished_backup_is_swept_away(store: ClientStore) -> None:
    planted(store)
    made = store.make_if_due(AT)
    assert made
    for name in (f"{made.file.name}.new", f"{made.file.name}.new-journal"):
        shutil.copy(made.file, store.backup_folder / name)
    store.close()
    with closing(ClientStore(store.file, AT)) as again:
        assert [f.name for f in store.backup_folder.iterdir()] == [made.file.name]
        assert again.backups() == (made,)


def test_a_client_stays_forgotten_when_one_goes_back_to_before(store: ClientStore) -> None:
    store.create(answers(1), AT)
    client_id = planted(store)
    made = store.make_if_due(AT)
    assert made
    deleted = store.delete(client_id)
    store.return_to(made.file, AT + HOUR)
    assert [c.name for c in store.clients()] == ["公司1"]
    store.restore(deleted)
    assert {c.name for c in store.clients()} == {"公司1", NAME}


def test_another_client_of_the_same_number_is_not_erased(store: ClientStore) -> None:
    store.create(answers(1), AT)
    early = store.make_if_due(AT)
    second = store.create(answers(2), AT)
    with_second = store.make_if_due(AT + HOUR)
    assert early
    assert with_second
    store.return_to(early.file, AT + 2 * HOUR)
    assert store.create(answers(3), AT) == second
    store.delete(second)
    names = {b.file: b.names for b in store.backups()}
    assert set(names[with_second.file]) == {"公司1", "公司2"}


def test_a_backup_is_an_ordinary_database(store: ClientStore) -> None:
    store.create(answers(1), AT)
    made = store.make_if_due(AT)
    assert made
    with closing(sqlite3.connect(made.file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT name FROM client").fetchall() == [("公司1",)]
