"""Strict YAML with positions: every scalar is text, every key is asked for or refused.

A ``Node`` remembers its file and line, so that each problem can name the spot. Conversions
report a problem and give a harmless value, so that one build shows all problems.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as YamlNode
from ruamel.yaml.reader import ReaderError

from dgassist.build.problem import Problems

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

_ID = re.compile(r"[a-z][a-z0-9_]*")


class Node:
    """A place in a YAML file: a text, a list, or a mapping whose keys must all be used."""

    def __init__(self, node: YamlNode, file: Path, problems: Problems) -> None:
        self.file = file
        self.line: int = node.start_mark.line + 1
        self.problems = problems
        self._text: str | None = None
        self._items: list[Node] | None = None
        self._entries: dict[str, Node] | None = None
        self._used: set[str] = set()
        if isinstance(node, ScalarNode):
            self._text = str(node.value)
        elif isinstance(node, SequenceNode):
            self._items = [Node(child, file, problems) for child in node.value]
        elif isinstance(node, MappingNode):
            self._entries = {}
            for key, value in node.value:
                name = str(key.value)
                if name in self._entries:
                    problems.add(
                        file,
                        key.start_mark.line + 1,
                        "duplicate-key",
                        f"键“{name}”写了两次，请删去一处",
                    )
                self._entries[name] = Node(value, file, problems)

    def problem(self, code: str, message: str) -> None:
        """Report a problem at this place."""
        self.problems.add(self.file, self.line, code, message)

    def __contains__(self, key: str) -> bool:
        return self._entries is not None and key in self._entries

    def keys(self) -> tuple[str, ...]:
        """The keys of a mapping, all counted as used."""
        self._used |= set(self._entries or ())
        return tuple(self._entries or ())

    def get(self, key: str) -> Node | None:
        """The node under a key, or None."""
        if self._entries is None:
            self.problem("not-a-mapping", f"这里应是“键: 值”的结构，才能有“{key}”")
            self._entries = {}
        self._used.add(key)
        return self._entries.get(key)

    def need(self, key: str) -> Node | None:
        """The node under a key; a problem if it is not there."""
        node = self.get(key)
        if node is None:
            self.problem("missing-key", f"缺少“{key}”，请补上")
        return node

    def items(self, key: str) -> tuple[Node, ...]:
        """The nodes of the list under a key; empty if the key is absent."""
        node = self.get(key)
        return () if node is None else node.elements()

    def detached(self, key: str) -> tuple[Node, ...]:
        """The list under a key, taken out of this mapping to be read and closed on its own."""
        items = self.items(key)
        (self._entries or {}).pop(key, None)
        return items

    def elements(self) -> tuple[Node, ...]:
        """The nodes of this list."""
        if self._items is None:
            self.problem("not-a-list", "这里应是列表（每项以 - 开头，或写成 [甲, 乙]）")
            return ()
        return tuple(self._items)

    def entries(self) -> Iterator[tuple[str, Node]]:
        """The pairs of this mapping."""
        if self._entries is None:
            self.problem("not-a-mapping", "这里应是“键: 值”的结构")
        for key in self.keys():
            yield key, (self._entries or {})[key]

    @property
    def is_mapping(self) -> bool:
        """Whether this is a mapping."""
        return self._entries is not None

    @property
    def is_text(self) -> bool:
        """Whether this is a scalar."""
        return self._text is not None

    def scalar(self) -> str:
        """This node's text."""
        if self._text is None:
            self.problem("not-a-text", "这里应是一段文字或一个数")
            return ""
        return self._text

    def text(self, key: str, default: str | None = None) -> str:
        """The text under a key; required unless a default is given."""
        node = self.get(key) if default is not None else self.need(key)
        return (default or "") if node is None else node.scalar()

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under a key."""
        return tuple(node.scalar() for node in self.items(key))

    def identifier(self, key: str) -> str:
        """A snake_case id."""
        text = self.text(key)
        if text and not _ID.fullmatch(text):
            self.problem("bad-id", f"编号“{text}”只能用小写字母、数字和下划线，并以字母开头")
        return text

    def flag(self, key: str, default: bool) -> bool:
        """A yes or no: yes/no or true/false."""
        node = self.get(key)
        if node is None:
            return default
        text = node.scalar()
        if text not in _FLAGS:
            node.problem("not-a-flag", f"“{text}”应写 yes 或 no")
        return _FLAGS.get(text, default)

    def enum(self, key: str, kind: type[E], default: E | None = None) -> E:
        """One of the values of an enumeration."""
        node = self.get(key) if default is not None else self.need(key)
        first = default or next(iter(kind))
        if node is None:
            return first
        text = node.scalar()
        if text not in list(kind):
            node.problem("unknown-value", f"没有“{text}”{nearest(text, list(kind))}")
            return first
        return kind(text)

    def integer(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        node = self.get(key) if default is not None else self.need(key)
        if node is None:
            return default or 0
        return node.convert(int, "不是整数", default or 0)

    def decimal(self, key: str) -> Decimal | None:
        """A number, or None where the key is absent."""
        node = self.get(key)
        return None if node is None else node.convert(Decimal, "不是数", Decimal(0))

    def day(self, key: str) -> date | None:
        """An ISO date, or None where the key is absent or ``null``."""
        node = self.get(key)
        if node is None or node.scalar() in ("null", ""):
            return None
        return node.convert(date.fromisoformat, "不是 2026-01-31 这样的日期", date.min)

    def convert(self, kind: Callable[[str], T], complaint: str, default: T) -> T:
        """This text converted, or a problem and the default."""
        try:
            return kind(self.scalar())
        except (ValueError, InvalidOperation):
            self.problem("bad-value", f"“{self.scalar()}”{complaint}")
            return default

    def close(self) -> None:
        """Refuse the keys nobody asked for, here and below."""
        if self._entries is not None:
            for key, node in self._entries.items():
                if key not in self._used:
                    hint = nearest(key, sorted(self._used))
                    node.problem("unknown-key", f"不认识的键“{key}”{hint}")
                else:
                    node.close()
        for item in self._items or ():
            item.close()


_FLAGS = {"yes": True, "no": False, "true": True, "false": False}


def nearest(word: str, known: list[str]) -> str:
    """A hint naming the nearest known words, or the empty text."""
    close = difflib.get_close_matches(word, known, n=2, cutoff=0.5)
    return f"；您是不是想写：{'、'.join(close)}" if close else ""


def read_yaml(file: Path, problems: Problems) -> Node | None:
    """The top mapping of a file, or None with a problem reported."""
    try:
        with file.open(encoding="utf-8") as stream:
            top = YAML(typ="safe", pure=True).compose(stream)
    except FileNotFoundError:
        problems.add(file, 1, "missing-file", "缺少这个文件")
        return None
    except UnicodeDecodeError:
        problems.add(file, 1, "not-utf8", "文件不是 UTF-8 编码，请另存为 UTF-8")
        return None
    except ReaderError as error:
        line = file.read_text(encoding="utf-8").count("\n", 0, error.position) + 1
        problems.add(file, line, "bad-yaml", "有不能显示的控制字符，请删去")
        return None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problems.add(file, line, "bad-yaml", f"YAML 写法有误：{error.problem or error.context}")
        return None
    if not isinstance(top, MappingNode):
        problems.add(file, 1, "empty-file", "文件是空的，或最上层不是“键: 值”的结构")
        return None
    return Node(top, file, problems)
