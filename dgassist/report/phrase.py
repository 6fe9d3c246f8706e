"""The words of findings, amounts, dates and sources, the same in every format."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from dgassist.engine.amount import Amount
from dgassist.engine.assessment import Finding
from dgassist.engine.eligibility import Outcome
from dgassist.engine.wording import money
from dgassist.model.measure import Benefit, Firmness, Form, Measure, Paper, PaperForm
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import Citation
from dgassist.model.question import Question
from dgassist.model.window import Stage, WindowSource
from dgassist.plan.agenda import Item
from dgassist.plan.checklist import ChecklistItem
from dgassist.plan.deadline import Deadline, DeadlineStatus

NOTICE = "条件、金额和材料都以实施细则和当年申报指南为准；已填写不等于已申报。"
USUAL = "通常做法"
USUAL_PRACTICE = f"{USUAL}（文中没写）"
NO_WINDOW = "当年申报指南发布后才知道受理时间"
EXCLUSIONS = "信用、安全生产、环保、重复申报等一般性的排除情形，收录的文件没有写，以申报指南为准。"
PAPERS = (
    "标“通常做法”的材料文中没写，按一般申报习惯列出；原件还是复印件、盖不盖章、由谁出具也是通常做法。"
    "交复印件的带上原件备核，份数和装订以受理部门要求为准。"
)
_NAMED = 3
"""So many missing answers are named, the rest is counted."""

_OUTCOMES = {Outcome.ELIGIBLE: "符合条件", Outcome.INELIGIBLE: "不符合条件"}

_FORMS = {
    Form.CASH: "资金",
    Form.INTEREST_SUBSIDY: "贴息",
    Form.MATCHING: "配套资金",
    Form.LOAN: "贷款支持",
    Form.EQUITY: "股权投资",
    Form.VOUCHER: "服务券",
    Form.PRICE: "价格优惠",
    Form.PRIORITY: "优先安排",
    Form.SERVICE: "服务",
    Form.HONOUR: "荣誉、资格",
    Form.OBLIGATION: "要遵守的义务",
}

_FIRMNESS = {
    Firmness.EXACT: "文中写明的数",
    Firmness.UPTO: "是最高数，不是承诺",
    Firmness.SOFT: "文中写“原则上”，可能另有规定",
    Firmness.RANGE: "文中给的是区间",
    Firmness.UNSTATED: "",
}


def outcome_words(finding: Finding) -> str:
    """What is found, and for the undetermined what it waits for."""
    if finding.outcome is not Outcome.UNDETERMINED:
        return _OUTCOMES[finding.outcome]
    return "待定，还差信息" if finding.missing else "待定，需向部门确认"


def form_words(form: Form) -> str:
    """What is given."""
    return _FORMS[form]


def amount_words(finding: Finding) -> str:
    """The support in a few words; what is undetermined is said to be so."""
    benefit = finding.measure.benefit
    if finding.outcome is Outcome.INELIGIBLE:
        return "—"
    if finding.amount is not None:
        return amount_of(finding.amount, benefit)
    words = amount_of(finding.potential, benefit)
    return f"若符合，{words}" if any(c.isdigit() for c in words) else words


def amount_of(amount: Amount | None, benefit: Benefit) -> str:
    """One amount in words, as firm as the text makes it."""
    if amount is None or amount.high is None:
        if not benefit.form.is_cash:
            return _FORMS[benefit.form]
        return "文中没写多少" if benefit.amount is None else "填全后可算"
    high = money(amount.high)
    if benefit.firmness is Firmness.SOFT:
        words = f"原则上不超过{high}"
    elif amount.low == amount.high:
        words = high
    elif benefit.firmness is Firmness.RANGE and amount.low:
        words = f"{money(amount.low)}至{high}"
    else:
        words = f"最高{high}"
    note = benefit.unit_note
    if not benefit.form.is_cash:
        form = f"{_FORMS[benefit.form]}，"
        words, note = form + words, note.removeprefix(form)
    return words + (f"（{note}）" if note else "")


def firmness_words(finding: Finding) -> str:
    """How sure the amount is, in the firm's words; empty where there is none."""
    amount = finding.amount or finding.potential
    benefit = finding.measure.benefit
    if amount is None or amount.high is None:
        return ""
    if benefit.form is Form.LOAN:
        return "是贷款额度，要还，不是补贴"
    if benefit.firmness is Firmness.EXACT and amount.low != amount.high:
        return "还差信息，先按最高数算"
    return _FIRMNESS[benefit.firmness]


def notes(measure: Measure) -> tuple[str, ...]:
    """What to mind about a measure; of money, that the guide may exclude some applicants."""
    return (*measure.notes, EXCLUSIONS) if measure.benefit.form.is_cash else measure.notes


_PAPER_FORMS = {PaperForm.ORIGINAL: "原件", PaperForm.COPY: "复印件"}


def paper_words(paper: Paper) -> str:
    """What is usually handed in of a paper: the original or a copy, stamped or not."""
    form = _PAPER_FORMS[paper.form] if paper.form else ""
    return "，".join(part for part in (form, "盖公章" if paper.stamp else "") if part)


