"""The desk: one company after the other, each cleared away before the next is served."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from dgassist.case import Case
from dgassist.store.clients import ClientStore
from dgassist.store.reader import Library
from dgassist.ui import app, theme
from dgassist.ui.frame import BACKUPS, CLIENTS, INTERVIEW, QUESTIONS, RESULTS, REVIEW, START
from dgassist.ui.main_window import MainWindow
from dgassist.ui.screens.backups import BackupsScreen
from dgassist.ui.screens.clients import ClientsScreen
from dgassist.ui.screens.interview import InterviewScreen
from dgassist.ui.screens.questionnaire import QuestionnaireScreen
from dgassist.ui.session import Session
from dgassist.ui.widgets.answer_input import LineInput
from dgassist.ui.widgets.form_page import FormPage
from tests.ui.test_screens import press, words

AT = datetime(2026, 11, 21, 14, 32, tzinfo=UTC)
NAMES = ("东莞市甲机械厂（虚构）", "东莞市乙玩具厂（虚构）", "东莞市丙食品厂（虚构）")


@pytest.fixture
def window(qtbot: QtBot, library: Library, session: Session) -> MainWindow:
    opened = MainWindow()
    qtbot.addWidget(opened)
    opened.furnish(library, session)
    opened.show()
    opened.activateWindow()
    return opened


@pytest.fixture
def desk(window: MainWindow) -> ClientsScreen:
    """The list, with three companies in it."""
    for name in NAMES:
        window.desk.on_client_added(name)
    window.desk.on_next_asked()
    screen = cast(ClientsScreen, window.stack.currentWidget())
    assert not screen.side.isVisible()  # no one's note is in view
    QTest.keyClick(screen.search, Qt.Key.Key_Down)
    return screen


def marked(screen: ClientsScreen) -> str:
    return screen.name.text()


def test_who_has_one_company_never_sees_a_list(window: MainWindow) -> None:
    assert window.place[0] == START
    window.desk.on_client_added(NAMES[0])
    assert not window.frame.next.isVisible()
    window.go(START)
    assert window.place[0] == START
    window.desk.on_client_added(NAMES[1])
    assert window.frame.next.isVisible()
    window.go(START)
    assert window.place[0] == CLIENTS


def test_the_next_one_sees_nothing_of_the_one_before(
    window: MainWindow, desk: ClientsScreen
) -> None:
    desk.client_chosen.emit(window.session.clients()[0].id)
    window.go(REVIEW)
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window.place[0] == CLIENTS
    assert not window.session.is_open
    assert window.frame.client.text() == ""
    assert desk.search.text() == ""
    assert desk.search.hasFocus()
    window.on_back()  # and no way leads back
    assert window.place[0] == CLIENTS


def test_a_few_letters_and_enter_open_a_company(window: MainWindow, desk: ClientsScreen) -> None:
    QTest.keyClicks(desk.search, "ywj")
    assert marked(desk) == NAMES[1]
    QTest.keyClick(desk.search, Qt.Key.Key_Return)
    assert window.session.case.name == NAMES[1]
    assert window.place[0] == INTERVIEW  # where it was left today


def test_arrow_keys_in_the_search_box_go_through_the_list(desk: ClientsScreen) -> None:
    first = marked(desk)
    QTest.keyClick(desk.search, Qt.Key.Key_Down)
    assert marked(desk) != first
    QTest.keyClick(desk.search, Qt.Key.Key_Up)
    assert marked(desk) == first


def test_a_name_that_is_not_found_begins_that_company(
    window: MainWindow, desk: ClientsScreen
) -> None:
    desk.search.setText("东莞市丁印刷厂（虚构）")
    assert "没有找到" in desk.nothing.text()
    assert not desk.side.isVisible()
    QTest.keyClick(desk.search, Qt.Key.Key_Return)
    assert window.place[0] == INTERVIEW
    assert window.session.case.name == "东莞市丁印刷厂（虚构）"


def test_a_note_is_kept_when_one_goes_elsewhere(window: MainWindow, desk: ClientsScreen) -> None:
    name = marked(desk)
    desk.note.setFocus()
    QTest.keyClicks(desk.note, "bring the licence")
    desk.search.setFocus()
    (noted,) = [c for c in window.session.clients() if c.note]
    assert (noted.name, noted.note) == (name, "bring the licence")
    desk.search.setText("licence")
    assert marked(desk) == name


def test_a_company_put_away_is_found_again(window: MainWindow, desk: ClientsScreen) -> None:
    name = marked(desk)
    press(desk, "归档")
    assert desk.filter.rowCount() == 2
    desk.archived.setChecked(True)
    assert desk.filter.rowCount() == 3
    (away,) = [c for c in window.session.clients() if c.archived]
    assert away.name == name
    desk.list.setCurrentIndex(desk.filter.index(desk.model.clients.index(away), 0))
    press(desk, "取消归档")
    assert not any(c.archived for c in window.session.clients())


def test_a_copy_and_a_deletion_that_is_taken_back(window: MainWindow, desk: ClientsScreen) -> None:
    press(desk, f"复制一份：{marked(desk)}")
    assert desk.filter.rowCount() == 4
    assert marked(desk).endswith("（副本）")
    before = window.session.clients()
    for left in (3, 2):
        press(desk, f"删除：{marked(desk)}")
        assert desk.filter.rowCount() == left
        assert QApplication.focusWidget() is desk.undo_button  # not on the next one's 删除
    for _ in range(2):
        QTest.keyClick(desk.undo_button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.clients() == before
    assert not desk.undo.isVisible()


def test_what_is_lost_at_the_next_one_is_said(window: MainWindow, desk: ClientsScreen) -> None:
    window.desk.on_way_chosen(QUESTIONS)
    window.desk.on_client_added(NAMES[0])
    form = cast(QuestionnaireScreen, window.stack.currentWidget())
    page = cast(FormPage, form.stack.currentWidget())
    box = cast(LineInput, page.fields["uscc"].input)
    box.edit.setText("17位的代码")
    box.on_finished()
    window.desk.on_next_asked()
    assert "统一社会信用代码" in window.frame.notice_words.text()
    assert "17位的代码" not in window.frame.notice_words.text()


def _moment(at: datetime) -> datetime:
    return at


def test_a_second_look_on_the_same_day_is_no_visit(
    window: MainWindow, demo: Case, store: ClientStore, library: Library, qtbot: QtBot
) -> None:
    window.session.on_client_added(demo.answers)
    window.close()
    for day in (20, 20, 21):
        later = MainWindow()
        qtbot.addWidget(later)
        at = AT + timedelta(days=day)
        session = Session(library.book, store, partial(_moment, at))
        later.furnish(library, session)
        visit = later.session.last_visit
        assert visit is not None
        assert visit.as_of == (AT + timedelta(days=0 if day == 20 else 20)).date()
        later.close()


def test_the_results_say_what_changed_since_the_last_visit(
    window: MainWindow, demo: Case, store: ClientStore, library: Library, qtbot: QtBot
) -> None:
    window.session.on_client_added(demo.answers)
    window.close()
    later = MainWindow()
    qtbot.addWidget(later)
    later.furnish(library, Session(library.book, store, lambda: AT + timedelta(days=200)))
    later.go(RESULTS)
    shown = words(cast(QWidget, later.stack.currentWidget()))
    assert "自2026-11-21上次来访以来，有" in shown


def test_the_interview_goes_on_where_it_was(
    window: MainWindow, store: ClientStore, library: Library, qtbot: QtBot
) -> None:
    window.desk.on_client_added()
    screen = cast(InterviewScreen, window.stack.currentWidget())
    first = screen.current
    screen.on_unsure()
    assert first in window.session.progress.unsure
    window.session.on_answered("employees", None)  # stores the client
    again = Session(library.book, store, lambda: AT)
    assert again.resume()
    assert again.progress.unsure == frozenset({first})


def test_both_ways_of_asking_show_the_same_answers(window: MainWindow) -> None:
    window.desk.on_client_added(NAMES[0])
    window.on_step_chosen(QUESTIONS)
    assert window.place[0] == INTERVIEW
    cast(InterviewScreen, window.stack.currentWidget()).form_chosen.emit()
    assert window.place[0] == QUESTIONS
    assert window.session.case.name == NAMES[0]
    window.on_step_chosen(QUESTIONS)
    assert window.place[0] == QUESTIONS  # as it was chosen last


def test_a_backup_is_gone_back_to_and_that_is_undone(
    window: MainWindow, desk: ClientsScreen
) -> None:
    window.session.back_up()
    gone = window.session.clients()[0]
    window.session.on_answered("employees", None)
    window.desk.on_client_added("东莞市丁印刷厂（虚构）")
    assert len(window.session.clients()) == 4
    window.go(BACKUPS)
    screen = cast(BackupsScreen, window.stack.currentWidget())
    press(screen, "恢复到 2026-11-21 14:32")
    assert len(window.session.clients()) == 4  # it is asked once more
    press(screen, "恢复到 2026-11-21 14:32")
    assert len(window.session.clients()) == 3
    assert gone in window.session.clients()
    assert window.place[0] == CLIENTS
    window.go(BACKUPS)
    assert "恢复之前留的" in words(cast(QWidget, window.stack.currentWidget()))


def test_a_damaged_database_offers_its_newest_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demo: Case, window: MainWindow
) -> None:
    file = tmp_path / "other" / "clients.db"
    store = ClientStore(file, AT)
    store.create(demo.answers, AT)
    store.make_if_due(AT)
    store.close()
    file.write_bytes(b"\0" * 9000)
    damaged = ClientStore(file, AT)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: box.defaultButton().click())
    app.offer_backup(window, damaged, AT)
    assert [c.name for c in damaged.clients()] == [demo.name]
    assert "已恢复" in damaged.notice
    damaged.close()


def test_the_cover_hides_a_company_until_a_key_is_pressed(window: MainWindow) -> None:
    window.settings.on_idle()
    assert not window.settings.cover.isVisible()  # nothing to hide
    window.desk.on_client_added(NAMES[0])
    focused = QApplication.focusWidget()
    before = window.session.case
    window.settings.on_idle()
    cover = window.settings.cover
    assert cover.isVisible()
    assert cover.geometry() == window.rect()
    QTest.keyClick(cover, Qt.Key.Key_1)
    assert not cover.isVisible()
    assert window.session.case is before  # the key did nothing else
    assert QApplication.focusWidget() is focused


def test_what_is_set_is_remembered_and_in_force(
    window: MainWindow, library: Library, store: ClientStore, qtbot: QtBot
) -> None:
    try:
        window.settings.on_chosen("size", "large")
        window.settings.on_chosen("scheme", "dark")
        assert theme.look().target >= 44
        again = MainWindow()
        qtbot.addWidget(again)
        theme.choose()
        again.furnish(library, Session(library.book, store, lambda: AT))
        assert theme.look().target >= 44
        assert theme.scheme() == "dark"
    finally:
        theme.choose("light", "normal")
