"""The item models, without a window."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from dgassist.case import Case
from dgassist.engine.eligibility import Outcome
from dgassist.model.policybook import PolicyBook
from dgassist.plan.group import Group
from dgassist.ui.models.finding import FindingModel
from dgassist.ui.models.finding_filter import FindingFilter
from dgassist.ui.models.finding_row import rows_of
from dgassist.ui.models.lookup import LookupFilter, lookup_items, measure_items
from dgassist.ui.models.record import RecordModel
from dgassist.ui.models.topic import RECORD, TopicFilter, TopicModel, topic_of

HARD = QAbstractItemModelTester.FailureReportingMode.Warning  # a Qt warning fails the test


def watched(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, HARD)


def test_findings(qtbot: object, empty: Case, demo: Case) -> None:
    model = FindingModel()
    tester = watched(model)
    model.show_case(empty)
    assert model.count(Group.ELIGIBLE) == 0
    model.show_case(demo)
    assert len(model.rows) == len(demo.book.measures)
    assert model.count(Group.ELIGIBLE) == len(demo.assessment.with_outcome(Outcome.ELIGIBLE))
    model.narrow(Group.ELIGIBLE, FindingFilter(text="特装 参展"))
    assert model.rowCount() == len(model.shown) == model.count(Group.ELIGIBLE)
    assert model.shown
    assert all("特装" in f"{r.title}{r.reason}" for r in model.shown)
    assert all(r.outcome is Outcome.ELIGIBLE for r in model.shown)
    assert tester


def test_an_eligible_measure_shows_its_own_sum_though_another_record_is_near(demo: Case) -> None:
    near = {s.measure.id for s in demo.plan.near_misses}
    shown = {r.id: r.amount for r in rows_of(demo) if r.outcome is Outcome.ELIGIBLE}
    assert near & shown.keys()
    assert not any("若补上" in amount for amount in shown.values())


def test_exact_amounts_come_first_and_each_no_says_why(demo: Case) -> None:
    rows = rows_of(demo)
    by_outcome = {o: [r for r in rows if r.outcome is o] for o in Outcome}
    assert "只差一项：" in by_outcome[Outcome.INELIGIBLE][0].reason  # what is nearest
    assert "不满足：" in by_outcome[Outcome.INELIGIBLE][-1].reason
    assert all(r.reason for r in rows)
    assert not any(r.amount for r in by_outcome[Outcome.INELIGIBLE])
    orders = [r.order for r in by_outcome[Outcome.ELIGIBLE]]
    assert orders == sorted(orders)
    eligible = [demo.book.measure[r.id] for r in by_outcome[Outcome.ELIGIBLE]]
    counted = {f.measure.id for f in demo.plan.selection.chosen}
    cash = [m.benefit.form.is_cash for m in eligible if m.id in counted]
    assert cash == sorted(cash, reverse=True)  # a loan never stands above money
    assert by_outcome[Outcome.ELIGIBLE][0].spoken.startswith("符合，")


def test_what_is_undetermined_says_what_it_waits_for_money_first(empty: Case, demo: Case) -> None:
    for case in (empty, demo):
        rows = [r for r in rows_of(case) if r.outcome is Outcome.UNDETERMINED]
        assert all(r.reason.startswith(("还差：", "需向部门确认：")) for r in rows)
        measures = [case.book.measure[r.id] for r in rows]
        cash = [m.benefit.form.is_cash for m in measures]
        assert cash == sorted(cash, reverse=True)
        potentials = [
            case.assessment.of(m.id).potential for m in measures if m.benefit.form.is_cash
        ]
        most = [(p and p.high) or 0 for p in potentials]
        assert most == sorted(most, reverse=True)
    booth = next(r for r in rows_of(empty) if r.id == "doubling_special_booth")
    assert booth.reason.startswith("还差：申请单位类型，参展")


def test_a_document_out_of_term_is_marked(demo: Case) -> None:
    later = demo.on(demo.as_of.replace(year=2028))
    assert any("已过有效期" in row.tags for row in rows_of(later))
    assert not any("已过有效期" in row.tags for row in rows_of(demo))


def test_records(qtbot: object, demo: Case) -> None:
    record_type = demo.book.record_type["booth"]
    model = RecordModel(record_type, demo.book)
    tester = watched(model)
    records = demo.answers.records["booth"]
    model.show_records(records)
    assert model.rowCount() == len(records)
    assert model.index(0, 0).data() == records[0]["exhibition"]
    model.show_records(({}, *records[1:]))
    assert model.index(0, 0).data() == "还没填"
    model.show_records(())
    assert model.rowCount() == 0
    assert model.headerData(0, Qt.Orientation.Horizontal) == record_type.field("exhibition").label  # type: ignore[union-attr]
    assert tester


def test_topics_tell_unknown_from_none(qtbot: object, empty: Case) -> None:
    model = TopicModel(empty.book)
    narrowed = TopicFilter(model)
    testers = [watched(model), watched(narrowed)]
    booth = RECORD + "booth"
    model.show_case(empty)
    assert model.state(booth) == "还没填"
    model.show_case(empty.recorded("booth", ()))
    assert model.state(booth) == "没有"
    model.show_case(empty.recorded("booth", ({}, {})))
    assert model.state(booth) == "2 项"
    narrowed.narrow("展位")
    assert narrowed.mapFromSource(model.index_of(booth)).isValid()
    assert not narrowed.mapFromSource(model.index_of(RECORD + "merger")).isValid()
    narrowed.narrow("没有这种东西")
    assert narrowed.rowCount() == 0
    assert model.index_of("nowhere") == QModelIndex()
    assert testers


def test_a_missing_answer_knows_its_page(book: PolicyBook) -> None:
    assert topic_of("employees", book) == ("scale", "employees")
    assert topic_of("booth.area", book) == ("record:booth", "area")
    assert topic_of("booth", book) == ("record:booth", "")
    assert topic_of("nothing", book) == ("", "nothing")


def test_lookup_finds_codes_names_and_aliases(qtbot: object, book: PolicyBook) -> None:
    items = lookup_items(book.question["industry"], book)
    choices = LookupFilter(items)
    tester = watched(choices)
    with_alias = next(i for i in book.industries if i.aliases)
    for words in (with_alias.code, with_alias.name, with_alias.aliases[0]):
        choices.narrow(words)
        found = [choices.index(i, 0).data() for i in range(choices.rowCount())]
        assert f"{with_alias.code} {with_alias.name}" in found
    choices.narrow(f"{with_alias.code} {with_alias.name}")
    assert choices.only() is not None
    choices.narrow("没有这种行业")
    assert choices.only() is None
    assert len(measure_items(book)) == len(book.measures)
    assert lookup_items(book.question["town"], book)
    assert tester


def test_initials_find_towns_industries_and_findings(qtbot: object, demo: Case) -> None:
    towns = LookupFilter(lookup_items(demo.book.question["town"], demo.book))
    towns.narrow("CAZ")
    only = towns.only()
    assert only is not None
    assert only.value == "长安镇"
    industries = LookupFilter(lookup_items(demo.book.question["industry"], demo.book))
    wanted = next(i for i in demo.book.industries if i.code == "3525")
    industries.narrow(wanted.initials)
    values = [industries.index(i, 0).data() for i in range(industries.rowCount())]
    assert f"{wanted.code} {wanted.name}" in values
    model = FindingModel()
    model.show_case(demo)
    row = next(r for r in model.rows if r.outcome is Outcome.ELIGIBLE)
    model.narrow(row.group, FindingFilter(text=demo.book.measure[row.id].initials))
    assert row in model.shown
