"""The session: one open client. Turns what the user did into the next Case, saved at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from dgassist.case import Case
from dgassist.model.answers import Answers, Record, Value
from dgassist.model.policybook import PolicyBook
from dgassist.store.casefile import plain, read_case
from dgassist.store.clients import Client, ClientStore, Deleted
from dgassist.store.schema import StoreError
from dgassist.ui.language import tr


def now() -> datetime:
    """The time on the user's own clock."""
    return datetime.now().astimezone()


class Session(QObject):
    """Holds the Case. ``saved`` tells the time, ``save_failed`` what to do about it."""

    case_changed = Signal(object)
    saved = Signal(str)
    save_failed = Signal(str)
    told = Signal(str)  # something the user should know, without harm done

    def __init__(
        self, book: PolicyBook, store: ClientStore, clock: Callable[[], datetime] = now
    ) -> None:
        super().__init__()
        self.book = book
        self._store = store
        self._clock = clock
        self.is_open = False
        self.client_id: int | None = None  # of a client that is in the store
        self.deleted: Deleted | None = None  # what 撤销 brings back
        self.case = Case(book, Answers(), clock().date())

    def clients(self) -> tuple[Client, ...]:
        """All clients, the last changed first."""
        return self._store.clients()

    def resume(self) -> bool:
        """Open the client that was open last; whether there was one."""
        client_id = self.recall("client")
        known = {c.id for c in self.clients()}
        if not client_id.isdigit() or int(client_id) not in known:
            return False
        self.on_client_chosen(int(client_id))
        return self.is_open

    def on_client_chosen(self, client_id: int) -> None:
        """Open a client."""
        try:
            answers, problems = self._store.answers(client_id, self.book, self._clock())
            self._store.remember(client=str(client_id))
        except StoreError as error:
            self.told.emit(str(error))
            return
        self._open(client_id, answers)
        if problems:
            words = tr("有{n}项旧答案现在用不上，已另外留存：{problems}")
            self.told.emit(words.format(n=len(problems), problems="；".join(problems)))

    def on_client_added(self, answers: Answers | None = None) -> None:
        """Begin a new client; without answers, it is stored with its first one."""
        client_id = None
        try:
            if answers is not None:
                client_id = self._store.create(answers, self._clock())
            self._store.remember(client=_remembered(client_id), topic="")
        except StoreError as error:
            self.told.emit(str(error))
            return
        self._open(client_id, answers or Answers())

    def on_client_deleted(self, client_id: int) -> None:
        """Forget a client at once; it can be brought back until ``forget_deleted``."""
        try:
            self.deleted = self._store.delete(client_id)
        except StoreError as error:
            self.told.emit(str(error))
            return
        if client_id == self.client_id:
            self.is_open, self.client_id = False, None
            self.case = Case(self.book, Answers(), self._clock().date())
        self.case_changed.emit(self.case)

    def on_undeleted(self) -> None:
        """Bring back the client that was deleted last."""
        if self.deleted is not None:
            try:
                self._store.restore(self.deleted)
            except StoreError as error:
                self.told.emit(str(error))
                return
        self.forget_deleted()
        self.case_changed.emit(self.case)

    def forget_deleted(self) -> None:
        """The chance to bring a deleted client back has passed."""
        self.deleted = None

    def import_case(self, file: Path) -> None:
        """Begin a new client with the answers of a case file.

        Raises:
            CaseError: if the file cannot be read.
        """
        self.on_client_added(read_case(file, self.book))

    def export_case(self, file: Path) -> None:
        """Write the answers to a case file.

        Raises:
            OSError: if it cannot be written.
        """
        content = json.dumps(plain(self.case.answers), ensure_ascii=False, indent=2)
        file.write_text(content + "\n", encoding="utf-8")

    def on_answered(self, question_id: str, value: Value | None) -> None:
        """A question was answered, or made unknown by None."""
        self._change(self.case.answered(question_id, value))

    def on_records_changed(self, record_type: str, records: tuple[Record, ...] | None) -> None:
        """A list of records was changed."""
        self._change(self.case.recorded(record_type, records))

    def on_none_told(self, record_types: Iterable[str]) -> None:
        """The company has no records of these types."""
        case = self.case
        for record_type in record_types:
            case = case.recorded(record_type, ())
        self._change(case)

    def on_overruled(self, derived_id: str, value: Value | None) -> None:
        """A derived fact was set by hand, or is to be computed again."""
        self._change(self.case.overruled(derived_id, value))

    def on_date_changed(self, as_of: date) -> None:
        """The question is asked for another day; it is not kept, as today passes."""
        self.case = self.case.on(as_of)
        self.case_changed.emit(self.case)

    def remember(self, **place: str) -> None:
        """Keep where the user is; not being able to is no reason to disturb."""
        try:
            self._store.remember(**place)
        except StoreError as error:
            self.save_failed.emit(str(error))

    def recall(self, key: str) -> str:
        """What was kept, or an empty text."""
        return self._store.recall(key)

    def _open(self, client_id: int | None, answers: Answers) -> None:
        self.is_open, self.client_id, self.deleted = True, client_id, None
        self.case = Case(self.book, answers, self._clock().date())
        self.case_changed.emit(self.case)

    def _change(self, case: Case) -> None:
        """Save first, then show; what could not be saved is shown all the same, and said."""
        self.case = case
        if self.is_open:
            at = self._clock()
            try:
                self._save(case.answers, at)
            except StoreError as error:
                self.save_failed.emit(str(error))
            else:
                self.saved.emit(f"{at:%H:%M}")
        self.case_changed.emit(case)

    def _save(self, answers: Answers, at: datetime) -> None:
        if self.client_id is None:
            self.client_id = self._store.create(answers, at)
            self._store.remember(client=_remembered(self.client_id))
        else:
            self._store.save(self.client_id, answers, at)


def _remembered(client_id: int | None) -> str:
    return "" if client_id is None else str(client_id)
