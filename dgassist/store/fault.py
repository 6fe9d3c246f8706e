"""Errors of SQLite in words: what happened to the user's own database, and what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dgassist.store.schema import StoreError

MALFORMED = "malformed"

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_CAUSES = {
    sqlite3.SQLITE_FULL: "磁盘满了。请删掉一些不用的文件，再改一下这一项就会重新保存。",
    sqlite3.SQLITE_READONLY: "文件或文件夹是只读的。请取消只读后再试。",
    sqlite3.SQLITE_CANTOPEN: "文件打不开。请检查这个位置能不能写。",
    sqlite3.SQLITE_BUSY: "程序已经开着了，请用已经打开的那个窗口。",
    sqlite3.SQLITE_LOCKED: "程序已经开着了，请用已经打开的那个窗口。",
    sqlite3.SQLITE_IOERR: "磁盘读写出错。请检查磁盘后再试。",
    sqlite3.SQLITE_CORRUPT: "文件已损坏。请关闭程序重新打开，原文件会留着。",
    sqlite3.SQLITE_NOTADB: "文件已损坏。请关闭程序重新打开，原文件会留着。",
}


def malformed() -> sqlite3.DatabaseError:
    """The error of a file that SQLite can open, but that is damaged."""
    return sqlite3.DatabaseError(MALFORMED)


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is damaged, rather than out of reach for now."""
    return str(error) == MALFORMED or _code(error) in _DAMAGE


def told(error: sqlite3.Error, file: Path) -> StoreError:
    """The error as a sentence for the user."""
    return StoreError(f"企业资料没能存取（{file}）：{_CAUSES.get(_code(error)) or error}")


def not_backed_up(error: sqlite3.Error | OSError, folder: Path) -> StoreError:
    """The error of making a backup as a sentence; the answers themselves are safe."""
    if isinstance(error, OSError):
        cause = f"{error.strerror or error}。请检查这个位置能不能写。"
    elif _code(error) == sqlite3.SQLITE_FULL:
        cause = "磁盘满了。请删掉一些不用的文件。"
    else:
        cause = _CAUSES.get(_code(error)) or str(error)
    return StoreError(f"没能备份到 {folder}：{cause}")


def _code(error: sqlite3.Error) -> int:
    """SQLite's own number; 0 for an error that Python has found."""
    return int(getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
