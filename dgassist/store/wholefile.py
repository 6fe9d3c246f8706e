"""Put a finished file in its place: whole or not at all, with patience."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

_HELD = (5, 32, 33)  # Windows: access denied, in use, locked; virus scanners let go soon
_PATIENCE = 2.5  # seconds
_PAUSE = 0.05


def write_whole(file: Path, content: bytes) -> None:
    """Write beside the file, make it last, and put it in place of the old one.

    Raises:
        OSError: if that cannot be done; an old file is then as it was.
    """
    fresh = file.with_name(f".{secrets.token_hex(6)}.new")
    try:
        with fresh.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        put_in_place(fresh, file)
    finally:
        fresh.unlink(missing_ok=True)


def put_in_place(fresh: Path, file: Path) -> None:
    """Rename a finished file over another one, trying again while something holds that.

    Raises:
        OSError: if it cannot be done, or is held for too long.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fresh.replace(file)
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD or time.monotonic() > until:
                raise
        else:
            return
        time.sleep(_PAUSE)
