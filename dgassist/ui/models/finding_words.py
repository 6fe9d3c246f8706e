"""Why a finding is as it is, and what is special about its document, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dgassist.case import Case
from dgassist.engine.assessment import Finding
from dgassist.engine.eligibility import CriterionResult, Outcome
from dgassist.model.provenance import DocumentStatus
from dgassist.plan.deadline import Deadline, DeadlineStatus
from dgassist.plan.group import Group, grouped, nearest
from dgassist.plan.selection import SetAside
from dgassist.plan.step import Step
from dgassist.plan.summary import next_day
from dgassist.report import phrase
from dgassist.report.step import distance_words
from dgassist.ui.language import tr


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the words about one finding need to know of the whole case, by measure.

    ``aside`` holds what is not counted because of another measure, ``due`` the next date.
    """

    case: Case
    groups: Mapping[str, Group]
    near: Mapping[str, Step]
    aside: Mapping[str, SetAside]
    due: Mapping[str, Deadline]
    documents: Mapping[str, int]

    @classmethod
    def of(cls, case: Case) -> Surroundings:
        """Those of a case."""
        plan = case.plan
        due: dict[str, Deadline] = {}
        for deadline in sorted(plan.deadlines, key=next_day):
            if deadline.status is not DeadlineStatus.PASSED:
                due.setdefault(deadline.measure_id, deadline)
        return cls(
            case,
            grouped(plan),
            nearest(plan),
            {s.finding.measure.id: s for s in plan.selection.set_aside},
            due,
            {d.id: i for i, d in enumerate(case.book.documents)},
        )


def reason_words(finding: Finding, around: Surroundings) -> str:
    """Why a finding is in its group."""
    reason = _reason(finding, around)
    if around.groups[finding.measure.id] is Group.OUT_OF_FORCE:
        return "；".join((*_force_words(finding.measure.clause_id, around.case), reason))
    return reason


def _reason(finding: Finding, around: Surroundings) -> str:
    measure = finding.measure
    match finding.outcome:
        case Outcome.ELIGIBLE:
            if given_up := around.aside.get(measure.id):
                words = (
                    tr("已按{title}计，没有重复计入合计")
                    if given_up.is_whole
                    else tr("有的明细已按{title}计，没有重复计入合计")
                )
                return words.format(title=phrase.quoted(given_up.instead.measure.title))
            return measure.summary
        case Outcome.INELIGIBLE:
            if step := around.near.get(measure.id):
                return near_words(step)
            return tr("不满足：{reasons}").format(
                reasons="；".join(_condition(r) for r in finding.failing)
            )
    parts = []
    if finding.missing:
        names = phrase.lacking_words(around.case.book, finding.missing)
        parts.append(tr("还差：{names}").format(names=names))
    if finding.left_open:
        labels = "、".join(r.criterion.label for r in finding.left_open)
        parts.append(tr("需向部门确认：{labels}").format(labels=labels))
    return "；".join(parts)


def near_words(step: Step) -> str:
    """What is short, and how much stays to be seen beside it."""
    words = _condition(step.failing)
    if (distance := step.changes[0].distance) is not None and distance.by:
        words = tr("{condition}，{distance}").format(
            condition=step.failing.criterion.label, distance=distance_words(distance)
        )
    name = phrase.quoted(step.record_name) if step.record_name else ""
    beside = "".join(tr("，另有{rest}").format(rest=rest) for rest in _undecided(step))
    lacks = tr("{name}差一项：{condition}") if beside else tr("{name}只差一项：{condition}")
    return lacks.format(name=name, condition=words) + beside


def _undecided(step: Step) -> Iterator[str]:
    """How many conditions wait for an answer, and how many for the department."""
    unfilled = sum(bool(r.missing) for r in step.still_open)
    if unfilled:
        yield tr("{n}项还没填").format(n=unfilled)
    if left := len(step.still_open) - unfilled:
        yield tr("{n}项由部门认定").format(n=left)


def near_amount_words(step: Step) -> str:
    """What a near miss would bring as things are; empty where there is no sum to name."""
    if step.would_be is None or not step.would_be.high:
        return ""
    words = phrase.amount_of(step.would_be, step.measure.benefit)
    return tr("若补上，{amount}").format(amount=words)


def due_words(deadline: Deadline) -> tuple[str, str]:
    """The next date in short, and with what falls due and the safer day."""
    day = next_day(deadline).isoformat()
    opens = deadline.stage is not None and deadline.status is DeadlineStatus.AHEAD
    short = tr("{day} 开始受理") if opens else tr("最近期限 {day}")
    whole = tr("{what}：{when}").format(
        what=phrase.deadline_words(deadline), when=phrase.due_words(deadline)
    )
    return short.format(day=day), whole


def _condition(result: CriterionResult) -> str:
    label = result.criterion.label or "、".join(i.criterion.label for i in result.items)
    return tr("{label}（{why}）").format(label=label, why=result.why) if result.why else label


def status_tags(clause_id: str, case: Case) -> tuple[str, ...]:
    """What is special about the document a clause stands in, at the date of the case."""
    tags = []
    status = case.book.document_of(clause_id).status
    if status is DocumentStatus.DRAFT:
        tags.append(tr("征求意见稿，没有生效"))
    elif status is DocumentStatus.ENDED:
        tags.append(tr("文件已到期"))
    elif status is DocumentStatus.PLAN:
        tags.append(tr("方案，不直接给钱"))
    first, last = case.book.term_of(clause_id)
    if last is not None and last < case.as_of:
        tags.append(tr("已过有效期"))
    elif case.as_of < first:
        tags.append(tr("还没有施行"))
    return tuple(tags)


def _force_words(clause_id: str, case: Case) -> tuple[str, ...]:
    first, last = case.book.term_of(clause_id)
    if case.as_of < first:
        return (tr("{day}才施行").format(day=first.isoformat()),)
    if last is not None and last < case.as_of:
        return (tr("有效期到{day}为止").format(day=last.isoformat()),)
    return ()
