"""What falls due soon for all clients: judged as far as the coming days ask for, and no further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dgassist.engine.assessment import Assessment, find
from dgassist.engine.evaluation import Context
from dgassist.model.answers import Answers
from dgassist.model.measure import Measure
from dgassist.model.policybook import PolicyBook
from dgassist.plan.agenda import Item, items_of
from dgassist.plan.deadline import Deadline, DeadlineStatus, deadlines_of
from dgassist.store.casefile import CaseError, answers_from
from dgassist.store.clientfile import parts, readable
from dgassist.store.clients import Client, ClientStore
from dgassist.store.schema import StoreError

DAYS = 30


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that one client has to do soon."""

    client: Client
    item: Item


def due_of_all(
    store: ClientStore, book: PolicyBook, as_of: date, days: int = DAYS
) -> Iterator[tuple[Due, ...]]:
    """What falls due for each client in turn, those put away left out.

    One step per client, so that a window can go on living in between.
    """
    for client in store.clients():
        if not client.archived:
            told = _answers(store, client, book)
            items = due_soon(book, told, as_of, days) if told != Answers() else ()
            yield tuple(Due(client, item) for item in items)


def in_order(found: Iterable[Due]) -> tuple[Due, ...]:
    """The next to do first, and the clients of one day by name."""
    return tuple(sorted(found, key=lambda d: (d.item.next_day, d.item.label, d.client.name)))


def due_soon(book: PolicyBook, answers: Answers, as_of: date, days: int = DAYS) -> tuple[Item, ...]:
    """What a firm has to do within so many days, the last of them included."""
    last = as_of + timedelta(days)
    deadlines = list(_deadlines(book, answers, as_of, last))
    return tuple(
        item
        for item in items_of(deadlines, answers, book, as_of)
        if item.is_to_do and item.next_day <= last
    )


def _deadlines(book: PolicyBook, answers: Answers, as_of: date, last: date) -> Iterator[Deadline]:
    """Of all that ends with a part of a document, one measure that is not ruled out is enough."""
    context = Context(book, answers, as_of)
    ended: set[tuple[str, str]] = set()
    for measure in _dated(book, as_of, last):
        part = book.part_of(measure.clause_id)
        place = part.document_id, part.id
        if place in ended and not _has_own(measure, book):
            continue
        finding = find(measure, context)
        found = deadlines_of(finding, Assessment(book, answers, as_of, (finding,), ()))
        if any(d.citation == part.validity and d.status is DeadlineStatus.AHEAD for d in found):
            ended.add(place)
        yield from found


@lru_cache(maxsize=4)
def _dated(book: PolicyBook, as_of: date, last: date) -> tuple[Measure, ...]:
    """The measures that can have a date in the time; most have none but the end of their text."""

    def ends(measure: Measure) -> bool:
        part = book.part_of(measure.clause_id)
        return bool(
            part.last_day
            and part.safe_last_day
            and part.safe_last_day <= last
            and as_of <= part.last_day
        )

    return tuple(m for m in book.measures if _has_own(m, book) or ends(m))


def _has_own(measure: Measure, book: PolicyBook) -> bool:
    return bool(measure.deadlines or book.window.get(measure.id))


def _answers(store: ClientStore, client: Client, book: PolicyBook) -> Answers:
    """What a client has told, as far as it is understood; nothing is written anywhere."""
    try:
        told, _ = parts(store.client_file(client.id), book)
        try:
            return answers_from(told, book)
        except CaseError:
            return answers_from(readable(told, book)[0], book)
    except (StoreError, CaseError):
        return Answers()  # opening the client says what is wrong with it
