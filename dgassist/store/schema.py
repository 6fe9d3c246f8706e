"""The tables of policies.db: columns to look at and search, bodies to decode."""

from __future__ import annotations

APPLICATION_ID = 0x64676173  # "dgas"
VERSION = 1


class StoreError(Exception):
    """A file that cannot be used; the message says to the user what happened and what to do."""
