"""Fill up a small disk at random points: ``python -m benchmarks.full_disk FOLDER``.

The folder should be on a file system of about 1 MiB, for instance under Linux
``mount -t tmpfs -o size=1m tmpfs FOLDER``. Every answer that was acknowledged has to be readable.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from benchmarks.kill import AT, form
from dgassist.store.clients import ClientStore
from dgassist.store.schema import StoreError

_BLOCK = 4096


def run(folder: Path, times: int = 50, seed: int = 0) -> Counter[str]:
    """Fill the disk, write until it refuses, look whether all is there; what was said how often."""
    chance, said = random.Random(seed), Counter[str]()
    file, ballast = folder / "clients.db", folder / "ballast"
    for n in range(times):
        ballast.unlink(missing_ok=True)
        with closing(ClientStore(file, AT)) as store:
            clients = store.clients()
            client_id = clients[0].id if clients else store.create(form(0), AT)
            store.save(client_id, form(n), AT)
            _fill(ballast, leaving=chance.randrange(12) * _BLOCK)
            number, refused = _write(store, client_id, n * 1000, chance)
            said.update(refused)
            assert store.client_file(client_id)["company"]["employees"] == number
        with closing(ClientStore(file, AT)) as store:  # and so it is after the next start
            assert not store.notice, store.notice
            assert store.client_file(client_id)["company"]["employees"] == number
            assert all(backup.readable for backup in store.backups())
    ballast.unlink(missing_ok=True)
    return said


def _fill(ballast: Path, leaving: int) -> None:
    """Write until nothing fits any more, then give a little back."""
    with ballast.open("wb", buffering=0) as stream:
        try:
            while True:
                stream.write(bytes(_BLOCK))
        except OSError:
            stream.truncate(max(0, stream.tell() // _BLOCK * _BLOCK - leaving))


def _write(
    store: ClientStore, client_id: int, first: int, chance: random.Random
) -> tuple[int, list[str]]:
    """Save, add, delete and back up on the full disk; the number saved last, and what was said."""
    number, refused = int(store.client_file(client_id)["company"]["employees"]), []
    for k in range(1, 9):
        at = AT + timedelta(hours=first + k)
        works: list[Callable[[], object]] = [
            lambda: store.create(form(7), AT),
            lambda at=at: store.make_if_due(at),  # type: ignore[misc]
            lambda: [store.delete(c.id) for c in store.clients() if c.id != client_id],
        ]
        try:
            store.save(client_id, form(first + k), AT)
            number = first + k
            chance.choice(works)()
        except StoreError as error:
            refused.append(str(error).rpartition("：")[2])
    return number, refused


if __name__ == "__main__":
    for words, times in run(Path(sys.argv[1])).items():
        print(f"{times:5}  {words}")
    print("every acknowledged answer was there")
