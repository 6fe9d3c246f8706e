"""Which question next: the one that decides most money for the least trouble.

``score(f) = sum of weight(m) * relevance(f, m) / cost(f)`` over the measures m that wait for the
answer f and are open to applications. The weight grows with the ceiling up to a bound, so that
no giant rules the interview, and as the end of a term or window draws near. Equal scores go by
id: same answers, same order.

An interview stays in its topic (a section of questions, or a record type) while that has
questions worth asking, and ends when no answer can change an open measure any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dgassist.engine.assessment import Assessment, Finding
from dgassist.engine.relevance import relevance
from dgassist.engine.value import NOTHING, ZERO
from dgassist.model.measure import Measure
from dgassist.model.policybook import PolicyBook

NAME = "company_name"
_RECORD_LIST_COST = 2
_LARGE = Decimal(10_000_000)
_SOON = 90
"""From so many days before its end on, a measure weighs more."""
_WORTH = 0.1
"""A topic is left when its best question is worth less than this share of the best of all."""


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """An open question: a company question, a record type, or ``type.field`` of records told.

    ``ceiling`` is the sum of what the measures it matters to may bring in cash, ``highest`` the
    largest of them.
    """

    id: str
    label: str
    score: float
    measures: tuple[str, ...]
    ceiling: Decimal
    highest: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Progress:
    """What an interview remembers beside the answers.

    ``unsure``: 不清楚, an honest answer that is not asked for again. ``skipped``: 跳过, asked for
    again when nothing else is left.
    """

    unsure: frozenset[str] = NOTHING
    skipped: frozenset[str] = NOTHING

    def with_unsure(self, key: str) -> Progress:
        """The answer is not known."""
        return Progress(self.unsure | {key}, self.skipped - {key})

    def with_skipped(self, key: str) -> Progress:
        """Passed over; the second time it counts as not known, so that every interview ends."""
        if key in self.skipped:
            return self.with_unsure(key)
        return Progress(self.unsure - {key}, self.skipped | {key})

    def without(self, key: str) -> Progress:
        """Answered, or to be asked anew."""
        return Progress(self.unsure - {key}, self.skipped - {key})


def next_questions(assessment: Assessment, within: str = "") -> tuple[NextQuestion, ...]:
    """Every answer that can change an open measure, best first; ``within``: this measure alone."""
    waiting: dict[str, list[Finding]] = {}
    for finding in _concerned(assessment, within):
        for key in finding.missing:
            waiting.setdefault(key, []).append(finding)
    found = [_ranked(key, findings, assessment) for key, findings in waiting.items()]
    return tuple(sorted(found, key=lambda q: (-q.score, q.id)))


def next_page(
    assessment: Assessment, progress: Progress, last: str = "", within: str = ""
) -> NextQuestion | None:
    """The question to ask after ``last``, or None when no answer can change anything any more.

    The name comes second: it decides nothing, but says whose case it is.
    """
    if last and not within and _lacks_name(assessment, progress):
        return NextQuestion(NAME, assessment.book.question[NAME].label, 0.0, (), ZERO)
    found = [q for q in next_questions(assessment, within) if q.id not in progress.unsure]
    fresh = [q for q in found if q.id not in progress.skipped]
    return _chosen(fresh or found, last, assessment.book)


def left_out(assessment: Assessment, progress: Progress) -> tuple[NextQuestion, ...]:
    """The questions without an answer that would still change something, best first."""
    left = progress.unsure | progress.skipped
    return tuple(q for q in next_questions(assessment) if q.id in left)


def remaining(assessment: Assessment, progress: Progress, within: str = "") -> int:
    """How many pages are likely still to come: the answers that may matter and were not declined.

    An answer may end some of them and open others: for the made-up companies of the tests it was
    up to 13 too many or 4 too few at first, and 0 to 4 too many from the sixth answer on.
    """
    return sum(q.id not in progress.unsure for q in next_questions(assessment, within))


def topic_of(key: str, book: PolicyBook) -> str:
    """The section or record type that a question stands in."""
    record_id = key.partition(".")[0]
    if record_id in book.record_type:
        return record_id
    return next((s.id for s in book.sections if any(q.id == key for q in s.questions)), "")


def describe(key: str, book: PolicyBook) -> tuple[str, int]:
    """The label of a missing answer, and how hard it is to give."""
    if key in book.question:
        return book.question[key].label, book.question[key].cost
    record_id, _, field_id = key.partition(".")
    record_type = book.record_type[record_id]
    field = record_type.field(field_id)
    if field is None:
        return record_type.label, _RECORD_LIST_COST
    return f"{record_type.label}：{field.label}", field.cost


def _concerned(assessment: Assessment, within: str) -> Iterable[Finding]:
    if within:
        return (assessment.of(within),)
    book, day = assessment.book, assessment.as_of
    return [f for f in assessment.findings if f.missing and book.in_force(f.measure.clause_id, day)]


def _lacks_name(assessment: Assessment, progress: Progress) -> bool:
    return (
        NAME in assessment.book.question
        and NAME not in assessment.answers.company
        and NAME not in progress.unsure | progress.skipped
    )


def _chosen(found: list[NextQuestion], last: str, book: PolicyBook) -> NextQuestion | None:
    """The best question of the topic at hand; of the best one's topic where none is worth it.

    Fields of a record come in the order of their list.
    """
    if not found:
        return None
    worth = [q for q in found if q.score >= _WORTH * found[0].score]
    here = _in_topic(worth, topic_of(last, book), book)
    here = here or _in_topic(worth, topic_of(found[0].id, book), book)
    record_id = here[0].id.partition(".")[0]
    if record_id not in book.record_type:
        return here[0]
    place = {f"{record_id}.{id_}": i for i, id_ in enumerate(book.field[record_id])}
    return min(here, key=lambda q: place.get(q.id, -1))


def _in_topic(
    questions: Iterable[NextQuestion], topic: str, book: PolicyBook
) -> list[NextQuestion]:
    return [q for q in questions if topic_of(q.id, book) == topic]


def _ranked(key: str, findings: list[Finding], assessment: Assessment) -> NextQuestion:
    label, cost = describe(key, assessment.book)
    score = sum(_weight(f, assessment) * relevance(f, key) for f in findings) / cost
    ceilings = [_ceiling(f) for f in findings if f.measure.benefit.form.is_cash]
    measures = tuple(f.measure.id for f in findings)
    return NextQuestion(
        key, label, round(score, 4), measures, sum(ceilings, ZERO), max(ceilings, default=ZERO)
    )


def _ceiling(finding: Finding) -> Decimal:
    return (finding.potential and finding.potential.high) or ZERO


def _weight(finding: Finding, assessment: Assessment) -> float:
    """1 for any support, up to 1 more by its ceiling, up to 1 more as its last day draws near."""
    size = float(min(_ceiling(finding), _LARGE) / _LARGE)
    as_of = assessment.as_of
    left = [(d - as_of).days for d in _last_days(finding.measure, assessment) if d >= as_of]
    return 1 + size + max(0.0, 1 - min(left, default=_SOON) / _SOON)


def _last_days(measure: Measure, assessment: Assessment) -> Iterator[date]:
    """The end of the term, and of every stage of a window that still has money."""
    last_day = assessment.book.part_of(measure.clause_id).last_day
    if last_day is not None:
        yield last_day
    for window in assessment.book.window.get(measure.id, ()):
        if window.exhausted is None or assessment.as_of < window.exhausted:
            yield from (stage.closes for stage in window.stages)
