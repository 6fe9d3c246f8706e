"""Strict YAML: whatever is wrong with a file is told with its name and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dgassist.build.problem import Problems
from dgassist.build.reading import Node, read_yaml
from dgassist.model.measure import Firmness


def read(tmp_path: Path, text: str | bytes) -> tuple[Node | None, Problems]:
    file = tmp_path / "rules" / "a.yaml"
    file.parent.mkdir()
    content = text if isinstance(text, bytes) else text.encode("utf-8")
    file.write_bytes(content)
    problems = Problems(tmp_path)
    return read_yaml(file, problems), problems


def told(problems: Problems) -> list[str]:
    return [str(problem) for problem in problems.sorted()]


@pytest.mark.parametrize(
    ("content", "start"),
    [
        ("", "rules/a.yaml:1: empty-file: "),
        ("# 只有说明\n", "rules/a.yaml:1: empty-file: "),
        ("- 甲\n", "rules/a.yaml:1: empty-file: "),
        ("一段文字", "rules/a.yaml:1: empty-file: "),
        ("名称: 甲\n".encode("gb18030"), "rules/a.yaml:1: not-utf8: "),
        ("a: 1\nb: [1, 2\nc: 3\n", "rules/a.yaml:3: bad-yaml: "),
        ("a: 1\n\tb: 2\n", "rules/a.yaml:2: bad-yaml: "),
        ("a: 1\n---\nb: 2\n", "rules/a.yaml:2: bad-yaml: "),
        ("a: '没有结束\n", "rules/a.yaml:2: bad-yaml: "),
        ("a: 1\nb: \x07\n", "rules/a.yaml:2: bad-yaml: "),
    ],
)
def test_unreadable_files_are_one_problem_with_file_and_line(
    tmp_path: Path, content: str | bytes, start: str
) -> None:
    top, problems = read(tmp_path, content)
    assert top is None
    (problem,) = told(problems)
    assert problem.startswith(start)


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    problems = Problems(tmp_path)
    assert read_yaml(tmp_path / "none.yaml", problems) is None
    (problem,) = told(problems)
    assert problem.startswith("none.yaml:1: ")


def test_a_byte_order_mark_is_harmless(tmp_path: Path) -> None:
    top, problems = read(tmp_path, "\ufeffa: 1\n")
    assert top is not None
    assert top.text("a") == "1"
    assert not problems


def test_duplicate_keys_at_any_depth(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "a: 1\nlist:\n  - x: 1\n    y: 2\n    x: 3\na: 2\n")
    found = told(problems)
    assert [line.split(": ")[0] for line in found] == ["rules/a.yaml:5", "rules/a.yaml:6"]
    assert "“x”" in found[0]


def test_keys_nobody_asked_for_are_refused_with_the_nearest(tmp_path: Path) -> None:
    top, problems = read(tmp_path, "title: 甲\nsub:\n  amuont: 3\n")
    assert top is not None
    top.text("title")
    sub = top.need("sub")
    assert sub is not None
    sub.text("amount", "")
    top.close()
    (problem,) = told(problems)
    assert problem.startswith("rules/a.yaml:3: unknown-key: ")
    assert "amuont" in problem
    assert "amount" in problem.split("您是不是想写")[1]


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026/01/31", "26-01-31", "31-01-2026", "2026-1-31", "明天"]
)
def test_dates_must_be_iso(tmp_path: Path, day: str) -> None:
    top, problems = read(tmp_path, f"a: 1\nissued: '{day}'\n")
    assert top is not None
    top.day("issued")
    (problem,) = told(problems)
    assert problem.startswith("rules/a.yaml:2: bad-value: ")
    assert day in problem


@pytest.mark.parametrize(
    ("text", "read_it"),
    [
        ("k: yse", lambda node: node.flag("k", default=False)),
        ("k: 1", lambda node: node.flag("k", default=False)),
        ("k: upot", lambda node: node.enum("k", Firmness)),
        ("k: 3.5", lambda node: node.integer("k")),
        ("k: 三", lambda node: node.integer("k")),
        ("k: abc", lambda node: node.decimal("k")),
        ("k: 大写 Id", lambda node: node.identifier("k")),
        ("k: [1]", lambda node: node.text("k")),
        ("k: text", lambda node: node.items("k")),
        ("other: 1", lambda node: node.text("k")),
    ],
)
def test_values_of_the_wrong_kind_are_problems_not_crashes(
    tmp_path: Path, text: str, read_it: object
) -> None:
    top, problems = read(tmp_path, text)
    assert callable(read_it)
    read_it(top)
    (problem,) = told(problems)
    assert problem.startswith("rules/a.yaml:1: ")


def test_scalars_are_text_until_asked_for(tmp_path: Path) -> None:
    top, problems = read(tmp_path, "a: no\nb: 0123\nc: 2026-01-31\nd: null\n")
    assert top is not None
    assert [top.text(key) for key in "abcd"] == ["no", "0123", "2026-01-31", "null"]
    assert top.flag("a", default=True) is False
    assert not problems
