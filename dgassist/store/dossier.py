"""One client's answers as the database holds them, sealed so that a flipped bit is noticed."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dgassist.model.answers import Answers
from dgassist.store.casefile import plain


@dataclass(frozen=True, slots=True)
class Dossier:
    """The answers as JSON, and what the list shows of them."""

    name: str
    code: str
    town: str
    answers: str

    @property
    def seal(self) -> int:
        """A checksum: SQLite itself does not notice when a bit of a text has changed."""
        parts = (self.name, self.code, self.town, self.answers)
        return zlib.crc32("\x1f".join(parts).encode())

    @property
    def row(self) -> tuple[str, str, str, str, int]:
        """The columns ``COLUMNS``."""
        return (self.name, self.code, self.town, self.answers, self.seal)


COLUMNS = "name, code, town, answers, seal"


def dossier_of(answers: Answers) -> Dossier:
    """The dossier of a client's answers."""
    return dossier_from(plain(answers))


def dossier_from(content: Mapping[str, Any]) -> Dossier:
    """The dossier of answers as a case file holds them."""
    company = content.get("company", {})
    name, code, town = (_text(company.get(key)) for key in ("company_name", "uscc", "town"))
    return Dossier(name, code, town, _writable(json.dumps(content, **_AS_JSON)))


_AS_JSON: Any = {"ensure_ascii": False, "sort_keys": True, "default": float}


def spoilt(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The names of the clients whose answers are not as they were saved."""
    rows = connection.execute(f"SELECT {COLUMNS} FROM client ORDER BY id")  # noqa: S608 - ours
    return tuple(row[0] for row in rows if Dossier(*row[:4]).seal != row[4])


def _text(value: object) -> str:
    return _writable(value) if isinstance(value, str) else ""


def _writable(text: str) -> str:
    """The text without halves of characters, which UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
