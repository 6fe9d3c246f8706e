"""The user's own database as a whole: open, with its backups, and where the program was left."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from dgassist.store.backup import Backup, Occasion, loaded
from dgassist.store.backups import Backups
from dgassist.store.clientschema import forget
from dgassist.store.database import aside_of, journal_of, kept_aside, opened
from dgassist.store.dossier import spoilt
from dgassist.store.fault import is_damage, told
from dgassist.store.schema import StoreError


class UserDatabase:
    """One file, open until it is closed, with its backups in a folder beside it.

    ``notice`` is what the user should know about how it was opened; ``damaged`` is the file that
    was kept aside, ``offer`` the backup to go back to.
    """

    def __init__(self, file: Path, at: datetime) -> None:
        """Open the file, or begin a new one; a damaged one is kept aside.

        Raises:
            StoreError: if the file cannot be used, and must not be touched.
        """
        self.file = file
        self.notice = ""
        self.damaged: Path | None = None
        self.offer: Backup | None = None
        self._backups = Backups(file.parent / "backups")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"不能在 {file.parent} 建立资料文件夹（{error.strerror}），请检查这个位置能不能写。"
            ) from error
        was_there = file.exists() and file.stat().st_size > 0
        self._connection = self._opened(at)
        try:
            self._look_over(was_there=was_there)
        except BaseException:
            self.close()
            raise

    def _opened(self, at: datetime) -> sqlite3.Connection:
        def back_up(connection: sqlite3.Connection) -> None:
            newest = next(iter(self._backups.listed()), None)
            if newest is None or not self._backups.has(connection, newest):
                self._backups.make(connection, at, Occasion.UPGRADE)

        for _ in range(2):
            try:
                return opened(self.file, back_up)
            except sqlite3.DatabaseError as error:
                if self.damaged or not is_damage(error):
                    raise told(error, self.file) from error
                self.damaged = kept_aside(self.file, at)
        raise AssertionError

    def _look_over(self, *, was_there: bool) -> None:
        """Finish what was interrupted; find what is amiss, and what may help."""
        self._backups.sweep()
        self._finish_erasures()
        with self._in_words():
            lost = spoilt(self._connection)
        if self.damaged or lost or not was_there:
            self.offer = self._backups.newest_sound()
        if self.damaged:
            self.notice = (
                f"企业资料库已损坏，读不出来。原文件没有删除，留作 {self.damaged.name}，"
                f"在文件夹 {self.file.parent} 里；现在从空白开始。"
            )
        elif lost:
            self.notice = (
                f"有{len(lost)}家企业的资料已损坏，读不出来：{'、'.join(lost)}。"
                "没有动它们，其他企业不受影响。"
            )
        elif self.offer:
            self.notice = f"文件夹 {self.file.parent} 里没有找到企业资料库，现在从空白开始。"
        if self.offer:
            self.notice += f"可以恢复到 {self.offer.made:%Y-%m-%d %H:%M} 的备份。"

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    # --- Backups ------------------------------------------------------------------------------

    @property
    def backup_folder(self) -> Path:
        """Where the backups are."""
        return self._backups.folder

    def backups(self) -> tuple[Backup, ...]:
        """Every backup, the newest first."""
        return self._backups.all()

    def make_if_due(self, at: datetime) -> Backup | None:
        """Back up, if half an hour has passed since the last time and something has changed.

        Raises:
            StoreError: if a backup was due and could not be made.
        """
        with self._in_words():
            return self._backups.make_if_due(self._connection, at)

    def return_to(self, backup: Path, at: datetime) -> Backup:
        """Go back to a backup; what was there is kept as one of its own, which is given.

        Raises:
            StoreError: if the backup cannot be read, or not be gone back to; nothing has changed.
        """
        try:
            memory = loaded(backup)
        except sqlite3.Error as error:
            raise StoreError(f"备份 {backup.name} 读不出来，没有动它。请换一份备份。") from error
        with closing(memory):
            present = self._backups.make(self._connection, at, Occasion.RESTORE)
            erased = tuple(self._rows("SELECT mark FROM erasure"))
            memory.execute("DELETE FROM erasure")
            memory.executemany("INSERT INTO erasure (mark) VALUES (?)", erased)
            memory.execute("PRAGMA foreign_keys = ON")
            forget(memory, tuple(mark for (mark,) in erased))
            with self._in_words():
                memory.backup(self._connection)
        return present

    def discard(self, file: Path) -> None:
        """Remove a file that cannot be read, at the user's own wish.

        Raises:
            StoreError: if it is neither a backup nor a damaged file, or cannot be removed.
        """
        if file not in (*(b.file for b in self._backups.listed()), *aside_of(self.file)):
            raise StoreError(f"{file.name} 不是备份，没有动它。")
        try:
            file.unlink(missing_ok=True)
            journal_of(file).unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"{file.name} 删不掉（{error.strerror}）。") from error

    def _finish_erasures(self) -> tuple[Path, ...]:
        """Wipe out the traces of deleted clients; what fails now is tried at the next start.

        Gives the files that may know them still.
        """
        marks = tuple(mark for (mark,) in self._rows("SELECT mark FROM erasure"))
        if not marks:
            return ()
        try:
            self._connection.execute("VACUUM")  # freed cells are blank, moved ones are not
            unreached = self._backups.erase(marks, aside_of(self.file))
            self._connection.execute("DELETE FROM erasure")
        except (sqlite3.Error, OSError):
            return (self._backups.folder,)
        return unreached

    # --- Where the program was left -----------------------------------------------------------

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
        with self._in_words():
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._in_words(), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise told(error, self.file) from error
