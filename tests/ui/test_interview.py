"""The interview by intent: answer, press a key, and see what is asked next and what is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dgassist.case import Case
from dgassist.engine.interview import NAME, Progress
from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from dgassist.ui.frame import RESULTS, REVIEW
from dgassist.ui.screens.interview import InterviewScreen
from dgassist.ui.widgets.answer_input import LineInput
from dgassist.ui.widgets.record_question import FieldPage, RecordListPage
from tests.formulas import AS_OF
from tests.tiny import Resources, condition, left_open, measure, told

# the offscreen platform's remark on any window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Desk:
    """The screen, wired to a case as the program wires it."""

    def __init__(self, qtbot: QtBot, case: Case, progress: Progress | None = None) -> None:
        self.case = case
        self.screen = InterviewScreen(case.book)
        qtbot.addWidget(self.screen)
        self.screen.answered.connect(lambda key, v: self.show(self.case.answered(key, v)))
        self.screen.records_changed.connect(lambda key, v: self.show(self.case.recorded(key, v)))
        self.screen.resize(1024, 600)
        with qtbot.waitActive(self.screen):
            self.screen.show()
            self.screen.activateWindow()
        if progress:
            self.screen.show_progress(progress)
        self.show(case)

    def show(self, case: Case) -> None:
        self.case = case
        self.screen.show_case(case)

    @property
    def asked(self) -> str:
        return self.screen.current

    @property
    def page(self) -> Any:
        return self.screen.stack.currentWidget()

    def key(self, key: Qt.Key) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)

    def type(self, text: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)

    def words(self) -> str:
        QApplication.processEvents()
        shown = [w for w in self.screen.findChildren(QLabel) if w.isVisible()]
        return "\n".join(w.text() for w in shown)


def case_of(book: PolicyBook, company: dict[str, Any] | None = None, **records: Any) -> Case:
    return Case(book, told(book, {NAME: "虚构公司", **(company or {})}, **records), AS_OF)


@pytest.fixture
def members(tiny: Resources) -> PolicyBook:
    """Two measures of a company: one asks for its staff, both for membership."""
    return tiny.book(
        measure("one", condition("member"), condition("employees >= 5*person")),
        measure("two", condition("member"), amount="500*wan"),
    )


@pytest.fixture
def booths(tiny: Resources) -> PolicyBook:
    """One measure of booths."""
    return tiny.book(measure("booths", condition("area >= 18*sqm"), per="booth"))


def press(widget: QWidget, name: str) -> None:
    QApplication.processEvents()
    found = [b for b in widget.findChildren(QPushButton) if name in (b.accessibleName(), b.text())]
    next(b for b in found if b.isVisible()).click()


# --- answering


def test_choosing_does_not_go_on_and_enter_does(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, Case(members, Answers(), AS_OF))
    assert desk.asked == "applicant_type"
    desk.key(Qt.Key.Key_2)
    assert desk.case.answers.company["applicant_type"] == "association"
    assert desk.asked == "applicant_type"
    desk.key(Qt.Key.Key_Up)
    assert desk.case.answers.company["applicant_type"] == "enterprise"
    desk.key(Qt.Key.Key_Return)
    assert desk.asked == NAME


def test_typed_text_is_taken_with_enter_but_not_while_composing(
    qtbot: QtBot, members: PolicyBook
) -> None:
    desk = Desk(qtbot, Case(members, told(members), AS_OF))
    desk.screen.show_question(NAME)
    edit = QApplication.focusWidget()
    assert edit is not None
    desk.type("abc")
    QApplication.sendEvent(edit, QInputMethodEvent("dong", []))
    desk.key(Qt.Key.Key_Return)
    assert desk.asked == NAME
    QApplication.sendEvent(edit, QInputMethodEvent("", []))
    desk.key(Qt.Key.Key_Return)
    assert desk.case.name == "abc"
    assert desk.asked == "member"


def test_without_an_answer_one_is_told_what_to_do(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(members))
    desk.screen.foot.next.click()
    assert desk.asked == "member"
    assert "还没有填" in desk.words()


def test_what_is_not_understood_stays_on_the_page(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(members))
    desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_Return)
    desk.type("many")
    desk.screen.foot.next.click()
    assert desk.asked == "employees"
    assert [one.key for one in desk.screen.unsaved()] == ["employees"]
    assert desk.screen.step_back()
    assert desk.screen.unsaved()  # still there to be mended
    desk.screen.foot.next.click()
    assert isinstance(desk.page.input, LineInput)
    assert desk.page.input.edit.text() == "many"


def test_every_page_says_why(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(members))
    assert "这一题关系到 2 项政策，单项最高500万元" in desk.words()
    desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_Return)
    assert "这一题关系到：one（最高5万元）" in desk.words()


# --- not knowing, passing over, going back


def test_unsure_is_remembered_and_listed_at_the_end(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(members))
    with qtbot.waitSignal(desk.screen.progress_changed) as now:
        desk.screen.foot.unsure.click()
    assert now.args == [Progress(unsure=frozenset(("member",)))]
    assert desk.asked == "employees"
    desk.type("3")
    desk.key(Qt.Key.Key_Return)
    assert desk.asked == ""
    assert "还没弄清的（1）" in desk.words()
    press(desk.screen, "去填写：会员")
    assert desk.asked == "member"
    desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_Return)
    assert desk.asked == ""
    assert desk.screen.progress == Progress()
    assert "问完了" in desk.words()


def test_unsure_takes_an_answer_back(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(members))
    desk.key(Qt.Key.Key_1)
    desk.screen.foot.unsure.click()
    assert "member" not in desk.case.answers.company


def test_skipped_is_asked_again_at_the_end(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(members))
    desk.screen.foot.skip.click()
    assert desk.asked == "employees"
    desk.screen.foot.unsure.click()
    assert desk.asked == "member"
    assert "刚才跳过的，再问一次" in desk.words()
    desk.screen.foot.skip.click()
    assert desk.asked == ""


def test_skipping_keeps_an_answer(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(members))
    desk.key(Qt.Key.Key_1)
    desk.screen.foot.skip.click()
    assert desk.case.answers.company["member"] is True
    assert desk.screen.progress == Progress()


def test_an_interview_is_taken_up_where_it_was(qtbot: QtBot, members: PolicyBook) -> None:
    progress = Progress(unsure=frozenset(("member",)))
    assert Desk(qtbot, case_of(members), progress).asked == "employees"
    late = Desk(qtbot, case_of(members))
    late.screen.show_progress(progress)
    assert late.asked == "employees"


def test_back_keeps_answers_and_next_returns(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(members))
    desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_Return)
    assert desk.asked == "employees"
    desk.screen.foot.back.click()
    assert desk.asked == "member"
    assert desk.page.input.value is True
    desk.key(Qt.Key.Key_Return)
    assert desk.asked == "employees"


def test_there_is_no_way_back_before_the_first_question(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, Case(members, Answers(), AS_OF))
    assert not desk.screen.foot.back.isEnabled()
    assert not desk.screen.step_back()


def test_after_reopening_one_goes_back_through_what_was_told(
    qtbot: QtBot, members: PolicyBook
) -> None:
    desk = Desk(qtbot, case_of(members, {"town": "长安镇"}), Progress(skipped=frozenset("x")))
    assert desk.asked == "member"
    for key in ("town", NAME, "applicant_type"):
        desk.screen.foot.back.click()
        assert desk.asked == key
    assert not desk.screen.foot.back.isEnabled()


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(members))
    desk.screen.foot.unsure.setFocus()
    desk.key(Qt.Key.Key_Return)
    assert "member" in desk.screen.progress.unsure


# --- records


def test_tab_goes_from_the_answer_to_the_button_that_goes_on(
    qtbot: QtBot, members: PolicyBook
) -> None:
    desk = Desk(qtbot, case_of(members))
    desk.key(Qt.Key.Key_1)
    for asked in ("member", "employees"):  # on a page that was made later, too
        assert desk.asked == asked
        assert desk.page.isAncestorOf(QApplication.focusWidget())
        desk.key(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is desk.screen.foot.next
        desk.key(Qt.Key.Key_Return)


def test_it_is_said_how_far_it_is(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, Case(members, Answers(), AS_OF))
    assert "大约" not in desk.words()
    desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_Return)
    assert "已答 1 题，最多还有 2 题左右" in desk.words()


def test_no_such_records(qtbot: QtBot, booths: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(booths))
    assert desk.asked == "booth"
    desk.key(Qt.Key.Key_2)
    assert desk.case.answers.records["booth"] == ()
    desk.key(Qt.Key.Key_Return)
    assert desk.asked == ""


def test_that_there_are_none_may_be_said_above_the_list(qtbot: QtBot, booths: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(booths))
    desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_Return)
    press(desk.page.list, "没有这类事项")  # there is but a row that nothing was filled into
    desk.screen.foot.next.click()
    assert desk.case.answers.records["booth"] == ()
    assert desk.asked == ""


def test_the_page_lists_the_kinds_that_may_matter(qtbot: QtBot, tiny: Resources) -> None:
    tiny.edit("questions/records/booth.yaml", "name: exhibition", "name: exhibition\nkinds: kind")
    special = condition("kind == 'special'")
    plain = condition("kind == 'plain'")
    book = tiny.book(
        measure("special", special, per="booth"),
        measure("plain", plain, condition("member"), per="booth"),
    )
    assert "· 特装\n· 标准" in Desk(qtbot, case_of(book)).words()
    words = Desk(qtbot, case_of(book, {"member": False})).words()
    assert "· 特装" in words
    assert "标准" not in words
    assert "另有 1 种" in words


def test_records_are_filled_in_on_the_page(qtbot: QtBot, booths: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(booths))
    desk.key(Qt.Key.Key_1)
    assert "booth" not in desk.case.answers.records
    desk.key(Qt.Key.Key_Return)
    page = desk.page
    assert isinstance(page, RecordListPage)
    assert page.is_inside
    assert not desk.screen.foot.unsure.isVisible()
    assert page.list is not None
    page.list.on_field_answered("exhibition", "甲展")
    desk.screen.foot.next.click()
    assert desk.case.answers.records["booth"] == ({"exhibition": "甲展"},)
    assert desk.asked == "booth.date"


def test_ctrl_enter_leads_out_of_a_list_and_back_in_one_types_on(
    qtbot: QtBot, booths: PolicyBook
) -> None:
    desk = Desk(qtbot, case_of(booths))
    desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_Return)
    page = desk.page
    assert isinstance(page, RecordListPage)
    assert page.list is not None
    page.list.on_field_answered("exhibition", "甲展")
    page.focus()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.list.form.isAncestorOf(focused)  # not the table, where typed words are lost
    QTest.keyClick(focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.asked == "booth.date"
    assert len(desk.case.answers.records["booth"]) == 1


def test_a_row_that_was_left_empty_is_no_record(qtbot: QtBot, booths: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(booths))
    desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_Return)
    desk.screen.foot.next.click()
    assert "booth" not in desk.case.answers.records
    assert desk.asked == "booth"
    assert not desk.page.is_inside
    assert "还没有填" in desk.words()


def test_back_leads_from_the_records_to_their_question(qtbot: QtBot, booths: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(booths))
    desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_Return)
    assert desk.screen.step_back()
    assert desk.asked == "booth"
    assert not desk.page.is_inside


def test_what_records_lack_is_asked_for_each(qtbot: QtBot, booths: PolicyBook) -> None:
    records = [
        {"exhibition": "甲展", "date": "2026-05-01"},
        {"exhibition": "乙展", "date": "2026-06-01", "area": 20},
        {"exhibition": "丙展", "date": "2026-07-01"},
    ]
    desk = Desk(qtbot, case_of(booths, booth=records))
    assert desk.asked == "booth.area"
    assert isinstance(desk.page, FieldPage)
    assert list(desk.page.inputs) == [0, 2]
    assert "甲展，2026-05-01" in desk.words()
    desk.type("12")
    desk.key(Qt.Key.Key_Return)
    desk.type("36")
    desk.key(Qt.Key.Key_Return)
    told_ = [record.get("area") for record in desk.case.answers.records["booth"]]
    assert told_ == [Decimal(12), Decimal(20), Decimal(36)]
    assert desk.asked == ""


def test_a_field_known_for_some_records_is_not_asked_for_ever(
    qtbot: QtBot, booths: PolicyBook
) -> None:
    records = [{"exhibition": name, "date": "2026-05-01"} for name in "甲乙"]
    desk = Desk(qtbot, case_of(booths, booth=records))
    desk.type("12")
    desk.screen.foot.next.click()
    assert desk.asked == ""
    assert desk.screen.progress.unsure == {"booth.area"}


# --- beside the question, and at the end


def test_the_panel_says_what_the_answer_decided(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(members))
    assert "刚才的回答" not in desk.words()
    desk.key(Qt.Key.Key_1)
    shown = desk.words()
    assert "定下来符合的 1 项" in shown
    assert "two" in shown
    assert desk.screen.panel.ceiling.text() == "500万元"
    desk.key(Qt.Key.Key_Return)
    assert "定下来符合的 1 项" in desk.words()  # until the next answer
    desk.type("3")
    desk.key(Qt.Key.Key_Return)
    assert "one" in desk.words()


def test_what_was_decided_is_no_news_after_not_knowing(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(members))
    desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_Return)
    assert "刚才的回答" in desk.words()
    desk.screen.foot.skip.click()
    assert "刚才的回答" not in desk.words()


def test_all_that_was_decided_is_counted(qtbot: QtBot, tiny: Resources) -> None:
    book = tiny.book(*(measure(f"m{i}", condition("member")) for i in range(9)))
    desk = Desk(qtbot, case_of(book))
    desk.key(Qt.Key.Key_2)
    assert "定下来不符合的 9 项" in desk.words()
    assert "还有 6 项" in desk.words()
    assert [f"m{i}" in desk.words() for i in range(4)] == [True, True, True, False]


def test_half_a_list_decides_nothing(qtbot: QtBot, booths: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(booths))
    desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_Return)
    day = date(2026, 5, 1)
    for key, value in (("exhibition", "甲展"), ("date", day), ("area", Decimal(3))):
        desk.page.list.on_field_answered(key, value)
        assert "刚才的回答" not in desk.words()
    desk.screen.foot.next.click()
    assert "定下来不符合的 1 项" in desk.words()


def test_what_is_left_to_the_department_is_said(qtbot: QtBot, tiny: Resources) -> None:
    book = tiny.book(measure("m", condition("member"), left_open()))
    desk = Desk(qtbot, case_of(book))
    desk.key(Qt.Key.Key_1)
    assert "由部门认定的 1 项" in desk.words()
    assert "定下来" not in desk.words()
    desk.key(Qt.Key.Key_Return)
    assert "只差部门认定的（1）" in desk.words()


def test_the_end_leads_on(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(members, {"member": False}))
    assert desk.asked == ""
    for leading_on, name in ((desk.screen.foot.check, REVIEW), (desk.screen.foot.results, RESULTS)):
        with qtbot.waitSignal(desk.screen.finished) as told_:
            leading_on.click()
        assert told_.args == [name]
    assert not desk.screen.panel.results.isVisible()
    assert "其余的对您的结果没有影响，所以没问" in desk.words()
    with qtbot.waitSignal(desk.screen.form_chosen):
        press(desk.screen, "想看全部问题：整页填写")
    press(desk.screen, "去填写：镇街")
    assert desk.asked == "town"

    # --- one measure alone

    assert desk.screen.panel.results.isVisible()


def test_one_measure_is_finished_alone(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(members, {"member": True}))
    desk.screen.foot.unsure.click()
    assert desk.asked == ""
    desk.screen.show_focus("one")
    assert desk.asked == "employees"  # not knowing it before does not count
    assert "只问这一项：one" in desk.screen.topic.text()
    assert "这一项还差 1 个答案" in desk.words()
    desk.type("9")
    desk.key(Qt.Key.Key_Return)
    assert desk.asked == ""
    assert "这一项问完了" in desk.words()
    with qtbot.waitSignal(desk.screen.closed):
        desk.screen.foot.done.click()
    desk.screen.show_focus("")
    assert desk.screen.mode.isVisible()
    assert "问完了" in desk.words()


def test_after_one_measure_the_interview_goes_on_where_it_was(
    qtbot: QtBot, members: PolicyBook
) -> None:
    desk = Desk(qtbot, case_of(members))
    desk.screen.show_focus("two")
    desk.screen.show_focus("")
    assert desk.asked == "member"


# --- answers that change elsewhere


def test_the_question_stays_while_it_may_matter(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(members, {"member": True}))
    assert desk.asked == "employees"
    desk.show(desk.case.answered("town", "长安镇"))
    assert desk.asked == "employees"
    desk.show(desk.case.answered("employees", Decimal(7)))
    assert desk.asked == "employees"
    assert desk.page.input.edit.text() == "7"


def test_a_question_that_matters_no_more_gives_way(qtbot: QtBot, members: PolicyBook) -> None:
    desk = Desk(qtbot, case_of(members, {"member": True}))
    desk.show(desk.case.answered("member", False))
    assert desk.asked == ""
    assert "刚才的回答" not in desk.words()
    desk.show(desk.case.answered("member", True))
    assert desk.asked == "employees"


def test_fields_follow_when_their_records_are_gone(qtbot: QtBot, booths: PolicyBook) -> None:
    records = [{"exhibition": name, "date": "2026-05-01"} for name in "甲乙"]
    desk = Desk(qtbot, case_of(booths, booth=records))
    desk.show(desk.case.recorded("booth", desk.case.answers.records["booth"][1:]))
    assert desk.asked == "booth.area"
    assert list(desk.page.inputs) == [0]
    desk.show(desk.case.recorded("booth", None))
    assert desk.asked == "booth"


# --- the real questions


def test_every_question_has_its_page(qtbot: QtBot, empty: Case) -> None:
    desk = Desk(qtbot, empty)
    book = empty.book
    for key in (*book.question, *book.record_type):
        desk.screen.show_question(key)
        assert desk.asked == key
        assert QApplication.focusWidget() is not None
    for record_type in book.record_types:
        case = empty.recorded(record_type.id, ({},))
        screen = Desk(qtbot, case).screen
        for field in record_type.fields:
            screen.show_question(f"{record_type.id}.{field.id}")
            assert screen.current == f"{record_type.id}.{field.id}"


def test_the_demo_company_is_interviewed_to_the_end(qtbot: QtBot, empty: Case, demo: Case) -> None:
    desk = Desk(qtbot, empty)
    for _ in range(80):
        key = desk.asked
        if not key:
            break
        if key in demo.answers.company:
            desk.show(desk.case.answered(key, demo.answers.company[key]))
            desk.screen.foot.next.click()
        elif key in demo.answers.records:
            desk.show(desk.case.recorded(key, demo.answers.records[key]))
            desk.screen.foot.next.click()
            if desk.asked == key:  # from the question to the filled table
                desk.screen.foot.next.click()
        else:
            desk.screen.foot.unsure.click()
    assert desk.asked == ""
    assert desk.case.plan.ceiling_total == demo.plan.ceiling_total
