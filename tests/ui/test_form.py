"""The form view with the keyboard alone, as a desk officer uses it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from dgassist.case import Case
from dgassist.model.answers import Record
from dgassist.store.reader import Library
from dgassist.ui import shortcuts, theme
from dgassist.ui.frame import HELP, INTERVIEW, QUESTIONS
from dgassist.ui.look import LARGE, LIGHT, NORMAL
from dgassist.ui.main_window import MainWindow
from dgassist.ui.screens.questionnaire import QuestionnaireScreen
from dgassist.ui.session import Session
from dgassist.ui.widgets.answer_input import ChoiceInput, LineInput
from dgassist.ui.widgets.form_page import FormPage
from dgassist.ui.widgets.lookup_input import LookupInput
from dgassist.ui.widgets.record_page import RecordPage

# the offscreen platform's remarks on windows with a smallest size, and on lists that open
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing the keyboard")

Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Desk:
    """The screen over a case, and a keyboard; no mouse."""

    def __init__(self, qtbot: QtBot, case: Case) -> None:
        self.case = case
        self.screen = QuestionnaireScreen(case.book)
        qtbot.addWidget(self.screen)
        self.screen.resize(1024, 600)
        self.screen.answered.connect(lambda k, v: self._show(self.case.answered(k, v)))
        self.screen.records_changed.connect(lambda k, v: self._show(self.case.recorded(k, v)))
        self.screen.lists_told.connect(self._on_lists)
        self.screen.show_case(case)
        self.screen.show()
        self.screen.activateWindow()
        qtbot.waitUntil(self.screen.isActiveWindow)
        QApplication.processEvents()

    def _on_lists(self, lists: dict[str, object]) -> None:
        case = self.case
        for key, records in lists.items():
            case = case.recorded(key, records)  # type: ignore[arg-type]
        self._show(case)

    def _show(self, case: Case) -> None:
        self.case = case
        self.screen.show_case(case)

    @property
    def cursor(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        focused = popup or QApplication.focusWidget()
        assert focused is not None
        return focused

    @property
    def question(self) -> str:
        """The question that has the cursor."""
        fields = self.form.fields
        return next(k for k, f in fields.items() if f.isAncestorOf(self.cursor))

    @property
    def form(self) -> FormPage:
        page = self.screen.stack.currentWidget()
        assert isinstance(page, FormPage)
        return page

    @property
    def records(self) -> RecordPage:
        page = self.screen.stack.currentWidget()
        assert isinstance(page, RecordPage)
        return page

    def press(self, *keys: Qt.Key, with_: Qt.KeyboardModifier = _NONE) -> None:
        for key in keys:
            QTest.keyClick(self.cursor, key, with_)
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Letters by keys, Chinese as an input method gives it."""
        if text.isascii():
            QTest.keyClicks(self.cursor, text)
        else:
            given = QInputMethodEvent("", [])
            given.setCommitString(text)
            focused = QApplication.focusWidget()
            assert focused is not None
            QApplication.sendEvent(focused, given)
        QApplication.processEvents()

    def enter(self, *texts: str) -> None:
        """Type into one box after the other, Enter after each."""
        for text in texts:
            self.type(text)
            self.press(Key.Key_Return)


@pytest.fixture
def desk(qtbot: QtBot, empty: Case) -> Desk:
    return Desk(qtbot, empty)


@pytest.fixture
def demo_desk(qtbot: QtBot, demo: Case) -> Desk:
    return Desk(qtbot, demo)


