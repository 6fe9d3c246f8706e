"""The whole way once, as a user goes it, and what must not be lost on it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from dgassist import __main__ as program
from dgassist import paths
from dgassist.case import Case
from dgassist.plan.group import Group
from dgassist.report.output import Kind
from dgassist.store.clients import ClientStore
from dgassist.store.reader import Library
from dgassist.store.schema import StoreError
from dgassist.ui import app, fault
from dgassist.ui.frame import DOCUMENTS, MEASURE, QUESTIONS, RESULTS, REVIEW, START
from dgassist.ui.main_window import MainWindow
from dgassist.ui.screens.documents import DocumentsScreen
from dgassist.ui.screens.measure import MeasureScreen
from dgassist.ui.screens.questionnaire import QuestionnaireScreen
from dgassist.ui.screens.results import ResultsScreen
from dgassist.ui.screens.start import StartScreen
from dgassist.ui.session import Session
from dgassist.ui.widgets.answer_input import ChoiceInput, LineInput
from dgassist.ui.widgets.form_page import FormPage
from dgassist.ui.widgets.record_page import RecordPage
from tests.ui.test_screens import press, words

AT = datetime(2026, 11, 21, 14, 32, tzinfo=UTC)


@pytest.fixture
def window(qtbot: QtBot, library: Library, session: Session) -> MainWindow:
    session.remember(way=QUESTIONS)
    opened = MainWindow()
    qtbot.addWidget(opened)
    opened.furnish(library, session)
    opened.show()
    return opened


def current(window: MainWindow) -> object:
    return window.stack.currentWidget()


def test_from_start_to_checklist_and_back_again(  # noqa: PLR0917
    qtbot: QtBot,
    window: MainWindow,
    library: Library,
    store: ClientStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = cast(StartScreen, current(window))
    assert not window.frame.steps[RESULTS].isEnabled()
    start.add.click()
    questions = cast(QuestionnaireScreen, current(window))
    basics = cast(FormPage, questions.stack.currentWidget())
    kind = cast(ChoiceInput, basics.fields["applicant_type"].input)
    next(b for b in kind.group.buttons() if b.text() == "企业").click()
    name = cast(LineInput, basics.fields["company_name"].input)
    name.edit.setText("东莞市甲有限公司")
    QTest.keyClick(name.edit, Qt.Key.Key_Return)
    assert window.frame.saved.text() == "已自动保存 14:32"
    assert window.frame.client.text() == "东莞市甲有限公司"

    questions.show_topic("record:booth")
    booths = cast(RecordPage, questions.stack.currentWidget())
    booths.head.add.click()
    for field, typed in (
        ("exhibition", "甲展"), ("date", "20260501"), ("area", "３６"), ("build_cost", "9"),
    ):  # fmt: skip
        box = cast(LineInput, booths.form.fields[field].input)
        box.edit.setText(typed)
        box.on_finished()
    for field in ("yuemao_global", "special_booth"):
        cast(ChoiceInput, booths.form.fields[field].input).group.button(0).click()
    finding = window.session.case.assessment.of("special_booth")
    assert finding.potential is not None
    assert finding.potential.high == Decimal(45000)

    questions.check.click()
    assert window.place[0] == REVIEW
    window.go(RESULTS)
    cast(ResultsScreen, current(window)).measure_chosen.emit("special_booth")
    measure = cast(MeasureScreen, current(window))
    benefit = library.book.measure["special_booth"].benefit
    measure.citation_opened.emit(benefit.citation.clause_id, benefit.citation.quote)
    documents = cast(DocumentsScreen, current(window))
    assert documents.text.marked() == benefit.citation.quote
    window.on_back()
    assert window.place == (MEASURE, "special_booth", "")

    target = tmp_path / "清单.pdf"
    opened: list[object] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    measure.checklist_asked.emit("special_booth")
    assert target.read_bytes().startswith(b"%PDF")
    assert str(target) in window.frame.notice_words.text()
    assert len(opened) == 1

    window.go(QUESTIONS, "record:booth")
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    again.furnish(library, Session(library.book, store, lambda: AT))
    assert again.place == (QUESTIONS, "record:booth", "")
    assert again.session.case.answers == window.session.case.answers


class _Shown(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(f"{watched!r} {getattr(watched, 'text', str)()}")
        return False


def test_nothing_flashes_up_as_a_window_of_its_own(
    qapp: QApplication, window: MainWindow, demo: Case
) -> None:
    shown = _Shown()
    qapp.installEventFilter(shown)
    window.session.on_client_added(demo.answers)
    for topic in cast(QuestionnaireScreen, window.screen_of(QUESTIONS)).model.topics():
        window.go(QUESTIONS, topic)
    for name in (REVIEW, RESULTS, DOCUMENTS, START):
        window.go(name)
    for finding in demo.assessment.findings[::9]:
        window.go(MEASURE, finding.measure.id)
        qapp.processEvents()
    qapp.removeEventFilter(shown)
    assert shown.windows == []


def test_text_being_typed_is_kept_when_the_window_closes(window: MainWindow) -> None:
    window.desk.on_client_added()
    questions = cast(QuestionnaireScreen, current(window))
    page = cast(FormPage, questions.stack.currentWidget())
    box = cast(LineInput, page.fields["company_name"].input)
    window.activateWindow()
    box.edit.setFocus()
    box.edit.setText("乙公司")
    assert QApplication.focusWidget() is box.edit
    window.close()
    assert window.session.case.name == "乙公司"


def test_nothing_of_one_company_is_left_for_the_next(window: MainWindow) -> None:
    window.desk.on_client_added()
    page = cast(QuestionnaireScreen, current(window)).stack.currentWidget()
    box = cast(LineInput, cast(FormPage, page).fields["uscc"].input)
    box.edit.setText("抄错的代码")
    box.on_finished()
    window.go(START)
    window.desk.on_client_added()
    page = cast(QuestionnaireScreen, current(window)).stack.currentWidget()
    box = cast(LineInput, cast(FormPage, page).fields["uscc"].input)
    assert box.edit.text() == ""


def test_a_company_is_stored_with_its_first_answer(
    window: MainWindow, store: ClientStore, demo: Case
) -> None:
    window.session.on_client_added(demo.answers)
    window.session.on_answered("employees", Decimal(3))
    assert window.frame.saved.text() == "已自动保存 14:32"
    window.desk.on_client_added()
    assert window.frame.saved.text() == ""  # that was about the other company
    window.go(START)
    assert [c.name for c in store.clients()] == [demo.name]
    assert not window.session.resume()
    window.desk.on_client_added()
    window.session.on_answered("employees", Decimal(4))
    window.session.on_answered("employees", Decimal(5))
    assert len(store.clients()) == 2
    assert window.frame.saved.text() == "已自动保存 14:32"
    again = Session(window.session.book, store, lambda: AT)
    assert again.resume()
    assert again.case.answers.company == {"employees": Decimal(5)}


def test_a_company_is_deleted_and_brought_back(
    window: MainWindow, store: ClientStore, demo: Case
) -> None:
    window.session.on_client_added(demo.answers)
    window.go(QUESTIONS)
    window.go(START)
    start = cast(StartScreen, current(window))
    before = store.clients()
    start.client_deleted.emit(before[0].id)
    assert store.clients() == ()
    assert store.file.read_bytes().count(demo.name.encode()) == 0
    assert not window.frame.steps[QUESTIONS].isEnabled()
    assert window.frame.client.text() == ""
    assert window.frame.summary.text() == ""
    assert start.undo is not None
    assert start.undo.hasFocus()
    start.undo_asked.emit()
    assert store.clients() == before
    assert "已删除" not in words(start)
    start.client_chosen.emit(before[0].id)
    assert window.session.case.answers == demo.answers

    window.go(START)
    start.client_deleted.emit(before[0].id)
    window.go(DOCUMENTS)  # and the chance has passed
    window.go(START)
    assert "已删除" not in words(start)
    window.session.on_undeleted()
    assert store.clients() == ()
    start.client_deleted.emit(before[0].id)
    assert "已经删除" in window.frame.notice_words.text()


def test_what_could_not_be_saved_is_named_before_the_results(
    window: MainWindow, demo: Case
) -> None:
    window.session.on_client_added(demo.answers)
    window.go(QUESTIONS, "scale", "employees")
    questions = cast(QuestionnaireScreen, current(window))
    page = cast(FormPage, questions.stack.currentWidget())
    box = cast(LineInput, page.fields["employees"].input)
    box.edit.setText("约两百")
    box.on_finished()
    window.go(QUESTIONS, "record:booth", "#1")
    booths = cast(RecordPage, questions.stack.currentWidget())
    area = cast(LineInput, booths.form.fields["area"].input)
    area.edit.setText("很大")
    area.on_finished()
    window.go(REVIEW)
    shown = words(cast(QWidget, current(window)))
    assert "有2处填的内容没有保存" in shown
    assert "从业人员：“约两百”里没有数字" in shown
    assert "展位面积：“很大”" in shown
    press(cast(QWidget, current(window)), "去改从业人员")
    assert window.place[:2] == (QUESTIONS, "scale")
    for mended, typed in ((box, "200"), (area, "40")):
        mended.edit.setText(typed)
        mended.on_finished()
    window.go(REVIEW)
    assert "没有保存" not in words(cast(QWidget, current(window)))


def test_tab_from_the_list_brings_the_question_into_view(
    qtbot: QtBot, window: MainWindow, demo: Case
) -> None:
    window.session.on_client_added(demo.answers)
    window.go(QUESTIONS, "scale")
    questions = cast(QuestionnaireScreen, current(window))
    page = cast(FormPage, questions.stack.currentWidget())
    bar = page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    window.activateWindow()
    bar.setValue(bar.maximum())
    questions.index.tree.setFocus()
    QTest.keyClick(questions.index.tree, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)
    qtbot.waitUntil(lambda: not focused.visibleRegion().isEmpty())


def test_the_place_on_a_page_is_kept(qtbot: QtBot, window: MainWindow, demo: Case) -> None:
    window.session.on_client_added(demo.answers)
    window.go(MEASURE, "special_booth")
    page = cast(MeasureScreen, current(window))
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 900)
    page.verticalScrollBar().setValue(900)
    window.go(DOCUMENTS)
    window.on_back()
    qtbot.waitUntil(lambda: page.verticalScrollBar().value() == 900)


def test_what_cannot_be_saved_stays_on_screen(
    window: MainWindow, store: ClientStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.desk.on_client_added()

    def full(*_: object) -> None:
        raise StoreError("磁盘满了。")

    for name in ("create", "save"):
        monkeypatch.setattr(store, name, full)
    window.session.on_answered("company_name", "丙公司")
    assert "磁盘满了" in window.frame.notice_words.text()
    assert window.frame.notice.isVisible()
    assert window.frame.saved.text() == "没有保存"
    assert window.session.case.name == "丙公司"
    monkeypatch.undo()
    window.session.on_answered("employees", Decimal(3))
    assert not window.frame.notice.isVisible()
    assert store.clients()[0].name == "丙公司"


def test_going_back_the_way_one_came(window: MainWindow, demo: Case) -> None:
    window.session.on_client_added(demo.answers)
    window.go(RESULTS)
    window.go(MEASURE, "special_booth")
    window.go(QUESTIONS, "record:booth", "area")
    questions = cast(QuestionnaireScreen, current(window))
    assert not questions.way_back.isHidden()
    questions.way_back.click()
    assert window.place == (MEASURE, "special_booth", "")
    window.on_back()
    assert window.place[0] == RESULTS
    window.on_find()
    window.go(START)
    window.on_find()
    assert window.place[0] == RESULTS


def test_none_of_the_rest_is_told_at_once(window: MainWindow, demo: Case) -> None:
    window.session.on_client_added(demo.answers)
    window.session.on_none_told(("merger", "group_exhibition"))
    assert window.session.case.answers.records["group_exhibition"] == ()


def test_without_a_company_only_start_and_documents_open(window: MainWindow) -> None:
    window.go(RESULTS)
    assert window.place[0] == START
    window.outputs.on_save_asked(Kind.PDF)
    window.go(DOCUMENTS)
    assert window.place[0] == DOCUMENTS


def test_another_day_gives_another_result(window: MainWindow, demo: Case) -> None:
    window.session.on_client_added(demo.answers)
    window.go(RESULTS)
    screen = cast(ResultsScreen, current(window))
    before = screen.model.count(Group.ELIGIBLE)
    screen.date_changed.emit(demo.as_of.replace(year=2029))
    assert screen.model.count(Group.ELIGIBLE) < before


def test_a_case_file_goes_out_and_comes_in(
    window: MainWindow, demo: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "个案.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    window.session.on_client_added(demo.answers)
    window.desk.on_export_asked(window.session.clients()[0].id)
    window.desk.on_client_added()
    window.desk.on_import_asked()
    assert window.session.case.answers == demo.answers
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _, __, words: said.append(words))
    file.write_text("{", encoding="utf-8")
    window.desk.on_import_asked()
    assert "JSON" in said[0]


def test_an_unforeseen_fault_is_logged_without_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "dgassist.log"
    said: list[str] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(fault, "tell", lambda _, words: said.append(words))
    fault.watch(lambda: tmp_path)
    try:
        raise ValueError("东莞市保密有限公司")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    text = log.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "test_journey.py" in text
    assert "保密" not in text
    assert str(log) in said[0]


def test_a_missing_policy_base_is_said_in_one_dialog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(fault, "tell", lambda _, words: said.append(words))
    monkeypatch.setattr(fault, "watch", lambda _: None)
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)
    monkeypatch.setattr(paths, "policies", lambda: tmp_path / "policies.db")
    assert app.run() == 2
    assert len(said) == 1
    assert "找不到政策库" in said[0]


def test_no_display_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert program.main([]) == 2
    assert "没有图形界面" in capsys.readouterr().err
