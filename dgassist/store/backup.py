"""Backups of the user's own database: what each is called and holds, and which ones stay."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path

from dgassist.store.clientschema import APPLICATION_ID, VERSION, upgrade
from dgassist.store.database import check, lenient, pragma_of
from dgassist.store.fault import malformed
from dgassist.store.schema import StoreError

_SHOWN = 3  # names in a list
_NAME = re.compile(r"clients-(\d{8}-\d{6}[+-]\d{4,6})(?:-(restore|upgrade))?(?:-\d+)?\.db")
_STAMP = "%Y%m%d-%H%M%S%z"
_SLOTS = ((12, "%Y-%m-%d"), (10, "%G-%V"), (9, "%Y-%m"))  # days, then weeks, then months


class Occasion(Enum):
    """Why a backup was made."""

    ROUTINE = ""
    RESTORE = "restore"
    UPGRADE = "upgrade"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in the list: when it was made, and whom it holds."""

    file: Path
    made: datetime
    occasion: Occasion = Occasion.ROUTINE
    readable: bool = True
    clients: int = 0
    names: tuple[str, ...] = ()  # of the first few, the last changed first

    @property
    def before_restore(self) -> bool:
        """Whether it keeps what was there before going back to another one."""
        return self.occasion is Occasion.RESTORE


def named(file: Path) -> Backup | None:
    """The backup that a file is by its name alone; None for another file."""
    match = _NAME.fullmatch(file.name)
    if match is None:
        return None
    try:
        made = datetime.strptime(match[1], _STAMP)  # noqa: DTZ007 - the stamp has the zone
    except ValueError:  # a name that only looks like one
        return None
    return Backup(file, made, Occasion(match[2] or ""))


def free_name(folder: Path, at: datetime, occasion: Occasion) -> Path:
    """A name for a new backup."""
    kind = f"-{occasion.value}" if occasion.value else ""
    stem = f"clients-{at:{_STAMP}}{kind}"
    file, n = folder / f"{stem}.db", 1
    while file.exists():
        n += 1
        file = folder / f"{stem}-{n}.db"
    return file


def read(backup: Backup) -> Backup:
    """The same backup with what is in it."""
    query = "SELECT name FROM client ORDER BY changed DESC, id DESC"
    try:
        with closing(read_only(backup.file)) as connection:
            check(connection)
            names = tuple(name for (name,) in connection.execute(query))
    except (sqlite3.Error, StoreError):
        return replace(backup, readable=False)
    return replace(backup, clients=len(names), names=names[:_SHOWN])


def surplus(backups: Iterable[Backup], at: datetime) -> tuple[Backup, ...]:
    """Of backups, the newest first, those beyond one for 12 days, 10 weeks and 9 months.

    All of today stay, and for 30 days those that a restore or an upgrade can be undone with.
    """
    level, used, last = 0, 0, ""
    found = []
    for backup in backups:
        age = at.date() - backup.made.date()
        is_way_back = backup.occasion is not Occasion.ROUTINE and age.days < 30
        if age.days <= 0 or is_way_back:
            continue
        while level < len(_SLOTS):
            limit, period = _SLOTS[level]
            name = backup.made.strftime(period)
            if name == last:
                found.append(backup)
                break
            if used < limit:
                used, last = used + 1, name
                break
            level, used, last = level + 1, 0, ""
        else:
            found.append(backup)
    return tuple(found)


def loaded(file: Path) -> sqlite3.Connection:
    """A backup in memory, every page checked, at the present version.

    Raises:
        sqlite3.Error: if it cannot be read.
        StoreError: if a newer program made it.
    """
    memory = copied(file)
    try:
        if pragma_of(memory, "user_version") < VERSION:
            memory.execute("BEGIN")
            upgrade(memory)
            memory.execute("COMMIT")
    except BaseException:
        memory.close()
        raise
    return memory


def copied(file: Path) -> sqlite3.Connection:
    """A backup in memory as it is, every page checked."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    memory.text_factory = lenient
    try:
        with closing(read_only(file)) as source:
            source.backup(memory)
        check(memory)
    except BaseException:
        memory.close()
        raise
    return memory


def read_only(file: Path) -> sqlite3.Connection:
    """A database that nobody writes, if it is one of ours."""
    uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    connection.text_factory = lenient
    try:
        version = pragma_of(connection, "user_version")
        if pragma_of(connection, "application_id") != APPLICATION_ID or version < 1:
            raise malformed()
        if version > VERSION:
            raise StoreError(f"备份 {file.name} 是较新版本的程序做的，请安装新版程序。")
    except BaseException:
        connection.close()
        raise
    return connection