def test_a_client_is_entered_without_a_mouse(qtbot: QtBot, desk: Desk) -> None:
    desk.press(Key.Key_1, with_=_CTRL)
    assert desk.question == "applicant_type"
    desk.enter("1")
    desk.enter("甲公司", "91441900000003009B")
    desk.enter("caz", "")  # initials of the town: the first that fits is taken, then on
    desk.enter("3525", "", "20130418")
    assert desk.question == "employees"
    desk.enter("380", "28600", "", "1.2亿")
    facts = desk.case.answers.company
    assert facts["applicant_type"] == "enterprise"
    assert facts["company_name"] == "甲公司"
    assert facts["town"] == "长安镇"
    assert facts["industry"] == "3525"
    assert facts["founded"] == date(2013, 4, 18)
    assert facts["annual_revenue"] == Decimal(286_000_000)
    assert "previous_revenue" not in facts
    assert facts["total_assets"] == Decimal(120_000_000)

    desk.press(Key.Key_3, with_=_CTRL)
    assert desk.question == "beizeng_status"
    assert desk.screen.topic == "beizeng"
    desk.enter("2")
    assert desk.case.answers.company["beizeng_status"] == "no"

    for _ in range(4):  # over the sections to the first two groups of records
        desk.press(Key.Key_Down, with_=_CTRL)
    assert desk.screen.topic == "group:投资与融资"
    desk.type("0")
    desk.press(Key.Key_Up, Key.Key_Up)  # 没有 went on to the next type
    assert desk.case.answers.records == {"lease": ()}
    desk.press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert desk.screen.topic == "record:merger"
    desk.press(Key.Key_Backtab, Key.Key_Return)  # from 添加一项 to 没有这类事项
    assert desk.case.answers.records["merger"] == ()
    desk.press(Key.Key_Escape)
    assert desk.screen.topic == "group:投资与融资"
    assert desk.cursor.accessibleName() == "填写并购交易"


def test_records_are_entered_without_a_mouse(desk: Desk) -> None:
    desk.screen.show_topic("group:市场与展会", "booth")
    desk.press(Key.Key_Return, Key.Key_Insert)
    desk.enter("甲展", "20260501", "1", "1", "36", "9", "6.8")
    assert desk.cursor is desk.records.head.add
    desk.press(Key.Key_Return)
    desk.enter("乙展", "2026/6/1")
    assert desk.case.answers.records["booth"] == (
        {
            "exhibition": "甲展",
            "date": date(2026, 5, 1),
            "yuemao_global": True,
            "special_booth": True,
            "area": Decimal(36),
            "build_cost": Decimal(90_000),
            "booth_fee": Decimal(68_000),
        },
        {"exhibition": "乙展", "date": date(2026, 6, 1)},
    )


def test_the_table_has_keys_for_everything(demo_desk: Desk) -> None:
    desk = demo_desk
    before = desk.case.answers.records["booth"]
    desk.screen.show_topic("record:booth")
    desk.records.look_at("")
    desk.press(Key.Key_D, with_=_CTRL)
    assert desk.case.answers.records["booth"] == (before[0], *before)
    desk.press(Key.Key_Delete)
    assert desk.case.answers.records["booth"] == before
    desk.press(Key.Key_Return)  # 撤销 has the cursor
    assert len(desk.case.answers.records["booth"]) == len(before) + 1
    desk.press(Key.Key_A, with_=_CTRL)
    desk.press(Key.Key_Delete)
    assert "booth" not in desk.case.answers.records
    desk.press(Key.Key_Return)
    desk.press(Key.Key_End, Key.Key_Home, Key.Key_Up)
    desk.press(Key.Key_D, with_=_CTRL | _SHIFT)
    later = desk.case.answers.records["booth"][1]
    assert later == {**before[0], "date": date(2027, 4, 12)}
    assert "往后推了一年" in desk.records.notice.words.text()


