"""workbook(plan): the plan as an Excel workbook, every client text a plain string.

Here is what it says; how a sheet is made of it stands in ``spreadsheet``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dgassist.engine.assessment import Finding
from dgassist.engine.eligibility import Outcome
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.checklist import UNTICKED, Ticks, items
from dgassist.report import phrase
from dgassist.report.checklist import TITLE, has_page, worth_claiming
from dgassist.report.cover import totals
from dgassist.report.document import Sign
from dgassist.report.page import company, conditions
from dgassist.report.saving import save
from dgassist.report.spreadsheet import Cell, Sheet, packed

_ORDER = {Outcome.ELIGIBLE: 0, Outcome.UNDETERMINED: 1, Outcome.INELIGIBLE: 2}


def render_workbook(plan: ActionPlan, file: Path) -> None:
    """Write the plan as an xlsx file.

    Raises:
        ReportError: where the file cannot be written.
    """
    save(file, workbook(plan))


def workbook(plan: ActionPlan, ticks: Ticks = UNTICKED) -> bytes:
    """Overview, measures, conditions, materials, deadlines, as the content of an xlsx file."""
    assessment = plan.assessment
    return packed(
        (
            _overview(plan),
            _measures(plan),
            _conditions(plan),
            _materials(plan, ticks),
            _deadlines(plan),
        ),
        title=TITLE,
        party=str(assessment.answers.company.get("company_name", "")),
        notice=phrase.NOTICE,
        as_of=assessment.as_of,
        data_date=assessment.book.data_date,
    )


def _ordered(plan: ActionPlan) -> list[Finding]:
    return sorted(plan.assessment.findings, key=lambda f: _ORDER[f.outcome])


def _overview(plan: ActionPlan) -> Sheet:
    assessment = plan.assessment

    def rows() -> Iterator[tuple[Cell, ...]]:
        for label, value in company(assessment).pairs:
            yield (label, value, "")
        yield ("基准日", assessment.as_of, f"政策数据核对至 {assessment.book.data_date}")
        for outcome, words in (
            (Outcome.ELIGIBLE, "符合条件"),
            (Outcome.UNDETERMINED, "待定"),
            (Outcome.INELIGIBLE, "不符合条件"),
        ):
            yield (words, len(assessment.with_outcome(outcome)), "项；明细见“政策事项”")
        for figures in totals(plan, plan.selection.chosen):
            yield from ((f.label, f.value, f.note) for f in figures.items)
        yield from (("可能不能同时享受", warning, "") for warning in plan.warnings)
        yield ("请留意", phrase.NOTICE, "")
        yield ("", phrase.EXCLUSIONS, "")

    return Sheet("概览", ("项目", "内容", "说明"), (24, 56, 44), tuple(rows()), upright=True)


def _measures(plan: ActionPlan) -> Sheet:
    book = plan.assessment.book
    chosen = {f.measure.id: f for f in plan.selection.chosen}
    aside = {s.finding.measure.id: s for s in plan.selection.set_aside}

    def counted(measure_id: str) -> str:
        given_up = aside.get(measure_id)
        if given_up is None:
            return "是" if measure_id in chosen else ""
        instead = given_up.instead.measure.title
        return f"不另计，只计{instead}" if given_up.is_whole else f"部分计入，其余计在{instead}"

    def rows() -> Iterator[tuple[Cell, ...]]:
        for finding in _ordered(plan):
            m = finding.measure
            f = chosen.get(m.id, finding)  # without the records that are given up
            cash = f.amount if m.benefit.form.is_cash and m.id in chosen else None
            yield (
                m.title,
                phrase.outcome_words(f),
                phrase.amount_words(f),
                phrase.firmness_words(f),
                cash.low if cash else None,
                cash.high if cash else None,
                counted(m.id),
                phrase.source_words(book, m.clause_id),
                "、".join(m.departments),
                "、".join(phrase.missing_labels(book, f.missing)),
                "；".join(r.criterion.label for r in f.left_open),
                "；".join(r.criterion.label for r in f.failing),
                m.benefit.citation.quote,
                "\n".join(phrase.notes(m)),
            )

    note = "单位自己的资金；最高合计是上限，不是承诺"
    total = ("合计", None, None, note, plan.exact_total, plan.ceiling_total)
    return Sheet(
        "政策事项",
        (
            "政策事项",
            "核对结果",
            "支持",
            "金额说明",
            "确定金额（元）",
            "最高金额（元）",
            "计入合计",
            "依据",
            "部门",
            "还没填",
            "需向部门确认",
            "没满足的条件",
            "原文",
            "要留意的",
        ),
        (28, 14, 20, 18, 15, 15, 15, 24, 22, 26, 26, 26, 46, 46),
        tuple(rows()),
        (total, (phrase.NOTICE,)),
        printed=9,
    )


def _conditions(plan: ActionPlan) -> Sheet:
    book = plan.assessment.book
    rows = (
        (
            f.measure.title,
            _sign_words(row.sign),
            "　" * row.depth + row.label,
            row.why,
            row.proof,
            phrase.source_words(book, f.measure.clause_id),
        )
        for f in _ordered(plan)
        for row in conditions(f, plan.assessment)
    )
    head = ("政策事项", "核对", "条件", "填写的情况", "要带的证明", "依据")
    return Sheet("条件", head, (30, 11, 40, 42, 34, 28), tuple(rows))


def _sign_words(sign: Sign) -> str:
    return f"{sign.mark} {sign.word}"


def _materials(plan: ActionPlan, ticks: Ticks) -> Sheet:
    """Every paper once for each measure that asks for it, so that a filter shows one measure."""
    book = plan.assessment.book
    findings = [f for f in worth_claiming(plan) if has_page(f)]
    rows = (
        (
            "☑" if item.id in ticks.done else "☐",
            item.name,
            use.finding.measure.title,
            item.paper.group,
            phrase.paper_words(item.paper),
            phrase.basis_of(item, book),
            "、".join(use.finding.measure.departments),
            ticks.notes.get(item.id, ""),
        )
        for item in items(book, findings)
        for use in item.uses
    )
    head = ("已备", "材料", "政策事项", "类别", "通常要求", "出处", "部门", "备注")
    return Sheet("材料", head, (7, 38, 30, 18, 34, 26, 26, 24), tuple(rows))


def _deadlines(plan: ActionPlan) -> Sheet:
    assessment = plan.assessment
    known = assessment.by_measure
    order = {True: 0, False: 1}
    rows: list[tuple[date, tuple[Cell, ...]]] = []
    for d in plan.deadlines:
        row = (
            d.label,
            d.day,
            d.safe_day,
            phrase.left_words(d),
            assessment.book.measure[d.measure_id].title,
            phrase.outcome_words(known[d.measure_id]),
            d.record_name,
            phrase.basis_words(assessment.book, d.citation),
            phrase.quote_words(d.citation),
            d.note,
        )
        rows.append((d.safe_day, row))
    rows.sort(key=lambda r: (order[r[0] >= assessment.as_of], r[0]))  # what has passed comes last
    head = (
        "期限",
        "日期",
        "最好不晚于",
        "还有",
        "政策事项",
        "核对结果",
        "事项明细",
        "依据",
        "原文",
        "说明",
    )
    widths = (22, 12, 12, 12, 30, 14, 22, 26, 40, 40)
    return Sheet("期限", head, widths, tuple(row for _, row in rows))
