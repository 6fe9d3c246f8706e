"""A Document as JSON, so that it can be kept for years and be the same when it is read again.

Fields are kept by name: a program that knows more fields reads what an older one wrote.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

from dgassist.report import document as d

_KIND = "kind"
_PARTS: dict[str, Any] = {
    part.__name__: part
    for part in (
        d.Document, d.Heading, d.Paragraph, d.Figure, d.Figures, d.KeyValues, d.Table, d.Condition,
        d.ConditionTable, d.Tick, d.TickList, d.Lines, d.Quote, d.Notice, d.Code, d.PageBreak,
    )
}  # fmt: skip


class ArchiveError(Exception):
    """What was kept is no document that this program can read."""


def encode(document: d.Document) -> str:
    """The document as one line of JSON."""
    return json.dumps(_plain(document), ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> object:
    match value:
        case d.Sign():
            return {_KIND: "Sign", "name": value.name}
        case date():
            return {_KIND: "day", "iso": value.isoformat()}
        case tuple():
            return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        told = {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {_KIND: type(value).__name__, **told}
    return value


def decode(text: str) -> d.Document:
    """The document that ``encode`` wrote.

    Raises:
        ArchiveError: if it is none, or has parts that this program does not know.
    """
    try:
        found = _made(json.loads(text))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ArchiveError(str(error)) from error
    if not isinstance(found, d.Document):
        raise ArchiveError(type(found).__name__)
    return found


def _made(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_made(item) for item in value)
    if not isinstance(value, dict):
        return value
    fields = {name: _made(item) for name, item in value.items()}
    kind = fields.pop(_KIND)
    if kind == "Sign":
        return d.Sign[fields["name"]]
    if kind == "day":
        return date.fromisoformat(fields["iso"])
    return _PARTS[kind](**fields)
