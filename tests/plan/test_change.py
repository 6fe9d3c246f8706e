"""What is different, in plain words and the most important first."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dgassist.case import Case
from dgassist.engine.eligibility import Outcome
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.change import (
    ChangeKind,
    Snapshot,
    Standing,
    changes,
    compared,
    total_words,
)
from tests.formulas import AS_OF
from tests.tiny import Resources, condition, measure, told

AFTER_TERM = date(2027, 1, 17)


def plan(
    tiny: Resources, *measures: dict[str, Any], as_of: date = AS_OF, **company: Any
) -> ActionPlan:
    book = tiny.book(*measures)
    return Case(book, told(book, company), as_of).plan


def test_an_answer_decides(tiny: Resources) -> None:
    offer = measure("award", condition("member"), amount="30*wan", firmness="upto")
    before = Snapshot.of(plan(tiny, offer))
    (found,) = changes(before, plan(tiny, offer, member=True))
    assert found.kind is ChangeKind.GAINED
    assert found.words == "原来待定，现在符合，最高30万元"
    (lost,) = changes(Snapshot.of(plan(tiny, offer, member=True)), plan(tiny, offer, member=False))
    assert lost.kind is ChangeKind.LOST
    assert lost.words == "原来符合（最高30万元），现在不符合"


def test_the_rules_were_changed(tiny: Resources) -> None:
    before = plan(
        tiny,
        measure("a", amount="20*wan", firmness="upto"),
        measure("b"),
        measure("c", amount="3*wan"),
    )
    after = plan(
        tiny,
        measure("a", amount="30*wan", firmness="upto"),
        measure("c", amount="1*wan"),
        measure("d", amount="2*wan"),
        measure("e", condition("member")),
    )
    found = changes(Snapshot.of(before), after)
    assert {c.measure_id: c.words for c in found} == {
        "d": "新收录，现在符合，2万元",
        "a": "原来最高20万元，现在最高30万元",
        "c": "原来3万元，现在1万元",
        "e": "新收录，现在待定",
        "b": "不再收录，原来符合（5万元）",
    }
    assert [c.measure_id for c in found] == ["d", "a", "c", "e", "b"]
    assert total_words(Snapshot.of(before), Snapshot.of(after)) == (
        "确定金额原来8万元，现在3万元",
        "连上限一起合计原来28万元，现在33万元",
    )


def test_what_brings_more_comes_first(tiny: Resources) -> None:
    offers = [measure(f"m{n}", condition("member"), amount=f"{n}*wan") for n in (3, 50, 7)]
    found = changes(Snapshot.of(plan(tiny, *offers)), plan(tiny, *offers, member=True))
    assert [c.measure_id for c in found] == ["m50", "m7", "m3"]


def test_a_loan_is_not_told_as_money(tiny: Resources) -> None:
    loan = measure("loan", condition("member"), amount="1*yi", form="loan")
    (found,) = changes(Snapshot.of(plan(tiny, loan)), plan(tiny, loan, member=True))
    assert found.words == "原来待定，现在符合"


def test_two_days(tiny: Resources) -> None:
    today = plan(tiny, measure("a"))
    later = plan(tiny, measure("a"), as_of=AFTER_TERM)
    (found,) = compared(Snapshot.of(today), Snapshot.of(later))
    assert (found.before, found.after) == ("符合（5万元）", "不在有效期")
    assert Snapshot.of(later).count(None) == 1
    (back,) = compared(Snapshot.of(later), Snapshot.of(today))
    assert back.kind is ChangeKind.GAINED
    assert changes(Snapshot.of(today), today) == ()


def test_a_snapshot_is_kept_and_read(tiny: Resources) -> None:
    kept = Snapshot.of(
        plan(tiny, measure("a", amount="4.5*wan"), measure("b", condition("member")))
    )
    assert Snapshot.decode(kept.encode()) == kept
    assert kept.standings["a"].outcome is Outcome.ELIGIBLE
    assert "\n" not in kept.encode()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "{}", '{"as_of": "neulich"}', '{"as_of": 3, "measures": {}}'],
)
def test_what_cannot_be_read_is_no_snapshot(text: str) -> None:
    assert Snapshot.decode(text) is None


def test_a_snapshot_with_strange_contents_is_none(tiny: Resources) -> None:
    kept = json.loads(Snapshot.of(plan(tiny, measure("a"))).encode())
    for strange in (["a"], ["a", "maybe", None, None], ["a", "eligible", "viel", None], 3):
        kept["measures"]["a"] = strange
        assert Snapshot.decode(json.dumps(kept)) is None


def test_a_measure_that_is_gone_is_told_once(tiny: Resources) -> None:
    now = plan(tiny, measure("a"))
    gone = Standing("旧事项", Outcome.INELIGIBLE)
    before = Snapshot.of(now)
    before = replace(before, standings={**before.standings, "old": gone})
    (found,) = changes(before, now)
    assert (found.title, found.words) == ("旧事项", "不再收录，原来不符合")


def test_the_date_alone_changes_nothing_within_a_term(tiny: Resources) -> None:
    before = Snapshot.of(plan(tiny, measure("a")))
    assert not changes(before, plan(tiny, measure("a"), as_of=AS_OF + timedelta(days=1)))
