"""The build refuses what is not sound, naming the line, and makes the same file every time."""

from __future__ import annotations

import sqlite3
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from dgassist.build.compiler import Compilation, build, compile_book, is_fresh
from dgassist.model.policybook import PolicyBook
from dgassist.store.reader import open_library
from dgassist.store.writer import digest
from tests.tiny import LAW, Resources, condition, left_open, measure

ROOT = Path(__file__).parents[2]
RULES = "measures/law/one.yaml"


def refused(tiny: Resources, code: str, line: int, file: str = RULES) -> str:
    """The one problem of the build, which must have this code and stand on this line."""
    (problem,) = tiny.problems()
    assert problem.startswith(f"resources/{file}:{line}: {code}: "), problem
    return problem


def test_the_made_up_policy_base_is_sound(tiny: Resources) -> None:
    compilation = tiny.compile()
    assert compilation.problems == ()
    assert compilation.examples == 1
    assert [m.id for m in compilation.book.measures] == ["booth_support"]


# --- Quotes -----------------------------------------------------------------------------


@pytest.mark.parametrize("place", range(len("按实际费用的50%给予支持")))
def test_a_quote_with_one_character_removed_is_refused(tiny: Resources, place: int) -> None:
    quote = "按实际费用的50%给予支持"
    shorter = quote[:place] + quote[place + 1 :]
    line = tiny.edit(RULES, f"quote: {quote}", f"quote: {shorter}")
    if shorter in LAW:  # only its first or last character is gone: still the text's own words
        assert tiny.problems() == []
    else:
        assert shorter in refused(tiny, "quote-not-found", line)


def test_a_quote_of_another_clause_says_where_it_stands(tiny: Resources) -> None:
    line = tiny.edit(RULES, "quote: 面积18平方米及以上", "quote: 对企业给予5万元资助")
    assert "它出现在正文 二" in refused(tiny, "quote-not-found", line)


def test_a_quote_that_stands_twice_is_refused(tiny: Resources) -> None:
    old = "citation: {quote: 面积18平方米及以上}"
    line = tiny.edit(RULES, old, "citation: {clause: 正文 二, quote: 另行通知}")
    assert "2次" in refused(tiny, "ambiguous-quote", line)


def test_a_quote_may_be_parted_by_white_space(tiny: Resources) -> None:
    tiny.edit(RULES, "quote: 面积18平方米及以上", "quote: 面积 18 平方米及以上")
    assert tiny.problems() == []


def test_an_unknown_clause_is_refused(tiny: Resources) -> None:
    old = "citation: {quote: 面积18平方米及以上}"
    line = tiny.edit(RULES, old, "citation: {clause: 正文 九, quote: 面积18平方米及以上}")
    assert "正文 九" in refused(tiny, "unknown-clause", line)


def test_a_changed_document_breaks_the_rules_that_quote_it(tiny: Resources) -> None:
    tiny.edit("documents/law.txt", "18平方米", "36平方米")
    (problem,) = tiny.problems()
    assert "quote-not-found" in problem


def test_a_condition_without_a_citation_is_refused(tiny: Resources) -> None:
    line = tiny.edit(RULES, "        citation: {quote: 面积18平方米及以上}\n", "")
    assert f":{line - 2}: missing-key: " in tiny.problems()[0]


# --- Examples ---------------------------------------------------------------------------


