"""Contradictions are written as data, and the build proves each by its examples."""

from __future__ import annotations

import pytest

from dgassist.build.compiler import compile_book
from dgassist.store.reader import open_library
from dgassist.store.writer import digest, write
from tests.tiny import Resources

RULE = """\
contradictions:
  - id: spend_above_revenue
    label: 研发比收入多
    test: spend > revenue
    message: 研发填了{spend}，收入填了{revenue}。请核对。
    examples:
      - {company: {spend: 3万, revenue: 2万}, found: 1}
      - {company: {spend: 2万, revenue: 2万}, found: 0}
"""
FILE = "questions/contradictions.yaml"


def test_a_sound_rule_is_taken_and_kept_in_the_database(tiny: Resources) -> None:
    tiny.write(FILE, RULE)
    compilation = tiny.compile()
    assert compilation.problems == ()
    (rule,) = compilation.book.contradictions
    assert rule.places == ("spend", "revenue")
    database = tiny.folder / "policies.db"
    write(compilation.book, database)
    sha = tiny.folder / "policies.sha256"
    sha.write_text(digest(database), encoding="ascii")
    library = open_library(database, sha)
    assert library.book.contradictions == compilation.book.contradictions
    library.close()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("spend > revenue", "spend > employees", "单位不同"),
        ("spend > revenue", "spend > revenues", "没有名为“revenues”"),
        ("spend > revenue", "spend + revenue", "这里应是是非"),
        ("收入填了{revenue}", "收入填了{revenu}", "不是问题或字段；您是不是想写：revenue"),
        ("，收入填了{revenue}", "", "是哪两个回答对不上"),
        ("revenue: 2万}, found: 1", "revenue: 2万}, found: 2", "应有 2 处对不上，得出 1 处"),
        (
            "      - {company: {spend: 2万, revenue: 2万}, found: 0}\n",
            "",
            "界线含不含本数对调也没有例子发现",
        ),
        ("{spend: 3万, revenue: 2万}", "{spent: 3万, revenue: 2万}", "不认识的键“spent”"),
        ("    label:", "    lable: 甲\n    label:", "不认识的键“lable”"),
    ],
)
def test_a_rule_with_a_fault_is_refused(tiny: Resources, old: str, new: str, words: str) -> None:
    tiny.write(FILE, RULE)
    tiny.edit(FILE, old, new)
    problems = tiny.problems()
    assert any(words in problem for problem in problems), problems
    assert all("questions/contradictions.yaml" in problem for problem in problems)


def test_a_rule_without_examples_is_refused(tiny: Resources) -> None:
    tiny.write(FILE, RULE[: RULE.index("    examples:")])
    assert any("no-examples" in problem for problem in tiny.problems())


def test_a_rule_over_several_kinds_of_records(tiny: Resources) -> None:
    rule = """\
contradictions:
  - id: before_founding
    label: 早于成立
    records: [booth, purchase]
    test: when < founded
    message: “{record}”是{when}，公司{founded}才成立。
    examples:
      - company: {founded: 2024-05-01}
        records: {booth: [{exhibition: 甲展, date: 2024-04-30}], purchase: [{year: 2023}]}
        found: 2
      - {company: {founded: 2024-05-01}, records: {booth: [{date: 2024-05-01}]}, found: 0}
"""
    tiny.write(FILE, rule)
    assert tiny.problems() == []
    tiny.edit(FILE, "when < founded", "area > 3*sqm")
    assert any("没有名为“area”" in problem for problem in tiny.problems())


def test_no_file_no_contradictions(tiny: Resources) -> None:
    assert compile_book(tiny.folder, whole=False).book.contradictions == ()
