"""The words of an agenda, the same on screen, on paper and in a calendar; and its table by month.

A date comes with what to do, for which record, and for how many of the firm's supports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from dgassist.engine.assessment import Assessment
from dgassist.engine.eligibility import Outcome
from dgassist.model.policybook import PolicyBook
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.agenda import Agenda, Item, Occasion, agenda_of
from dgassist.plan.deadline import DeadlineStatus
from dgassist.report import phrase
from dgassist.report.document import Block, Heading, Paragraph, Table

TOLD = "您填的有效期"
_NAMED = 3


def item_words(item: Item) -> str:
    """What falls due, and for which measures or records; of many, the first are named."""
    if item.subject:
        return f"{item.subject}：{item.label}"
    names = list(dict.fromkeys(b.name for b in item.bearers))
    if not names:
        return item.label
    told = "、".join(names[:_NAMED]) + (f"等{len(names)}件" if len(names) > _NAMED else "")
    return told + item.label if item.occasion is Occasion.CERTIFICATE else f"{item.label}（{told}）"


def day_words(item: Item) -> str:
    """The day in short, for a line: 至 2027-01-16，还有56天."""
    if item.stage is not None:
        return f"{phrase.due_words(item)}，{phrase.left_words(item)}"
    until = "至" if item.occasion is Occasion.TERM else ""
    return f"{until}{phrase.day_words(item.day)}，{phrase.left_words(item)}"


def advice_words(item: Item) -> str:
    """What to do about it; where the text says nothing, that it says nothing."""
    if item.status is DeadlineStatus.PASSED:
        return ""
    safe, last = phrase.day_words(item.safe_day), phrase.day_words(item.day)
    match item.occasion:
        case Occasion.TERM:
            return (
                f"要申领的，最好不晚于{safe}办好。有效期过后怎样办，原文没有写；"
                "还没看到当年申报指南的，先备材料，向部门问清受理时间。"
            )
        case Occasion.APPLY_BY:
            return f"最好不晚于{safe}提交申请，最晚{last}。"
        case Occasion.WINDOW if item.stage and item.status is DeadlineStatus.AHEAD:
            return f"{phrase.day_words(item.stage.opens)}开始受理，现在先备材料。"
        case Occasion.WINDOW:
            return f"正在受理，{last}截止，请尽早提交。"
        case Occasion.CERTIFICATE:
            return (
                f"{last}是您填的“有效期至”。什么时候要复核或重新认定，收录的文件没有写，"
                "请看证书或问发证部门，早作准备。"
            )
    if not item.is_to_do:
        return "前面那一步按时办了，就不会走到这一天。"
    return f"请马上办，{last}就到期了。" if item.next_day < item.day else f"{last}到期。"


def share_words(item: Item, assessment: Assessment) -> str:
    """How many of the firm's supports depend on it, by annex where several end together."""
    total = len(item.measure_ids)
    if item.status is DeadlineStatus.PASSED or (total < 2 and not item.parts):
        return ""
    words = f"关系到本单位{total}项"
    if len(item.parts) > 1:
        words += "：" + "、".join(f"{p.label}有{len(item.measures_of(p))}项" for p in item.parts)
    known = assessment.by_measure
    sure = sum(known[m].outcome is Outcome.ELIGIBLE for m in item.measure_ids)
    return f"{words}。现在符合的{sure}项，待定的{total - sure}项。"


def source_words(item: Item, book: PolicyBook) -> str:
    """The document whose annexes end: 东府〔2024〕1号; else nothing."""
    if not item.parts:
        return ""
    document = book.document[item.parts[0].document_id]
    return document.number or f"《{document.short_title}》"


def awaiting_words(agenda: Agenda, assessment: Assessment) -> str:
    """How many supports wait for the guide of the year; nothing where none does."""
    total = len(agenda.awaiting)
    if not total:
        return ""
    known = assessment.by_measure
    sure = sum(known[m].outcome is Outcome.ELIGIBLE for m in agenda.awaiting)
    return f"{total}项（现在符合的{sure}项，待定的{total - sure}项）：{phrase.NO_WINDOW}。"


def agenda_blocks(plan: ActionPlan) -> Iterator[Block]:
    """A heading, the dates ahead by month in one table, and what waits for the guide."""
    agenda, assessment = agenda_of(plan), plan.assessment
    waiting = awaiting_words(agenda, assessment)
    if not (agenda.ahead or waiting):
        return
    yield Heading("期限")
    if agenda.ahead:
        rows = tuple(_rows(agenda.ahead, assessment))
        yield Table(("月份", "日期", "什么到期", "要做什么"), rows, (12, 21, 30, 45))
    if waiting:
        yield Paragraph(waiting, quiet=True)


def _rows(items: Iterable[Item], assessment: Assessment) -> Iterator[tuple[str, ...]]:
    for (year, month), shared in groupby(items, key=_month):
        head = f"{year}年{month}月"
        for item in shared:
            source = source_words(item, assessment.book)
            about = [f"{source} {item_words(item)}".strip(), share_words(item, assessment)]
            when = f"{phrase.due_words(item)}\n{phrase.left_words(item)}"
            yield head, when, "\n".join(filter(None, about)), advice_words(item)
            head = ""


def _month(item: Item) -> tuple[int, int]:
    day: date = item.next_day
    return day.year, day.month