def test_a_measure_without_examples_is_refused(tiny: Resources) -> None:
    text = (tiny.folder / RULES).read_text(encoding="utf-8")
    tiny.write(RULES, text[: text.index("    examples:")])
    assert "booth_support" in refused(tiny, "no-examples", 3)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("{finding: eligible, amount: 4.6万}", "amount 应为 4.6万元，得出 4.5万元"),
        ("{finding: eligible, low: 0}", "low 应为 0元，得出 4.5万元"),
        ("{finding: ineligible}", "应为 ineligible，得出 eligible"),
        ("{finding: eligible, missing: [booth.cost]}", "缺少的信息应为"),
        ("{finding: eligible, failing: [面积]}", "不符合的条件应为"),
        ("{finding: eligible, records: [ineligible]}", "各项明细应为"),
    ],
)
def test_an_example_that_comes_out_differently_is_refused(
    tiny: Resources, new: str, words: str
) -> None:
    line = tiny.edit(RULES, "{finding: eligible, amount: 4.5万}", new)
    assert words in refused(tiny, "example-differs", line)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("area: 20", "aera: 20"),
        ("date: 2026-05-01", "date: 2026-02-30"),
        ("applicant_type: enterprise", "applicant_type: enterprize"),
        ("area: 20", "area: -1"),
        ("name: 20平方米", "name: 20平方米\n        as_of: 2026-13-01"),
    ],
)
def test_an_impossible_example_is_refused(tiny: Resources, old: str, new: str) -> None:
    tiny.edit(RULES, old, new)
    assert "bad-example" in tiny.problems()[0]


def test_an_unknown_key_in_an_example_is_refused(tiny: Resources) -> None:
    line = tiny.edit(
        RULES, "expect: {finding: eligible,", "expect: {fidning: x, finding: eligible,"
    )
    assert "fidning" in refused(tiny, "unknown-key", line)


# --- Other faults of rules ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("[市展会局]", "[市展览局]", "unknown-department", "您是不是想写：市展会局"),
        ("area >= 18*sqm", "area >= 18", "bad-formula", "两边单位不同"),
        ("area >= 18*sqm", "aera >= 18*sqm", "bad-formula", "您是不是想写：area"),
        ("[enterprise]", "[enterprize]", "unknown-applicant", "您是不是想写：enterprise"),
        ("summary:", "sumary:", "unknown-key", "sumary"),
        ("{record: booth}", "{record: boot}", "unknown-record", "boot"),
        ("firmness: exact", "firmness: unstated", "amount-firmness", "unstated"),
        ("firmness: exact", "firmness: exactly", "unknown-value", "您是不是想写：exact"),
        ("amount: 10*wan,", "amount: 10*wan, count: 2,", "bad-cap", "只写其中一个"),
        ("amount: 50*percent*cost", "amount: area", "bad-formula", "单位是㎡，这里应是元"),
        ("basis: usual_practice", "note: 常用", "no-basis", "usual_practice"),
        ("id: booth_support", "id: Booth", "bad-id", "小写字母"),
        ("clause: 正文 一", "clause: 正文 十", "unknown-clause", "正文 十"),
    ],
)
def test_faulty_rules_are_refused_with_file_and_line(
    tiny: Resources, old: str, new: str, code: str, words: str
) -> None:
    line = tiny.edit(RULES, old, new)
    problems = [p for p in tiny.problems() if f": {code}: " in p]
    assert problems, tiny.problems()
    assert words in problems[0]
    assert problems[0].startswith(f"resources/{RULES}:")
    if code in ("bad-formula", "unknown-key", "unknown-value"):
        assert problems[0].startswith(f"resources/{RULES}:{line}: ")


def test_a_condition_left_to_the_guide_needs_words_about_it(tiny: Resources) -> None:
    wordless = {**left_open(), "note": ""}
    with pytest.raises(AssertionError, match="missing-note"):
        tiny.book(measure("m", wordless))


def test_a_condition_is_tested_or_left_open_not_both(tiny: Resources) -> None:
    with pytest.raises(AssertionError, match="no-test"):
        tiny.book(measure("m", {**left_open(), "test": "member"}))
    with pytest.raises(AssertionError, match="no-test"):
        tiny.book(measure("m", {"label": "甲", "citation": condition("member")["citation"]}))


def test_two_measures_of_one_id_are_refused(tiny: Resources) -> None:
    with pytest.raises(AssertionError, match="duplicate-id"):
        tiny.book(measure("m"), measure("m"))


def test_relations_name_known_measures(tiny: Resources) -> None:
    relation: dict[str, Any] = {
        "kind": "exclusive",
        "members": ["m", "gone"],
        "note": "只拿一项",
        "citations": [{"document": "law", "clause": "正文 一", "quote": "给予支持"}],
    }
    with pytest.raises(AssertionError, match="unknown-measure: 没有政策事项“gone”"):
        tiny.book(measure("m"), relations=(relation,))


