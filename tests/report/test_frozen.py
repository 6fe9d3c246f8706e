"""A saved result is the same for ever, whatever becomes of the rules and the answers."""

from __future__ import annotations

import json
import zlib
from base64 import b85encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from dgassist.case import Case
from dgassist.engine.eligibility import Outcome
from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.change import ChangeKind, Snapshot, compared
from dgassist.plan.checklist import Ticks
from dgassist.report import archive
from dgassist.report.checklist import checklist
from dgassist.report.document import Document
from dgassist.report.frozen import Frozen, Shelf, freeze
from dgassist.report.pdf import pdf
from dgassist.store.casefile import answers_from
from dgassist.store.clients import ClientStore
from dgassist.store.schema import StoreError
from tests.report.conftest import AS_OF, told

AT = datetime(2026, 11, 21, 14, 32, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ClientStore]:
    opened = ClientStore(tmp_path / "clients.db", AT)
    yield opened
    opened.close()


@pytest.fixture
def client(store: ClientStore, book: PolicyBook) -> int:
    return store.create(answers_from(told(), book), AT)


@pytest.fixture(scope="module")
def frozen(plan: ActionPlan) -> Frozen:
    ticks = Ticks(frozenset({"registration"}), {"registration": "在前台"})
    return freeze(plan, AT, ticks, scan="DGASSIST:7F3A91C2D04B")


def changed(book: PolicyBook) -> PolicyBook:
    """The rules of another day: one measure is gone, and all papers are called otherwise."""
    measures = tuple(m for m in book.measures if m.id != "special_booth")
    relations = tuple(r for r in book.relations if "special_booth" not in r.members)
    papers = tuple(replace(p, name=f"新{p.name}", group="新") for p in book.papers)
    return replace(
        book, data_date="2027-05-01", measures=measures, relations=relations, papers=papers
    )


def test_every_document_comes_back_as_it_was(plan: ActionPlan) -> None:
    for document in (checklist(plan), checklist(plan, ["special_booth"])):
        assert archive.decode(archive.encode(document)) == document


def test_a_result_outlives_its_rules(
    store: ClientStore, client: int, book: PolicyBook, frozen: Frozen
) -> None:
    printed = pdf(frozen.document)
    Shelf(store, client).add(frozen)
    later = Case(changed(book), answers_from(told(), book), AS_OF).plan
    (saved,) = Shelf(store, client).saved()
    assert saved.frozen == frozen
    assert pdf(saved.frozen.document) == printed
    assert checklist(later).blocks != saved.frozen.document.blocks
    found = {c.measure_id: c for c in compared(saved.frozen.snapshot, Snapshot.of(later))}
    assert found["special_booth"].kind is ChangeKind.REMOVED
    assert found["special_booth"].words.startswith("不再收录，原来符合")
    assert saved.frozen.snapshot.data_date == book.data_date


def test_results_go_with_the_client_and_not_with_its_copy(
    store: ClientStore, client: int, book: PolicyBook, frozen: Frozen
) -> None:
    Shelf(store, client).add(frozen)
    content = json.loads(json.dumps(store.client_file(client), default=float))
    brought_in = store.add_client(content, book, AT)
    assert [s.frozen for s in Shelf(store, brought_in).saved()] == [frozen]
    assert Shelf(store, store.duplicate(client, AT)).saved() == ()
    deleted = store.delete(client)
    assert Shelf(store, client).saved() == ()
    store.restore(deleted)
    assert [s.frozen for s in Shelf(store, client).saved()] == [frozen]


def test_the_newest_stands_first_and_one_can_be_removed(
    store: ClientStore, client: int, frozen: Frozen
) -> None:
    shelf = Shelf(store, client)
    store.keep(client, ticks="{}")
    first, second = shelf.add(frozen), shelf.add(replace(frozen, made=AT + timedelta(days=1)))
    assert [s.key for s in shelf.saved()] == [second, first]
    shelf.remove(second)
    shelf.remove("ticks")  # no saved result
    assert [s.key for s in shelf.saved()] == [first]
    assert store.kept(client, "ticks") == "{}"


def test_there_are_not_too_many_and_they_are_small(
    store: ClientStore, client: int, frozen: Frozen
) -> None:
    assert len(frozen.encode()) < 100_000
    shelf = Shelf(store, client)
    for n in range(24):
        shelf.add(replace(frozen, made=AT + timedelta(minutes=n)))
    with pytest.raises(StoreError, match="24次"):
        shelf.add(replace(frozen, made=AT + timedelta(days=1)))
    assert len(shelf.saved()) == 24


def _packed(content: object) -> str:
    return b85encode(zlib.compress(json.dumps(content).encode())).decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ÿ",
        "not packed",
        _packed([]),
        _packed({"made": "2026-11-21", "document": "{}", "snapshot": "{}"}),
        _packed("0" * 20_000_000),  # would fill the memory
    ],
)
def test_what_cannot_be_read_is_kept_and_said(store: ClientStore, client: int, text: str) -> None:
    store.keep(client, visit_saved_1=text)
    (saved,) = Shelf(store, client).saved()
    assert saved.frozen is None


def test_a_document_with_unknown_parts_is_no_document(plan: ActionPlan) -> None:
    text = archive.encode(checklist(plan, ["special_booth"]))
    for old, new in (
        ('"Heading"', '"Hologram"'),
        ('"level"', '"altitude"'),
        ('"Document"', '"day"'),
    ):
        with pytest.raises(archive.ArchiveError):
            archive.decode(text.replace(old, new))


def test_fields_of_a_later_program_have_a_meaning_when_absent(plan: ActionPlan) -> None:
    content = json.loads(archive.encode(checklist(plan, ["special_booth"])))
    for block in content["blocks"]:
        block.pop("blanks", None)
        for tick in block.get("items", ()):
            if isinstance(tick, dict):
                tick.pop("done", None)
    assert isinstance(archive.decode(json.dumps(content)), Document)


def test_nothing_found_can_be_saved_too(book: PolicyBook) -> None:
    plan = Case(book, Answers(), AS_OF).plan
    frozen = freeze(plan, AT)
    assert Frozen.decode(frozen.encode()) == frozen
    assert frozen.snapshot.count(Outcome.ELIGIBLE) == 0
    assert frozen.snapshot.exact_total == Decimal(0)
