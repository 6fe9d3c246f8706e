"""The user's own database: the companies, what they have told, and where the program was left.

One file in the user's folder, one connection, nothing shared: a rollback journal with
``synchronous=EXTRA``, so that an answer that was saved stays saved; ``secure_delete``, so that a
client that was deleted is gone; an exclusive lock, so that two windows never write at once.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from dgassist.store.casefile import CaseError, answers_from, plain
from dgassist.store.schema import StoreError

APPLICATION_ID = 0x64676375  # "dgcu"
VERSION = 1
_EXTRA = 3

_SCHEMA = """
CREATE TABLE client (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    answers TEXT NOT NULL,
    changed TEXT NOT NULL
);
CREATE TABLE unreadable (
    client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    answers TEXT NOT NULL
);
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_UNKNOWN = "找不到这家企业，可能已经删除。"


@dataclass(frozen=True, slots=True)
class Client:
    """One company in the list; its answers are read when it is opened."""

    id: int
    name: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class Deleted:
    """A client that is no longer in the file, with all that is needed to bring it back."""

    client: tuple[Any, ...]
    unreadable: tuple[tuple[Any, ...], ...]

    @property
    def name(self) -> str:
        """The name it had."""
        return str(self.client[1])


class ClientStore:
    """The open database. ``notice`` is what the user should know about how it was opened."""

    def __init__(self, file: Path, at: datetime) -> None:
        """Open the file, or begin a new one; a damaged one is kept aside.

        Raises:
            StoreError: if the file cannot be used, and must not be touched.
        """
        self.file = file
        self.notice = ""
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"不能在 {file.parent} 建立资料文件夹（{error.strerror}），请检查这个位置能不能写。"
            ) from error
        try:
            self._connection = _opened(file)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise _told(error, file) from error
            aside = _kept_aside(file, at)
            self.notice = (
                f"企业资料库已损坏，读不出来。原文件没有删除，留作 {aside.name}，"
                f"在文件夹 {file.parent} 里；现在从空白开始。"
            )
            self._connection = _opened(file)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def clients(self) -> tuple[Client, ...]:
        """Every client, the last changed first."""
        rows = self._rows("SELECT id, name, changed FROM client ORDER BY changed DESC, id DESC")
        return tuple(Client(i, name, datetime.fromisoformat(at)) for i, name, at in rows)

    def create(self, answers: Answers, at: datetime) -> int:
        """A new client with these answers; gives its id."""
        with self._transaction() as connection:
            cursor = connection.execute(
                "INSERT INTO client (name, answers, changed) VALUES (?, ?, ?)",
                (_name(answers), _encoded(answers), at.isoformat()),
            )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def save(self, client_id: int, answers: Answers, at: datetime) -> None:
        """All answers of a client, at once or not at all."""
        with self._transaction() as connection:
            connection.execute(
                "UPDATE client SET name = ?, answers = ?, changed = ? WHERE id = ?",
                (_name(answers), _encoded(answers), at.isoformat(), client_id),
            )

    def delete(self, client_id: int) -> Deleted:
        """Forget a client; its bytes are overwritten, and only what is returned still knows it.

        Raises:
            StoreError: if there is no such client.
        """
        rows = self._rows("SELECT id, name, answers, changed FROM client WHERE id = ?", client_id)
        if not rows:
            raise StoreError(_UNKNOWN)
        unreadable = self._rows(
            "SELECT client_id, day, answers FROM unreadable WHERE client_id = ?", client_id
        )
        with self._transaction() as connection:
            connection.execute("DELETE FROM client WHERE id = ?", (client_id,))
        return Deleted(rows[0], tuple(unreadable))

    def restore(self, deleted: Deleted) -> None:
        """Bring back what was deleted, as it was."""
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO client (id, name, answers, changed) VALUES (?, ?, ?, ?)",
                deleted.client,
            )
            connection.executemany(
                "INSERT INTO unreadable (client_id, day, answers) VALUES (?, ?, ?)",
                deleted.unreadable,
            )

    def answers(
        self, client_id: int, book: PolicyBook, at: datetime
    ) -> tuple[Answers, tuple[str, ...]]:
        """What a client has told, and what of it this policy book no longer understands.

        Answers that are not understood are kept in the file, in a table of their own.

        Raises:
            StoreError: if there is no such client, or nothing of it can be read.
        """
        rows = self._rows("SELECT answers FROM client WHERE id = ?", client_id)
        if not rows:
            raise StoreError(_UNKNOWN)
        text = rows[0][0]
        try:
            content = json.loads(text, parse_float=Decimal)
            return answers_from(content, book), ()
        except json.JSONDecodeError as error:
            raise StoreError("这家企业的资料读不出来，没有动它。其他企业不受影响。") from error
        except CaseError:
            answers, problems = _readable(content, book)
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO unreadable (client_id, day, answers) VALUES (?, ?, ?)",
                (client_id, at.date().isoformat(), text),
            )
        return answers, problems

    def remember(self, **state: str) -> None:
        """Keep where the program is: current client, screen, section."""
        with self._transaction() as connection:
            connection.executemany(
                "INSERT INTO state (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                tuple(state.items()),
            )

    def recall(self, key: str) -> str:
        """What was remembered, or an empty text."""
        rows = self._rows("SELECT value FROM state WHERE key = ?", key)
        return str(rows[0][0]) if rows else ""

    def _rows(self, query: str, *values: object) -> list[Any]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise _told(error, self.file) from error

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
        except sqlite3.DatabaseError as error:
            raise _told(error, self.file) from error


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=0.2, isolation_level=None)
    try:
        version = _checked_version(connection, file)
        for pragma in (
            "journal_mode = TRUNCATE",  # under an exclusive lock DELETE would leave old pages
            "locking_mode = EXCLUSIVE",
            "synchronous = EXTRA",
            "secure_delete = ON",
            "foreign_keys = ON",
            "trusted_schema = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        if _pragma(connection, "synchronous") != _EXTRA:
            raise StoreError(f"{file} 所在的磁盘不能保证写入，请换一个位置。")
        with connection:
            connection.execute("BEGIN EXCLUSIVE")  # takes the lock, and keeps it
            if version == 0:
                for statement in _SCHEMA.split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {VERSION}")
        if connection.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
            raise sqlite3.DatabaseError(_MALFORMED)
    except BaseException:
        connection.close()
        raise
    return connection


_MALFORMED = "malformed"


def _checked_version(connection: sqlite3.Connection, file: Path) -> int:
    """The version of the file, 0 for a new one.

    Raises:
        StoreError: if it is another program's file or a newer program's.
    """
    version = _pragma(connection, "user_version")
    is_empty = (
        _pragma(connection, "page_count") == 0
        or not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    )
    if is_empty and version == 0:
        return 0
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise StoreError(f"{file} 不是本程序的企业资料库，没有动它。请把它移到别处再打开程序。")
    if version > VERSION:
        raise StoreError(
            f"企业资料库 {file} 是较新版本的程序保存的（格式{version}，本程序只认到{VERSION}），"
            "没有动它。请安装新版程序。"
        )
    return version


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return str(error) == _MALFORMED or (
        code is not None and code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    )


def _kept_aside(file: Path, at: datetime) -> Path:
    """Move a damaged file out of the way, with its journal, under a name that is free."""
    stem = f"{file.name}.damaged-{at:%Y%m%d-%H%M%S}"
    aside, n = file.with_name(stem), 1
    while aside.exists():
        n += 1
        aside = file.with_name(f"{stem}-{n}")
    try:
        file.rename(aside)
        journal = file.with_name(f"{file.name}-journal")
        if journal.exists() and journal.stat().st_size:
            journal.rename(aside.with_name(f"{aside.name}-journal"))
    except OSError as error:
        raise StoreError(
            f"企业资料库 {file} 已损坏，又移不开（{error.strerror}）。请先把它移到别处。"
        ) from error
    return aside


_CAUSES = {
    sqlite3.SQLITE_FULL: "磁盘满了。请删掉一些不用的文件，再改一下这一项就会重新保存。",
    sqlite3.SQLITE_READONLY: "文件或文件夹是只读的。请取消只读后再试。",
    sqlite3.SQLITE_CANTOPEN: "文件打不开。请检查这个位置能不能写。",
    sqlite3.SQLITE_BUSY: "程序已经开着了，请用已经打开的那个窗口。",
    sqlite3.SQLITE_LOCKED: "程序已经开着了，请用已经打开的那个窗口。",
    sqlite3.SQLITE_IOERR: "磁盘读写出错。请检查磁盘后再试。",
    sqlite3.SQLITE_CORRUPT: "文件已损坏。请关闭程序重新打开，原文件会留着。",
}


def _told(error: sqlite3.DatabaseError, file: Path) -> StoreError:
    code = getattr(error, "sqlite_errorcode", None)
    cause = _CAUSES.get(code & 0xFF) if code is not None else None
    return StoreError(f"企业资料没能存取（{file}）：{cause or error}")


def _name(answers: Answers) -> str:
    return str(answers.company.get("company_name", ""))


def _encoded(answers: Answers) -> str:
    return json.dumps(plain(answers), ensure_ascii=False, sort_keys=True)


def _readable(content: Any, book: PolicyBook) -> tuple[Answers, tuple[str, ...]]:
    """The answers one by one, as far as they are understood, and what was wrong with the rest."""
    kept: dict[str, dict[str, Any]] = {"company": {}, "records": {}, "overruled": {}}
    problems = []
    for part, entries in kept.items():
        for key, value in content.get(part, {}).items():
            try:
                answers_from({part: {key: value}}, book)
            except CaseError as error:
                problems.append(str(error))
            else:
                entries[key] = value
    return answers_from(kept, book), tuple(problems)
