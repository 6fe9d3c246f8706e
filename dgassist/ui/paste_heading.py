"""Whether the first of some copied rows is a heading, and which field each column is. No Qt here.

A column is known by the label of its field, or by a part of it that no other field has: 面积 for
展位面积. What could mean two fields means none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dgassist.model.question import AnswerType, Question, RecordType
from dgassist.model.validity import normalised
from dgassist.ui.spelling import is_figure
from dgassist.ui.tabular import columns_of, heading

_MONEY_WORDS = "万元|万|亿元|亿|元"
_BRACKETS = re.compile(r"[(\[](.*?)[)\]]$")
_UNIT = re.compile(rf"(?:^|[:,、/\s]|单位|人民币)({_MONEY_WORDS})$")
_STRAY = re.compile(r"[\s“”\"'‘’「」《》:*]")
_NAME = "名称"
_ADDED = (_NAME, "名", "全称", "用", "金额", "数额")  # words behind a label that change nothing
_SHORTEST = 2  # characters of a part
_FEWEST = 2  # columns by which a row without figures is a heading


@dataclass(frozen=True, slots=True)
class Column:
    """A field, and the unit that the heading gives its bare numbers."""

    field: Question
    unit: str = ""


def columns_under(cells: Sequence[str], record_type: RecordType) -> list[Column | None] | None:
    """The fields of a heading; None if the row is no heading."""
    found = _whole(cells, record_type)
    named = sum(1 for cell in cells if cell)
    by_label = sum(1 for field in found if field)
    _add_parts(found, cells, record_type)
    known = sum(1 for field in found if field)
    is_plain = not any(is_figure(normalised(cell)) for cell in cells)
    if not (by_label and by_label * 2 >= named) and not (known >= _FEWEST and is_plain):
        return None
    return [
        Column(field, _unit(cell)) if field is not None else None
        for field, cell in zip(found, cells, strict=True)
    ]


def bare(text: str) -> str:
    """Words as they are compared: without marks and spaces."""
    return _STRAY.sub("", normalised(text)).casefold()


def _whole(cells: Sequence[str], record_type: RecordType) -> list[Question | None]:
    """The fields whose labels stand there."""
    known = {
        bare(name): field
        for field in reversed(columns_of(record_type))
        for words in (field.id, field.label, heading(field))
        for name in (words, _without_unit(words))
    }
    found: list[Question | None] = []
    for cell in cells:
        field = known.get(bare(cell)) or known.get(bare(_without_unit(cell)))
        found.append(None if field in found else field)
    return found


def _add_parts(found: list[Question | None], cells: Sequence[str], record_type: RecordType) -> None:
    """The fields that are meant by a part of their label, or by their label and a word more."""
    free = [field for field in columns_of(record_type) if field not in found]
    meant: dict[int, Question] = {}
    for at, cell in enumerate(cells):
        if found[at] is None and (field := _part(bare(_without_unit(cell)), free, record_type)):
            meant[at] = field
    for at, field in meant.items():
        if list(meant.values()).count(field) == 1:
            found[at] = field


def _part(words: str, free: Sequence[Question], record_type: RecordType) -> Question | None:
    if words == _NAME:
        name = record_type.field(record_type.name)
        return name if name in free and name and name.type is AnswerType.TEXT else None
    for field in free:
        label = bare(_without_unit(field.label))
        if words.startswith(label) and words.removeprefix(label) in _ADDED:
            return field
    if len(words) < _SHORTEST:
        return None
    holding = [field for field in columns_of(record_type) if words in bare(field.label)]
    return holding[0] if len(holding) == 1 and holding[0] in free else None


def _unit(cell: str) -> str:
    """The unit of money that a heading tells, in brackets or after a mark."""
    plain = normalised(cell)
    inside = _BRACKETS.search(plain)
    unit = _UNIT.search(inside[1] if inside else plain)
    return unit[1] if unit else ""


def _without_unit(text: str) -> str:
    plain = normalised(text)
    return (_BRACKETS.sub("", plain) if _BRACKETS.search(plain) else _UNIT.sub("", plain)).strip()
