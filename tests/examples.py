"""The examples that stand beside the real rules, as answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, Question
from dgassist.store.casefile import answers_from

RESOURCES = Path(__file__).parent.parent / "resources"
_SIZES = {"万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True)
class Example:
    """One example of a measure: what is told, and what the author expects."""

    measure: str
    name: str
    as_of: date
    answers: Answers
    finding: str


@cache
def _authored() -> tuple[tuple[str, dict[str, Any]], ...]:
    yaml = YAML(typ="safe", pure=False)
    files = sorted(RESOURCES.glob("measures/*/*.yaml"))
    return tuple(
        (measure["id"], example)
        for file in files
        if file.parent.name != "relations"
        for measure in yaml.load(file.read_text(encoding="utf-8"))["measures"]
        for example in measure["examples"]
    )


def examples(book: PolicyBook) -> Iterator[Example]:
    """Every example of every measure."""
    for measure_id, authored in _authored():
        company = _entries(authored.get("company") or {}, book.question.get)
        records = {
            name: [_entries(item, book.record_type[name].field) for item in items]
            for name, items in (authored.get("records") or {}).items()
        }
        answers = answers_from({"company": company, "records": records}, book)
        as_of = date.fromisoformat(str(authored.get("as_of", "2026-11-21")))
        finding = authored["expect"]["finding"]
        yield Example(measure_id, str(authored.get("name", "")), as_of, answers, finding)


def _entries(entries: dict[str, Any], question: Callable[[str], Question | None]) -> dict[str, Any]:
    return {key: _plain(value, question(key)) for key, value in entries.items()}


def _plain(value: Any, question: Question | None) -> Any:
    assert question is not None, "the build knows every key"
    if question.type is AnswerType.BOOLEAN:
        return {"yes": True, "no": False}.get(value, value)
    if question.type is AnswerType.MONEY and isinstance(value, str):
        number = value.removesuffix("元")
        return Decimal(number.rstrip("万亿")) * _SIZES.get(number[-1], 1)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, int) and question.type in (AnswerType.TEXT, AnswerType.INDUSTRY):
        return str(value)
    return value
