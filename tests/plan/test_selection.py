"""The best combination of supports that exclude one another, in whatever order they come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dgassist.engine.amount import Amount
from dgassist.engine.assessment import Finding, assess
from dgassist.engine.eligibility import Outcome
from dgassist.model.measure import Firmness, Relation, RelationKind
from dgassist.plan.selection import select
from tests.formulas import AS_OF
from tests.tiny import Resources, measure, told

IDS = ("a", "b", "c", "d", "e", "f")
ONE_ONLY = (RelationKind.DUPLICATE, RelationKind.EXCLUSIVE)


@pytest.fixture(scope="module")
def eligible(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Finding]:
    """One eligible finding for each id, to be given other amounts."""
    book = Resources(tmp_path_factory.mktemp("plan")).book(*(measure(id_) for id_ in IDS))
    findings = assess(book, told(book), AS_OF).findings
    assert all(f.outcome is Outcome.ELIGIBLE for f in findings)
    return {f.measure.id: f for f in findings}


def worth(finding: Finding, low: int, high: int) -> Finding:
    return replace(finding, amount=Amount(Decimal(low), Decimal(high), Firmness.UPTO))


def relation(kind: RelationKind, *members: str, planned: str = "") -> Relation:
    return Relation(kind, members, "理由", (), planned)


AMOUNTS = st.fixed_dictionaries(
    {
        id_: st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda p: (p[0], sum(p)))
        for id_ in IDS
    }
)
RELATIONS = st.lists(
    st.builds(
        lambda kind, members, planned: relation(
            kind, *members, planned=members[0] if planned else ""
        ),
        st.sampled_from(ONE_ONLY),
        st.lists(st.sampled_from(IDS), min_size=2, max_size=4, unique=True),
        st.booleans(),
    ),
    max_size=4,
)


def value(ids: Sequence[str], amounts: dict[str, tuple[int, int]], planned: set[str]) -> list[int]:
    return [
        len(planned & set(ids)),
        sum(amounts[i][0] for i in ids),
        sum(amounts[i][1] for i in ids),
    ]


@given(amounts=AMOUNTS, relations=RELATIONS, order=st.permutations(IDS))
def test_nothing_that_keeps_the_rules_brings_more(
    eligible: dict[str, Finding],
    amounts: dict[str, tuple[int, int]],
    relations: list[Relation],
    order: list[str],
) -> None:
    findings = [worth(eligible[i], *amounts[i]) for i in IDS]
    planned = {r.planned for r in relations if r.planned}
    allowed = [
        ids
        for ids in chain.from_iterable(combinations(IDS, n) for n in range(len(IDS) + 1))
        if all(len(set(ids) & set(r.members)) <= 1 for r in relations)
    ]
    selection = select(findings, relations)
    chosen = [f.measure.id for f in selection.chosen]
    assert tuple(chosen) in allowed
    assert value(chosen, amounts, planned) == max(value(i, amounts, planned) for i in allowed)

    aside = {s.finding.measure.id: s for s in selection.set_aside}
    assert sorted([*chosen, *aside]) == list(IDS)
    for measure_id, reason in aside.items():
        assert reason.instead.measure.id in chosen
        assert {measure_id, reason.instead.measure.id} <= set(reason.relation.members)

    shuffled = select([findings[IDS.index(i)] for i in order], relations[::-1])
    assert {f.measure.id for f in shuffled.chosen} == set(chosen)


def test_ties_are_broken_alike_in_every_order(eligible: dict[str, Finding]) -> None:
    one_of = [relation(RelationKind.EXCLUSIVE, "a", "b", "c")]
    findings = [worth(eligible[i], 0, 300) for i in "abc"]
    kept = {select([*findings[n:], *findings[:n]], one_of).chosen[0].measure.id for n in range(3)}
    assert len(kept) == 1


def test_a_conflict_is_planned_on_the_reading_named(eligible: dict[str, Finding]) -> None:
    findings = [worth(eligible["a"], 5, 5), worth(eligible["b"], 10, 10)]
    conflict = [relation(RelationKind.CONFLICT, "a", "b", planned="a")]
    selection = select(findings, conflict)
    assert [f.measure.id for f in selection.chosen] == ["a"]
    assert [s.finding.measure.id for s in selection.set_aside] == ["b"]


def test_a_warning_relation_sets_nothing_aside(eligible: dict[str, Finding]) -> None:
    for kind in (RelationKind.MAY_NOT_ADD_UP, RelationKind.STAGE):
        selection = select([eligible["a"], eligible["b"]], [relation(kind, "a", "b")])
        assert (len(selection.chosen), selection.set_aside) == (2, ())


def test_a_relation_to_what_is_not_eligible_sets_nothing_aside(
    eligible: dict[str, Finding],
) -> None:
    refused = replace(eligible["b"], outcome=Outcome.INELIGIBLE, amount=None)
    for kind in ONE_ONLY:
        selection = select([eligible["a"], refused], [relation(kind, "a", "b", planned="b")])
        assert [f.measure.id for f in selection.chosen] == ["a"]
