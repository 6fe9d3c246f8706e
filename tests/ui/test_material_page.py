"""The papers are ticked and noted by mouse and keys, and filtered by measure."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from dgassist.case import Case
from dgassist.plan.checklist import Ticks
from dgassist.ui.fit import clipped
from dgassist.ui.models.material import ROW, MaterialModel
from dgassist.ui.widgets.material_page import MaterialPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
HARD = QAbstractItemModelTester.FailureReportingMode.Warning  # a Qt warning fails the test


@pytest.fixture
def page(qtbot: QtBot, demo: Case) -> MaterialPage:
    shown = MaterialPage()
    qtbot.addWidget(shown)
    shown.resize(816, 600)
    shown.show_case(demo)
    shown.show()
    shown.list.setFocus()
    return shown


def told(page: MaterialPage) -> list[Ticks]:
    found: list[Ticks] = []
    page.ticks_changed.connect(found.append)
    return found


def at(page: MaterialPage, row: int) -> str:
    index = page.model.index(row)
    page.list.setCurrentIndex(index)
    return str(index.data(ROW).id)


def test_the_model_keeps_the_rules_of_qt(qtbot: QtBot, page: MaterialPage) -> None:
    tester = QAbstractItemModelTester(page.model, HARD)
    page.show_ticks(Ticks(frozenset({"registration"})))
    page.only_missing.setChecked(True)
    assert tester.model() is page.model


def test_space_ticks_and_the_progress_counts(page: MaterialPage) -> None:
    found = told(page)
    first = at(page, 0)
    total = page.model.rowCount()
    assert page.progress.text() == f"已备 0 / {total}"
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert found[-1].done == {first}
    assert page.progress.text() == f"已备 1 / {total}"
    assert page.list.currentIndex().row() == 0
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert found[-1].done == frozenset()


def test_a_click_on_the_box_ticks_and_elsewhere_only_marks(page: MaterialPage) -> None:
    found = told(page)
    area = page.list.visualRect(page.model.index(0))
    viewport, below = page.list.viewport(), area.bottom() - 20
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(area.left() + 300, below))
    assert found == []
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(area.left() + 25, below))
    assert len(found) == 1


def test_enter_writes_a_note_and_enter_keeps_it(qtbot: QtBot, page: MaterialPage) -> None:
    found = told(page)
    first = at(page, 0)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    editor = page.list.viewport().findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "at the desk")
    with qtbot.waitSignal(page.ticks_changed):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert found[-1].notes == {first: "at the desk"}
    spoken = page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "备注：at the desk" in spoken


def test_one_measure_has_its_own_list_and_progress(page: MaterialPage, demo: Case) -> None:
    everything = page.model.rowCount()
    measure = demo.book.measure["lease_interest_doubling"]
    page.on_filter(measure.id)
    assert page.model.rowCount() == len(measure.materials) < everything
    assert page.progress.text() == f"已备 0 / {len(measure.materials)}"
    chosen: list[str] = []
    page.measure_chosen.connect(chosen.append)
    page.open_button.click()
    assert chosen == [measure.id]


def test_a_tick_for_one_measure_counts_for_all(page: MaterialPage) -> None:
    page.on_filter("lease_interest_doubling")
    at(page, 0)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    page.on_filter("")
    assert page.model.index(0).data(ROW).done


def test_only_what_is_missing_shrinks_as_one_ticks(page: MaterialPage) -> None:
    page.only_missing.setChecked(True)
    before = page.model.rowCount()
    at(page, 2)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert page.model.rowCount() == before - 1
    assert page.list.currentIndex().row() == 2  # the next one is at hand
    assert page.progress.text() == f"已备 1 / {before}"


def test_when_all_is_ready_it_says_so(page: MaterialPage) -> None:
    ids = [page.model.index(i).data(ROW).id for i in range(page.model.rowCount())]
    page.show_ticks(Ticks(frozenset(ids)))
    page.only_missing.setChecked(True)
    assert page.empty.isVisible()
    assert page.empty.text() == "都备齐了。"


def test_nothing_to_bring_says_what_to_do(qtbot: QtBot, empty: Case) -> None:
    page = MaterialPage()
    qtbot.addWidget(page)
    page.show_case(empty)
    assert "补上" in page.empty.text()
    assert page.progress.text() == ""


def test_usual_practice_is_marked_on_every_row_without_a_source(page: MaterialPage) -> None:
    model: MaterialModel = page.model
    for row in model.rows:
        assert "通常做法" in row.practice or "见" in row.practice


def test_a_note_makes_the_row_higher_and_nothing_is_clipped(page: MaterialPage) -> None:
    before = page.list.visualRect(page.model.index(0)).height()
    first = at(page, 0)
    page.show_ticks(Ticks(notes={first: "到财务拿"}))
    page.list.doItemsLayout()
    assert page.list.visualRect(page.model.index(0)).height() > before
    assert clipped(page) == []
