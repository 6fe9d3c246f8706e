"""What falls due soon, for all clients: the same as in each one's own agenda, only quicker."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dgassist.case import Case
from dgassist.due import DAYS, due_of_all, due_soon, in_order
from dgassist.model.policybook import PolicyBook
from dgassist.plan.agenda import Item, agenda_of
from dgassist.store.casefile import answers_from
from dgassist.store.clients import ClientStore

AT = datetime(2026, 11, 21, 10, tzinfo=UTC)
COMPANIES = sorted((Path(__file__).parent / "companies").glob("*.json"))
TITLE = {"kind": "high_tech", "date": "2023-12-18", "valid_until": "2026-12-18"}


def content(name: str, *titles: dict[str, Any]) -> dict[str, Any]:
    company = {"applicant_type": "enterprise", "company_name": name}
    return {"company": company, "records": {"title": list(titles)}}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ClientStore]:
    opened = ClientStore(tmp_path / "clients.db", AT)
    yield opened
    opened.close()


def words(item: Item) -> tuple[object, ...]:
    return item.occasion, item.label, item.record_name, item.next_day, item.day, item.note


@pytest.mark.parametrize("file", COMPANIES, ids=lambda f: f.stem)
def test_it_is_what_the_agenda_says(file: Path, book: PolicyBook) -> None:
    answers = answers_from(json.loads(file.read_text(encoding="utf-8"))["case"], book)
    for as_of in (date(2026, 12, 20), date(2027, 8, 10), date(2027, 9, 10), date(2028, 12, 3)):
        last = as_of + timedelta(DAYS)
        whole = agenda_of(Case(book, answers, as_of).plan)
        expected = [words(item) for item in whole.to_do if item.next_day <= last]
        assert [words(item) for item in due_soon(book, answers, as_of)] == expected


@pytest.mark.parametrize(
    ("as_of", "count"), [("2026-11-17", 0), ("2026-11-18", 1), ("2026-12-18", 1)]
)
def test_the_thirtieth_day_belongs_to_it(as_of: str, count: int, book: PolicyBook) -> None:
    answers = answers_from(content("甲", TITLE), book)
    found = [i for i in due_soon(book, answers, date.fromisoformat(as_of)) if i.bearers]
    assert len(found) == count


def test_all_clients_are_looked_through_but_those_put_away(
    book: PolicyBook, store: ClientStore
) -> None:
    for name in ("乙", "甲", "归档"):
        client_id = store.create(answers_from(content(name, TITLE), book), AT)
        store.archive(client_id, name == "归档")
    store.create(answers_from({"company": {}, "records": {}}, book), AT)
    steps = list(due_of_all(store, book, AT.date()))
    assert len(steps) == 3
    found = in_order(due for step in steps for due in step)
    assert [due.client.name for due in found] == ["乙", "甲"]
    assert {due.item.record_name for due in found} == {"高新技术企业"}


def test_what_is_not_understood_is_passed_over_and_nothing_is_written(
    book: PolicyBook, store: ClientStore
) -> None:
    made = content("甲", TITLE)
    made["company"]["gone_question"] = True
    store.add_client({**made, "client": {}}, book, AT)
    before = store.clients()
    (step,) = due_of_all(store, book, AT.date())
    assert [due.item.record_name for due in step] == ["高新技术企业"]
    assert store.clients() == before
    answers, problems = store.answers(before[0].id, book, AT)
    assert problems  # still there, to be told when the client is opened
    assert answers.company["company_name"] == "甲"
