"""Case files: what a company has told, as JSON that people and scripts can write.

    {"company": {question: value}, "records": {record_type: [{field: value}, …]}}

Money is in 元. An unknown key, a wrong type or an impossible value is refused with its place and
the nearest known name.
"""

from __future__ import annotations

import difflib
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from dgassist.model.answers import Answers, Record, Value
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, Question
from dgassist.model.validity import normalised, problem_with


class CaseError(Exception):
    """A case file that cannot be read; the message names the place and the cure."""


def read_case(file: Path, book: PolicyBook) -> Answers:
    """The answers in a case file.

    Raises:
        CaseError: one sentence on the first thing wrong.
    """
    content = read_content(file)
    try:
        return answers_from(content, book)
    except CaseError as error:
        raise CaseError(f"{file}：{error}") from error


def read_content(file: Path) -> Any:
    """The JSON of a case file, nothing in it looked at yet.

    Raises:
        CaseError: one sentence on what is wrong with the file.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise CaseError(f"找不到文件 {file}") from error
    except UnicodeDecodeError as error:
        raise CaseError(f"{file} 不是 UTF-8 编码的文本，请另存为 UTF-8 后再试") from error
    except OSError as error:
        raise CaseError(f"打不开文件 {file}：{error.strerror}") from error
    if not text.strip():
        raise CaseError(f'{file} 是空文件，里面应有 {{"company": {{…}}, "records": {{…}}}}')
    try:
        return json.loads(text, parse_float=Decimal, object_pairs_hook=_without_doubles)
    except json.JSONDecodeError as error:
        raise CaseError(f"{file} 第{error.lineno}行第{error.colno}列不是正确的 JSON") from error
    except RecursionError as error:
        raise CaseError(f"{file} 嵌套得太深，不是个案文件") from error
    except ValueError as error:  # an integer of thousands of digits
        raise CaseError(f"{file} 里有一个数太长，请核对单位") from error
    except CaseError as error:
        raise CaseError(f"{file}：{error}") from error


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    doubles = sorted({key for key in keys if keys.count(key) > 1})
    if doubles:
        raise CaseError(f"键“{doubles[0]}”写了两次，请删去一处")
    return dict(pairs)


def answers_from(content: object, book: PolicyBook) -> Answers:
    """The answers in parsed JSON, every value checked.

    Raises:
        CaseError: one sentence on the first thing wrong.
    """
    top = _mapping(content, "最上层")
    known = ("company", "records", "overruled", "overruled_because", "client")
    _known_keys(top, known, "最上层")
    _mapping(top.get("client", {}), "client")  # what the desk keeps of a client is no answer
    company = _mapping(top.get("company", {}), "company")
    _known_keys(company, book.question, "company")
    towns = {t.name for t in book.towns}
    industries = {i.code for i in book.industries}

    def value(question: Question, raw: object, place: str) -> Value:
        found = answer(question, raw, place)
        if question.type is AnswerType.TOWN and found not in towns:
            raise CaseError(f"{place}：没有镇街“{found}”{_nearest(str(found), towns)}")
        if question.type is AnswerType.INDUSTRY:
            _check_industry(str(found), industries, place)
        return found

    facts = {
        key: value(book.question[key], raw, f"company.{key}")
        for key, raw in company.items()
        if raw is not None
    }
    overruled = _mapping(top.get("overruled", {}), "overruled")
    _known_keys(overruled, book.derived, "overruled")
    by_hand = {
        key: value(_as_question(book, key), raw, f"overruled.{key}")
        for key, raw in overruled.items()
    }
    records = _records(top.get("records", {}), book, value)
    return Answers(facts, records, by_hand, _reasons(top, book, by_hand))


def _reasons(top: Mapping[str, Any], book: PolicyBook, by_hand: Iterable[str]) -> dict[str, str]:
    """Why derived facts were set by hand; a reason for what was not is of no use any more."""
    reasons = _mapping(top.get("overruled_because", {}), "overruled_because")
    _known_keys(reasons, book.derived, "overruled_because")
    for key, reason in reasons.items():
        if not isinstance(reason, str):
            raise CaseError(f"overruled_because.{key}：原因应是文字，不能是{_shown(reason)}")
    return {key: words for key in by_hand if (words := " ".join(reasons.get(key, "").split()))}


def _as_question(book: PolicyBook, derived_id: str) -> Question:
    fact = book.derived[derived_id]
    return Question(fact.id, fact.type, fact.label, unit=fact.unit, options=fact.options)


def _records(
    content: object, book: PolicyBook, value: Callable[[Question, object, str], Value]
) -> dict[str, tuple[Record, ...]]:
    lists = _mapping(content, "records")
    _known_keys(lists, book.record_type, "records")
    records: dict[str, tuple[Record, ...]] = {}
    for record_id, items in lists.items():
        if items is None:
            continue
        fields = {f.id: f for f in book.record_type[record_id].fields}
        place = f"records.{record_id}"
        if not isinstance(items, list):
            raise CaseError(f"{place} 应是列表 [ … ]，没有就写 []")
        found = []
        for i, item in enumerate(items):
            here = f"{place}[{i}]"
            entries = _mapping(item, here)
            _known_keys(entries, fields, here)
            found.append(
                {
                    key: value(fields[key], raw, f"{here}.{key}")
                    for key, raw in entries.items()
                    if raw is not None
                }
            )
        records[record_id] = tuple(found)
    return records


def answer(question: Question, raw: object, place: str) -> Value:
    """One JSON value as the answer to a question.

    Raises:
        CaseError: if it is of the wrong type or impossible.
    """
    found = _typed(question, raw, place)
    if problem := problem_with(question, found):
        raise CaseError(f"{place}：{problem}")
    return found


def _typed(question: Question, raw: object, place: str) -> Value:
    match question.type:
        case AnswerType.BOOLEAN:
            if isinstance(raw, bool):
                return raw
            raise CaseError(f"{place}：“{question.label}”应写 true 或 false，不能是{_shown(raw)}")
        case AnswerType.NUMBER | AnswerType.MONEY | AnswerType.PERCENT | AnswerType.YEAR:
            if isinstance(raw, int | Decimal) and not isinstance(raw, bool):
                return Decimal(raw)
            if isinstance(raw, float) and math.isfinite(raw):
                return Decimal(repr(raw))
            unit = "，单位是元" if question.type is AnswerType.MONEY else ""
            plain = normalised(raw) if isinstance(raw, str) else ""
            cure = f"，请写 {plain}" if plain.replace(".", "", 1).isdigit() else ""
            raise CaseError(f"{place}：“{question.label}”应是数字{unit}，不能是{_shown(raw)}{cure}")
        case AnswerType.DATE:
            return _date(question, raw, place)
    if not isinstance(raw, str) or not raw.strip():
        raise CaseError(f"{place}：“{question.label}”应是文字，不能是{_shown(raw)}")
    return raw.strip()


def _date(question: Question, raw: object, place: str) -> date:
    shape = "“2026-01-31”这样的日期"
    if not isinstance(raw, str):
        raise CaseError(f"{place}：“{question.label}”应是{shape}，不能是{_shown(raw)}")
    try:
        found = date.fromisoformat(raw)
    except ValueError as error:
        shaped = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", raw)
        reason = "没有这一天" if shaped else f"应是{shape}"
        raise CaseError(f"{place}：“{question.label}”写的是“{raw}”，{reason}") from error
    if found.isoformat() != raw:
        raise CaseError(f"{place}：“{question.label}”应是{shape}，不能是“{raw}”")
    return found


def _check_industry(code: str, known: Iterable[str], place: str) -> None:
    divisions = {c[:2] for c in known}
    if not (code.isdigit() and code.isascii() and 2 <= len(code) <= 4 and code[:2] in divisions):
        raise CaseError(f"{place}：行业应是 GB/T 4754-2017 的2至4位代码，如 3525，不能是“{code}”")


def _shown(raw: object) -> str:
    if isinstance(raw, str):
        return f"“{raw}”"
    words = {bool: "是非值", list: "列表", dict: "一组键值", type(None): "空值"}
    return words.get(type(raw), str(raw))


def _mapping(content: object, place: str) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise CaseError(f"{place}应是 {{ … }} 结构，不能是{_shown(content)}")
    return content


def _known_keys(entries: Mapping[str, object], known: Iterable[str], place: str) -> None:
    names = list(known)
    for key in entries:
        if key not in names:
            raise CaseError(f"{place} 里有不认识的键“{key}”{_nearest(key, names)}")


def _nearest(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.4)
    return f"，您是不是想写“{close[0]}”" if close else ""


def plain(answers: Answers) -> dict[str, Any]:
    """The answers as JSON values, as a case file holds them."""
    content: dict[str, Any] = {
        "company": _plain_entries(answers.company),
        "records": {
            name: [_plain_entries(r) for r in records] for name, records in answers.records.items()
        },
    }
    if answers.overruled:
        content["overruled"] = _plain_entries(answers.overruled)
    if answers.because:
        content["overruled_because"] = dict(answers.because)
    return content


def _plain_entries(entries: Mapping[str, Value]) -> dict[str, Any]:
    return {key: _plain_value(value) for key, value in entries.items()}


def _plain_value(value: Value) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
    return value
