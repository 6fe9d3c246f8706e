"""A whole base leaves nothing out, guards every condition and asks nothing for nothing."""

from __future__ import annotations

from pathlib import Path

from dgassist.build.compiler import compile_book
from dgassist.build.coverage import cover
from dgassist.build.coverage_table import as_markdown
from dgassist.model.policybook import PolicyBook
from tests.tiny import Resources

ROOT = Path(__file__).resolve().parents[2]


def problems(tiny: Resources) -> list[str]:
    return [f"{p.code} {p.message}" for p in compile_book(tiny.folder, whole=True).problems]


def test_a_figure_nobody_answers_for_is_named_with_its_line(tiny: Resources) -> None:
    found = compile_book(tiny.folder, whole=True).problems
    unaccounted = [p for p in found if p.code == "figure-unaccounted"]
    text = (tiny.folder / "documents" / "law.txt").read_text(encoding="utf-8").split("\n")
    assert unaccounted
    for problem in unaccounted:
        figure = problem.message.split("“")[1].split("”")[0]
        assert figure in text[problem.line - 1]


def test_what_is_put_aside_is_answered_for(tiny: Resources) -> None:
    tiny.write(
        "coverage/law.yaml",
        "document: law\naside:\n  - {clause: '*', text: '*', reason: background}\n",
    )
    assert not [p for p in problems(tiny) if "unaccounted" in p]


def test_a_question_no_rule_looks_at_is_refused(tiny: Resources) -> None:
    assert any("unused-question" in p and "“founded”" in p for p in problems(tiny))
    assert not any("“applicant_type”" in p for p in problems(tiny))


def test_a_condition_whose_turning_no_example_notices_is_refused(tiny: Resources) -> None:
    tiny.edit("measures/law/one.yaml", "area: 20, cost: 9万", "area: 18, cost: 9万")
    assert not [p for p in problems(tiny) if "unguarded" in p]
    file = tiny.folder / "measures" / "law" / "one.yaml"
    text = file.read_text(encoding="utf-8")
    before_examples = text[: text.index("    examples:")]
    # An example that is refused for another reason says nothing of the condition.
    weak = (
        "    examples:\n"
        "      - {company: {applicant_type: association}, expect: {finding: ineligible}}\n"
    )
    file.write_text(before_examples + weak, encoding="utf-8")
    assert [p for p in problems(tiny) if "unguarded-condition" in p]


def test_a_threshold_without_an_example_on_it_is_refused(tiny: Resources) -> None:
    whole = problems(tiny)
    assert [p for p in whole if "面积18平方米及以上" in p and "含不含本数" in p]
    tiny.edit("measures/law/one.yaml", "area: 20, cost: 9万", "area: 18, cost: 9万")
    assert not [p for p in problems(tiny) if "unguarded" in p]


def test_the_table_of_coverage_is_up_to_date(book: PolicyBook) -> None:
    shown = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert shown == as_markdown(cover(book), book)
