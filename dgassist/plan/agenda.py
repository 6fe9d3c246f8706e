"""agenda_of(plan): everything dated for one firm in one place, sorted by the next thing to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dgassist.engine.eligibility import Outcome
from dgassist.model.answers import Answers
from dgassist.model.measure import DeadlineKind, Form
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import Citation, DocumentPart
from dgassist.model.question import RecordType
from dgassist.model.window import Stage, WindowSource
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.deadline import Deadline, DeadlineStatus, lapsed, status_on


class Occasion(StrEnum):
    """What happens on the day."""

    TERM = "term"  # a text stops being in force
    APPLY_BY = "apply_by"
    EXPIRY = "expiry"  # as the text says
    CERTIFICATE = "certificate"  # an expiry that the firm told, of which no text says anything
    WINDOW = "window"


_OCCASIONS = {
    DeadlineKind.APPLY_BY: Occasion.APPLY_BY,
    DeadlineKind.EXPIRY: Occasion.EXPIRY,
    DeadlineKind.WINDOW: Occasion.WINDOW,
}


@dataclass(frozen=True, slots=True)
class Bearer:
    """The record, or the group of records, that a date is about."""

    record_type: str
    indexes: tuple[int, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """What falls on one day for one cause, for all the measures and records that share it.

    ``next_day`` is when to act: the day a window opens, the safe day, or at once. A consequence
    that an earlier step averts is not ``is_to_do``. ``parts`` are the annexes whose term ends;
    ``subject`` names the measures where the label does not say what it is about.
    """

    occasion: Occasion
    label: str
    day: date
    safe_day: date
    next_day: date
    status: DeadlineStatus
    days_left: int
    is_to_do: bool
    note: str = ""
    stage: Stage | None = None
    deadlines: tuple[Deadline, ...] = ()
    bearers: tuple[Bearer, ...] = ()
    parts: tuple[DocumentPart, ...] = ()
    subject: str = ""

    @property
    def key(self) -> str:
        """Tells it from the other items of the agenda."""
        opens = self.stage.opens.isoformat() if self.stage else ""
        words = (self.occasion.value, self.label, self.day.isoformat(), opens)
        about = (str(b) for b in self.bearers) if self.occasion is Occasion.CERTIFICATE else ()
        return "|".join((*words, *(str(basis) for basis in self.bases), *about))

    @property
    def record_name(self) -> str:
        """The names of the records it is about."""
        return "、".join(dict.fromkeys(b.name for b in self.bearers))

    @property
    def measure_ids(self) -> tuple[str, ...]:
        """The measures that depend on it, each once."""
        return tuple(dict.fromkeys(d.measure_id for d in self.deadlines))

    @property
    def bases(self) -> tuple[Citation | WindowSource, ...]:
        """What it rests on, each once; nothing for what the firm told."""
        return tuple(dict.fromkeys(d.citation for d in self.deadlines))

    def measures_of(self, part: DocumentPart) -> tuple[str, ...]:
        """The measures that end with one of the parts."""
        return tuple(
            dict.fromkeys(d.measure_id for d in self.deadlines if d.citation == part.validity)
        )


@dataclass(frozen=True, slots=True)
class Agenda:
    """Dates ahead by what to do next, those passed with the latest first.

    ``awaiting`` are measures that may be claimed, but only the guide of the year will tell when.
    """

    as_of: date
    ahead: tuple[Item, ...]
    passed: tuple[Item, ...] = ()
    awaiting: tuple[str, ...] = ()

    @property
    def to_do(self) -> tuple[Item, ...]:
        """What calls for an act."""
        return tuple(item for item in self.ahead if item.is_to_do)


def agenda_of(plan: ActionPlan) -> Agenda:
    """The agenda of a plan."""
    assessment = plan.assessment
    book, as_of = assessment.book, assessment.as_of
    gone = [d for f in assessment.findings if f.measure.deadlines for d in lapsed(f, assessment)]
    items = items_of((*plan.deadlines, *gone), assessment.answers, book, as_of)
    timed = {
        d.measure_id
        for d in plan.deadlines
        if d.kind is DeadlineKind.WINDOW and d.status is not DeadlineStatus.PASSED
    }
    awaiting = tuple(
        f.measure.id
        for f in assessment.findings
        if f.outcome is not Outcome.INELIGIBLE
        and f.measure.benefit.form is not Form.OBLIGATION
        and f.measure.id not in timed
        and book.in_force(f.measure.clause_id, as_of)
    )
    passed = [item for item in items if item.status is DeadlineStatus.PASSED]
    return Agenda(
        as_of,
        tuple(item for item in items if item.status is not DeadlineStatus.PASSED),
        tuple(sorted(passed, key=lambda item: item.day, reverse=True)),
        awaiting,
    )


def items_of(
    deadlines: Iterable[Deadline], answers: Answers, book: PolicyBook, as_of: date
) -> tuple[Item, ...]:
    """Deadlines put together by cause, and the expiries that the firm told, by the next act."""
    found = list(deadlines)
    steps = {_subject(d): d for d in found if d.kind is DeadlineKind.APPLY_BY}
    groups: dict[tuple[object, ...], list[Deadline]] = {}
    for deadline in found:
        groups.setdefault(_cause(deadline, book), []).append(deadline)
    items = [_item(shared, book, as_of, steps) for shared in groups.values()]
    items += _certificates(answers, book, as_of)
    return tuple(sorted(items, key=lambda i: (i.next_day, i.day, i.label, i.key)))


def ended_part(deadline: Deadline, book: PolicyBook) -> DocumentPart | None:
    """The part of a document whose term ends on the day, if that is what the deadline means."""
    if not isinstance(deadline.citation, Citation):
        return None
    part = book.part_of(deadline.citation.clause_id)
    return part if part.validity == deadline.citation else None


_Subject = tuple[str, str, tuple[int, ...]]


def _subject(deadline: Deadline) -> _Subject:
    return deadline.measure_id, deadline.record_type, deadline.indexes


def _cause(deadline: Deadline, book: PolicyBook) -> tuple[object, ...]:
    if part := ended_part(deadline, book):
        return Occasion.TERM, part.document_id, deadline.day
    return deadline.kind, deadline.label, deadline.day, deadline.stage, deadline.citation


def _item(
    shared: list[Deadline], book: PolicyBook, as_of: date, steps: Mapping[_Subject, Deadline]
) -> Item:
    first = shared[0]
    bearers = dict.fromkeys(
        Bearer(d.record_type, d.indexes, d.record_name) for d in shared if d.record_name
    )
    item = Item(
        _OCCASIONS[first.kind],
        first.label,
        first.day,
        first.safe_day,
        _next_day(first, as_of),
        first.status,
        first.days_left,
        first.status is not DeadlineStatus.PASSED,
        first.note,
        first.stage,
        tuple(shared),
        tuple(bearers),
    )
    ended = dict.fromkeys(part for d in shared if (part := ended_part(d, book)))
    if ended:
        order = book.document[next(iter(ended)).document_id].parts
        parts = tuple(part for part in order if part in ended)
        label = f"{joined_labels(p.label for p in parts)}有效期届满"
        ordered = tuple(sorted(shared, key=lambda d: parts.index(ended_part(d, book) or parts[0])))
        return replace(item, occasion=Occasion.TERM, label=label, parts=parts, deadlines=ordered)
    if item.occasion is Occasion.WINDOW:
        title, count = book.measure[first.measure_id].title, len(item.measure_ids)
        return replace(item, subject=f"{title}等{count}项" if count > 1 else title)
    return _averted(item, as_of, steps) if item.occasion is Occasion.EXPIRY else item


def _next_day(deadline: Deadline, as_of: date) -> date:
    if deadline.stage is not None and deadline.status is DeadlineStatus.AHEAD:
        return deadline.stage.opens
    return deadline.safe_day if deadline.safe_day >= as_of else deadline.day


def _averted(item: Item, as_of: date, steps: Mapping[_Subject, Deadline]) -> Item:
    """An expiry that a step still ahead averts is no act of its own; a missed step is urgent."""
    if item.status is DeadlineStatus.PASSED:
        return item
    before = [step for d in item.deadlines if (step := steps.get(_subject(d)))]
    missed = [step for step in before if step.status is DeadlineStatus.PASSED]
    if missed:
        words = f"“{missed[0].label}”的{missed[0].day.isoformat()}已经过了。{missed[0].note}"
        return replace(item, next_day=as_of, note=words + item.note)
    return replace(item, is_to_do=len(before) < len(item.deadlines))


def joined_labels(labels: Iterable[str]) -> str:
    """附件1, 附件2, 附件3, 附件5 as 附件1–3、附件5."""
    runs: list[list[str]] = []
    for label in labels:
        if runs and _follows(runs[-1][-1], label):
            runs[-1].append(label)
        else:
            runs.append([label])
    return "、".join(r[0] if len(r) == 1 else f"{r[0]}–{_numbered(r[-1])[1]}" for r in runs)


def _numbered(label: str) -> tuple[str, str]:
    name = label.rstrip("0123456789")
    return name, label[len(name) :]


def _follows(before: str, label: str) -> bool:
    (name, number), (next_name, next_number) = _numbered(before), _numbered(label)
    if name != next_name or not (number and next_number):
        return False
    return int(number) + 1 == int(next_number)


# --- What the firm told -----------------------------------------------------------------


def _certificates(answers: Answers, book: PolicyBook, as_of: date) -> Iterator[Item]:
    for record_type in book.record_types:
        records = answers.records.get(record_type.id) or ()
        if not record_type.ends or not records:
            continue
        last: dict[str, date] = {}
        told: dict[tuple[str, date], list[int]] = {}
        for i, record in enumerate(records):
            day = record.get(record_type.ends)
            if isinstance(day, date):
                name = record_name(record_type, record, i)
                last[name] = max(day, last.get(name, day))
                told.setdefault((name, day), []).append(i)
        for (name, day), indexes in told.items():
            status = status_on(day, as_of)
            renewed = last[name] > day
            note = f"另有一行写到{last[name].isoformat()}；已经换了证的，这一行不用管。"
            yield Item(
                Occasion.CERTIFICATE,
                "有效期届满",
                day,
                day,
                day,
                status,
                (day - as_of).days,
                status is not DeadlineStatus.PASSED and not renewed,
                note if renewed else "",
                bearers=(Bearer(record_type.id, tuple(indexes), name),),
            )


def record_name(record_type: RecordType, record: Mapping[str, object], index: int) -> str:
    """A record's own name, or its type and number."""
    field = record_type.field(record_type.name)
    value = record.get(record_type.name) if field else None
    return field.option_label(str(value)) if field and value else f"{record_type.label}{index + 1}"
