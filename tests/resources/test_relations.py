"""Warnings about supports that may not add up, with the real relations."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.store.casefile import answers_from

AS_OF = date(2026, 11, 21)
FOOD, MOULD = "1411", "3525"
FACTORY = {"kind": "smart_factory", "date": "2025-12-18"}
WORKSHOP = {"kind": "smart_workshop", "date": "2026-03-02"}


def warnings(book: PolicyBook, industry: str, **records: Any) -> tuple[str, ...]:
    company = {
        "applicant_type": "enterprise",
        "industry": industry,
        "beizeng_status": "yes",
        "beizeng_since": "2024-02-01",
    }
    told = answers_from({"company": company, "records": records}, book)
    return Case(book, told, AS_OF).plan.warnings


@pytest.mark.parametrize(
    ("industry", "titles", "words"),
    [
        (MOULD, [FACTORY], []),
        (MOULD, [FACTORY, WORKSHOP], ["智能工厂和智能车间"]),
        (FOOD, [FACTORY], ["同一个工厂"]),
        (FOOD, [FACTORY, WORKSHOP], ["同一个工厂", "同一个车间", "智能工厂和智能车间"]),
    ],
)
def test_smart_factories(
    book: PolicyBook, industry: str, titles: list[Any], words: list[str]
) -> None:
    found = warnings(book, industry, title=titles)
    assert len(found) == len(words)
    assert all(word in warning for word, warning in zip(words, found, strict=True))


def test_rent_and_award_of_one_fair(book: PolicyBook) -> None:
    fair = {
        "fair": "甲展",
        "date": "2026-05-01",
        "professional_venue": True,
        "days": 3,
        "area": 12_000,
        "new_or_introduced": True,
        "ufi_or_national": False,
        "filed": False,
        "rent_cost": 500_000,
    }
    (warning,) = warnings(book, "7281", fair=[fair])
    assert "同一个展会" in warning


def test_a_service_station_and_a_service_platform_may_be_one(book: PolicyBook) -> None:
    station = {"kind": "service_station", "date": "2025-06-01"}
    platform = {"platform": "甲平台", "kind": "nqi", "date": "2025-06-01"}
    (warning,) = warnings(book, MOULD, title=[station], quality_platform=[platform])
    assert "是不是同一个" in warning
    assert warnings(book, MOULD, title=[station], quality_platform=[]) == ()
