"""A made-up company with a rare character in its name and a booth that looks like a formula."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.plan.actionplan import ActionPlan
from dgassist.store.casefile import answers_from

NAME = "东莞市虚构星𬭚精密模具有限公司"
FORMULA = '=HYPERLINK("展")'
AS_OF = date(2026, 11, 21)

Planner = Callable[..., ActionPlan]


def told() -> dict[str, Any]:
    booth = {"yuemao_global": True, "special_booth": True}
    return {
        "company": {
            "applicant_type": "enterprise",
            "company_name": NAME,
            "town": "长安镇",
            "industry": "3525",
            "beizeng_status": "yes",
            "beizeng_since": "2025-06-20",
        },
        "records": {
            "title": [{"kind": "smart_workshop", "date": "2025-12-18"}],
            "booth": [
                {"exhibition": FORMULA, "date": "2026-05-01", "area": 36, "build_cost": 90000}
                | booth,
                {"exhibition": "乙展", "date": "2026-09-11", "area": 80, "build_cost": 300000}
                | booth,
                {"exhibition": "丙展", "date": "2026-09-12", "area": 12, "build_cost": 30000}
                | booth,
            ],
            "quality_product": [
                {
                    "product": "精密模架",
                    "kind": "dongguan_product",
                    "category": "模具",
                    "date": "2024-12-20",
                    "received": False,
                }
            ],
        },
    }


@pytest.fixture(scope="session")
def planner(book: PolicyBook) -> Planner:
    def make(content: dict[str, Any] | None = None, as_of: date = AS_OF) -> ActionPlan:
        return Case(book, answers_from(told() if content is None else content, book), as_of).plan

    return make


@pytest.fixture(scope="session")
def plan(planner: Planner) -> ActionPlan:
    return planner()
