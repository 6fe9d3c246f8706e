"""The inputs by intent: type or click, and see what is told."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, Option, Question
from dgassist.ui.widgets.answer_input import ChoiceInput, LineInput
from dgassist.ui.widgets.document_text import DocumentText, place_of
from dgassist.ui.widgets.lookup_input import LookupInput
from dgassist.ui.widgets.question_field import QuestionField
from dgassist.ui.widgets.record_page import RecordPage
from dgassist.ui.widgets.section_form import SectionForm

# the offscreen platform's remark on any window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MONEY = Question("m", AnswerType.MONEY, "营业收入", minimum=Decimal(0))
CODE = Question("u", AnswerType.USCC, "统一社会信用代码")
YES_NO = Question("b", AnswerType.BOOLEAN, "在册")


def test_money_is_typed_in_wan_and_told_in_yuan(qtbot: QtBot) -> None:
    box = LineInput(MONEY)
    qtbot.addWidget(box)
    box.show()
    QTest.keyClicks(box.edit, "1,200")
    assert box.echo.text() == "= 12,000,000 元"
    with qtbot.waitSignal(box.answered) as told:
        QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert told.args == [Decimal(12_000_000)]
    with qtbot.assertNotEmitted(box.answered):
        box.edit.editingFinished.emit()
    with qtbot.waitSignal(box.answered) as told:
        box.forget.click()
    assert told.args == [None]


def test_what_is_not_understood_stays_and_is_not_told(qtbot: QtBot) -> None:
    box = LineInput(MONEY)
    qtbot.addWidget(box)
    box.show()
    with qtbot.assertNotEmitted(box.answered):
        QTest.keyClicks(box.edit, "-5")
        QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert box.edit.text() == "-5"
    assert "不能是负数" in box.problem.text()
    assert "还没有保存" in box.problem.text()
    box.show_value(None)  # the case changed elsewhere
    assert box.edit.text() == "-5"
    box.show_value(None, fresh=True)
    assert box.edit.text() == ""
    assert not box.problem.isVisible()


def test_a_company_code_is_checked_at_once(qtbot: QtBot) -> None:
    box = LineInput(CODE)
    qtbot.addWidget(box)
    box.show()
    QTest.keyClicks(box.edit, "91441900000003009")
    assert not box.problem.isVisible()
    QTest.keyClicks(box.edit, "A")
    assert "校验码" in box.problem.text()
    QTest.keyClick(box.edit, Qt.Key.Key_Backspace)
    QTest.keyClicks(box.edit, "B")
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert not box.problem.isVisible()
    assert box.value == "91441900000003009B"


def test_enter_does_not_submit_while_composing(qtbot: QtBot) -> None:
    box = LineInput(Question("t", AnswerType.TEXT, "名称"))
    qtbot.addWidget(box)
    box.show()
    QTest.keyClicks(box.edit, "abc")
    QApplication.sendEvent(box.edit, QInputMethodEvent("dong", []))
    with qtbot.assertNotEmitted(box.answered):
        QTest.keyClick(box.edit, Qt.Key.Key_Return)
    QApplication.sendEvent(box.edit, QInputMethodEvent("", []))
    with qtbot.waitSignal(box.answered):
        QTest.keyClick(box.edit, Qt.Key.Key_Return)


def test_yes_no_and_unknown(qtbot: QtBot) -> None:
    box = ChoiceInput(YES_NO)
    qtbot.addWidget(box)
    for button, value in ((0, True), (1, False), (2, None)):
        with qtbot.waitSignal(box.answered) as told:
            box.group.button(button).click()
        assert told.args == [value]
    box.show_value(False)
    assert box.group.checkedId() == 1


def test_the_wheel_changes_nothing(qtbot: QtBot) -> None:
    kind = Question("k", AnswerType.CHOICE, "类别", options=(Option("a", "甲"), Option("b", "乙")))
    box = ChoiceInput(kind)
    qtbot.addWidget(box)
    box.show_value("a")
    box.show()
    where = QPointF(5, 5)
    turn = QWheelEvent(
        where, where, QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    with qtbot.assertNotEmitted(box.answered):
        for radio in box.group.buttons():
            QApplication.sendEvent(radio, turn)
    assert box.group.checkedId() == 0


def test_a_long_list_is_picked_by_typing(qtbot: QtBot, book: PolicyBook) -> None:
    field = QuestionField(book.question["town"], book)
    qtbot.addWidget(field)
    box = field.input
    assert isinstance(box, LookupInput)
    with qtbot.waitSignal(field.answered) as told:
        box.edit.setText("长安")
        box.on_finished()
    assert told.args == ["town", "长安镇"]
    box.edit.setText("火星")
    box.on_finished()
    assert "没有“火星”" in box.problem.text()
    assert box.edit.text() == "火星"
    box.edit.setText("镇")
    box.on_finished()
    assert "请从列表里选" in box.problem.text()
    with qtbot.waitSignal(field.answered) as told:
        box.on_cleared()
    assert told.args == ["town", None]
    box.choices.narrow("东城")
    with qtbot.waitSignal(field.answered) as told:
        box.on_activated(box.choices.index(0, 0))
    assert told.args == ["town", "东城街道"]


def test_a_section_hides_what_does_not_arise(qtbot: QtBot, empty: Case) -> None:
    section = next(s for s in empty.book.sections if s.id == "beizeng")
    page = SectionForm(section, 1, empty.book)
    qtbot.addWidget(page)
    page.show_case(empty.answered("beizeng_status", "no"))
    assert page.fields["beizeng_since"].isHidden()
    page.show_case(empty.answered("beizeng_status", "yes"))
    assert not page.fields["beizeng_since"].isHidden()
    assert page.fields["beizeng_until"].isHidden()


@pytest.fixture
def booths(qtbot: QtBot, demo: Case) -> RecordPage:
    page = RecordPage(demo.book.record_type["booth"], demo.book)
    qtbot.addWidget(page)
    cases = [demo]

    def keep(record_type: str, records: object) -> None:
        cases.append(cases[-1].recorded(record_type, records))  # type: ignore[arg-type]
        page.show_case(cases[-1])

    page.records_changed.connect(keep)
    page.show_case(demo)
    page.show()
    return page


def test_records_are_added_copied_deleted_and_brought_back(
    qtbot: QtBot, booths: RecordPage, demo: Case
) -> None:
    told: list[tuple[object, ...] | None] = []
    booths.records_changed.connect(lambda _, records: told.append(records))
    records = demo.answers.records["booth"]
    booths.table.selectRow(1)
    booths.card.copy.click()
    assert told[-1] == (records[0], records[1], records[1], *records[2:])
    booths.card.remove.click()
    assert told[-1] == records
    assert booths.notice.isVisible()
    booths.notice.undo.click()
    assert told[-1] == (records[0], records[1], records[1], *records[2:])
    assert not booths.notice.isVisible()
    booths.head.add.click()
    assert told[-1] is not None
    assert told[-1][-1] == {}
    assert "还没填" in booths.card.title.text()


def test_a_record_is_edited_in_the_form(qtbot: QtBot, booths: RecordPage, demo: Case) -> None:
    booths.table.selectRow(2)
    area = booths.form.fields["area"].input
    assert isinstance(area, LineInput)
    area.edit.setText("40")
    with qtbot.waitSignal(booths.records_changed) as told:
        area.on_finished()
    assert told.args is not None
    assert told.args[1][2]["area"] == Decimal(40)
    assert told.args[1][0] == demo.answers.records["booth"][0]
    area.edit.setText("很大")
    area.on_finished()
    booths.table.selectRow(0)
    assert area.edit.text() == "36"  # the typed rest belonged to the other record
    assert not area.problem.isVisible()


def test_none_and_not_yet_told(qtbot: QtBot, empty: Case) -> None:
    page = RecordPage(empty.book.record_type["booth"], empty.book)
    qtbot.addWidget(page)
    page.show_case(empty)
    with qtbot.waitSignal(page.records_changed) as told:
        page.head.none.click()
    assert told.args == ["booth", ()]
    page.show_case(empty.recorded("booth", ()))
    assert page.head.state.text() == "没有"
    with qtbot.waitSignal(page.records_changed) as told:
        page.head.unknown.click()
    assert told.args == ["booth", None]


def test_deleting_the_last_record_is_not_saying_none(qtbot: QtBot, empty: Case) -> None:
    page = RecordPage(empty.book.record_type["booth"], empty.book)
    qtbot.addWidget(page)
    page.show_case(empty.recorded("booth", ({},)))
    with qtbot.waitSignal(page.records_changed) as told:
        page.card.remove.click()
    assert told.args == ["booth", None]


def test_every_quote_is_found_in_its_text(qtbot: QtBot, book: PolicyBook) -> None:
    text = DocumentText(book)
    qtbot.addWidget(text)
    for measure in book.measures:
        citation = measure.benefit.citation
        text.show_clause(citation.clause_id, citation.quote)
        assert "".join(text.marked().split()) == "".join(citation.quote.split())


def test_places_are_counted_as_qt_does() -> None:
    assert place_of("丙 丁", "甲𬭚\n丙丁") == (4, 6)
    assert place_of("戊", "甲") is None


def test_labels_never_read_text_as_markup(qtbot: QtBot, book: PolicyBook) -> None:
    field = QuestionField(Question("t", AnswerType.TEXT, "<b>名称</b>"), book)
    qtbot.addWidget(field)
    assert all(w.textFormat() is Qt.TextFormat.PlainText for w in field.findChildren(QLabel))
