"""assessment_text(plan): the result for the terminal, in plain aligned lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from dgassist.engine.assessment import Finding
from dgassist.engine.contradiction import contradictions
from dgassist.engine.eligibility import Outcome
from dgassist.engine.wording import money
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.deadline import Deadline, DeadlineStatus, awaits_guide
from dgassist.plan.step import Step
from dgassist.report import phrase
from dgassist.report.step import change_words

_GAP = "  "
_MANY = 10
"""How many rows of a list that only helps are shown; the rest is counted."""


def assessment_text(plan: ActionPlan) -> str:
    """What is found, how much, what is missing and by when, ready to print."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: ActionPlan) -> Iterator[str]:
    assessment = plan.assessment
    name = str(assessment.answers.company.get("company_name", "")) or "（还没填单位名称）"
    counts = {o: assessment.with_outcome(o) for o in Outcome}
    yes, maybe = counts[Outcome.ELIGIBLE], counts[Outcome.UNDETERMINED]
    yield name
    yield f"基准日 {assessment.as_of.isoformat()}，政策数据核对至 {assessment.book.data_date}"
    yield (f"符合 {len(yes)} 项，待定 {len(maybe)} 项，不符合 {len(counts[Outcome.INELIGIBLE])} 项")
    yield from _section("填的看起来对不上，请核对", _contradictions(plan))
    yield from _section("合计", _totals(plan))
    yield from _section("符合条件", _findings(plan, plan.selection.chosen))
    yield from _section("没有计入（不能重复享受）", _set_aside(plan))
    waiting = [f for f in maybe if not f.missing]
    lacking = [f for f in maybe if f.missing]
    yield from _section("待定，需向部门确认", _findings(plan, waiting))
    yield from _section("待定，还差信息", _lacking(plan, lacking))
    near = [_near_miss(n) for n in plan.near_misses if n.changeable]
    yield from _section("差一步", _shortened(near))
    yield from _section("期限", _deadlines(plan))
    yield from _section("可能不能同时享受", plan.warnings)
    yield ""
    yield phrase.NOTICE


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield title
        yield from (_GAP + line for line in found)


def _contradictions(plan: ActionPlan) -> list[str]:
    told = plan.assessment
    found = contradictions(told.book, told.answers, told.as_of)
    return [f"{c.rule.label}：{c.message}" for c in found]


def _totals(plan: ActionPlan) -> list[str]:
    rows = [
        ("确定金额", money(plan.exact_total), "文中写明数额的事项"),
        ("连上限一起", f"最高{money(plan.ceiling_total)}", "是最高数，不是承诺"),
    ]
    if plan.personal_total:
        rows.append(("另有给个人、团队的", f"最高{money(plan.personal_total)}", "不计入上面的合计"))
    return _aligned(rows)


def _findings(plan: ActionPlan, findings: Sequence[Finding]) -> list[str]:
    book = plan.assessment.book
    return _aligned(
        [
            (m.title, phrase.amount_words(f), phrase.source_words(book, m.clause_id))
            for f in findings
            for m in (f.measure,)
        ]
    )


def _set_aside(plan: ActionPlan) -> list[str]:
    return [
        f"{s.finding.measure.title}：不另计，只计{s.instead.measure.title}"
        for s in plan.selection.set_aside
    ]


def _lacking(plan: ActionPlan, findings: Sequence[Finding]) -> list[str]:
    book = plan.assessment.book
    rows = []
    for finding in findings:
        words = f"还没填：{phrase.lacking_words(book, finding.missing)}"
        rows.append((finding.measure.title, phrase.amount_words(finding), words))
    return _aligned(rows)


def _near_miss(near: Step) -> str:
    about = f"（{near.record_name}）" if near.record_name else ""
    brings = ""
    if near.would_be is not None and near.would_be.high:
        brings = f"；满足后{phrase.amount_of(near.would_be, near.measure.benefit)}"
    return f"{near.measure.title}{about}：{change_words(near.changes[0])}{brings}"


def _deadlines(plan: ActionPlan) -> list[str]:
    """One line per day and cause; a cause shared by measures is said once."""
    groups: dict[tuple[object, ...], list[Deadline]] = {}
    for d in plan.deadlines:
        if d.status is not DeadlineStatus.PASSED:
            groups.setdefault((d.day, d.label, d.stage, d.record_name, d.citation), []).append(d)
    rows = []
    for shared in groups.values():
        first = shared[0]
        about = plan.assessment.book.measure[first.measure_id].title
        rows.append(
            (
                phrase.due_words(first),
                phrase.left_words(first),
                phrase.deadline_words(first),
                about if len(shared) == 1 else f"关系到{len(shared)}项",
            )
        )
    waiting = [f for f in plan.selection.chosen if awaits_guide(f.measure, plan.deadlines)]
    words = [f"符合条件的{len(waiting)}项：{phrase.NO_WINDOW}"] if waiting else []
    return _aligned(rows) + words


def _shortened(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _MANY
    return [*lines[:_MANY], f"……还有{more}项"] if more > 0 else list(lines)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows in columns; a Chinese character takes two places."""
    if not rows:
        return []
    widths = [max(columns(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [_GAP.join(map(_padded, row, widths)).rstrip() for row in rows]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def columns(text: str) -> int:
    """How many places a text takes on a terminal."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
