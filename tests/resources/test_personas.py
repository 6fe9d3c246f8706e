"""Whole companies, from their answers to the plan, with what a careful reader expects."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dgassist.case import Case
from dgassist.engine.assessment import Finding
from dgassist.model.policybook import PolicyBook
from dgassist.plan.deadline import Deadline
from dgassist.store.casefile import answers_from

PERSONAS = sorted((Path(__file__).parent.parent / "personas").glob("*.json"))


def load(file: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    return content


def differences(case: Case, expected: dict[str, Any]) -> list[str]:
    """How one finding differs from what is expected of it."""
    finding = case.assessment.of(expected["measure"])
    indexes = tuple(expected.get("records", ()))
    if "near_miss" in expected:
        return _near_miss(case, expected, indexes)
    found = []
    if expected.get("finding", finding.outcome.value) != finding.outcome.value:
        found.append(f"finding {finding.outcome.value}: {[r.why for r in finding.criteria]}")
    if expected.get("not_finding") == finding.outcome.value:
        found.append(f"must not be {finding.outcome.value}")
    found += [
        f"{end} is {_end(finding, end)}"
        for end in ("high", "low")
        if end in expected and _end(finding, end) != expected[end]
    ]
    if "would_be" in expected:
        high = finding.potential.high if finding.potential else None
        if high != expected["would_be"]:
            found.append(f"would be {high}")
    if indexes:
        same = [i for r in finding.records if r.outcome is finding.outcome for i in r.indexes]
        if sorted(same) != list(indexes):
            found.append(f"records {sorted(same)}")
    return found


def _end(finding: Finding, end: str) -> Decimal | None:
    return getattr(finding.amount, end) if finding.amount else None


def _near_miss(case: Case, expected: dict[str, Any], indexes: tuple[int, ...]) -> list[str]:
    of_measure = [n for n in case.plan.near_misses if n.measure.id == expected["measure"]]
    near = [n for n in of_measure if not indexes or n.indexes == indexes]
    if bool(near) != expected["near_miss"]:
        return [f"near misses {[n.indexes for n in of_measure]}"]
    if not near or "would_be" not in expected:
        return []
    highs = [n.would_be.high if n.would_be else None for n in near]
    return [] if highs == [expected["would_be"]] else [f"would bring {highs}"]


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "kind": deadline.kind.value,
        "due": deadline.day.isoformat(),
        "safe": deadline.safe_day.isoformat(),
        "days_left": deadline.days_left,
    }


@pytest.mark.parametrize("file", PERSONAS, ids=lambda file: file.stem)
def test_persona(book: PolicyBook, file: Path) -> None:
    persona = load(file)
    assert persona["id"] == file.stem
    as_of = date.fromisoformat(persona["as_of"])
    case = Case(book, answers_from(persona["case"], book), as_of)
    found = {
        f"{expected['measure']} {expected.get('records', '')}": differs
        for expected in persona["expected"]
        if (differs := differences(case, expected))
    }
    for key, total in (("exact", case.plan.exact_total), ("ceiling", case.plan.ceiling_total)):
        if persona["totals"][key] != total:
            parts = {
                f.measure.id: (f.amount.low, f.amount.high)
                for f in case.plan.selection.chosen
                if f.amount and f.amount.high
            }
            found[key] = [f"{total} instead of {persona['totals'][key]}: {parts}"]
    for expected in persona["deadlines"]:
        told = [_deadline(d) for d in case.plan.deadlines if d.measure_id == expected["measure"]]
        wanted = {key: v for key, v in expected.items() if key not in ("measure", "record")}
        if not any(wanted.items() <= deadline.items() for deadline in told):
            found[f"deadline {wanted}"] = [str(told)]
    assert found == {}


def test_there_are_personas() -> None:
    assert {"P01", "P06", "P09"} <= {file.stem for file in PERSONAS}


@pytest.mark.parametrize("file", PERSONAS, ids=lambda file: file.stem)
def test_the_order_of_the_answers_changes_nothing(book: PolicyBook, file: Path) -> None:
    persona = load(file)
    case = persona["case"]
    turned = {
        "company": dict(reversed(case["company"].items())),
        "records": {name: items[::-1] for name, items in reversed(case["records"].items())},
    }
    as_of = date.fromisoformat(persona["as_of"])
    one, other = (Case(book, answers_from(told, book), as_of).plan for told in (case, turned))
    assert (one.exact_total, one.ceiling_total) == (other.exact_total, other.ceiling_total)
    assert [f.measure.id for f in one.selection.chosen] == [
        f.measure.id for f in other.selection.chosen
    ]
    assert len(one.near_misses) == len(other.near_misses)
