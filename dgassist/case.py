"""One company's case: answers at a date, and all that follows from them.

A Case is immutable. Answering gives the next Case; what follows is computed once, when asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from dgassist.engine.assessment import Assessment, assess
from dgassist.engine.contradiction import Contradiction, contradictions
from dgassist.model.answers import Answers, Record, Value
from dgassist.model.policybook import PolicyBook
from dgassist.plan.actionplan import ActionPlan, make_plan


@dataclass(frozen=True)
class Case:
    """The policy book, what a company has told, and the date the question is asked for."""

    book: PolicyBook
    answers: Answers
    as_of: date
    before: Assessment | None = field(default=None, repr=False, compare=False)

    @cached_property
    def assessment(self) -> Assessment:
        """The finding about every measure; what an answer cannot change is not judged again."""
        return assess(self.book, self.answers, self.as_of, self.before)

    @cached_property
    def plan(self) -> ActionPlan:
        """What to claim, totals, dates and near misses."""
        return make_plan(self.assessment)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Answers that cannot all be right, to be looked at again."""
        return contradictions(self.book, self.answers, self.as_of)

    @property
    def name(self) -> str:
        """The company's name, or an empty text."""
        return str(self.answers.company.get("company_name", ""))

    def answered(self, question_id: str, value: Value | None) -> Case:
        """The case after one answer; None takes the answer back."""
        return self._with(self.answers.with_fact(question_id, value))

    def recorded(self, record_type: str, records: tuple[Record, ...] | None) -> Case:
        """The case after a list of records was filled in; None makes it unknown again."""
        return self._with(self.answers.with_records(record_type, records))

    def overruled(self, derived_id: str, value: Value | None, because: str = "") -> Case:
        """The case after a derived fact was set by hand, perhaps with a reason; None undoes it."""
        return self._with(self.answers.with_overruled(derived_id, value, because))

    def _with(self, answers: Answers) -> Case:
        judged = self.__dict__.get("assessment", self.before)
        return replace(self, answers=answers, before=judged)

    def on(self, as_of: date) -> Case:
        """The same answers at another date."""
        return replace(self, as_of=as_of)