def basis_of(item: ChecklistItem, book: PolicyBook) -> str:
    """Where a paper is asked for, or the mark of usual practice."""
    cited = (use.material.citation for use in item.uses)
    places = dict.fromkeys(source_words(book, c.clause_id) for c in cited if c)
    words = [f"见{'、'.join(places)}"] if places else []
    if any(use.material.citation is None for use in item.uses):
        words.append(USUAL)
    return "；".join(words)


def in_short(numbers: Iterable[int]) -> str:
    """Numbers in order, with what runs on put together: 1–4、7."""
    runs: list[list[int]] = []
    for n in sorted(numbers):
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    parts = (f"{r[0]}–{r[-1]}" if len(r) > 2 else "、".join(map(str, r)) for r in runs)
    return "、".join(parts)


def source_words(book: PolicyBook, clause_id: str) -> str:
    """文号 and clause: 东府〔2024〕1号 附件1（七）."""
    document = book.document_of(clause_id)
    name = document.number or f"《{document.short_title}》"
    return f"{name} {book.clause[clause_id].label}"


def basis_words(book: PolicyBook, basis: Citation | WindowSource) -> str:
    """Where a date is written: a clause, or the notice that sets a window."""
    if isinstance(basis, Citation):
        return source_words(book, basis.clause_id)
    number = f"（{basis.number}）" if basis.number else ""
    return f"《{basis.title}》{number}，{day_words(basis.issued)}"


def quote_words(basis: Citation | WindowSource) -> str:
    """The sentence a date rests on, or the address of the notice."""
    return basis.quote if isinstance(basis, Citation) else basis.url


def day_words(day: date) -> str:
    """A date, written the same way everywhere: 2027-01-16."""
    return day.isoformat()


def safer_words(day: date, safe_day: date | None) -> str:
    """The day to act by under the stricter reading, where it is an earlier one; else empty."""
    if safe_day is None or safe_day == day:
        return ""
    near = safe_day.year == day.year
    return f"最好不晚于{f'{safe_day.month}月{safe_day.day}日' if near else day_words(safe_day)}"


def quoted(words: str) -> str:
    """In quotation marks that differ from those inside."""
    return f"「{words}」" if "“" in words else f"“{words}”"


_YEARS_BACK = {"上年度": 1, "上年末": 1, "前年度": 2}


def period_words(question: Question, as_of: date) -> str:
    """The period a question is about, with its year as seen from a day: 上年度（2025年）."""
    back = _YEARS_BACK.get(question.period)
    return question.period if back is None else f"{question.period}（{as_of.year - back}年）"


def due_words(deadline: Deadline | Item) -> str:
    """The day itself, with the day to act by under the stricter reading where there is one.

    A window is said from its first to its last day, with the hours.
    """
    if deadline.stage is not None:
        return _stage_words(deadline.stage)
    safer = safer_words(deadline.day, deadline.safe_day)
    return f"{day_words(deadline.day)}{f'（{safer}）' if safer else ''}"


def _stage_words(stage: Stage) -> str:
    return (
        f"{day_words(stage.opens)}{_hour(stage.opens_at)}"
        f" 至 {day_words(stage.closes)}{_hour(stage.closes_at)}"
    )


def _hour(hour: time | None) -> str:
    return f" {hour.isoformat('minutes')}" if hour else ""


def left_words(deadline: Deadline | Item) -> str:
    """How far off a deadline is; of a window that lies ahead, how far off its first day."""
    if deadline.status is DeadlineStatus.PASSED:
        return f"已过{-deadline.days_left}天" if deadline.days_left < 0 else "已停止受理"
    if deadline.status is DeadlineStatus.AHEAD and deadline.stage is not None:
        days = deadline.days_left - (deadline.day - deadline.stage.opens).days
        return f"还有{days}天开始受理"
    left = "就是今天" if deadline.days_left == 0 else f"还有{deadline.days_left}天"
    if deadline.status is not DeadlineStatus.OPEN:
        return left
    return "正在受理，今天截止" if deadline.days_left == 0 else f"正在受理，{left}"


def deadline_words(deadline: Deadline | Item) -> str:
    """What falls due, and for which record."""
    about = f"（{deadline.record_name}）" if deadline.record_name else ""
    return f"{deadline.label}{about}"


def missing_labels(book: PolicyBook, keys: Iterable[str]) -> tuple[str, ...]:
    """The labels of missing answers: of questions, of record lists, of fields of a record."""
    return tuple(dict.fromkeys(_label(book, key) for key in sorted(keys)))


def lacking_words(book: PolicyBook, keys: Iterable[str]) -> str:
    """Missing answers in a short line: the first few by name."""
    labels = missing_labels(book, keys)
    more = f"等{len(labels)}项" if len(labels) > _NAMED else ""
    return "，".join(labels[:_NAMED]) + more  # a label may hold a 、


def _label(book: PolicyBook, key: str) -> str:
    record_id, _, field_id = key.partition(".")
    record_type = book.record_type.get(record_id)
    if record_type is None:
        question = book.question.get(key)
        return question.label if question else key
    field = record_type.field(field_id)
    return f"{record_type.label}的{field.label}" if field else record_type.label
