"""What may stand in a file made of XML, such as a docx or an xlsx."""

from __future__ import annotations

import re

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def writable(text: str) -> str:
    """The text with a space for every character that XML cannot hold."""
    return _UNWRITABLE.sub(" ", text)