def test_pasted_rows_are_shown_before_they_are_added(qtbot: QtBot, desk: Desk) -> None:
    QGuiApplication.clipboard().setText(
        "展会\t开展日期\t特装布展费\n甲展\t2026-05-01\t9\n乙展\t某天\t9\n丙展\t2026-06-01\t"
    )
    desk.screen.show_topic("record:booth")
    desk.records.look_at("")
    with qtbot.assertNotEmitted(desk.screen.records_changed):
        desk.press(Key.Key_V, with_=_CTRL)
    preview = desk.records.preview
    assert preview.isVisible()
    assert preview.add.text() == "加入 2 项"
    assert "第3行“开展日期”" in preview.problems.text()
    desk.press(Key.Key_Escape)
    assert not preview.isVisible()
    assert desk.screen.topic == "record:booth"
    assert "booth" not in desk.case.answers.records
    desk.press(Key.Key_V, with_=_CTRL)
    desk.press(Key.Key_Return)
    assert [r["exhibition"] for r in desk.case.answers.records["booth"]] == ["甲展", "丙展"]
    assert "合计" in desk.records.sums.text()
    assert "9万元（1项没填）" in desk.records.sums.text()
    desk.press(Key.Key_A, with_=_CTRL)
    desk.press(Key.Key_C, with_=_CTRL)
    assert QGuiApplication.clipboard().text().startswith("展会\t开展日期")
    assert "甲展\t2026-05-01" in QGuiApplication.clipboard().text()
    desk.records.on_undone()
    QGuiApplication.clipboard().setText("")
    desk.press(Key.Key_V, with_=_CTRL)
    assert "剪贴板里没有文字" in desk.records.notice.words.text()


