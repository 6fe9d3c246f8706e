"""The folder of backups: made, checked, thinned, and rid of a client that is deleted.

Each is a database of its own, written by SQLite itself and never by copying a file. It gets its
name only after it was opened and checked.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dgassist.store.backup import (
    Backup,
    Occasion,
    copied,
    free_name,
    loaded,
    named,
    read,
    read_only,
    surplus,
)
from dgassist.store.clientschema import forget
from dgassist.store.database import check, journal_of
from dgassist.store.dossier import spoilt
from dgassist.store.fault import is_damage, malformed, not_backed_up
from dgassist.store.schema import StoreError
from dgassist.store.wholefile import put_in_place

EVERY = timedelta(minutes=30)
_UNFINISHED = ".new"
_TABLES = ("client", "kept", "unreadable")


class Backups:
    """The folder of backups. It need not exist until the first one is made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def listed(self) -> tuple[Backup, ...]:
        """Every backup by its name alone, the newest first."""
        found = (named(file) for file in self.folder.glob("clients-*.db"))
        known = (backup for backup in found if backup)
        return tuple(sorted(known, key=lambda b: (b.made, b.file.name), reverse=True))

    def all(self) -> tuple[Backup, ...]:
        """Every backup with what is in it, the newest first."""
        return tuple(read(backup) for backup in self.listed())

    def newest_sound(self) -> Backup | None:
        """The newest backup of which every page and every client's answers are in order."""
        for backup in self.listed():
            try:
                with closing(loaded(backup.file)) as memory:
                    is_sound = not spoilt(memory)
            except (sqlite3.Error, StoreError):
                continue
            if is_sound and (found := read(backup)).clients:
                return found
        return None

    def make(
        self, connection: sqlite3.Connection, at: datetime, occasion: Occasion = Occasion.ROUTINE
    ) -> Backup:
        """Back up an open database.

        Raises:
            StoreError: if that cannot be done; the database is as it was.
        """
        file = free_name(self.folder, at, occasion)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(connection, file)
        except (sqlite3.Error, OSError) as error:
            raise not_backed_up(error, self.folder) from error
        return read(Backup(file, at.replace(microsecond=0), occasion))

    def make_if_due(self, connection: sqlite3.Connection, at: datetime) -> Backup | None:
        """Back up if the last time was long enough ago and something is different now."""
        newest = next(iter(self.listed()), None)
        if newest and (abs(at - newest.made) < EVERY or self.has(connection, newest)):
            return None
        if newest is None and not connection.execute("SELECT 1 FROM client LIMIT 1").fetchone():
            return None
        made = self.make(connection, at)
        self.thin(at)
        return made

    def has(self, connection: sqlite3.Connection, backup: Backup) -> bool:
        """Whether a backup holds what the database holds, wherever the program was left."""
        try:
            with closing(read_only(backup.file)) as other:
                return _content(connection) == _content(other)
        except (sqlite3.Error, StoreError):
            return False

    def thin(self, at: datetime) -> None:
        """Remove the backups that are one too many; one that cannot be read is left alone."""
        for backup in surplus(self.listed(), at):
            if read(backup).readable:
                _remove(backup.file)

    def sweep(self) -> None:
        """Remove what a backup left behind that was interrupted."""
        for file in self.folder.glob(f"clients-*{_UNFINISHED}*"):
            _remove(file)

    def erase(self, marks: tuple[str, ...], more: Iterable[Path] = ()) -> tuple[Path, ...]:
        """Write every backup that knows one of these clients anew without them.

        ``more`` are damaged files. What is returned could not be read, and may know them still.

        Raises:
            sqlite3.Error: if a file could not be reached now, after all others were done.
            OSError: likewise.
        """
        unread: list[Path] = []
        failure: Exception | None = None
        for file in (*(b.file for b in self.listed()), *more):
            try:
                _rid(file, marks)
            except (sqlite3.Error, OSError, StoreError) as error:
                unread.append(file)
                if isinstance(error, OSError) or (
                    isinstance(error, sqlite3.Error) and not is_damage(error)
                ):
                    failure = error
        if failure is not None:
            raise failure
        return tuple(unread)


def _write(connection: sqlite3.Connection, file: Path) -> None:
    """Write a database into another file that is there when it is whole and on the disk."""
    fresh = file.with_name(f"{file.name}{_UNFINISHED}")
    fresh.unlink(missing_ok=True)
    try:
        connection.execute("VACUUM INTO ?", (str(fresh),))
        with closing(read_only(fresh)) as written:
            check(written)
            if _counts(written) != _counts(connection):
                raise malformed()
        with fresh.open("r+b") as stream:
            os.fsync(stream.fileno())
        put_in_place(fresh, file)
    finally:
        fresh.unlink(missing_ok=True)


def _rid(file: Path, marks: tuple[str, ...]) -> None:
    """Write one file anew without these clients, if it knows them."""
    with closing(copied(file)) as memory:
        memory.execute("PRAGMA foreign_keys = ON")
        memory.execute("PRAGMA secure_delete = ON")
        if forget(memory, marks):
            _write(memory, file)
            journal_of(file).unlink(missing_ok=True)  # of pages that are no longer there


def _remove(file: Path) -> None:
    with suppress(OSError):  # held by another program: next time
        file.unlink(missing_ok=True)


def _tables(connection: sqlite3.Connection) -> Iterator[str]:
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    return (table for table in _TABLES if table in known)


def _counts(connection: sqlite3.Connection) -> list[Any]:
    return [
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - ours
        for table in _tables(connection)
    ]


def _content(connection: sqlite3.Connection) -> list[Any]:
    return [
        connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608 - ours
        for table in _tables(connection)
    ]
