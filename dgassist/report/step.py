"""Steps in words: what is short, what it would bring, what is given up, by when."""

from __future__ import annotations

from collections.abc import Iterator

from dgassist.engine.eligibility import Outcome
from dgassist.engine.wording import amount_text, money
from dgassist.model.measure import Payee
from dgassist.model.policybook import PolicyBook
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.distance import Distance
from dgassist.plan.ladder import Brought
from dgassist.plan.pathway import Choice, Prospect, pathway_of
from dgassist.plan.step import Change, Step
from dgassist.report import phrase

GONE = "已经办完的改不了，下一次照这样办才算。"
_TOP = 5
_PAYEES = {Payee.PERSON: "给个人", Payee.TEAM: "给团队"}
_NAMED = 2


def change_words(change: Change) -> str:
    """One condition: how far it is, or what is not met yet."""
    label = change.criterion.label
    if not change.wanted:
        return f"不能再有：{label}"
    if change.days is not None:
        return f"{label}：再等{change.days}天"
    if change.names:
        more = f"等{len(change.names)}种之一" if len(change.names) > _NAMED else ""
        return f"还没有取得{'或'.join(change.names[:_NAMED])}{more}"
    if change.distance is not None and change.distance.by:
        return distance_words(change.distance)
    return f"还没满足：{label}"


def distance_words(distance: Distance) -> str:
    """What a number lacks, or has too much of."""
    by = _number(distance)
    if distance.is_over:
        return f"{distance.label}还多{by}{'以上' if distance.is_strict else ''}"
    return f"{distance.label}还差{by}{'以上' if distance.is_strict else ''}"


def _number(distance: Distance) -> str:
    if distance.unit == "%":
        return f"{distance.by.normalize():f}个百分点"
    return amount_text(distance.by, distance.unit)


def demand_words(change: Change) -> str:
    """The condition itself, where the words of the change do not say it; else empty."""
    says_it = change_words(change)
    return "" if change.criterion.label in says_it else f"要求：{change.criterion.label}"


def step_words(step: Step) -> str:
    """All changes of a step."""
    return "；".join(change_words(change) for change in step.changes)


def ways_words(choice: Choice) -> str:
    """The ways to a support that need different changes."""
    return "，或者".join(dict.fromkeys(step_words(way.step) for way in choice.ways))


def amount_words(prospect: Prospect) -> str:
    """What it would bring, as firm as the text makes it."""
    benefit = prospect.measure.benefit
    if prospect.amount is None and benefit.amount is not None and benefit.form.is_cash:
        return "数额要看实际情况"
    words = phrase.amount_of(prospect.amount, benefit)
    payee = _PAYEES.get(benefit.payee, "")
    words = f"{words}（{payee}）" if payee else words
    return f"下次照办，{words}" if prospect.is_over and prospect.amount else words


def gain_words(prospect: Prospect) -> str:
    """What the plan's total would rise by, where that is not the amount itself; else empty."""
    gain = prospect.gain
    if gain is None or prospect.amount is None or not prospect.measure.benefit.form.is_cash:
        return ""
    lost = bool(gain.given_up)
    if lost and gain.ceiling <= 0:
        return f"与{_rivals(prospect)}只能取一项，合计不会增加。"
    if lost:
        return f"与{_rivals(prospect)}只能取一项，合计净增{_rise(prospect)}。"
    if prospect.step.record is None or gain.ceiling == prospect.amount.high:
        return ""
    if gain.ceiling <= 0:
        return "已到封顶，合计不会增加。" if prospect.measure.benefit.caps else ""
    return f"受封顶限制，合计净增{_rise(prospect)}。"


def _rise(prospect: Prospect) -> str:
    gain = prospect.gain
    assert gain is not None
    return money(gain.exact) if gain.exact == gain.ceiling else f"最高{money(gain.ceiling)}"


def _rivals(prospect: Prospect) -> str:
    assert prospect.gain is not None
    mine = prospect.measure.id
    titles = dict.fromkeys(
        other.title
        for s in prospect.gain.given_up
        for other in (s.finding.measure, s.instead.measure)
        if other.id != mine
    )
    return "、".join(phrase.quoted(title) for title in titles)


def open_words(prospect: Prospect, book: PolicyBook) -> str:
    """What stays to be seen once the step is taken; else empty."""
    parts = []
    if prospect.after.outcome is Outcome.UNDETERMINED:
        left = "、".join(r.criterion.label for r in prospect.step.still_open if r.open)
        missing = frozenset().union(*(r.missing for r in prospect.step.still_open))
        if left:
            parts.append(f"还要部门认定：{left}")
        if missing:
            parts.append(f"还没填：{phrase.lacking_words(book, missing)}")
    return "；".join(parts)


def due_words(prospect: Prospect) -> str:
    """By when; empty where nothing is written."""
    due = prospect.due
    return f"{due.label}：{phrase.due_words(due)}" if due else ""


def brought_words(brought: Brought) -> str:
    """What a title opens, in a few words."""
    words = phrase.amount_of(brought.amount, brought.measure.benefit)
    if brought.outcome is Outcome.UNDETERMINED:
        return f"若符合其他条件，{words}"
    return words


def overview(plan: ActionPlan) -> Iterator[str]:
    """The steps that bring most, a line each; the rest is counted."""
    pathway = pathway_of(plan)
    paid = (*pathway.one, *pathway.few)
    for choice in paid[:_TOP]:
        best = choice.best
        about = f"（{best.step.record_name}）" if best.step.record_name else ""
        yield (
            f"{best.measure.title}{about}：{step_words(best.step)}"
            f"；{'' if best.is_over else '满足后'}{amount_words(best)}。"
        )
    if len(paid) > _TOP:
        yield f"另有{len(paid) - _TOP}项也只差一两步，见程序里的“差一步的”。"
    for choice in pathway.beside[:1]:
        titles = "、".join(p.measure.title for p in choice.supports[:_NAMED])
        count = len(choice.supports)
        more = f"等{count}项" if count > _NAMED else ""
        yield f"{ways_words(choice)}；满足后还有不是钱的支持：{titles}{more}。"
