"""The coverage of a book as a table: the command line's JSON, and docs/coverage.md."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dgassist.build.coverage import ClauseFound, Coverage, FigureFound
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import AsideReason, PutAside

Json = dict[str, Any]


def as_json(covered: Coverage, book: PolicyBook) -> Json:
    """What answers for each figure and clause of the documents."""
    numbers = {d.id: d.number or d.title for d in book.documents}
    return {
        "documents": [
            {
                "id": d.id,
                "number": d.number,
                "title": d.title,
                "status": d.status.value,
                "status_reason": d.status_reason,
                "clauses": sum(c.document_id == d.id for c in book.clauses),
            }
            for d in book.documents
        ],
        "amounts": [
            {
                "document": numbers[f.clause.document_id],
                "clause": f.clause.label,
                "text": f.text,
                **_accounted(f.measures, (f.aside,) if f.aside else ()),
            }
            for f in covered.figures
        ],
        "clauses": [
            {
                "document": numbers[c.clause.document_id],
                "clause": c.clause.label,
                **(
                    {"disposition": "heading", "measures": [], "reason": None}
                    if c.clause.is_heading and not c.measures
                    else _accounted(c.measures, c.asides)
                ),
            }
            for c in covered.clauses
        ],
    }


def _accounted(measures_: tuple[str, ...], asides: tuple[PutAside, ...]) -> Json:
    disposition = "measures" if measures_ else "put_aside" if asides else "unaccounted"
    reasons = dict.fromkeys(a.reason.value for a in asides)
    notes = dict.fromkeys(a.note for a in asides if a.note)
    return {
        "disposition": disposition,
        "measures": list(measures_),
        "reason": None if measures_ else "、".join(reasons) or None,
        "note": None if measures_ else "；".join(notes) or None,
    }


_REASONS = {
    AsideReason.TARGET: "目标",
    AsideReason.STATISTIC: "统计数",
    AsideReason.POOL: "全市总额",
    AsideReason.DEPARTMENT_DUTY: "部门的工作",
    AsideReason.ENCOURAGEMENT: "只有鼓励",
    AsideReason.DEFINITION: "定义、程序",
    AsideReason.PERIOD: "期限，另有处理",
    AsideReason.LAW_ELSEWHERE: "照别的法规",
    AsideReason.BACKGROUND: "背景",
}


def as_markdown(covered: Coverage, book: PolicyBook) -> str:
    """The table a reader of the repository sees: each clause and figure, and what became of it."""
    forms = Counter(m.benefit.form.value for m in book.measures)
    firmness = Counter(m.benefit.firmness.value for m in book.measures if m.benefit.form.is_cash)
    cash = sum(m.benefit.form.is_cash for m in book.measures)
    unaccounted = sum(not f.is_accounted for f in covered.figures)
    lines = [
        "# 条款覆盖",
        "",
        "由 `python3 dev.py run coverage --markdown` 生成，请勿手改。",
        "",
        f"共{len(book.measures)}项政策事项，其中现金类{cash}项。没有交代的金额、比例、个数、期限：{unaccounted}处。",
        "",
        f"按形式：{_counts(forms)}。现金类按金额确定程度：{_counts(firmness)}。",
    ]
    for document in book.documents:
        clauses = [c for c in covered.clauses if c.clause.document_id == document.id]
        figures = [f for f in covered.figures if f.clause.document_id == document.id]
        lines += ["", f"## {document.number or document.title}", "", document.status_reason, ""]
        measures = {m for c in clauses for m in c.measures}
        lines.append(
            f"条款{len(clauses)}条，政策事项{len(measures)}项引用；"
            f"金额、比例、个数、期限{len(figures)}处，"
            f"{sum(bool(f.measures) for f in figures)}处由政策事项引用，"
            f"{sum(not f.measures and f.aside is not None for f in figures)}处注明不收的原因。"
        )
        if measures:
            lines += ["", *_clause_rows(clauses), "", *_figure_rows(figures)]
    return "\n".join(lines) + "\n"


def _counts(counter: Counter[str]) -> str:
    return "、".join(f"{key} {count}" for key, count in sorted(counter.items()))


def _clause_rows(clauses: list[ClauseFound]) -> list[str]:
    rows = ["| 条款 | 政策事项 | 不收的部分 |", "|---|---|---|"]
    for found in clauses:
        if found.measures or found.asides:
            reasons = Counter(_REASONS[a.reason] for a in found.asides)
            aside = "、".join(f"{word}{n}" for word, n in reasons.items())
            measures = "、".join(f"`{m}`" for m in found.measures)
            rows.append(f"| {found.clause.label} | {measures} | {aside} |")
    return rows


def _figure_rows(figures: list[FigureFound]) -> list[str]:
    rows = ["| 条款 | 原文 | 交代 |", "|---|---|---|"]
    for found in figures:
        if found.measures:
            words = "、".join(f"`{m}`" for m in found.measures)
        else:
            words = _REASONS[found.aside.reason] if found.aside else "**没有交代**"
        rows.append(f"| {found.clause.label} | {found.text} | {words} |")
    return rows
