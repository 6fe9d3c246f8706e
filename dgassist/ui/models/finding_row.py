"""One finding as a row of the results: its sign, its amount in words, and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dgassist.case import Case
from dgassist.engine.assessment import Finding
from dgassist.engine.eligibility import Outcome
from dgassist.engine.truth import Truth
from dgassist.model.measure import Form
from dgassist.plan.actionplan import is_own
from dgassist.plan.group import Group, order_of
from dgassist.plan.summary import next_day
from dgassist.report import phrase
from dgassist.store.search import folded
from dgassist.ui.language import tr
from dgassist.ui.models.finding_group import group_name
from dgassist.ui.models.finding_words import (
    Surroundings,
    due_words,
    near_amount_words,
    reason_words,
    status_tags,
)

_PAYING = (Group.ELIGIBLE, Group.LACKING, Group.LEFT_OPEN)
TRUTH_OF = {
    Outcome.ELIGIBLE: Truth.TRUE,
    Outcome.UNDETERMINED: Truth.UNKNOWN,
    Outcome.INELIGIBLE: Truth.FALSE,
}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in words, with what it can be looked for by.

    ``worth`` is the most it brings or would bring, ``due`` the next day on which something falls
    due, ``place`` where it stands in the documents.
    """

    id: str
    outcome: Outcome
    group: Group
    title: str
    source: str
    reason: str
    amount: str
    firmness: str
    tags: tuple[str, ...]
    order: tuple[Decimal, ...]
    form: Form
    departments: tuple[str, ...]
    document: str
    place: tuple[int, int]
    worth: Decimal | None
    due: date | None
    due_words: str = ""
    remark: str = ""  # the date with the day to act by under the stricter reading
    keywords: str = ""

    @property
    def truth(self) -> Truth:
        """Its sign."""
        return TRUTH_OF[self.outcome]

    @property
    def footing(self) -> str:
        """Where it is written, who is responsible, when something is due."""
        parts = [self.source]
        if self.due_words:
            parts.append(self.due_words)
        if self.departments:
            more = tr("等{n}个部门").format(n=len(self.departments))
            parts.append(self.departments[0] + (more if len(self.departments) > 1 else ""))
        return " · ".join(parts)

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        words = (group_name(self.group), self.title, self.amount, self.reason, *self.tags)
        return "，".join(p for p in words if p)


def rows_of(case: Case) -> tuple[FindingRow, ...]:
    """Every finding; what brings most first, what is nearest first."""
    around = Surroundings.of(case)
    rows = [_row(finding, around) for finding in case.assessment.findings]
    return tuple(sorted(rows, key=lambda r: r.order))


def _row(finding: Finding, around: Surroundings) -> FindingRow:
    measure, book = finding.measure, around.case.book
    group = around.groups[measure.id]
    source, reason = phrase.source_words(book, measure.clause_id), reason_words(finding, around)
    clause = book.clause[measure.clause_id]
    due = around.due.get(measure.id)
    short, remark = due_words(due) if due else ("", "")
    return FindingRow(
        id=measure.id,
        outcome=finding.outcome,
        group=group,
        title=measure.title,
        source=source,
        reason=reason,
        amount=_amount(finding, around),
        firmness=phrase.firmness_words(finding) if group in _PAYING else "",
        tags=_tags(finding, around),
        order=order_of(finding, group, aside=_is_aside(finding, around)),
        form=measure.benefit.form,
        departments=measure.departments,
        document=clause.document_id,
        place=(around.documents[clause.document_id], clause.order),
        worth=_worth(finding, around),
        due=next_day(due) if due else None,
        due_words=short,
        remark=remark,
        keywords=folded(f"{measure.title} {measure.summary} {source} {reason} {measure.initials}"),
    )


def _amount(finding: Finding, around: Surroundings) -> str:
    if around.groups[finding.measure.id] is Group.OUT_OF_FORCE:
        return ""  # a number would promise what is not given at this date
    step = around.near.get(finding.measure.id)
    if finding.outcome is Outcome.INELIGIBLE and step and (words := near_amount_words(step)):
        return words  # of what is eligible, one more record may be near; its own sum counts
    return phrase.amount_words(finding).strip("—")


def _worth(finding: Finding, around: Surroundings) -> Decimal | None:
    step = around.near.get(finding.measure.id)
    if finding.outcome is Outcome.INELIGIBLE:
        return step.would_be.high if step and step.would_be else None
    amount = finding.amount or finding.potential
    return amount.high if amount else None


def _is_aside(finding: Finding, around: Surroundings) -> bool:
    """Whether nothing of it is counted."""
    given_up = around.aside.get(finding.measure.id)
    return given_up is not None and given_up.is_whole


def _tags(finding: Finding, around: Surroundings) -> tuple[str, ...]:
    return (
        *((tr("没有计入合计"),) if _is_aside(finding, around) else ()),
        *(() if is_own(finding) else (tr("给个人或团队"),)),
        *status_tags(finding.measure.clause_id, around.case),
    )
