"""Everything dated for a firm in one place, sorted by the next thing to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.plan.agenda import Agenda, Occasion, agenda_of, joined_labels
from dgassist.plan.deadline import DeadlineStatus
from dgassist.store.casefile import answers_from, read_case
from tests.tiny import CITED, Resources, measure, told

AS_OF = date(2026, 11, 21)
DEMO = Path(__file__).parents[2] / "resources" / "demo" / "company.json"


def products(**dates: str) -> list[dict[str, Any]]:
    kind = {"kind": "dongguan_product", "category": "模具", "received": False}
    return [{"product": name, "date": day, **kind} for name, day in dates.items()]


def agenda(book: PolicyBook, as_of: date = AS_OF, **records: Any) -> Agenda:
    content = {
        "company": {"applicant_type": "enterprise", "town": "长安镇"},
        "records": records,
    }
    return agenda_of(Case(book, answers_from(content, book), as_of).plan)


def names(found: Agenda) -> list[tuple[Occasion, str]]:
    return [(item.occasion, item.record_name) for item in found.ahead]


def test_annexes_that_end_together_are_one_thing_with_their_supports(book: PolicyBook) -> None:
    plan = Case(book, read_case(DEMO, book), AS_OF).plan
    first = agenda_of(plan).ahead[0]
    assert (first.label, first.day, first.days_left) == (
        "附件1–5有效期届满", date(2027, 1, 16), 56,
    )  # fmt: skip
    assert first.safe_day == first.next_day == date(2027, 1, 15)
    by_part = [first.measures_of(part) for part in first.parts]
    assert all(by_part)
    assert sum(map(len, by_part)) == len(first.measure_ids)
    assert len(first.bases) == len(first.parts) == 5
    assert [b.clause_id for b in first.bases if hasattr(b, "clause_id")] == [
        f"df_2024_1 附件{n} 附则" for n in range(1, 6)
    ]


def test_every_date_of_the_plan_is_in_it_once(book: PolicyBook) -> None:
    plan = Case(book, read_case(DEMO, book), date(2027, 10, 1)).plan
    found = agenda_of(plan)
    held = [d for item in (*found.ahead, *found.passed) for d in item.deadlines]
    assert sorted(map(repr, held)) == sorted(map(repr, plan.deadlines))
    keys = [item.key for item in (*found.ahead, *found.passed)]
    assert len(set(keys)) == len(keys)


def test_it_is_sorted_by_what_to_do_next(book: PolicyBook) -> None:
    found = agenda(book, quality_product=products(甲="2025-03-01", 乙="2024-03-01"))
    days = [item.next_day for item in found.ahead]
    assert days == sorted(days)
    assert all(day >= AS_OF for day in days)


def test_an_expiry_that_a_renewal_averts_is_no_act_of_its_own(book: PolicyBook) -> None:
    found = agenda(book, quality_product=products(甲="2024-12-05"))
    own = {item.occasion: item.is_to_do for item in found.ahead if item.bearers}
    assert own == {Occasion.APPLY_BY: True, Occasion.EXPIRY: False}


def test_a_missed_renewal_is_the_first_thing_to_do(book: PolicyBook) -> None:
    found = agenda(book, date(2027, 10, 1), quality_product=products(甲="2024-12-05"))
    first = found.ahead[0]
    assert (first.occasion, first.is_to_do) == (Occasion.EXPIRY, True)
    assert first.next_day == date(2027, 10, 1)
    assert "2027-09-05已经过了" in first.note
    assert [i.occasion for i in found.passed if i.bearers] == [Occasion.APPLY_BY]


def test_a_certificate_that_has_ended_is_told_as_passed(book: PolicyBook) -> None:
    found = agenda(book, date(2028, 1, 1), quality_product=products(甲="2024-12-05"))
    passed = [item for item in found.passed if item.bearers]
    assert [item.day for item in passed] == [date(2027, 12, 5), date(2027, 9, 5)]
    assert not any(item.is_to_do for item in passed)
    assert not [item for item in found.ahead if item.bearers]


def test_certificates_of_one_day_come_together(book: PolicyBook) -> None:
    found = agenda(book, quality_product=products(甲="2025-03-01", 乙="2025-03-01"))
    assert (Occasion.APPLY_BY, "甲、乙") in names(found)


def test_an_expiry_that_the_firm_told_rests_on_no_text(book: PolicyBook) -> None:
    title = {"kind": "high_tech", "date": "2023-12-18", "valid_until": "2026-12-18"}
    (item,) = [i for i in agenda(book, title=[title]).ahead if i.occasion is Occasion.CERTIFICATE]
    assert (item.record_name, item.day, item.days_left) == (
        "高新技术企业", date(2026, 12, 18), 27,
    )  # fmt: skip
    assert item.is_to_do
    assert item.bases == ()


def test_a_certificate_that_was_renewed_is_nothing_to_do(book: PolicyBook) -> None:
    titles = [
        {"kind": "high_tech", "date": "2023-12-18", "valid_until": "2026-12-18"},
        {"kind": "high_tech", "date": "2026-11-01", "valid_until": "2029-11-01"},
        {"kind": "innovative", "date": "2023-12-18"},
    ]
    found = [i for i in agenda(book, title=titles).ahead if i.occasion is Occasion.CERTIFICATE]
    assert [(i.day.year, i.is_to_do) for i in found] == [(2026, False), (2029, True)]
    assert "2029-11-01" in found[0].note


def test_the_order_of_records_changes_nothing(book: PolicyBook) -> None:
    made = products(甲="2025-03-01", 乙="2024-03-01", 丙="2025-03-01")
    ahead = agenda(book, quality_product=made).ahead
    turned = agenda(book, quality_product=made[::-1]).ahead
    told_ = [(i.occasion, i.label, i.next_day, sorted(b.name for b in i.bearers)) for i in ahead]
    assert told_ == [
        (i.occasion, i.label, i.next_day, sorted(b.name for b in i.bearers)) for i in turned
    ]


def test_what_waits_for_the_guide_is_counted_once_and_duties_are_not(tiny: Resources) -> None:
    book = tiny.book(measure("m"), measure("n"), measure("duty", form="obligation"))
    found = agenda_of(Case(book, told(book), AS_OF).plan)
    assert found.awaiting == ("m", "n")
    late = agenda_of(Case(book, told(book), date(2027, 2, 1)).plan)
    assert late.awaiting == ()  # out of force
    assert [i.status for i in late.passed] == [DeadlineStatus.PASSED]


def test_who_is_ruled_out_has_nothing_on_the_agenda(tiny: Resources) -> None:
    due = {"label": "复审", "due": "add_months(date, 1)", "kind": "apply_by", "citation": CITED}
    book = tiny.book({**measure("m", per="booth"), "deadlines": [due]})
    answers = told(
        book, {"applicant_type": "association"}, booth=[{"exhibition": "甲", "date": "2026-05-01"}]
    )
    found = agenda_of(Case(book, answers, AS_OF).plan)
    assert found == Agenda(AS_OF, ())


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (["附件1", "附件2", "附件3"], "附件1–3"),
        (["附件1", "附件2", "附件4", "附件5"], "附件1–2、附件4–5"),
        (["正文", "附件2"], "正文、附件2"),
        (["附件9", "附件10"], "附件9–10"),
    ],
)
def test_labels_in_a_row_are_joined(labels: list[str], words: str) -> None:
    assert joined_labels(labels) == words