def test_rows_with_bad_cells_can_be_added_too(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("甲展\t某天\t是\t是\t36\t9")
    desk.screen.show_topic("record:booth")
    desk.records.on_pasted()
    preview = desk.records.preview
    assert not preview.add.isEnabled()
    preview.with_bad.setChecked(True)
    preview.units.buttons()[1].click()
    preview.with_bad.setChecked(True)
    preview.add.click()
    (record,) = desk.case.answers.records["booth"]
    assert "date" not in record
    assert record["build_cost"] == Decimal(9)  # 元 was chosen


def test_last_year_is_filled_in_once_more(demo_desk: Desk) -> None:
    desk = demo_desk
    premiums: tuple[Record, ...] = (
        {"year": Decimal(2025), "premium": Decimal(9)},
        {"year": Decimal(2024)},
    )
    desk.case = desk.case.recorded("credit_insurance", premiums)
    desk.screen.show_case(desk.case)
    desk.screen.show_topic("record:credit_insurance")
    assert desk.records.head.last_year.text() == "照2025年的再填一份2026年的"
    desk.records.head.last_year.click()
    added = {"year": Decimal(2026), "premium": Decimal(9)}
    assert desk.case.answers.records["credit_insurance"] == (*premiums, added)
    desk.records.notice.undo.click()
    assert desk.case.answers.records["credit_insurance"] == premiums


def test_the_rest_of_a_group_is_none_at_once_and_can_be_undone(desk: Desk) -> None:
    desk.screen.show_topic("group:质量与标准")
    desk.form.look_at("")
    desk.type("0")
    desk.press(Key.Key_Tab, with_=_SHIFT)
    group = next(g for g in desk.form.groups if g.name == "质量与标准")
    group.rest.setFocus()
    assert group.rest.text() == "其余2类都没有"
    desk.press(Key.Key_Return)
    told = desk.case.answers.records
    assert told == {"standard_project": (), "quality_project": (), "quality_platform": ()}
    desk.press(Key.Key_Return)  # 撤销 has the cursor
    assert desk.case.answers.records == {"standard_project": ()}
    assert not group.undo.isVisible()


def test_digits_and_space_choose(desk: Desk) -> None:
    desk.screen.show_topic("basics", "applicant_type")
    desk.type("2")
    assert desk.case.answers.company["applicant_type"] == "association"
    desk.press(Key.Key_Down)
    assert desk.case.answers.company["applicant_type"] != "association"
    desk.press(Key.Key_Space)
    assert "applicant_type" not in desk.case.answers.company
    desk.press(Key.Key_Space)
    assert "applicant_type" in desk.case.answers.company
    desk.type("0")
    assert "applicant_type" not in desk.case.answers.company
    assert desk.question == "applicant_type"


def test_tab_goes_through_all_answers_in_order(desk: Desk) -> None:
    desk.screen.show_topic("basics", "applicant_type")
    asked = [k for k, f in desk.form.fields.items() if f.isVisibleTo(desk.form)]
    seen = []
    for _ in asked:
        seen.append(desk.question)
        assert not desk.cursor.visibleRegion().isEmpty()
        desk.press(Key.Key_Tab)
    assert seen == asked
    assert isinstance(desk.cursor, QPushButton)
    desk.press(Key.Key_Backtab)
    assert desk.question == asked[-1]


def test_the_index_marks_what_is_in_view_and_leads_there(qtbot: QtBot, demo_desk: Desk) -> None:
    desk = demo_desk
    bar = desk.form.verticalScrollBar()
    with qtbot.waitSignal(desk.screen.topic_chosen) as told:
        bar.setValue(bar.maximum())
    assert told.args == ["group:已领支持"]
    assert desk.screen.index.tree.currentIndex().data() == "已领支持"
    tree = desk.screen.index.tree
    tree.setFocus()
    desk.press(Key.Key_Home, Key.Key_Down)
    assert desk.screen.topic == "basics"
    qtbot.waitUntil(lambda: bar.value() == 0)
    desk.press(Key.Key_Down, Key.Key_Tab)
    assert desk.question == "employees"


def test_going_away_by_key_takes_what_is_typed(desk: Desk) -> None:
    desk.screen.show_topic("basics", "town")
    desk.type("长安")
    assert isinstance(desk.form.fields["town"].input, LookupInput)
    assert QApplication.activePopupWidget() is not None
    desk.form.fields["employees"].take_cursor()  # as Ctrl+2 or a click elsewhere
    assert QApplication.activePopupWidget() is None
    assert desk.case.answers.company["town"] == "长安镇"
    desk.form.fields["town"].take_cursor()
    desk.type("镇")
    desk.form.fields["employees"].take_cursor()
    assert "请从列表里选" in desk.form.fields["town"].problem
    assert [u.key for u in desk.screen.unsaved()] == ["town"]


def test_arrows_move_in_the_list_and_enter_takes(desk: Desk) -> None:
    desk.screen.show_topic("basics", "town")
    desk.press(Key.Key_Down)
    assert QApplication.activePopupWidget() is not None
    desk.press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert desk.case.answers.company["town"] == desk.case.book.towns[1].name
    assert desk.question == "town"  # so that a habitual Tab skips nothing
    desk.press(Key.Key_Tab)
    assert desk.question == "industry"


def test_tab_takes_what_is_marked_and_goes_on(desk: Desk) -> None:
    desk.screen.show_topic("basics", "town")
    desk.type("caz")
    desk.press(Key.Key_Tab)
    assert desk.case.answers.company["town"] == "长安镇"
    assert desk.question == "industry"


def test_that_nothing_fits_is_said_while_typing(desk: Desk) -> None:
    desk.screen.show_topic("basics", "town")
    box = desk.form.fields["town"].input
    assert isinstance(box, LookupInput)
    desk.type("zzz")
    assert "没有找到“zzz”" in box.nothing.text()
    desk.press(Key.Key_Backspace, Key.Key_Backspace, Key.Key_Backspace)
    assert box.nothing.isHidden()


def test_what_happens_but_once_is_not_copied_to_the_next_year(desk: Desk) -> None:
    won: Record = {"kind": "high_tech", "date": date(2024, 12, 1)}
    desk.case = desk.case.recorded("title", (won, {**won, "date": date(2023, 12, 1)}))
    desk.screen.show_case(desk.case)
    desk.screen.show_topic("record:title")
    page = desk.records
    assert not page.card.next_year.isVisible()
    assert not page.head.last_year.isVisible()
    assert not page.sums.isVisible()
    desk.press(Key.Key_D, with_=_CTRL | _SHIFT)
    assert len(desk.case.answers.records["title"]) == 2


def test_text_typed_while_composing_is_not_sent_by_enter(desk: Desk) -> None:
    desk.screen.show_topic("basics", "company_name")
    QApplication.sendEvent(desk.cursor, QInputMethodEvent("dong", []))
    desk.press(Key.Key_Return)
    assert desk.question == "company_name"
    QApplication.sendEvent(desk.cursor, QInputMethodEvent("", []))


def test_what_is_wrong_keeps_the_cursor(desk: Desk) -> None:
    desk.screen.show_topic("scale", "annual_revenue")
    desk.enter("很多")
    assert desk.question == "annual_revenue"
    desk.screen.show_topic("record:booth")
    desk.screen.on_whole()
    box = desk.form.fields["annual_revenue"].input
    assert isinstance(box, LineInput)
    assert box.edit.text() == "很多"
    assert len(desk.screen.unsaved()) == 1


def test_the_wheel_scrolls_and_changes_nothing(qtbot: QtBot, demo_desk: Desk) -> None:
    where = QPointF(5, 5)
    with qtbot.assertNotEmitted(demo_desk.screen.answered):
        for widget in demo_desk.form.findChildren(QWidget):
            turn = QWheelEvent(
                where, where, QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(widget, turn)
    assert demo_desk.form.verticalScrollBar().value() > 0


def test_the_other_way_is_asked_for_by_key_and_button(qtbot: QtBot, desk: Desk) -> None:
    acts: tuple[Callable[[], object], ...] = (
        lambda: desk.press(Key.Key_Q, with_=_CTRL | _SHIFT),
        desk.screen.mode.buttons["interview"].click,
    )
    for act in acts:
        desk.screen.show_topic("basics", "company_name")
        with qtbot.waitSignal(desk.screen.interview_chosen):
            act()
        assert desk.screen.mode.buttons["form"].isChecked()


def test_every_input_has_a_name(demo_desk: Desk) -> None:
    demo_desk.screen.show_topic("record:booth")
    screen = demo_desk.screen
    for kind in (QRadioButton, QPushButton):
        shown = [w for w in screen.findChildren(kind) if w.isVisibleTo(screen)]
        assert shown
        assert all(w.accessibleName() or w.text() for w in shown)
    names = [f.input.focusProxy() for f in screen._page("basics").fields.values()]  # type: ignore[union-attr]
    assert all(n is not None and n.accessibleName() for n in names)


def test_shortcuts_are_such_as_qt_knows(qtbot: QtBot) -> None:
    named = [v for v in vars(shortcuts).values() if isinstance(v, shortcuts.Shortcut)]
    bound = [one for one in named if "…" not in one.keys]  # the others are ranges, in words
    assert len(bound) > 8
    for one in bound:
        keys = QKeySequence(one.keys.format(n=1))
        assert keys.count() == 1
        assert keys.toString()  # empty for a key that Qt does not know


def test_nothing_is_asked_of_those_it_does_not_concern(desk: Desk) -> None:
    assert isinstance(desk.form.fields["applicant_type"].input, ChoiceInput)
    desk.screen.answered.emit("applicant_type", "town")
    shown = [w.text() for w in desk.form.findChildren(QLabel) if w.isVisibleTo(desk.form)]
    assert "按您填的单位类型，这一组不用填。" in shown
    desk.press(Key.Key_2, with_=_CTRL)
    desk.type("5")  # goes nowhere
    assert set(desk.case.answers.company) == {"applicant_type"}


def test_long_lists_stay_quick(desk: Desk) -> None:
    many = tuple(
        {"exhibition": f"很长的展会名称{n}" * 4, "date": date(2020 + n % 6, 1, 2)}
        for n in range(60)
    )
    desk.screen.records_changed.emit("booth", many)
    desk.screen.show_topic("record:booth")
    assert desk.records.table.height() < 400
    assert desk.records.sums.text().count("年") == 4


# --- finding a topic


def _found(desk: Desk) -> list[str]:
    """The topics that are listed, from the top, without their groups."""
    index = desk.screen.index.filter.index(0, 0)
    found = []
    while (index := desk.screen.index.tree.indexBelow(index)).isValid():
        if index.parent().isValid():
            found.append(str(index.data()))
    return found


def test_enter_in_the_search_opens_and_does_nothing_more(desk: Desk) -> None:
    desk.screen.on_find()
    desk.enter("参展")
    assert desk.screen.topic == "record:booth"
    assert desk.case.answers.records == {}
    assert desk.cursor is desk.records.head.add
    assert not desk.screen.index.search.text()


def test_names_are_found_before_words_inside(desk: Desk) -> None:
    desk.screen.on_find()
    desk.type("展")
    found = _found(desk)
    with_name = [name for name in found if "展" in name]
    assert found[: len(with_name)] == with_name
    assert found.index("药品和医疗器械") >= len(with_name)
    assert desk.screen.index.tree.currentIndex().data() == found[0]
    assert desk.screen.topic == "basics"  # nothing is opened by typing
    desk.press(Key.Key_Down, Key.Key_Down, Key.Key_Up)
    assert desk.screen.index.tree.currentIndex().data() == found[1]
    assert desk.cursor is desk.screen.index.search
    desk.press(Key.Key_Return)
    assert desk.records.record_type.label == found[1]


def test_what_is_not_opened_is_not_marked_for_long(desk: Desk) -> None:
    desk.screen.on_find()
    desk.type("展")
    for _ in range(30):  # beyond the last one
        desk.press(Key.Key_Down)
    assert desk.screen.index.tree.currentIndex().data() == _found(desk)[-1]
    desk.screen.index.clear_search()
    assert desk.screen.index.tree.currentIndex().data() == "企业基本情况"
    assert desk.screen.topic == "basics"


def test_topics_are_found_by_initials(qtbot: QtBot, library: Library) -> None:
    screen = QuestionnaireScreen(library.book, library.matches_initials)
    qtbot.addWidget(screen)
    screen.index.on_search("rzzl")
    assert screen.index.tree.currentIndex().data() == "融资租赁"


# --- arriving


@pytest.fixture
def window(qtbot: QtBot, library: Library, session: Session) -> MainWindow:
    session.remember(way=INTERVIEW)
    opened = MainWindow()
    qtbot.addWidget(opened)
    opened.furnish(library, session)
    opened.resize(1100, 700)
    opened.show()
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    return opened


def _press(key: Qt.Key, with_: Qt.KeyboardModifier = _NONE) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, with_)
    QApplication.processEvents()


def _asked(window: MainWindow) -> str:
    """The question or record type of the form that has the cursor."""
    focused = QApplication.focusWidget()
    assert focused is not None
    form = window.navigator.screen_of(QUESTIONS).stack.currentWidget()
    assert isinstance(form, FormPage)
    lines = {line.record_type.id: line for line in form.lines}
    parts: dict[str, QWidget] = {**form.fields, **lines}
    return next(key for key, part in parts.items() if part.isAncestorOf(focused))


def test_keys_work_at_once_whichever_way_one_comes(window: MainWindow) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    window.desk.on_client_added()
    _press(Key.Key_F, _CTRL | _SHIFT)
    assert window.place[0] == QUESTIONS
    assert _asked(window) == "applicant_type"
    _press(Key.Key_1)
    _press(Key.Key_Return)
    assert _asked(window) == "company_name"
    _press(Key.Key_Return)
    assert _asked(window) == "uscc"

    _press(Key.Key_F1)
    assert window.place[0] == HELP
    _press(Key.Key_Escape)
    assert _asked(window) == "uscc"  # where it was
    _press(Key.Key_3, alt)
    _press(Key.Key_2, alt)
    assert _asked(window) == "uscc"
    _press(Key.Key_2, _CTRL)
    assert _asked(window) == "employees"

    _press(Key.Key_Q, _CTRL | _SHIFT)
    _press(Key.Key_F, _CTRL | _SHIFT)
    assert _asked(window) == "employees"
    window.frame.steps[QUESTIONS].setFocus()  # beside the form
    _press(Key.Key_3, _CTRL)
    assert _asked(window) == "beizeng_status"
    window.navigator.screen_of(QUESTIONS).on_find()
    _press(Key.Key_1, _CTRL)
    assert _asked(window) == "applicant_type"


def test_who_comes_again_goes_on_where_an_answer_is_lacking(window: MainWindow) -> None:
    window.session.remember(way=QUESTIONS)
    window.desk.on_client_added("甲公司")
    client = window.session.client_id
    window.session.on_answered("applicant_type", "enterprise")
    window.desk.on_next_asked()
    assert client is not None
    window.desk.on_client_chosen(client)
    assert window.place[0] == QUESTIONS
    assert _asked(window) == "uscc"
    window.go(QUESTIONS, "basics", "town")
    assert _asked(window) == "town"
    window.go(QUESTIONS, "group:市场与展会")
    assert _asked(window) == "booth"


# --- the table


def _editor_is_marked(page: RecordPage) -> bool:
    return page.card.at == page.table.currentIndex().row() and page.card.at in page.table.chosen()


def test_what_is_marked_is_what_is_edited(desk: Desk) -> None:
    names = "甲乙丙丁"
    desk.screen.records_changed.emit("booth", tuple({"exhibition": name} for name in names))
    desk.screen.show_topic("record:booth")
    page = desk.records
    page.look_at("")
    for key, with_, at in (
        (Key.Key_End, _CTRL, 3),
        (Key.Key_Home, _CTRL, 0),
        (Key.Key_Down, _NONE, 1),
        (Key.Key_Down, _SHIFT, 2),
        (Key.Key_Space, _CTRL, 2),
        (Key.Key_End, _CTRL, 3),
    ):
        desk.press(key, with_=with_)
        assert _editor_is_marked(page)
        assert page.card.at == at
    for at in (1, 1, 3):  # one more is marked, unmarked again; the last one stays
        where = page.table.visualRect(page.model.index(at, 0)).center()
        left = Qt.MouseButton.LeftButton
        QTest.mouseClick(page.table.viewport(), left, _CTRL, where)
        assert _editor_is_marked(page)
    desk.press(Key.Key_Delete)
    assert [r["exhibition"] for r in desk.case.answers.records["booth"]] == list("甲乙丙")


def test_undo_by_key_brings_back_what_a_key_did(desk: Desk) -> None:
    desk.screen.show_topic("record:booth")
    desk.records.look_at("")
    QGuiApplication.clipboard().setText("甲展\t2026-05-01\n乙展\t2026-06-01")
    desk.press(Key.Key_V, with_=_CTRL)
    desk.press(Key.Key_Return)
    assert desk.cursor is desk.records.table
    desk.press(Key.Key_Z, with_=_CTRL)
    assert "booth" not in desk.case.answers.records
    desk.press(Key.Key_V, with_=_CTRL)
    desk.press(Key.Key_Return, Key.Key_Down, Key.Key_Delete)
    assert [r["exhibition"] for r in desk.case.answers.records["booth"]] == ["甲展"]
    desk.records.table.setFocus()
    desk.press(Key.Key_Z, with_=_CTRL)
    both = ["甲展", "乙展"]
    assert [r["exhibition"] for r in desk.case.answers.records["booth"]] == both
    desk.press(Key.Key_Z, with_=_CTRL)  # nothing is left to undo
    assert [r["exhibition"] for r in desk.case.answers.records["booth"]] == both


def test_an_empty_list_begins_with_adding(desk: Desk) -> None:
    desk.screen.show_topic("group:市场与展会", "booth")
    desk.press(Key.Key_Return)
    assert desk.cursor is desk.records.head.add


@pytest.mark.parametrize("count", [1, 6, 8, 30])
def test_up_to_eight_rows_stand_without_scrolling(desk: Desk, count: int) -> None:
    records = tuple({"exhibition": f"展{n}", "date": date(2026, 1, 2)} for n in range(count))
    desk.screen.records_changed.emit("booth", records)
    desk.screen.show_topic("record:booth")
    QApplication.processEvents()
    table = desk.records.table
    rows = table.viewport().height() // table.verticalHeader().defaultSectionSize()
    assert rows == min(count, 8)
    assert table.verticalScrollBar().isVisible() == (count > 8)


def test_no_date_is_cut_in_large_type(desk: Desk) -> None:
    theme.choose(LIGHT, LARGE)
    try:
        records = ({"exhibition": "甲展", "date": date(2026, 10, 28)},)
        desk.screen.records_changed.emit("booth", records)
        desk.screen.show_topic("record:booth")
        table = desk.records.table
        at = [f.id for f in desk.records.model.columns].index("date")
        assert table.columnWidth(at) >= table.sizeHintForColumn(at)
        small = table.columnWidth(at)
        theme.choose(LIGHT, NORMAL)
        assert table.columnWidth(at) < small  # also while it is open
    finally:
        theme.choose(LIGHT, NORMAL)


def test_the_preview_says_what_becomes_of_bad_rows_and_grows_with_them(desk: Desk) -> None:
    desk.screen.show_topic("record:booth")
    QGuiApplication.clipboard().setText("甲展\t2026-05-01\n乙展\t某天\n丙展\t2026-06-01")
    desk.records.on_pasted()
    preview = desk.records.preview
    assert "有1行没有加入" in preview.problems.text()
    preview.with_bad.click()
    QApplication.processEvents()
    assert "没有加入" not in preview.problems.text()
    assert "有1行里有看不懂的格子，照样加入" in preview.problems.text()
    assert "第2行“开展日期”" in preview.problems.text()
    table = preview.table
    last = table.visualRect(preview.model.index(2, 0))
    assert table.viewport().rect().contains(last.bottomLeft())
    assert not table.verticalScrollBar().isVisible()


def test_the_unit_that_was_guessed_is_said_and_can_be_changed(desk: Desk) -> None:
    desk.screen.show_topic("record:booth")
    QGuiApplication.clipboard().setText("展会\t展位费\n甲展\t68000")
    desk.records.on_pasted()
    preview = desk.records.preview
    assert preview.units.buttons()[1].isChecked()
    assert "先按元读了" in preview.notes.text()
    assert preview.model.records[0]["booth_fee"] == Decimal(68_000)
    preview.units.buttons()[0].click()
    assert preview.model.records[0]["booth_fee"] == Decimal(680_000_000)
    assert "先按元读了" not in preview.notes.text()


def test_records_of_one_name_are_told_apart_by_their_year(desk: Desk) -> None:
    kind = desk.case.book.record_type["credit_insurance"].field("kind")
    assert kind is not None
    option = kind.options[0]
    years = (Decimal(2025), Decimal(2024))
    paid = tuple({"kind": option.id, "year": year} for year in years)
    desk.screen.records_changed.emit("credit_insurance", paid)
    desk.form.complete()
    line = next(x for x in desk.form.lines if x.record_type.id == "credit_insurance")
    assert line.names.text() == f"{option.label}（2025年）、{option.label}（2024年）"


def test_what_is_wrong_comes_into_view(desk: Desk) -> None:
    desk.screen.show_topic("scale", "annual_revenue")
    QApplication.processEvents()
    form = desk.form
    field = form.fields["annual_revenue"]
    bar = form.verticalScrollBar()
    content = form.widget()
    assert content is not None
    top = field.mapTo(content, QPoint(0, 0)).y()
    bar.setValue(top + field.height() - form.viewport().height())  # the last line on the screen
    desk.enter("很多")
    QApplication.processEvents()
    problem = field.input.problem
    bottom = problem.mapTo(form.viewport(), QPoint(0, problem.height())).y()
    assert problem.isVisible()
    assert bottom <= form.viewport().height()
