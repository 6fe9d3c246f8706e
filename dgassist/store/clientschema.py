"""The tables of the user's own database, and the way to them from older versions."""

from __future__ import annotations

import json
import sqlite3

from dgassist.store.dossier import COLUMNS, Dossier, dossier_from

APPLICATION_ID = 0x64676375  # "dgcu"
VERSION = 2
TABLES = ("client", "state", "unreadable")  # of every version

# ``mark`` stays the same in every backup, where ids may come to stand for somebody else;
# ``erasure`` holds the marks of deleted clients that some backup still may know.
_SCHEMA = """
CREATE TABLE client (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mark TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    town TEXT NOT NULL,
    answers TEXT NOT NULL,
    seal INTEGER NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    changed TEXT NOT NULL,
    visited TEXT NOT NULL DEFAULT '',
    archived INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE kept (
    client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (client_id, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE unreadable (
    client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    answers TEXT NOT NULL
) STRICT;
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE erasure (mark TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables, within a transaction of the caller."""
    for statement in _SCHEMA.split(";"):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring tables of version 1 to the present one, within a transaction of the caller."""
    for table in TABLES:
        connection.execute(f"ALTER TABLE {table} RENAME TO {table}_1")
    create(connection)
    rows = connection.execute("SELECT id, name, answers, changed FROM client_1 ORDER BY id")
    for client_id, name, answers, changed in rows.fetchall():
        connection.execute(
            f"INSERT INTO client (id, mark, changed, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - ours
            (client_id, _first_mark(client_id), changed, *_dossier(name, answers).row),
        )
    connection.execute(
        "INSERT INTO unreadable (client_id, day, answers)"
        " SELECT client_id, day, answers FROM unreadable_1 ORDER BY rowid"
    )
    connection.execute("INSERT INTO state (key, value) SELECT key, value FROM state_1")
    for table in TABLES:
        connection.execute(f"DROP TABLE {table}_1")


def forget(connection: sqlite3.Connection, marks: tuple[str, ...]) -> int:
    """Delete the clients with these marks from tables of any version; how many there were."""
    columns = {row[1] for row in connection.execute("PRAGMA table_info(client)")}
    mark = "mark" if "mark" in columns else _FIRST_MARK
    places = ",".join("?" * len(marks))
    cursor = connection.execute(f"DELETE FROM client WHERE {mark} IN ({places})", marks)  # noqa: S608 - ours
    return cursor.rowcount


_FIRST_MARK = "'1-' || id"  # of a client that was begun under version 1


def _first_mark(client_id: int) -> str:
    return f"1-{client_id}"


def _dossier(name: str, answers: str) -> Dossier:
    """What was stored is taken over as it stands, even if it cannot be read."""
    try:
        content = json.loads(answers)
        told = dossier_from(content)
    except (ValueError, AttributeError, RecursionError):
        return Dossier(name, "", "", answers)
    return Dossier(name, told.code, told.town, answers)
