"""Model values to JSON and back: each dataclass is one pair of its name and its fields in order."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from inspect import getmembers, isclass
from typing import Any

from dgassist.model import (
    contradiction,
    expression,
    glossary,
    ladder,
    measure,
    policybook,
    provenance,
    question,
    window,
    workday,
)

_MODULES = (
    contradiction, expression, glossary, ladder, measure, policybook, provenance, question, window,
    workday,
)  # fmt: skip


def _known() -> dict[str, Callable[..., Any]]:
    constructors: dict[str, Callable[..., Any]] = {
        "Decimal": Decimal,
        "Day": date.fromisoformat,
        "Hour": time.fromisoformat,
    }
    for module in _MODULES:
        for name, kind in getmembers(module, isclass):
            if kind.__module__ == module.__name__:
                # names that two modules share are told apart by the module
                constructors[name if name not in constructors else _full(kind)] = kind
    return constructors


def _full(kind: type) -> str:
    return f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}"


_CONSTRUCTORS = _known()
_NAMES = {constructor: name for name, constructor in _CONSTRUCTORS.items()}


def encode(value: object) -> str:
    """Any model value as one line of JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> object:
    match value:
        case StrEnum():
            return {_NAMES[type(value)]: value.value}
        case Decimal():
            return {"Decimal": str(value)}
        case date():
            return {"Day": value.isoformat()}
        case time():
            return {"Hour": value.isoformat("minutes")}
        case tuple():
            return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [_plain(getattr(value, f.name)) for f in dataclasses.fields(value)]
        return {_NAMES[type(value)]: fields}
    return value


def decode(text: str) -> Any:
    """The value that ``encode`` wrote."""
    return _tuples(_DECODER.decode(text))


def _made(pair: dict[str, Any]) -> Any:
    ((name, content),) = pair.items()
    constructor = _CONSTRUCTORS[name]
    if isinstance(content, list):
        return constructor(*[tuple(c) if type(c) is list else c for c in content])
    return constructor(content)


def _tuples(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


_DECODER = json.JSONDecoder(object_hook=_made)
