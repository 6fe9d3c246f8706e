"""Derived facts: what follows from the answers, unless the user says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from dgassist.engine.evaluation import Context, evaluate
from dgassist.engine.value import Value
from dgassist.engine.wording import value_text
from dgassist.model.expression import Derived
from dgassist.model.question import DerivedFact


@dataclass(frozen=True, slots=True)
class DerivedResult:
    """A derived fact with its value in words (empty while unknown).

    ``because`` is the user's reason for setting it by hand, if one was given.
    """

    fact: DerivedFact
    value: Value
    words: str
    overruled: bool
    because: str = ""


def derived_results(context: Context) -> tuple[DerivedResult, ...]:
    """Every derived fact that stands for the company as a whole."""
    results = []
    for fact in context.book.derived_facts:
        if not fact.per_record:
            value = evaluate(Derived(fact.id, fact.unit), context)
            words = value_text(value, fact)
            overruled = fact.id in context.answers.overruled
            because = context.answers.because.get(fact.id, "")
            results.append(DerivedResult(fact, value, words, overruled, because))
    return tuple(results)
