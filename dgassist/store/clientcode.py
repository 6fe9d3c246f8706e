"""What stands on paper for a client: enough to find it again, and nothing about it."""

from __future__ import annotations

from dgassist.store.search import folded

_PREFIX = "DGASSIST:"
_LENGTH = 12


def code_of(mark: str) -> str:
    """The code of a client, from the mark that stays the same in every backup."""
    return mark[:_LENGTH].upper()


def scan_text(code: str) -> str:
    """What a scanner types: capitals and a colon alone keep the square small."""
    return f"{_PREFIX}{code.upper()}"


def names_client(typed: str, mark: str, uscc: str) -> bool:
    """Whether a typed or scanned word is the whole code of a client, or says it is a client's."""
    code, is_scanned = typed, False
    if folded(typed).startswith(folded(_PREFIX)):
        code, is_scanned = folded(typed)[len(_PREFIX) :], True
    code = folded(code)
    if mark and code == folded(code_of(mark)):
        return True
    return is_scanned and bool(uscc) and code == folded(uscc)
