"""The companies in the user's own database, what they have told, and what is kept of each."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from dgassist.store.casefile import CaseError, answers_from
from dgassist.store.clientfile import Aside, file_content, parts, readable
from dgassist.store.dossier import COLUMNS, Dossier, dossier_from, dossier_of
from dgassist.store.schema import StoreError
from dgassist.store.userdatabase import UserDatabase

_UNKNOWN = "找不到这家企业，可能已经删除。"
_SPOILT = "这家企业的资料读不出来，没有动它。其他企业不受影响；可以从备份恢复。"
_COPY = "（副本）"
VISIT = "visit"  # what is kept under keys that begin so belongs to a visit, and to no duplicate
_PARTS = {"client": "id", "kept": "client_id", "unreadable": "client_id"}  # and whose they are


@dataclass(frozen=True, slots=True)
class Client:
    """One company in the list; its answers are read when it is opened."""

    id: int
    name: str
    code: str  # 统一社会信用代码
    town: str
    note: str
    changed: datetime
    visited: datetime | None = None
    archived: bool = False
    mark: str = ""  # the same in every backup; what stands on paper for the client


@dataclass(frozen=True, slots=True)
class Deleted:
    """A client that is no longer in any file, with all that is needed to bring it back.

    ``unreached`` are files that could not be read, and may know the client still.
    """

    name: str
    rows: Mapping[str, tuple[tuple[Any, ...], ...]]
    unreached: tuple[Path, ...] = ()


class ClientStore(UserDatabase):
    """The open database as the list of clients."""

    # --- The list ---------------------------------------------------------------------------

    def clients(self) -> tuple[Client, ...]:
        """Every client, the last changed first."""
        rows = self._rows(
            "SELECT id, name, code, town, note, changed, visited, archived, mark FROM client"
            " ORDER BY changed DESC, id DESC"
        )
        return tuple(
            Client(
                i,
                name,
                code,
                town,
                note,
                _moment(at) or _LONG_AGO,
                _moment(visit),
                bool(put_away),
                mark,
            )
            for i, name, code, town, note, at, visit, put_away, mark in rows
        )

    def create(self, answers: Answers, at: datetime) -> int:
        """A new client with these answers; gives its id."""
        return self._add(dossier_of(answers), Aside(), at)

    def save(self, client_id: int, answers: Answers, at: datetime) -> None:
        """All answers of a client, at once or not at all."""
        self._update(
            client_id,
            f"({COLUMNS}, changed) = (?, ?, ?, ?, ?, ?)",
            *dossier_of(answers).row,
            at.isoformat(),
        )

    def annotate(self, client_id: int, note: str) -> None:
        """Free words about a client."""
        self._update(client_id, "note = ?", note)

    def archive(self, client_id: int, archived: bool) -> None:
        """Put a client away, or take it back among the others."""
        self._update(client_id, "archived = ?", int(archived))

    def visit(self, client_id: int, at: datetime) -> None:
        """The client was here."""
        self._update(client_id, "visited = ?", at.isoformat())

    def duplicate(self, client_id: int, at: datetime) -> int:
        """A new client with the same answers, called a copy; gives its id.

        Raises:
            StoreError: if there is no such client, or its answers cannot be read.
        """
        content, aside = self._content(client_id), self._aside(client_id)
        company = content.get("company", {})
        if name := company.get("company_name"):
            content = {**content, "company": {**company, "company_name": f"{name}{_COPY}"}}
        kept = {k: v for k, v in aside.kept.items() if not k.startswith(VISIT)}
        return self._add(dossier_from(content), Aside(aside.note, kept=kept), at)

    def delete(self, client_id: int) -> Deleted:
        """Forget a client, here and in every backup; only what is returned still knows it.

        Raises:
            StoreError: if there is no such client.
        """
        rows = {
            part: tuple(self._rows(f"SELECT * FROM {part} WHERE {key} = ?", client_id))  # noqa: S608
            for part, key in _PARTS.items()
        }
        found = self._rows("SELECT name, mark FROM client WHERE id = ?", client_id)
        if not found:
            raise StoreError(_UNKNOWN)
        ((name, mark),) = found
        with self._transaction() as connection:
            connection.execute("DELETE FROM client WHERE id = ?", (client_id,))
            connection.execute("INSERT INTO erasure (mark) VALUES (?)", (mark,))
        return Deleted(name, rows, self._finish_erasures())

    def restore(self, deleted: Deleted) -> None:
        """Bring back what was deleted, as it was."""
        with self._transaction() as connection:
            (client,) = deleted.rows["client"]
            connection.execute("DELETE FROM erasure WHERE mark = ?", (client[1],))
            for part, rows in deleted.rows.items():
                for row in rows:
                    places = ",".join("?" * len(row))
                    connection.execute(f"INSERT INTO {part} VALUES ({places})", row)  # noqa: S608

    # --- One client -------------------------------------------------------------------------

    def answers(
        self, client_id: int, book: PolicyBook, at: datetime
    ) -> tuple[Answers, tuple[str, ...]]:
        """What a client has told, and what of it this policy book no longer understands.

        Answers that are not understood are kept in the file, in a table of their own.

        Raises:
            StoreError: if there is no such client, or nothing of it can be read.
        """
        content = self._content(client_id)
        try:
            return answers_from(content, book), ()
        except CaseError:
            kept, problems = readable(content, book)
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO unreadable (client_id, day, answers)"
                " SELECT id, ?, answers FROM client WHERE id = ?",
                (at.date().isoformat(), client_id),
            )
        return answers_from(kept, book), problems

    def keep(self, client_id: int, **place: str) -> None:
        """Keep small texts that belong to a client: where it was left, what was last shown."""
        with self._transaction() as connection:
            self._require(client_id)
            connection.executemany(
                "INSERT INTO kept (client_id, key, value) VALUES (?, ?, ?)"
                " ON CONFLICT (client_id, key) DO UPDATE SET value = excluded.value",
                [(client_id, *entry) for entry in place.items()],
            )

    def kept(self, client_id: int, key: str) -> str:
        """What was kept of a client, or an empty text."""
        rows = self._rows("SELECT value FROM kept WHERE client_id = ? AND key = ?", client_id, key)
        return str(rows[0][0]) if rows else ""

    def kept_under(self, client_id: int, start: str) -> dict[str, str]:
        """What was kept of a client under keys that begin so, in the order of the keys."""
        rows = self._rows(
            "SELECT key, value FROM kept WHERE client_id = ? AND substr(key, 1, ?) = ?"
            " ORDER BY key",
            client_id,
            len(start),
            start,
        )
        return dict(rows)

    def unkeep(self, client_id: int, key: str) -> None:
        """Keep something of a client no longer."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM kept WHERE client_id = ? AND key = ?", (client_id, key))

    def client_file(self, client_id: int) -> dict[str, Any]:
        """Everything about a client, as the content of a file.

        Raises:
            StoreError: if there is no such client, or its answers cannot be read.
        """
        return file_content(self._content(client_id), self._aside(client_id))

    def add_client(self, content: Mapping[str, Any], book: PolicyBook, at: datetime) -> int:
        """A new client from the content of a file; gives its id.

        Raises:
            CaseError: if it is not the content of a client's file or of a case file.
        """
        answers, aside = parts(content, book)
        return self._add(dossier_from(answers), aside, at)

    def _add(self, dossier: Dossier, aside: Aside, at: datetime) -> int:
        with self._transaction() as connection:
            cursor = connection.execute(
                f"INSERT INTO client (mark, note, archived, changed, {COLUMNS})"  # noqa: S608
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (uuid.uuid4().hex, aside.note, int(aside.archived), at.isoformat(), *dossier.row),
            )
            connection.executemany(
                "INSERT INTO kept (client_id, key, value) VALUES (?, ?, ?)",
                [(cursor.lastrowid, *entry) for entry in aside.kept.items()],
            )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _content(self, client_id: int) -> dict[str, Any]:
        rows = self._rows(f"SELECT {COLUMNS} FROM client WHERE id = ?", client_id)  # noqa: S608
        if not rows:
            raise StoreError(_UNKNOWN)
        dossier = Dossier(*rows[0][:4])
        if dossier.row != rows[0]:
            raise StoreError(_SPOILT)
        try:
            content: dict[str, Any] = json.loads(dossier.answers)
        except ValueError as error:
            raise StoreError(_SPOILT) from error
        return content

    def _aside(self, client_id: int) -> Aside:
        ((note, archived),) = self._rows(
            "SELECT note, archived FROM client WHERE id = ?", client_id
        )
        kept = self._rows("SELECT key, value FROM kept WHERE client_id = ? ORDER BY key", client_id)
        return Aside(note, bool(archived), dict(kept))

    def _require(self, client_id: int) -> None:
        if not self._rows("SELECT 1 FROM client WHERE id = ?", client_id):
            raise StoreError(_UNKNOWN)

    def _update(self, client_id: int, change: str, *values: object) -> None:
        with self._transaction() as connection:
            statement = f"UPDATE client SET {change} WHERE id = ?"  # noqa: S608 - ours
            if not connection.execute(statement, (*values, client_id)).rowcount:
                raise StoreError(_UNKNOWN)


_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:  # never, or damaged
        return None
