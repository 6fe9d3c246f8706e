"""The session: one open client. Turns what the user did into the next Case, saved at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dgassist.case import Case
from dgassist.engine.interview import Progress
from dgassist.model.answers import Answers, Record, Value
from dgassist.model.policybook import PolicyBook
from dgassist.plan.change import Snapshot
from dgassist.plan.checklist import UNTICKED, Ticks
from dgassist.store.backup import Backup
from dgassist.store.casefile import read_content
from dgassist.store.clientfile import write_client
from dgassist.store.clients import VISIT, Client, ClientStore, Deleted
from dgassist.store.schema import StoreError
from dgassist.ui.language import tr

if TYPE_CHECKING:
    from dgassist.ui.widgets.due_notice import DueNotice

_PROGRESS, TICKS, _PLACE = "progress", "ticks", f"{VISIT}_place"
_TODAY, _BEFORE = f"{VISIT}_results", f"{VISIT}_before"  # results of the last and an earlier day


def now() -> datetime:
    """The time on the user's own clock."""
    return datetime.now().astimezone()


class Session(QObject):
    """Holds the Case. ``saved`` tells the time, ``save_failed`` what to do about it."""

    case_changed = Signal(object)
    saved = Signal(str)
    save_failed = Signal(str)
    closing = Signal()  # of the store, or all that is in it changes
    told = Signal(str)  # something the user should know, without harm done

    def __init__(
        self, book: PolicyBook, store: ClientStore, clock: Callable[[], datetime] = now
    ) -> None:
        super().__init__()
        self.book = book
        self.store = store
        self.clock = clock
        self._deleted: list[Deleted] = []  # what 撤销 brings back, the last first
        self.is_open = False
        self.client_id: int | None = None  # None for a client that has told nothing yet
        self.progress = Progress()
        self.ticks = UNTICKED  # which papers are ready
        self.is_returning = False  # it was here before
        self.last_visit: Snapshot | None = None  # what was found then, on an earlier day
        self.place = ""  # where a client of today was left
        self.case = Case(book, Answers(), clock().date())

    # --- the clients

    def clients(self) -> tuple[Client, ...]:
        """All clients, the last changed first."""
        return self.store.clients()

    def resume(self) -> bool:
        """Open the client that was open last; whether there was one."""
        client_id = self.recall("client")
        known = {c.id for c in self.clients()}
        if not client_id.isdigit() or int(client_id) not in known:
            return False
        self.on_client_chosen(int(client_id))
        return self.is_open

    def on_client_chosen(self, client_id: int) -> None:
        """Open a client, with the interview and the results as they were left."""
        if self.is_open and client_id == self.client_id:
            return
        self.leave()
        with self._telling():
            answers, problems = self.store.answers(client_id, self.book, self.clock())
            progress = _progress(self.store.kept(client_id, _PROGRESS))
            snapshots = [Snapshot.decode(self.store.kept(client_id, k)) for k in (_TODAY, _BEFORE)]
            self.store.remember(client=str(client_id))
            self._show(client_id, answers, progress)
            self.ticks = Ticks.decode(self.store.kept(client_id, TICKS))
            self.is_returning = snapshots[0] is not None
            days = [s for s in snapshots if s is not None and s.as_of < self.case.as_of]
            self.last_visit = days[0] if days else None
            self.place = (
                "" if self.last_visit is snapshots[0] else self.store.kept(client_id, _PLACE)
            )
            self.case_changed.emit(self.case)
            if problems:
                words = tr("有{n}项旧答案现在用不上，已另外留存：{problems}")
                self.told.emit(words.format(n=len(problems), problems="；".join(problems)))

    def on_client_added(self, answers: Answers | None = None) -> None:
        """Begin a new client; without answers, it is stored with its first one."""
        self.leave()
        with self._telling():
            client_id = None
            if answers is not None:
                client_id = self.store.create(answers, self.clock())
            self.store.remember(client=_remembered(client_id), topic="")
            self._show(client_id, answers or Answers())
            self.case_changed.emit(self.case)

    def leave(self) -> None:
        """The visit of the open client is over."""
        self._end_visit()
        self._show(None, Answers(), is_open=False)

    def _end_visit(self) -> None:
        """Keep the results of the open client, to compare those of the next visit with."""
        if self.client_id is not None:
            snapshot = Snapshot.of(self.case.on(self.clock().date()).plan)
            kept = {_TODAY: snapshot.encode(), _PLACE: self.place}
            with self._telling():
                before = self.store.kept(self.client_id, _TODAY)
                earlier = Snapshot.decode(before)
                if earlier is not None and earlier.as_of < snapshot.as_of:
                    kept[_BEFORE] = before
                self.store.keep(self.client_id, **kept)
                self.store.visit(self.client_id, self.clock())

    def on_client_duplicated(self, client_id: int) -> None:
        """A second client with the same answers."""
        with self._telling():
            self.store.duplicate(client_id, self.clock())
        self.case_changed.emit(self.case)

    def on_client_archived(self, client_id: int, archived: bool) -> None:
        """Put a client away, or take it back."""
        with self._telling():
            self.store.archive(client_id, archived)
            if archived:
                self.told.emit(tr("已归档。勾选“也显示归档的”就能看到，也能取消归档。"))
        self.case_changed.emit(self.case)

    def on_client_annotated(self, client_id: int, note: str) -> None:
        """Keep a note on a client."""
        with self._telling():
            self.store.annotate(client_id, note)
        self.case_changed.emit(self.case)

    def on_client_deleted(self, client_id: int) -> None:
        """Forget a client at once; it can be brought back until ``forget_deleted``."""
        with self._telling():
            deleted = self.store.delete(client_id)
            self._deleted.append(deleted)
            if deleted.unreached:
                words = tr("这些文件读不出来，里面可能还有这家企业的资料：{files}")
                files = "、".join(str(f) for f in deleted.unreached)
                self.told.emit(words.format(files=files))
            if client_id == self.client_id:
                self._show(None, Answers(), is_open=False)
        self.case_changed.emit(self.case)

    def on_undeleted(self) -> None:
        """Bring back the client that was deleted last."""
        if self._deleted:
            with self._telling():
                self.store.restore(self._deleted[-1])
                self._deleted.pop()
        self.case_changed.emit(self.case)

    @property
    def deleted(self) -> Deleted | None:
        """The client that was deleted last, as long as it can be brought back."""
        return self._deleted[-1] if self._deleted else None

    def forget_deleted(self) -> None:
        """The chance to bring deleted clients back has passed."""
        self._deleted.clear()

    def import_client(self, file: Path) -> None:
        """Begin a client with what a client file or case file holds.

        Raises:
            CaseError: if the file cannot be read.
            StoreError: if the client cannot be stored.
        """
        content = read_content(file)
        known = {c.code: c.name for c in self.clients() if c.code}
        client_id = self.store.add_client(content, self.book, self.clock())
        self.on_client_chosen(client_id)
        code = str(self.case.answers.company.get("uscc", ""))
        if code in known:
            words = tr("已经有一家信用代码相同的企业“{name}”，导入的是另一份，没有合并。")
            self.told.emit(words.format(name=known[code]))

    def export_client(self, client_id: int, file: Path) -> None:
        """Write one client to one file.

        Raises:
            OSError: if it cannot be written.
            StoreError: if there is no such client.
        """
        write_client(file, self.store.client_file(client_id))

    # --- backups

    @property
    def backup_folder(self) -> Path:
        """Where the backups are."""
        return self.store.backup_folder

    def backups(self) -> tuple[Backup, ...]:
        """All backups, the newest first."""
        return self.store.backups()

    def back_up(self) -> None:
        """Make a backup if it is time for one."""
        with self._telling():
            self.store.make_if_due(self.clock())

    def go_back_to(self, file: Path) -> bool:
        """Every client as a backup knows them; whether that could be done."""
        self.closing.emit()
        self._show(None, Answers(), is_open=False)
        try:
            self.store.return_to(file, self.clock())
        except StoreError as error:
            self.told.emit(str(error))
            return False
        return True

    def close(self) -> None:
        """The program is left; the open client stays the one to resume."""
        self.closing.emit()
        self._end_visit()
        self.back_up()

    # --- the answers

    def on_answered(self, question_id: str, value: Value | None) -> None:
        """A question was answered, or made unknown by None."""
        self._change(self.case.answered(question_id, value))

    def on_records_changed(self, record_type: str, records: tuple[Record, ...] | None) -> None:
        """A list of records was changed."""
        self._change(self.case.recorded(record_type, records))

    def on_none_told(self, record_types: Iterable[str]) -> None:
        """The company has no records of these types."""
        self.on_lists_told(dict.fromkeys(record_types, ()))

    def on_lists_told(self, lists: Mapping[str, tuple[Record, ...] | None]) -> None:
        """Several lists of records were changed at once."""
        case = self.case
        for record_type, records in lists.items():
            case = case.recorded(record_type, records)
        self._change(case)

    def on_overruled(self, derived_id: str, value: Value | None, because: str = "") -> None:
        """A derived fact was set by hand, or is to be computed again."""
        self._change(self.case.overruled(derived_id, value, because))

    def on_date_changed(self, as_of: date) -> None:
        """The question is asked for another day; it is not kept, as today passes."""
        self.case = self.case.on(as_of)
        self.case_changed.emit(self.case)

    def on_progress_changed(self, progress: Progress) -> None:
        """The interview passed over a question, or took it up again."""
        self.progress = progress
        if self.client_id is not None:
            self._keep_progress(self.client_id)

    def look_for_due(self, notice: DueNotice) -> None:
        """Let a notice say what falls due soon, for all clients."""
        notice.look(self.store, self.book, self.clock().date())

    def on_ticks_changed(self, ticks: Ticks) -> None:
        """A paper is ready, or has a note."""
        self.ticks = ticks
        if self.client_id is not None:
            self._keep(self.client_id, TICKS, ticks.encode())

    def remember(self, **place: str) -> None:
        """Keep where the user is; not being able to is no reason to disturb."""
        try:
            self.store.remember(**place)
        except StoreError as error:
            self.save_failed.emit(str(error))

    def recall(self, key: str) -> str:
        """What was kept, or an empty text."""
        return self.store.recall(key)

    # --- inside

    def _show(
        self,
        client_id: int | None,
        answers: Answers,
        progress: Progress | None = None,
        *,
        is_open: bool = True,
    ) -> None:
        self.is_open = is_open
        self.client_id = client_id
        self.progress, self.ticks = progress or Progress(), UNTICKED
        self.is_returning, self.last_visit, self.place = False, None, ""
        self.case = Case(self.book, answers, self.clock().date())
        if is_open:
            self._deleted.clear()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """What the store cannot do is told to the user, and nothing else happens."""
        try:
            yield
        except StoreError as error:
            self.told.emit(str(error))

    def _change(self, case: Case) -> None:
        """Save first, then show; what could not be saved is shown all the same, and said."""
        self.case = case
        if self.is_open:
            at = self.clock()
            try:
                self._save(case.answers, at)
            except StoreError as error:
                self.save_failed.emit(str(error))
            else:
                self.saved.emit(f"{at:%H:%M}")
        self.case_changed.emit(case)

    def _save(self, answers: Answers, at: datetime) -> None:
        if self.client_id is None:
            self.client_id = self.store.create(answers, at)
            self.store.remember(client=_remembered(self.client_id))
            if self.progress != Progress():
                self._keep_progress(self.client_id)
        else:
            self.store.save(self.client_id, answers, at)

    def _keep_progress(self, client_id: int) -> None:
        content = {"unsure": sorted(self.progress.unsure), "skipped": sorted(self.progress.skipped)}
        self._keep(client_id, _PROGRESS, json.dumps(content))

    def _keep(self, client_id: int, key: str, text: str) -> None:
        try:
            self.store.keep(client_id, **{key: text})
        except StoreError as error:
            self.save_failed.emit(str(error))


def _progress(text: str) -> Progress:
    """What was kept of an interview; an older program may have kept nothing."""
    content = json.loads(text) if text else {}
    return Progress(frozenset(content.get("unsure", ())), frozenset(content.get("skipped", ())))


def _remembered(client_id: int | None) -> str:
    return "" if client_id is None else str(client_id)
