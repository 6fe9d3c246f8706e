"""How many questions an interview takes until 90 % of the decided ceiling is decided.

Each persona is played twice, by the adaptive order and by the fixed one (sections in order, then
record types in order; questions that do not arise are left out). It answers from its file; what
the file does not tell is 不清楚. One page counts as one question, a list of records too.

*Decided ceiling.* A measure is decided when it is eligible or ineligible, or when no answer is
missing and the rest is for the department to say; once decided, it stays so. Its ceiling is what
it may bring in cash before anything is known of the company. The decided ceiling of a persona is
the sum over the measures in force that all its answers decide, and the figure is the number of
questions after which the measures decided so far make up 90 % of it. As the first answer, who
applies, alone rules out much, the figure is given again without what that answer decides.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path
from time import perf_counter

from benchmarks.timing import Figures
from dgassist.case import Case
from dgassist.engine.assessment import Assessment
from dgassist.engine.eligibility import Outcome
from dgassist.engine.evaluation import Context, verdict
from dgassist.engine.interview import Progress, next_page
from dgassist.engine.truth import Truth
from dgassist.engine.value import ZERO
from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from dgassist.store.casefile import answers_from
from dgassist.store.reader import open_library

TESTS = Path(__file__).parent.parent / "tests"
SHARE = Decimal("0.9")
FIRST = "applicant_type"


@dataclass(frozen=True)
class Persona:
    """A company with all it can tell."""

    name: str
    answers: Answers
    as_of: date

    def told(self, case: Case, key: str) -> Case | None:
        """The case after its answer; None where it does not know."""
        if key in self.answers.company:
            return case.answered(key, self.answers.company[key])
        if key in self.answers.records:
            return case.recorded(key, self.answers.records[key])
        return None


Order = Callable[[Persona, PolicyBook], Iterator[Case]]


def personas(book: PolicyBook) -> list[Persona]:
    """All made-up companies of the tests."""
    found = []
    for file in sorted((*TESTS.glob("personas/*.json"), *TESTS.glob("companies/*.json"))):
        content = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
        as_of = date.fromisoformat(content["as_of"])
        found.append(Persona(file.stem, answers_from(content["case"], book), as_of))
    return found


def adaptive(persona: Persona, book: PolicyBook) -> Iterator[Case]:
    """The case after each question of the interview."""
    case, progress, last = Case(book, Answers(), persona.as_of), Progress(), ""
    while page := next_page(case.assessment, progress, last):
        last = page.id
        told = persona.told(case, last)
        progress = progress.with_unsure(last) if told is None else progress.without(last)
        case = told or case
        yield case


def fixed(persona: Persona, book: PolicyBook) -> Iterator[Case]:
    """The case after each question of the form."""
    case = Case(book, Answers(), persona.as_of)
    for section in sorted(book.sections, key=lambda s: s.order):
        for question in section.questions:
            context = Context(book, case.answers, case.as_of)
            if question.ask_if and verdict(question.ask_if, context).truth is Truth.FALSE:
                continue
            case = persona.told(case, question.id) or case
            yield case
    for record_type in sorted(book.record_types, key=lambda r: r.order):
        case = persona.told(case, record_type.id) or case
        yield case


def decided(assessment: Assessment) -> set[str]:
    """The measures that no further answer of the company changes."""
    return {
        f.measure.id
        for f in assessment.findings
        if f.outcome is not Outcome.UNDETERMINED or not f.missing
    }


def ceilings(blank: Case) -> dict[str, Decimal]:
    """What each measure in force may bring in cash before anything is known of the company."""
    return {
        f.measure.id: (f.potential and f.potential.high) or ZERO
        for f in blank.assessment.findings
        if f.measure.benefit.form.is_cash and blank.book.in_force(f.measure.clause_id, blank.as_of)
    }


def questions_needed(
    persona: Persona, book: PolicyBook, order: Order, *, beyond_first: bool = False
) -> int:
    """After how many questions 90 % of the decided ceiling is decided.

    ``beyond_first``: leaving out what it decides who applies.
    """
    blank = Case(book, Answers(), persona.as_of)
    most = ceilings(blank)
    counted = decided(Case(book, persona.answers, persona.as_of).assessment) & most.keys()
    if beyond_first:
        counted -= decided((persona.told(blank, FIRST) or blank).assessment)
    goal = SHARE * sum((most[m] for m in counted), ZERO)
    for count, case in enumerate(chain((blank,), order(persona, book))):
        if sum((most[m] for m in counted & decided(case.assessment)), ZERO) >= goal:
            return count
    raise AssertionError(f"{persona.name}: not all that can be decided was asked for")


def page_times(persona: Persona, book: PolicyBook) -> Iterator[float]:
    """Seconds from each answer to the next question: judging anew, and choosing."""
    case, progress, last = Case(book, Answers(), persona.as_of), Progress(), ""
    page = next_page(case.assessment, progress)
    while page:
        last = page.id
        told = persona.told(case, last)
        progress = progress if told else progress.with_unsure(last)
        case = told or case
        begin = perf_counter()
        page = next_page(case.assessment, progress, last)
        yield perf_counter() - begin


def report() -> None:
    """Print the questions of every persona, their medians, and the time for a page."""
    book = open_library().book
    everyone = personas(book)
    columns = [
        [questions_needed(p, book, order, beyond_first=beyond) for p in everyone]
        for beyond in (False, True)
        for order in (adaptive, fixed)
    ]
    print("questions until 90 % is decided      interview / fixed order; beyond the first answer")
    for persona, counts in zip(everyone, zip(*columns, strict=True), strict=True):
        print(_row(persona.name, counts))
    print(_row("median", [statistics.median(column) for column in columns]))
    times = Figures(tuple(t for p in everyone for t in page_times(p, book)))
    print(f"next page after an answer            {times}   (target < 20 ms)")


def _row(name: str, counts: Sequence[float]) -> str:
    ours, theirs, ours_beyond, theirs_beyond = (f"{count:3g}" for count in counts)
    return f"  {name:35}{ours} / {theirs}   {ours_beyond} / {theirs_beyond}"