def test_all_problems_are_told_at_once(tiny: Resources) -> None:
    tiny.edit(RULES, "[市展会局]", "[市展览局]")
    tiny.edit(RULES, "area >= 18*sqm", "area >= 18")
    tiny.edit("questions/basics.yaml", "type: uscc", "type: ucss")
    problems = tiny.compile().problems
    assert [p.code for p in problems] == ["unknown-department", "bad-formula", "unknown-value"]
    assert list(problems) == sorted(problems)


@pytest.mark.parametrize(
    "name", ["book.yaml", "documents/law.txt", "reference/towns.yaml", "questions/derived.yaml"]
)
def test_a_missing_file_is_told_and_not_a_traceback(tiny: Resources, name: str) -> None:
    (tiny.folder / name).unlink()
    assert any(name in problem for problem in tiny.problems())


# --- The file that is made -----------------------------------------------------------------


def dump(database: Path) -> list[str]:
    connection = sqlite3.connect(database)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def told(book: PolicyBook) -> dict[str, object]:
    """All that a book says, field by field; books themselves are told apart by identity."""
    return {field.name: getattr(book, field.name) for field in fields(book)}


def test_two_builds_say_the_same(tiny: Resources, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one.db", "two.db")]
    for file in files:
        build(tiny.folder, file, file.with_suffix(".sha256"), whole=False)
    assert dump(files[0]) == dump(files[1])
    assert len(dump(files[0])) > 20


def test_what_is_written_is_what_was_compiled(tiny: Resources, tmp_path: Path) -> None:
    file, sha = tmp_path / "policies.db", tmp_path / "policies.sha256"
    compilation = build(tiny.folder, file, sha, whole=False)
    library = open_library(file, sha)
    try:
        assert told(library.book) == told(compilation.book)
    finally:
        library.close()


def test_nothing_is_written_while_there_are_problems(tiny: Resources, tmp_path: Path) -> None:
    file, sha = tmp_path / "policies.db", tmp_path / "policies.sha256"
    build(tiny.folder, file, sha, whole=False)
    before = (file.read_bytes(), sha.read_bytes())
    tiny.edit(RULES, "area >= 18*sqm", "area >= 18")
    assert build(tiny.folder, file, sha, whole=False).problems
    assert (file.read_bytes(), sha.read_bytes()) == before


def test_a_stale_file_is_noticed(tiny: Resources, tmp_path: Path) -> None:
    file, sha = tmp_path / "policies.db", tmp_path / "policies.sha256"
    assert not is_fresh(tiny.compile(), file, sha)
    assert is_fresh(build(tiny.folder, file, sha, whole=False), file, sha)
    tiny.edit(RULES, "title: 展位支持", "title: 展位补贴")
    assert not is_fresh(tiny.compile(), file, sha)
    changed = build(tiny.folder, file, sha, whole=False)
    assert is_fresh(changed, file, sha)
    sha.write_text(f"{'0' * 64}  policies.db\n", encoding="ascii")
    assert not is_fresh(changed, file, sha)
    file.write_bytes(b"not a database")
    sha.write_text(f"{digest(file)}  policies.db\n", encoding="ascii")
    assert not is_fresh(changed, file, sha)


def test_the_real_rules_have_no_problem(compilation: Compilation) -> None:
    assert [str(problem) for problem in compilation.problems] == []
    assert compilation.examples >= 3 * len(compilation.book.measures)


def test_the_committed_policy_base_is_fresh(compilation: Compilation) -> None:
    digest_file = ROOT / "resources" / "policies.sha256"
    assert is_fresh(compilation, ROOT / "policies.db", digest_file), "请运行 python3 dev.py build"


def test_the_committed_digest_is_that_of_the_committed_file() -> None:
    told = (ROOT / "resources" / "policies.sha256").read_text(encoding="ascii").split()
    assert told == [digest(ROOT / "policies.db"), "policies.db"]


def test_two_compilations_of_the_real_rules_are_equal(compilation: Compilation) -> None:
    assert told(compile_book(ROOT / "resources").book) == told(compilation.book)
