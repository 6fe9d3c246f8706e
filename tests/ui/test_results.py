"""The results: groups, filters, order, two days, and what is different since the last visit."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dgassist.case import Case
from dgassist.engine.eligibility import Outcome
from dgassist.model.measure import Form
from dgassist.model.policybook import PolicyBook
from dgassist.plan.change import Snapshot
from dgassist.plan.group import Group, grouped, nearest
from dgassist.plan.summary import summary_of
from dgassist.report.checklist import checklist, default_measures
from dgassist.report.document import texts
from dgassist.store.casefile import answers_from
from dgassist.ui import theme
from dgassist.ui.models.finding import ROW, FindingModel
from dgassist.ui.models.finding_filter import FindingFilter, Order, arranged
from dgassist.ui.models.finding_row import rows_of
from dgassist.ui.screens.measure import MeasureScreen
from dgassist.ui.screens.results import ResultsScreen
from dgassist.ui.widgets.comparison import planned_count
from tests.ui.test_screens import press, words

WAN = 10_000
COMPANIES = sorted((Path(__file__).parent.parent / "companies").glob("*.json"))
LATER = date(2027, 2, 1)


def company(name: str, book: PolicyBook) -> Case:
    file = next(f for f in COMPANIES if f.stem == name)
    told = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    return Case(book, answers_from(told["case"], book), date.fromisoformat(told["as_of"]))


@pytest.fixture
def screen(qtbot: QtBot, demo: Case) -> ResultsScreen:
    made = ResultsScreen()
    qtbot.addWidget(made)
    made.show_case(demo)
    return made


@pytest.mark.parametrize("name", [f.stem for f in COMPANIES])
def test_each_finding_is_in_one_group_and_says_why(book: PolicyBook, name: str) -> None:
    case = company(name, book)
    rows = rows_of(case)
    assert Counter(r.group for r in rows) == Counter(grouped(case.plan).values())
    assert len({r.id for r in rows}) == len(rows) == len(book.measures)
    starts = {
        Group.LACKING: ("还差：",),
        Group.LEFT_OPEN: ("需向部门确认：",),
        Group.NEAR: ("只差一项：", "差一项：", "“", "「"),
        Group.INELIGIBLE: ("不满足：",),
    }
    for row in rows:
        assert row.reason
        assert row.reason.startswith(starts.get(row.group, "")), row.id
        if row.group is Group.NEAR:
            label = nearest(case.plan)[row.id].failing.criterion.label
            assert "差一项：" in row.reason
            open_ = nearest(case.plan)[row.id].still_open
            assert ("只差" in row.reason) is not bool(open_)
            assert ("，另有" in row.reason) is bool(open_)
            assert label in row.reason


def test_after_its_term_a_measure_promises_nothing(book: PolicyBook) -> None:
    rows = [r for r in rows_of(company("mould_doubling", book).on(LATER))
            if r.group is Group.OUT_OF_FORCE]  # fmt: skip
    assert rows
    assert all(r.reason.startswith("有效期到2027-01-16为止；") for r in rows)
    assert not any(r.amount for r in rows)
    early = rows_of(company("mould_doubling", book).on(date(2023, 5, 1)))
    assert all("才施行" in r.reason and "还没有施行" in r.tags for r in early)


def test_filters_and_orders(demo: Case) -> None:
    rows = rows_of(demo)

    def kept(**wanted: object) -> list[str]:
        return [r.id for r in rows if FindingFilter(**wanted).fits(r)]  # type: ignore[arg-type]

    measure = demo.book.measure
    assert kept() == [r.id for r in rows]
    loans = kept(form=Form.LOAN)
    assert loans
    assert {measure[m].benefit.form for m in loans} == {Form.LOAN}
    some = kept(department="市商务局")
    assert some
    assert all("市商务局" in measure[m].departments for m in some)
    document = "dsj_2024_83"
    assert all(demo.book.document_of(measure[m].clause_id).id == document
               for m in kept(document=document))  # fmt: skip
    for row in rows:
        is_large = row.worth is not None and row.worth >= 10 * WAN
        assert (row.id in kept(at_least=Decimal(10 * WAN))) is is_large
    assert not kept(until=date(2026, 12, 31))  # the terms end on 2027-01-16
    assert kept(until=date(2027, 1, 16))
    by_amount = [r.worth for r in arranged(rows, Order.AMOUNT) if r.worth is not None]
    assert by_amount == sorted(by_amount, reverse=True)
    by_due = [r.due or date.max for r in arranged(rows, Order.DUE)]
    assert by_due == sorted(by_due)
    places = [r.place for r in arranged(rows, Order.DOCUMENT)]
    assert places == sorted(places)
    assert not arranged(rows, Order.DEPARTMENT)[-1].departments
    assert arranged(rows, Order.WORTH_READING) == rows


def test_filters_show_as_chips_and_counts_follow(screen: ResultsScreen) -> None:
    before = screen.rail.buttons[Group.ELIGIBLE].count
    assert screen.bar.chips.isHidden()
    box = screen.bar.boxes["at_least"]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert screen.bar.wanted.at_least == 10 * WAN
    after = screen.rail.buttons[Group.ELIGIBLE].count
    assert 0 < after < before
    assert screen.model.rowCount() == after
    chips = [b.text() for b in screen.bar.chips.findChildren(QPushButton)]
    assert chips == ["10万元以上  ✕", "清除筛选"]
    screen.bar.want(department="市商务局")
    assert screen.rail.buttons[Group.ELIGIBLE].count < after
    press(screen.bar.chips, "10万元以上  ✕")
    assert screen.bar.wanted == FindingFilter(department="市商务局")
    assert box.currentText() == "不限"
    screen.bar.search.setText("展")
    screen.bar.on_cleared()
    assert screen.bar.wanted == FindingFilter()
    assert not screen.bar.search.text()
    assert screen.rail.buttons[Group.ELIGIBLE].count == before


def test_empty_lists_say_what_to_do(screen: ResultsScreen) -> None:
    screen.show_group(Group.OUT_OF_FORCE)
    assert "都在有效期内" in screen.empty.text()
    screen.show_group(Group.NEAR)
    screen.bar.want(form=Form.OBLIGATION)
    assert "里有" in screen.empty.text()
    screen.bar.want(until=date(2026, 12, 1))
    assert "清除筛选" in screen.empty.text()
    screen.bar.want(form=None, until=None, text="没有这种东西")
    assert "换个说法" in screen.empty.text()


def test_dates_of_a_filter_count_from_the_date_of_the_case(
    screen: ResultsScreen, demo: Case
) -> None:
    screen.bar.want(until=date(2027, 2, 19))
    screen.show_case(demo.on(date(2026, 12, 1)))
    assert screen.bar.wanted.until is None
    assert screen.bar.boxes["until"].words_of(date(2026, 12, 31)) == "30天内"


def test_the_wheel_changes_no_choice(screen: ResultsScreen) -> None:
    box = screen.bar.sort
    down = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, down)
    assert box.currentIndex() == 0
    assert not down.isAccepted()


def test_the_order_is_kept_and_the_chosen_row_too(screen: ResultsScreen) -> None:
    screen.list.setCurrentIndex(screen.model.index(3, 0))
    chosen = screen.list.currentIndex().data(ROW).id
    screen.bar.sort.setCurrentIndex(1)
    screen.bar.sort.activated.emit(1)
    shown = [r.worth or 0 for r in screen.model.shown]
    assert shown == sorted(shown, reverse=True)
    assert screen.list.currentIndex().data(ROW).id == chosen


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_by_keyboard(qtbot: QtBot, screen: ResultsScreen) -> None:
    screen.show()
    screen.activateWindow()
    screen.on_find()
    qtbot.waitUntil(screen.bar.search.hasFocus)
    QTest.keyClicks(screen.bar.search, "zhanhui")
    QTest.keyClick(screen.bar.search, Qt.Key.Key_Escape)
    assert not screen.bar.search.text()
    QTest.keyClick(screen.bar.search, Qt.Key.Key_Return)
    QTest.keyClick(screen.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(screen.measure_chosen) as told:
        QTest.keyClick(screen.list, Qt.Key.Key_Return)
    assert told.args == [screen.model.shown[1].id]
    screen.rail.buttons[Group.ELIGIBLE].setFocus()
    QTest.keyClick(screen.rail.buttons[Group.ELIGIBLE], Qt.Key.Key_Down)
    assert screen.rail.group is Group.LACKING
    assert {r.group for r in screen.model.shown} == {Group.LACKING}
    nameless = [
        w for w in screen.findChildren(QWidget)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()
        and not (w.accessibleName() or getattr(w, "text", str)())
    ]  # fmt: skip
    assert not nameless


def test_what_to_do_next(qtbot: QtBot, screen: ResultsScreen, demo: Case, empty: Case) -> None:
    found = summary_of(demo.plan)
    assert f"还差 {len(found.missing)} 项信息" in words(screen.summary)
    n, yes = len(found.due_together), found.due_sure
    said = f"有{n}项的政策到2027-01-16为止，还有56天。其中符合{yes}项，待定{n - yes}项"
    assert said in screen.summary.due.text()
    assert "2027-01-16（最好不晚于1月15日）" in screen.summary.due.toolTip()
    groups = Counter(grouped(demo.plan)[m] for m in found.due_together)
    assert yes == groups[Group.ELIGIBLE]
    assert n - yes == groups[Group.LACKING] + groups[Group.LEFT_OPEN]
    assert f"{found.beside_money}项" in screen.summary.beside.text()
    with qtbot.waitSignal(screen.question_asked) as told:
        screen.summary.fill.click()
    assert told.args is not None
    assert told.args[0]
    screen.show_group(Group.INELIGIBLE)
    screen.summary.see_due.click()
    assert screen.rail.group is Group.ELIGIBLE
    assert screen.bar.wanted.until == date(2027, 1, 16)
    assert sum(b.count for b in screen.rail.buttons.values()) == len(found.due_together)
    screen.show_case(empty.on(date(2030, 1, 1)))
    assert screen.summary.due.text() == "最近没有到期的事项"
    assert screen.summary.see_due.isHidden()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_day_is_picked_from_the_calendar(qtbot: QtBot, screen: ResultsScreen, demo: Case) -> None:
    picker = screen.as_of
    picker.on_opened()
    assert picker.popup is not None
    calendar = picker.popup.calendar
    assert calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday
    assert calendar.selectedDate() == QDate(2026, 11, 21)
    with qtbot.waitSignal(screen.date_changed) as told:
        calendar.clicked.emit(QDate(2026, 12, 5))
    assert told.args == [date(2026, 12, 5)]
    screen.show_case(demo)
    picker.on_opened()
    with qtbot.waitSignal(screen.date_changed) as told:
        press(picker.popup, "文件到期日 2027-01-16")
    assert told.args == [date(2027, 1, 16)]


def test_quick_days_count_from_today(qtbot: QtBot, demo: Case) -> None:
    from dgassist.ui.widgets.day_picker import DayPicker

    picker = DayPicker("基准日", lambda: date(2026, 3, 4))
    qtbot.addWidget(picker)
    picker.show_day(demo.as_of, demo)
    assert picker.choices() == (
        ("今天", date(2026, 3, 4)),
        ("去年底", date(2025, 12, 31)),
        ("文件到期日 2027-01-16", date(2027, 1, 16)),
    )


def test_two_days_are_compared(qtbot: QtBot, screen: ResultsScreen, demo: Case) -> None:
    screen.compare.click()
    panel = screen.comparison
    assert screen.body.currentWidget() is panel
    with qtbot.assertNotEmitted(screen.date_changed):  # the results stay those of today
        panel.other.pick(LATER)
    yes = len(demo.assessment.with_outcome(Outcome.ELIGIBLE))
    assert f"2026-11-21：符合{yes}项" in panel.words.text()
    assert any("→　2027-02-01：不在有效期" in r.words for r in panel.model.rows)
    with qtbot.waitSignal(screen.measure_chosen) as told:
        panel.on_chosen(panel.model.index(0, 0))
    assert told.args == [panel.model.rows[0].id]
    assert "之后，按计划要办的算" not in panel.words.text()
    panel.other.pick(date(2026, 5, 1))  # after the first booth, before the others
    booths = demo.answers.records["booth"]
    later = sum(r["date"] > date(2026, 5, 1) for r in booths)  # type: ignore[operator]
    assert later
    n = planned_count(demo.answers, demo.book, date(2026, 5, 1))
    assert n >= later
    assert f"填的事项里有{n}项在2026-05-01之后，按计划要办的算。" in panel.words.text()
    panel.other.pick(demo.as_of)
    assert "同一天" in panel.words.text()
    assert not panel.model.rows
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert screen.body.currentIndex() == 0


def test_what_is_different_since_the_last_visit(
    qtbot: QtBot, screen: ResultsScreen, demo: Case, empty: Case
) -> None:
    assert screen.banner.isHidden()
    screen.show_changes(Snapshot.of(empty.plan), date(2026, 11, 2))
    n = len(screen.visit_changes.model.rows)
    assert screen.banner_words.text() == f"自2026-11-02上次来访以来，有{n}项变化"
    tester = QAbstractItemModelTester(
        screen.visit_changes.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    screen.see_changes.click()
    assert screen.body.currentWidget() is screen.visit_changes
    assert screen.see_changes.text() == "收起"
    assert "确定金额原来0元" in screen.visit_changes.words.text()
    assert screen.visit_changes.model.rows[0].tag == "新符合"
    screen.show_case(empty)  # what is answered on the way counts as well
    assert screen.banner.isHidden()
    assert screen.body.currentIndex() == 0
    screen.show_case(demo)
    assert not screen.banner.isHidden()
    screen.show_changes(None)
    assert screen.banner.isHidden()
    assert screen.body.currentIndex() == 0
    assert tester


def test_what_is_no_longer_kept_does_not_open(
    qtbot: QtBot, screen: ResultsScreen, demo: Case
) -> None:
    kept = Snapshot.of(demo.plan)
    old = {**kept.standings, "gone": next(iter(kept.standings.values()))}
    screen.show_changes(replace(kept, standings=old))
    (row,) = screen.visit_changes.model.rows
    assert row.words.startswith("不再收录")
    with qtbot.assertNotEmitted(screen.measure_chosen):
        screen.visit_changes.on_chosen(screen.visit_changes.model.index(0, 0))


def test_a_measure_counts_its_conditions_and_asks_for_itself_alone(
    qtbot: QtBot, demo: Case, empty: Case, book: PolicyBook
) -> None:
    page = MeasureScreen()
    qtbot.addWidget(page)
    page.show_measure("special_booth")
    page.show_case(empty)
    assert re.search(r"条件：\d+ 项满足，\d+ 项待定，0 项不满足\n", words(page))
    with qtbot.waitSignal(page.focus_asked) as told:
        press(page, "只问这一项")
    assert told.args == ["special_booth"]
    page.show_case(demo)
    assert "0 项待定，0 项不满足" in words(page)
    assert "只问这一项" not in words(page)
    case = company("chip_designer", book)
    near = next(m for m, g in grouped(case.plan).items() if g is Group.NEAR)
    page.show_measure(near)
    page.show_case(case)
    assert "差一项" in words(page)


@pytest.mark.parametrize("name", [f.stem for f in COMPANIES])
def test_a_near_miss_says_the_same_in_the_list_and_on_its_page(
    qtbot: QtBot, book: PolicyBook, name: str
) -> None:
    case = company(name, book)
    page = MeasureScreen()
    qtbot.addWidget(page)
    for row in [r for r in rows_of(case) if r.group is Group.NEAR][:4]:
        page.show_measure(row.id)
        page.show_case(case)
        said = words(page)
        assert row.reason in said
        step = nearest(case.plan)[row.id]
        if row.amount.startswith("若补上") and step.would_be:
            assert row.amount in said
            assert "下面按如果补上" in said
            assert all(line in said for line in step.would_be.arithmetic)


def test_a_date_is_the_same_in_the_list_on_the_page_and_on_paper(qtbot: QtBot, demo: Case) -> None:
    found = next(r for r in rows_of(demo) if r.id == "special_booth")
    assert "最近期限 2027-01-16" in found.footing
    assert found.remark.endswith("2027-01-16（最好不晚于1月15日）")
    page = MeasureScreen()
    qtbot.addWidget(page)
    page.show_measure("special_booth")
    page.show_case(demo)
    assert "有效期到 2027-01-16" in words(page)
    assert "2027-01-16（最好不晚于1月15日）" in words(page)
    paper = "".join(texts(checklist(demo.plan)))
    assert "2027-01-16（最好不晚于1月15日）" in paper
    assert "2027年1月15日" not in paper


def test_the_paper_keeps_the_order_of_the_list(demo: Case) -> None:
    shown = [r.id for r in rows_of(demo) if r.group is Group.ELIGIBLE]
    printed = [m for m in default_measures(demo.plan) if m in shown]
    assert len(printed) > 2
    assert printed == [m for m in shown if m in printed]


def test_what_cannot_be_shown_leaves_the_old_page(
    screen: ResultsScreen, demo: Case, empty: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = words(screen), screen.model.rows
    broken = replace(demo.book, documents=())
    with pytest.raises(KeyError):
        screen.show_case(Case(broken, empty.answers, empty.as_of))
    assert (words(screen), screen.model.rows) == before


@pytest.mark.qt_log_ignore("propagateSizeHints")
@pytest.mark.parametrize("size", ["normal", "large"])
def test_everything_fits_the_smallest_window(
    qtbot: QtBot, screen: ResultsScreen, empty: Case, size: str
) -> None:
    theme.choose("light", size)
    try:
        screen.show_changes(Snapshot.of(empty.plan))
        screen.bar.want(form=Form.CASH, department="市市场监督管理局", document="df_2024_1",
                        at_least=Decimal(WAN), until=date(2027, 1, 16))  # fmt: skip
        screen.show()
        least = screen.minimumSizeHint()
        assert least.width() <= 1024
        assert least.height() <= 680 - 130  # what the frame above and below takes
        row = screen.list.sizeHintForRow(0)
        assert row >= 3 * theme.look().caption
    finally:
        theme.choose("light", "normal")


def test_four_hundred_results_are_sorted_into_the_groups(screen: ResultsScreen, demo: Case) -> None:
    model = screen.model
    model.rows = tuple([replace(r, id=f"{r.id}{n}") for n in range(2) for r in rows_of(demo)][:400])
    wanted = FindingFilter(text="展", at_least=Decimal(WAN))
    shown, narrowed = 0, 0
    for group in Group:
        model.narrow(group, FindingFilter(), Order.AMOUNT)
        shown += model.rowCount()
        model.narrow(group, wanted, Order.DUE)
        narrowed += model.rowCount()
    assert shown == 400
    assert 0 < narrowed < 100


def test_no_results_at_all(qtbot: QtBot, demo: Case) -> None:
    model = FindingModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.narrow(Group.ELIGIBLE, FindingFilter())
    assert model.rowCount() == 0
    assert model.is_empty(Group.ELIGIBLE)
    nothing = replace(demo.book, measures=(), relations=(), windows=())
    screen = ResultsScreen()
    qtbot.addWidget(screen)
    screen.show_case(Case(nothing, demo.answers, demo.as_of))
    assert screen.empty.text()
    assert tester
