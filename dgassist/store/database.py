"""Open the user's own database: its version, its damage, its upgrade.

One file, one connection, nothing shared: a rollback journal with ``synchronous=EXTRA``, so that
an answer that was saved stays saved; ``secure_delete``, so that a client that was deleted is gone;
an exclusive lock, so that two windows never write at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from dgassist.store.clientschema import APPLICATION_ID, TABLES, VERSION, create, upgrade
from dgassist.store.fault import malformed
from dgassist.store.schema import StoreError

_EXTRA = 3
_ABSURD = 1000  # no program will ever be of this version
_PRAGMAS = (
    "journal_mode = TRUNCATE",  # under an exclusive lock DELETE would leave old pages
    "locking_mode = EXCLUSIVE",
    "synchronous = EXTRA",
    "secure_delete = ON",
    "temp_store = MEMORY",  # nothing about a client in the folder for temporary files
    "trusted_schema = OFF",
)


def opened(file: Path, before_upgrade: Callable[[sqlite3.Connection], None]) -> sqlite3.Connection:
    """The open database, new or brought to the present version in one transaction.

    Raises:
        sqlite3.DatabaseError: if it cannot be read.
        StoreError: if it must not be touched.
    """
    connection = sqlite3.connect(file, timeout=0.2, isolation_level=None)
    connection.text_factory = lenient
    try:
        version = _checked_version(connection, file)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
        if pragma_of(connection, "synchronous") != _EXTRA:
            raise StoreError(f"{file} 所在的磁盘不能保证写入，请换一个位置。")
        with connection:
            connection.execute("BEGIN EXCLUSIVE")  # takes the lock, and keeps it
            if version == 0:
                create(connection)
        check(connection)
        if 0 < version < VERSION:
            before_upgrade(connection)
            with connection:
                connection.execute("BEGIN EXCLUSIVE")
                upgrade(connection)
        connection.execute("PRAGMA foreign_keys = ON").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def check(connection: sqlite3.Connection) -> None:
    """Look through every page.

    Raises:
        sqlite3.DatabaseError: if one is damaged.
    """
    if connection.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        raise malformed()


def lenient(content: bytes) -> str:
    """A text of a database; a damaged character is shown as one and stops nothing."""
    return content.decode("utf-8", "replace")


def pragma_of(connection: sqlite3.Connection, name: str) -> int:
    """A setting that is a number."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _checked_version(connection: sqlite3.Connection, file: Path) -> int:
    """The version of the file, 0 for a new one.

    Raises:
        sqlite3.DatabaseError: if it is damaged.
        StoreError: if it is another program's file or a newer program's.
    """
    version = pragma_of(connection, "user_version")
    if pragma_of(connection, "page_count") == 0:
        if file.stat().st_size:
            raise malformed()  # shorter than a database can be
        return 0
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    application = pragma_of(connection, "application_id")
    if not tables and version == 0 and application == 0:
        return 0
    if application != APPLICATION_ID and not tables.issuperset(TABLES):
        raise StoreError(f"{file} 不是本程序的企业资料库，没有动它。请把它移到别处再打开程序。")
    if application != APPLICATION_ID or not 0 < version < _ABSURD:
        raise malformed()  # our tables under a spoilt head
    if version > VERSION:
        raise StoreError(
            f"企业资料库 {file} 是较新版本的程序保存的（格式{version}，本程序只认到{VERSION}），"
            "没有动它。请安装新版程序。"
        )
    return version


_ASIDE = ".damaged-"


def kept_aside(file: Path, at: datetime) -> Path:
    """Move a damaged file out of the way, with its journal, under a name that is free.

    Raises:
        StoreError: if it cannot be moved.
    """
    stem = f"{file.name}{_ASIDE}{at:%Y%m%d-%H%M%S}"
    aside, n = file.with_name(stem), 1
    while aside.exists():
        n += 1
        aside = file.with_name(f"{stem}-{n}")
    try:
        file.rename(aside)
        journal = journal_of(file)
        if journal.exists() and journal.stat().st_size:
            journal.rename(journal_of(aside))
    except OSError as error:
        raise StoreError(
            f"企业资料库 {file} 已损坏，又移不开（{error.strerror}）。请先把它移到别处。"
        ) from error
    return aside


def aside_of(file: Path) -> tuple[Path, ...]:
    """The damaged files that were kept aside, the oldest first."""
    found = file.parent.glob(f"{file.name}{_ASIDE}*")
    return tuple(sorted(f for f in found if not f.name.endswith("-journal")))


def journal_of(file: Path) -> Path:
    """The rollback journal beside a database."""
    return file.with_name(f"{file.name}-journal")
