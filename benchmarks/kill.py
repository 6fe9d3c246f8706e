"""Kill the program while it saves, and while it upgrades an old database, at random points.

``python3 dev.py bench kill 500`` prints how many answers that were acknowledged are lost (0), how
many forms are half saved (0), and how long it took.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from dgassist.model.answers import Answers, Record
from dgassist.store.clients import ClientStore

ROOT = Path(__file__).resolve().parent.parent
VERSION_1 = ROOT / "tests" / "store" / "version1.db"
AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
_FORM = 20  # records that are saved together
_SAVING = 0.04  # seconds that a child may go on saving after its first answer
_STARTING = 0.2


@dataclass
class Outcome:
    """What came of a number of kills."""

    kills: int = 0
    midway: int = 0  # kills within a transaction, so that a journal was left to roll back
    acknowledged: int = 0  # answers in all
    lost: int = 0
    half_saved: int = 0
    damaged: int = 0
    seconds: float = 0

    @property
    def is_clean(self) -> bool:
        """Whether nothing at all went wrong."""
        return not (self.lost or self.half_saved or self.damaged)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.midway} of them within a transaction, "
            f"{self.acknowledged} acknowledged: {self.lost} lost, "
            f"{self.half_saved} half saved, {self.damaged} damaged   {self.seconds:.0f} s"
        )


def form(number: int) -> Answers:
    """Answers that all say the same number, so that half of them would show."""
    told = Decimal(number)
    record: Record = {"exhibition": f"展{number}", "area": told}
    return Answers(
        {"company_name": f"公司{number}", "employees": told}, {"booth": (record,) * _FORM}
    )


def save_on(folder: Path) -> None:
    """The child: save number after number, say each one that is saved, back up at times."""
    store = ClientStore(folder / "clients.db", AT)
    clients = store.clients()
    number = _number(store.client_file(clients[0].id)) if clients else 0
    client_id = clients[0].id if clients else store.create(form(0), AT)
    while True:
        number += 1
        store.save(client_id, form(number), AT)
        print(number, flush=True)
        if number % 10 == 0:
            store.make_if_due(AT + timedelta(hours=number))


def _number(content: dict[str, Any]) -> int:
    """The number that all of a form says, or -1 if it is half of one and half of another."""
    company, booths = content["company"], content["records"]["booth"]
    numbers = {company["employees"], *(booth["area"] for booth in booths)}
    words = {company["company_name"].removeprefix("公司"), *(b["exhibition"][1:] for b in booths)}
    is_whole = len(booths) == _FORM and len(numbers) == 1 and words == {str(*numbers)}
    return int(company["employees"]) if is_whole else -1


def while_saving(times: int, seed: int = 0) -> Outcome:
    """Kill a saving child again and again; each next one goes on with the same file."""
    chance, outcome, start = random.Random(seed), Outcome(), time.perf_counter()
    known = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for _ in range(times):
            last = _last_word(_killed("save", folder, chance, _SAVING))
            outcome.midway += _is_midway(folder)
            outcome.kills += 1
            outcome.acknowledged += max(0, last - known)
            known = max(known, last)
            known = _verify(folder, known, outcome)
    outcome.seconds = time.perf_counter() - start
    return outcome


def _killed(part: str, folder: Path, chance: random.Random, within: float) -> str:
    """What a child said until it was killed, mostly at work, now and then while it starts."""
    command = [sys.executable, "-m", "benchmarks.kill", part, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        assert child.stdout is not None
        said = ""
        if chance.random() < 0.1:
            time.sleep(chance.uniform(0, _STARTING))
        else:
            said = child.stdout.readline()
            time.sleep(chance.uniform(0, within))
        child.kill()
        return said + child.stdout.read()


def _is_midway(folder: Path) -> bool:
    journal = folder / "clients.db-journal"
    return journal.exists() and journal.stat().st_size > 0


def _last_word(said: str) -> int:
    whole = said.rpartition("\n")[0]  # a line that is not at its end was not said
    return int(whole.rpartition("\n")[2] or 0)


def _verify(folder: Path, known: int, outcome: Outcome) -> int:
    """Open the file as the program would, and count what is wrong; the number that it holds."""
    with closing(ClientStore(folder / "clients.db", AT)) as store:
        clients = store.clients()
        number = _number(store.client_file(clients[0].id)) if clients else 0
        outcome.half_saved += number < 0
        outcome.lost += max(0, known - number) if number >= 0 else 0
        outcome.damaged += bool(store.notice) or not all(b.readable for b in store.backups())
    with closing(sqlite3.connect(folder / "clients.db")) as connection:
        outcome.damaged += connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
    return max(known, number)


def while_upgrading(times: int, seed: int = 0, clients: int = 3000) -> Outcome:
    """Kill a child that upgrades a database of version 1; all answers are there afterwards."""
    chance, outcome, start = random.Random(seed), Outcome(), time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, old = folder / "clients.db", folder / "old"
        shutil.copy(VERSION_1, old)
        expected = _enlarged(old, clients)
        shutil.copy(old, file)
        begun = time.perf_counter()
        upgrade_once(folder)
        whole = time.perf_counter() - begun
        for _ in range(times):
            for left in folder.glob("*clients*"):
                left.unlink()
            shutil.rmtree(folder / "backups", ignore_errors=True)
            shutil.copy(old, file)
            said = _killed("upgrade", folder, chance, whole)
            outcome.kills += 1
            outcome.midway += _is_midway(folder)
            outcome.acknowledged += "done" in said
            with closing(ClientStore(file, AT)) as store:
                told = sorted(a for (a,) in store._rows("SELECT answers FROM client"))
                outcome.lost += told != expected
                outcome.damaged += bool(store.notice)
                outcome.damaged += not all(b.readable for b in store.backups())
    outcome.seconds = time.perf_counter() - start
    return outcome


def _enlarged(old: Path, clients: int) -> list[str]:
    """Make a database of version 1 large enough for its upgrade to take a while."""
    with closing(sqlite3.connect(old)) as connection, connection:
        (answers,) = connection.execute("SELECT answers FROM client WHERE id = 1").fetchone()
        rows = [(f"公司{n}", answers, AT.isoformat()) for n in range(clients)]
        insert = "INSERT INTO client (name, answers, changed) VALUES (?, ?, ?)"
        connection.executemany(insert, rows)
        return sorted(a for (a,) in connection.execute("SELECT answers FROM client"))


def upgrade_once(folder: Path) -> None:
    """Open a database, and so bring it to the present version."""
    ClientStore(folder / "clients.db", AT).close()


def upgrade_aloud(folder: Path) -> None:
    """The child: say when the upgrade begins, and when it is done."""
    print("begin", flush=True)
    upgrade_once(folder)
    print("done", flush=True)


def report(times: int = 500) -> None:
    """Print what came of it."""
    print(f"killed while saving      {while_saving(times)}")
    print(f"killed while upgrading   {while_upgrading(max(1, times // 5))}")


if __name__ == "__main__":
    {"save": save_on, "upgrade": upgrade_aloud}[sys.argv[1]](Path(sys.argv[2]))
