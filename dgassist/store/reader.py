"""Open policies.db read-only, checked against its SHA-256, and read the policy book."""

from __future__ import annotations

import hashlib
import sqlite3
from functools import cached_property
from pathlib import Path
from typing import Any

from dgassist import paths
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import Clause
from dgassist.model.workday import Calendar
from dgassist.store.codec import decode
from dgassist.store.schema import APPLICATION_ID, VERSION, StoreError
from dgassist.store.search import Hit, search, spelled, spells

_CURE = "请重新安装程序；从源码运行的，请执行 dgassist build 重新生成。"


class Library:
    """The policy base as it is on disk: the book, and full-text search over its clauses."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.book = _book(connection)

    def search(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        """Clauses that hold the words."""
        return search(self._connection, words, limit)

    def matches_initials(self, text: str, typed: str) -> bool:
        """Whether the typed letters are pinyin initials in a text, whichever reading is meant."""
        return spells(typed, spelled(text, self._readings))

    @cached_property
    def _readings(self) -> dict[str, str]:
        """For each character the letters that its readings begin with."""
        if not _has(self._connection, "readings"):
            return {}
        rows = self._connection.execute("SELECT letters, characters FROM readings")
        return {c: letters for letters, characters in rows for c in characters}

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def open_library(file: Path | None = None, digest_file: Path | None = None) -> Library:
    """The bundled policy base (or another file), verified.

    Raises:
        StoreError: if the file is missing, altered, or not of this version.
    """
    file, digest_file = file or paths.policies(), digest_file or paths.policies_digest()
    verify(file, digest_file)
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if application != APPLICATION_ID:
            raise StoreError(f"{file} 不是政策库文件。{_CURE}")
        if version != VERSION:
            raise StoreError(f"政策库的格式版本是{version}，本程序要的是{VERSION}。{_CURE}")
        return Library(connection)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise StoreError(f"政策库 {file} 读不出来（{error}）。{_CURE}") from error
    except StoreError:
        connection.close()
        raise


def verify(file: Path, digest_file: Path) -> None:
    """Compare the file with the digest that was made with it."""
    try:
        content = file.read_bytes()
        expected = digest_file.read_text(encoding="ascii").split()
    except OSError as error:
        raise StoreError(f"找不到政策库文件 {error.filename}。{_CURE}") from error
    except UnicodeDecodeError as error:
        raise StoreError(f"政策库的校验文件 {digest_file} 已损坏。{_CURE}") from error
    if [hashlib.sha256(content).hexdigest()] != expected[:1]:
        raise StoreError(f"政策库 {file} 与校验码对不上，可能已损坏或被改动，不能使用。{_CURE}")


def _book(connection: sqlite3.Connection) -> PolicyBook:
    (data_date,) = connection.execute("SELECT data_date FROM book").fetchone()
    clauses = connection.execute(
        "SELECT id, document_id, part_id, label, heading, chapter, text, ordinal"
        " FROM clauses ORDER BY position"
    )
    return PolicyBook(
        data_date=data_date,
        documents=_bodies(connection, "documents"),
        clauses=tuple(Clause(*row) for row in clauses),
        sections=_bodies(connection, "sections"),
        record_types=_bodies(connection, "record_types"),
        derived_facts=_bodies(connection, "derived_facts"),
        measures=_bodies(connection, "measures"),
        relations=_bodies(connection, "relations"),
        asides=_bodies(connection, "asides"),
        industries=_bodies(connection, "industries"),
        towns=_bodies(connection, "towns"),
        departments=_bodies(connection, "departments"),
        calendar=Calendar(_bodies(connection, "calendar")),
        windows=_bodies(connection, "windows"),
        contradictions=_bodies(connection, "contradictions"),
        glossary=_bodies(connection, "glossary"),
        papers=_bodies(connection, "papers"),
        ladders=_bodies(connection, "ladders"),
    )


def _bodies(connection: sqlite3.Connection, table: str) -> tuple[Any, ...]:
    """The values of a table; a table is only there if it has rows."""
    if not _has(connection, table):
        return ()
    rows = connection.execute(f"SELECT body FROM {table} ORDER BY position")  # noqa: S608 - ours
    values: tuple[Any, ...] = decode("[" + ",".join(body for (body,) in rows) + "]")
    return values


def _has(connection: sqlite3.Connection, table: str) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE name = ?"
    return connection.execute(query, (table,)).fetchone() is not None
