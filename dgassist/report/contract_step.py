"""The ways on from a plan, and the ladders, for the JSON contract."""

from __future__ import annotations

from typing import Any

from dgassist.engine.amount import Amount
from dgassist.plan.actionplan import ActionPlan
from dgassist.plan.ladder import Brought, Climb
from dgassist.plan.pathway import Pathway, Prospect, pathway_of
from dgassist.plan.step import Change
from dgassist.report import step as words

Json = dict[str, Any]


def pathway(plan: ActionPlan) -> Json:
    """Steps of up to three changes, what each would bring, and where the firm stands on ladders."""
    found = pathway_of(plan)
    return {"steps": _steps(found), "ladders": [_climb(climb) for climb in found.ladders]}


def _steps(found: Pathway) -> list[Json]:
    paid = [way for choice in (*found.one, *found.few) for way in choice.ways]
    beside = [p for choice in found.beside for p in choice.supports]
    return [_step(p) for p in (*paid, *beside)]


def _step(prospect: Prospect) -> Json:
    step, gain = prospect.step, prospect.gain
    return {
        "id": step.measure.id,
        "record": step.record_name or None,
        "record_type": step.record_type or None,
        "indexes": list(step.indexes),
        "changes": [_change(change) for change in step.changes],
        "still_open": [r.criterion.label for r in step.still_open],
        "then": prospect.after.outcome.value,
        "amount": _amount(prospect.amount),
        "gain": gain
        and {
            "exact": int(gain.exact),
            "ceiling": int(gain.ceiling),
            "given_up": [s.finding.measure.id for s in gain.given_up],
        },
        "act_is_over": prospect.is_over,
        "by": prospect.due.safe_day.isoformat() if prospect.due else None,
    }


def _change(change: Change) -> Json:
    distance = change.distance
    return {
        "label": change.criterion.label,
        "words": words.change_words(change),
        "question": change.key or None,
        "distance": distance
        and {
            "of": distance.label,
            "by": f"{distance.by.normalize():f}",
            "unit": distance.unit,
            "too_much": distance.is_over,
        },
    }


def _climb(climb: Climb) -> Json:
    return {
        "id": climb.ladder.id,
        "rungs": [
            {
                "label": standing.rung.label,
                "reached": standing.reached.value,
                "brings": [_brought(b) for b in standing.brings],
            }
            for standing in climb.rungs
        ],
    }


def _brought(brought: Brought) -> Json:
    return {
        "id": brought.measure.id,
        "then": brought.outcome.value,
        "amount": _amount(brought.amount),
    }


def _amount(amount: Amount | None) -> Json | None:
    if amount is None:
        return None
    low, high = (None if end is None else int(end) for end in (amount.low, amount.high))
    return {"low": low, "high": high, "firmness": amount.firmness.value}
