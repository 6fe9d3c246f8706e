"""One client as one file: a case file with a part "client" for what is not an answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dgassist.model.policybook import PolicyBook
from dgassist.store.casefile import CaseError, answers_from, plain
from dgassist.store.wholefile import write_whole

_ANSWERS = ("company", "records", "overruled", "overruled_because")


@dataclass(frozen=True, slots=True)
class Aside:
    """What the desk keeps about a client beside its answers."""

    note: str = ""
    archived: bool = False
    kept: Mapping[str, str] = field(default_factory=dict)


def file_content(answers: Mapping[str, Any], aside: Aside) -> dict[str, Any]:
    """Both parts as one JSON object."""
    part = {"note": aside.note, "archived": aside.archived, "kept": dict(aside.kept)}
    return {**answers, "client": part}


def parts(content: Mapping[str, Any], book: PolicyBook) -> tuple[dict[str, Any], Aside]:
    """The answers, still as JSON, and what is kept beside them.

    A case file that somebody wrote has to be right in everything. One that a program wrote,
    perhaps with other rules, may hold answers that are of no use here; its frame has to be right.

    Raises:
        CaseError: one sentence on the first thing wrong.
    """
    if not isinstance(content, dict) or "client" not in content:
        return plain(answers_from(content, book)), Aside()
    answers = {key: value for key, value in content.items() if key != "client"}
    frame = {key: {} if isinstance(value, dict) else value for key, value in answers.items()}
    answers_from(frame, book)
    return answers, _aside(content["client"])


def _aside(part: object) -> Aside:
    if not isinstance(part, dict):
        raise CaseError("client应是 { … } 结构")
    note, archived, kept = part.get("note", ""), part.get("archived", False), part.get("kept", {})
    if not isinstance(note, str):
        raise CaseError("client.note：备注应是文字")
    if not isinstance(archived, bool):
        raise CaseError("client.archived：应写 true 或 false")
    if not (isinstance(kept, dict) and all(isinstance(v, str) for v in kept.values())):
        raise CaseError("client.kept 应是 { … } 结构，每项是文字")
    return Aside(note, archived, kept)


def readable(
    content: Mapping[str, Any], book: PolicyBook
) -> tuple[dict[str, dict[str, Any]], tuple[str, ...]]:
    """The answers one by one, as far as they are understood, and what is wrong with the rest."""
    kept: dict[str, dict[str, Any]] = {part: {} for part in _ANSWERS}
    problems = []
    for part, entries in kept.items():
        for key, value in content.get(part, {}).items():
            try:
                answers_from({part: {key: value}}, book)
            except CaseError as error:
                problems.append(str(error))
            else:
                entries[key] = value
    return kept, tuple(problems)


def write_client(file: Path, content: Mapping[str, Any]) -> None:
    """Write a client to a file, whole or not at all.

    Raises:
        OSError: if it cannot be written.
    """
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    write_whole(file, text.encode())
