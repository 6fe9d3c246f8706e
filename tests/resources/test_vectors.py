"""Worked figures, one for each shape of amount, through the real measures."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from dgassist.engine.assessment import assess, find
from dgassist.engine.eligibility import Outcome
from dgassist.engine.evaluation import Context
from dgassist.model.policybook import PolicyBook
from dgassist.plan.actionplan import make_plan
from tests.formulas import AS_OF
from tests.tiny import told

WAN = 10_000
LOCAL = {"town": "长安镇"}
DOUBLING = {**LOCAL, "beizeng_status": "yes", "beizeng_since": "2024-02-01", "industry": "3525"}
DAY = "2026-05-01"


@dataclass(frozen=True)
class Vector:
    """What is told, and the amount it brings."""

    name: str
    measure: str
    record_type: str
    records: list[dict[str, Any]]
    amount: int
    company: dict[str, Any] = field(default_factory=lambda: DOUBLING)
    outcome: Outcome = Outcome.ELIGIBLE


def booth(area: int, cost: int) -> list[dict[str, Any]]:
    return [
        {"exhibition": "甲展", "date": DAY, "yuemao_global": True, "special_booth": True,
         "area": area, "build_cost": cost}
    ]  # fmt: skip


def lease(financed: int, interest: int) -> list[dict[str, Any]]:
    return [
        {"date": DAY, "mode": "direct", "production_equipment": True,
         "financed_amount": financed * WAN, "interest_paid": interest * WAN}
    ]  # fmt: skip


def interest(year: int, paid: int) -> dict[str, Any]:
    return {"deal": "甲", "year": year, "deal_price": 6000 * WAN, "loan_kind": "bank",
            "interest_paid": paid * WAN}  # fmt: skip


def merger(fee: int, price: int) -> list[dict[str, Any]]:
    return [
        {"deal": "甲", "date": DAY, "contract_price": price * WAN, "intermediary_fee": fee * WAN}
    ]


def project(upper: int, investment: int) -> list[dict[str, Any]]:
    return [
        {"date": DAY, "level": "national", "program": "core_technology", "other_public_funding": 0,
         "investment": investment * WAN, "upper_funding": upper * WAN}
    ]  # fmt: skip


def fair(area: int, *, ufi: bool) -> list[dict[str, Any]]:
    return [
        {"fair": "甲", "date": DAY, "professional_venue": True, "days": 3, "area": area,
         "new_or_introduced": True, "ufi_or_national": ufi}
    ]  # fmt: skip


def trip(air: int, hotel: int) -> dict[str, Any]:
    return {"activity": "甲", "date": DAY, "in_delegation": True,
            "air_fare": air, "hotel_cost": hotel}  # fmt: skip


def products(*categories: str) -> list[dict[str, Any]]:
    return [
        {"product": f"产品{i}", "kind": "dongguan_product", "category": category,
         "date": "2025-06-10", "received": False}
        for i, category in enumerate(categories)
    ]  # fmt: skip


TRIPS = [trip(9500, 4200), trip(9500, 4200), trip(5000, 3000)]
SHOWROOM = [{"city": "成都", "date": DAY, "place": "outside_guangdong", "area": 900,
             "rent_rate": 88, "months": 12}]  # fmt: skip
INSURANCE = [{"year": 2026, "kind": "short_export", "premium": 182 * WAN,
              "inclusive_premium": 20 * WAN}]  # fmt: skip
LAUNCH = [{"event": "甲", "date": DAY, "kind": "launch", "venue_rent": 18 * WAN,
           "setup_cost": 27 * WAN}]  # fmt: skip
PURCHASE = [{"year": 2026, "sme_amount": 38500 * WAN}]

VECTORS = [
    Vector("36㎡、9万", "special_booth", "booth", booth(36, 9 * WAN), 45_000),
    Vector("60㎡、24万", "special_booth", "booth", booth(60, 24 * WAN), 90_000),
    Vector("100㎡、40万", "special_booth", "booth", booth(100, 40 * WAN), 100_000),
    Vector("900㎡、88元、12月", "showroom_rent", "showroom", SHOWROOM, 378_000),
    Vector("租1800万、息78万", "lease_interest_doubling", "lease", lease(1800, 78), 780_000),
    Vector("租3700万、息179万", "lease_interest_doubling", "lease", lease(3700, 179), 1_500_000),
    Vector("租499万", "lease_interest_doubling", "lease", lease(499, 20), 0,
           outcome=Outcome.INELIGIBLE),
    Vector("息410/250万", "merger_loan_interest", "merger_interest",
           [interest(2025, 410), interest(2026, 250)], 2_750_000),
    Vector("中介费46万、4200万", "merger_intermediary_fee", "merger", merger(46, 4200), 230_000),
    Vector("中介费310万、36000万", "merger_intermediary_fee", "merger",
           merger(310, 36000), 1_800_000),
    Vector("800万、投资1800万", "tech_project_match_national", "matched_project",
           project(800, 1800), 1_000_000),
    Vector("1000万、投资1800万", "tech_project_match_national", "matched_project",
           project(1000, 1800), 0),
    Vector("办展23600㎡ UFI", "fair_scale_award", "fair", fair(23600, ufi=True), 500_000),
    Vector("办展14900㎡", "fair_scale_award", "fair", fair(14900, ufi=False), 200_000),
    Vector("办展160000㎡ UFI", "fair_scale_award", "fair", fair(160000, ufi=True), 3_000_000),
    Vector("三人，取两人", "delegation_travel", "delegation_trip", TRIPS, 21_920),
    Vector("182万含普惠20万", "short_export_insurance", "credit_insurance", INSURANCE, 486_000),
    Vector("新增采购38500万", "new_purchase_reward", "new_purchase", PURCHASE, 3_000_000),
    Vector("场租18+搭建27", "launch_event_subsidy", "launch_event", LAUNCH, 225_000),
    Vector("优品同类2个另类1个", "dongguan_product_subsidy", "quality_product",
           products("灯", "灯", "鞋"), 100_000),
    Vector("优品同类3个", "dongguan_product_subsidy", "quality_product",
           products("灯", "灯", "灯"), 50_000),
]  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_vector(book: PolicyBook, vector: Vector) -> None:
    answers = told(
        book, vector.company, **{vector.record_type: vector.records, "received_support": []}
    )
    finding = find(book.measure[vector.measure], Context(book, answers, AS_OF))
    assert finding.outcome is vector.outcome, [r.why for r in finding.criteria]
    assert (finding.amount.high if finding.amount else Decimal(0)) == vector.amount


def test_matching_of_an_inspection_platform(book: PolicyBook) -> None:
    """省900万 for a national platform: the city pays three times as much, up to 3000万."""
    record = {"platform": "甲", "date": DAY, "kind": "inspection_national",
              "provincial_funding": 900 * WAN}  # fmt: skip
    answers = told(book, DOUBLING, quality_platform=[record])
    finding = find(book.measure["inspection_platform_matching"], Context(book, answers, AS_OF))
    assert finding.outcome is not Outcome.INELIGIBLE
    assert finding.potential is not None
    assert finding.potential.high == 27_000_000


def test_three_titles_bring_the_highest_award_once(book: PolicyBook) -> None:
    kinds = ("chain_leader_province", "champion_national", "little_giant")
    titles = [{"kind": kind, "date": DAY} for kind in kinds]
    answers = told(book, DOUBLING, title=titles)
    awards = {"chain_leader_award", "champion_award", "little_giant_award"}
    plan = make_plan(assess(book, answers, AS_OF))
    chosen = [f for f in plan.selection.chosen if f.measure.id in awards]
    assert [f.amount.high for f in chosen if f.amount] == [3_000_000]
    aside = {s.finding.measure.id for s in plan.selection.set_aside}
    assert len(awards & aside) == 2
