"""Saved results: the paper of one day with what was found, unchanged whatever the rules become."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass
from datetime import datetime

from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.change import Snapshot
from dgassist.plan.checklist import UNTICKED, Ticks
from dgassist.report import archive
from dgassist.report.checklist import checklist
from dgassist.report.document import Document
from dgassist.store.clients import VISIT, ClientStore
from dgassist.store.schema import StoreError

_START = f"{VISIT}_saved_"  # of the keys it is kept under; it belongs to no duplicate
_STAMP = "%Y%m%dT%H%M%S%f"
_MOST = 24
_LARGEST = 16_000_000  # characters of one result, unpacked: some fifty times the usual


@dataclass(frozen=True, slots=True)
class Frozen:
    """A result as it was at a moment: what was printed, and what it is compared by."""

    made: datetime
    document: Document
    snapshot: Snapshot

    def encode(self) -> str:
        """As a short text: JSON, packed, as a client's file holds texts alone."""
        content = {
            "made": self.made.isoformat(),
            "document": archive.encode(self.document),
            "snapshot": self.snapshot.encode(),
        }
        packed = zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 9)
        return base64.b85encode(packed).decode("ascii")

    @classmethod
    def decode(cls, text: str) -> Frozen | None:
        """What ``encode`` wrote; None where it cannot be read."""
        try:
            unpacker = zlib.decompressobj()
            plain = unpacker.decompress(base64.b85decode(text), _LARGEST)
            if unpacker.unconsumed_tail or not unpacker.eof:
                return None
            content = json.loads(plain)
            snapshot = Snapshot.decode(content["snapshot"])
            document = archive.decode(content["document"])
            made = datetime.fromisoformat(content["made"])
        except (ValueError, KeyError, TypeError, zlib.error, archive.ArchiveError, RecursionError):
            return None
        return cls(made, document, snapshot) if snapshot else None


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved result in the list; ``frozen`` is None where it cannot be read."""

    key: str
    frozen: Frozen | None


def freeze(plan: ActionPlan, at: datetime, ticks: Ticks = UNTICKED, *, scan: str = "") -> Frozen:
    """The results of a plan as they are now."""
    return Frozen(at, checklist(plan, ticks=ticks, scan=scan), Snapshot.of(plan))


class Shelf:
    """The saved results of one client, kept with everything else of it."""

    def __init__(self, store: ClientStore, client_id: int) -> None:
        self._store, self._client_id = store, client_id

    def saved(self) -> tuple[Saved, ...]:
        """All of them, the newest first."""
        kept = self._store.kept_under(self._client_id, _START)
        return tuple(Saved(key, Frozen.decode(kept[key])) for key in sorted(kept, reverse=True))

    def add(self, frozen: Frozen) -> str:
        """Keep a result; gives its key.

        Raises:
            StoreError: if there are too many already, or it cannot be kept.
        """
        if len(self._store.kept_under(self._client_id, _START)) >= _MOST:
            raise StoreError(f"这家企业已保存{_MOST}次结果，请先删去不用的，再保存。")
        key = f"{_START}{frozen.made:{_STAMP}}"
        self._store.keep(self._client_id, **{key: frozen.encode()})
        return key

    def remove(self, key: str) -> None:
        """Keep a result no longer.

        Raises:
            StoreError: if it cannot be removed.
        """
        if key.startswith(_START):
            self._store.unkeep(self._client_id, key)
