"""Every paper once; what is ticked stays ticked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.plan.checklist import UNTICKED, ChecklistItem, Ticks, items
from dgassist.store.casefile import answers_from
from tests.report.conftest import AS_OF, told


@pytest.fixture(scope="module")
def listed(book: PolicyBook) -> tuple[ChecklistItem, ...]:
    case = Case(book, answers_from(told(), book), AS_OF)
    return items(book, case.assessment.findings)


def wanted(listed: tuple[ChecklistItem, ...], item: str) -> ChecklistItem:
    return next(i for i in listed if i.id == item)


def test_no_paper_stands_twice_and_none_is_lost(
    book: PolicyBook, listed: tuple[ChecklistItem, ...]
) -> None:
    assert len({i.id for i in listed}) == len(listed)
    asked = {(m.id, material.name) for m in book.measures for material in m.materials}
    given_ = {(u.finding.measure.id, u.material.name) for i in listed for u in i.uses}
    assert given_ == asked


def test_different_wordings_of_one_paper_are_one(listed: tuple[ChecklistItem, ...]) -> None:
    registration = wanted(listed, "registration")
    wordings = {use.material.name for use in registration.uses}
    assert {"营业执照复印件", "社会团体法人登记证书复印件"} < wordings
    assert registration.name == "营业执照或登记证书复印件"
    assert registration.copies == len(registration.measures) > 100


def test_where_all_use_one_wording_it_is_kept(
    book: PolicyBook, listed: tuple[ChecklistItem, ...]
) -> None:
    booth = next(f for f in wanted(listed, "registration").uses if "booth" in f.finding.measure.id)
    alone = items(book, [booth.finding])
    assert wanted(alone, "registration").name == booth.material.name != "营业执照或登记证书复印件"


def test_like_named_papers_of_different_measures_stay_apart(
    listed: tuple[ChecklistItem, ...],
) -> None:
    export = wanted(listed, "premium_invoices@short_export_insurance")
    domestic = wanted(listed, "premium_invoices@domestic_trade_insurance")
    assert export.name != domestic.name
    assert export.copies == domestic.copies == 1


def test_a_paper_names_the_records_it_is_for(
    book: PolicyBook,
) -> None:
    case = Case(book, answers_from(told(), book), AS_OF)
    booth = items(book, [case.assessment.of("special_booth")])
    (about,) = wanted(booth, "booth_photos").answers
    assert "乙展" in about
    assert "丙展" not in about  # too small for any support


def test_what_no_source_asks_for_is_usual(listed: tuple[ChecklistItem, ...]) -> None:
    assert wanted(listed, "registration").is_usual
    assert not wanted(listed, "product_samples").is_usual


def test_the_order_of_measures_changes_no_paper(
    book: PolicyBook, listed: tuple[ChecklistItem, ...]
) -> None:
    case = Case(book, answers_from(told(), book), AS_OF)
    again = items(book, reversed(case.assessment.findings))
    assert [i.id for i in again if "@" not in i.id] == [i.id for i in listed if "@" not in i.id]
    assert {i.id: set(i.measures) for i in again} == {i.id: set(i.measures) for i in listed}


def test_ticks_are_counted_on_the_list_that_is_shown(
    listed: tuple[ChecklistItem, ...],
) -> None:
    ticks = Ticks(frozenset({"registration", "of_another_version"}))
    assert ticks.count(listed) == 1
    assert "of_another_version" in ticks.ticked("registration", done=False).done


def test_a_note_is_one_line_and_can_be_taken_away() -> None:
    ticks = UNTICKED.noted("registration", "  周三\n来拿 ")
    assert ticks.notes == {"registration": "周三 来拿"}
    assert ticks.noted("registration", " ").notes == {}
    assert UNTICKED.notes == {}


@given(st.frozensets(st.text()), st.dictionaries(st.text(), st.text()))
def test_ticks_come_back_as_they_were(done: frozenset[str], notes: dict[str, str]) -> None:
    ticks = Ticks(done, notes)
    assert Ticks.decode(ticks.encode()) == ticks


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"done": 3, "notes": {}}', '{"done": [], "notes": []}']
)
def test_what_is_no_ticks_ticks_nothing(text: str) -> None:
    assert Ticks.decode(text) == UNTICKED
