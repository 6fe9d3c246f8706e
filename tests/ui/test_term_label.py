"""Terms are marked once a page, and explained to the mouse and to the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import Section
from dgassist.ui import glossing
from dgassist.ui.screens.measure import MeasureScreen
from dgassist.ui.widgets.question_field import QuestionField, QuestionLine
from dgassist.ui.widgets.question_page import QuestionPage
from dgassist.ui.widgets.term_label import TermLabel, TermMarks

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TEXT = "新认定的国家级专精特新“小巨人”企业，专精特新企业除外。"


def made(book: PolicyBook, text: str = TEXT) -> TermLabel:
    result = TermMarks(book).label(text)
    assert isinstance(result, TermLabel)
    return result


def beginning(book: PolicyBook) -> Section:
    return next(s for s in book.sections if s.id == "beizeng")


def test_the_first_place_of_each_term_is_found(book: PolicyBook) -> None:
    found = glossing.places(TEXT, book)
    assert [(p.term.name, TEXT[p.start : p.stop]) for p in found] == [
        ("专精特新", "专精特新"),
        ("小巨人", "小巨人"),
    ]
    assert glossing.places("没有名词", book) == ()
    assert "国家级专精特新“小巨人”企业" in glossing.explained("小巨人", book)
    assert glossing.explained("", book) == ""


def test_common_words_are_not_marked(book: PolicyBook) -> None:
    assert glossing.places("给予最高50万元一次性奖励", book) == ()


def test_the_longest_word_wins(book: PolicyBook) -> None:
    (place,) = glossing.places("当年新上规的企业", book)
    assert place.term.name == "新上规"


def test_a_page_marks_a_term_once(book: PolicyBook) -> None:
    marks = TermMarks(book)
    first, second = marks.label("倍增企业"), marks.label("倍增企业的遴选")
    third = marks.label("倍增企业")
    assert isinstance(first, TermLabel)
    assert isinstance(second, TermLabel)
    assert [p.term.name for p in second.terms] == ["遴选"]
    assert type(third) is QLabel


def test_the_text_is_there_for_a_screen_reader(qtbot: QtBot, book: PolicyBook) -> None:
    shown = made(book)
    qtbot.addWidget(shown)
    assert shown.text() == TEXT
    assert "专精特新：" in shown.accessibleDescription()


def test_it_is_as_high_as_a_plain_label(qtbot: QtBot, book: PolicyBook) -> None:
    shown, plain = made(book), QLabel(TEXT)
    plain.setWordWrap(True)
    for widget in (shown, plain):
        qtbot.addWidget(widget)
        widget.ensurePolished()
    for width in (600, 200, 90):
        assert abs(shown.heightForWidth(width) - plain.heightForWidth(width)) <= 3


def _move_to(widget: QWidget, at: QPointF) -> None:
    """The mouse itself may be there already, and then tells nothing."""
    button, none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    where = widget.mapToGlobal(at)
    event = QMouseEvent(QEvent.Type.MouseMove, at, where, button, button, none)
    QApplication.sendEvent(widget, event)


def test_the_mouse_is_told(qtbot: QtBot, book: PolicyBook) -> None:
    shown = made(book)
    qtbot.addWidget(shown)
    shown.resize(600, 40)
    shown.show()
    at = shown.fontMetrics().horizontalAdvance(TEXT[: TEXT.index("专精特新") + 2])
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(at, 8))
    assert "专业化、精细化" in QToolTip.text()
    QToolTip.hideText()
    for x, cursor in ((4, Qt.CursorShape.ArrowCursor), (at, Qt.CursorShape.WhatsThisCursor)):
        _move_to(shown, QPointF(x, 8))
        assert shown.cursor().shape() is cursor


def test_the_keyboard_is_told(qtbot: QtBot, book: PolicyBook) -> None:
    shown = made(book)
    qtbot.addWidget(shown)
    shown.show()
    assert shown.focusPolicy() is Qt.FocusPolicy.TabFocus
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert "专业化、精细化" in QToolTip.text()
    QTest.keyClick(shown, Qt.Key.Key_Right)
    QTest.keyClick(shown, Qt.Key.Key_F1)
    assert "小巨人：" in QToolTip.text()
    QToolTip.hideText()


def test_a_question_explains_its_words(qtbot: QtBot, book: PolicyBook) -> None:
    question = beginning(book).questions[0]
    page = QuestionPage(question, book)
    qtbot.addWidget(page)
    marked = page.findChildren(TermLabel)
    assert "倍增企业" in [p.term.name for w in marked for p in w.terms]
    assert all(m.focusPolicy() is Qt.FocusPolicy.TabFocus for m in marked)


def test_in_a_form_tab_goes_from_box_to_box(qtbot: QtBot, book: PolicyBook) -> None:
    question = beginning(book).questions[0]
    for field in (QuestionField(question, book), QuestionLine(question, book)):
        qtbot.addWidget(field)
        marked = field.findChildren(TermLabel)
        assert marked
        assert all(m.focusPolicy() is Qt.FocusPolicy.NoFocus for m in marked)


def test_a_measure_explains_its_words_once(qtbot: QtBot, demo: Case) -> None:
    screen = MeasureScreen()
    qtbot.addWidget(screen)
    screen.show_measure("little_giant_award")
    screen.show_case(demo)
    names = [p.term.name for w in screen.findChildren(TermLabel) for p in w.terms]
    assert "小巨人" in names
    assert len(names) == len(set(names))
