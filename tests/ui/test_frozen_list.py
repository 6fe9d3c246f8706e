"""Saved results: listed, read, compared with now, printed again, deleted when asked twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dgassist.case import Case
from dgassist.report.frozen import Frozen, Saved, freeze
from dgassist.ui.document_html import html
from dgassist.ui.fit import clipped
from dgassist.ui.models.change import CHANGE
from dgassist.ui.widgets.frozen_list import FrozenList
from tests.ui.conftest import AT

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(scope="module")
def frozen(demo: Case) -> Frozen:
    return freeze(demo.plan, AT, scan="DGASSIST:7F3A91C2D04B")


@pytest.fixture
def shelf(qtbot: QtBot, demo: Case, frozen: Frozen) -> FrozenList:
    shown = FrozenList()
    qtbot.addWidget(shown)
    shown.resize(816, 600)
    shown.show_case(demo)
    shown.show_saved((Saved("b", frozen), Saved("a", None)))
    shown.show()
    return shown


def named(shelf: FrozenList, name: str) -> QPushButton:
    (found,) = [
        b for b in shelf.findChildren(QPushButton) if name in (b.accessibleName(), b.text())
    ]
    return found


def words(shelf: FrozenList) -> str:
    return "\n".join(found.text() for found in shelf.findChildren(QLabel))


def test_each_is_listed_with_its_date_and_figures(shelf: FrozenList) -> None:
    assert "2026-11-21 14:32 保存" in words(shelf)
    assert "确定 " in words(shelf)
    assert "读不出来" in words(shelf)
    assert clipped(shelf) == []


def test_saving_is_asked_for(qtbot: QtBot, shelf: FrozenList) -> None:
    with qtbot.waitSignal(shelf.saving_asked):
        shelf.save_button.click()
    shelf.show_saved(())
    assert "还没有保存过" in words(shelf)
    with qtbot.waitSignal(shelf.saving_asked):  # the same button still
        shelf.save_button.click()


def test_a_saved_paper_is_read_and_cannot_be_changed(shelf: FrozenList) -> None:
    named(shelf, "打开 2026-11-21 14:32").click()
    assert shelf.currentWidget() is shelf.reader
    assert shelf.paper.isReadOnly()
    shown = shelf.paper.toPlainText()
    assert "政策申报清单" in shown
    assert "材料合并清单" in shown
    assert "7F3A91C2D04B" in shown
    shelf.back_button.click()
    assert shelf.currentWidget() is shelf.list


def test_the_same_paper_is_printed_again(qtbot: QtBot, shelf: FrozenList, frozen: Frozen) -> None:
    with qtbot.waitSignal(shelf.printing_asked) as asked:
        named(shelf, "再打印 2026-11-21 14:32").click()
    assert asked.args == [frozen]
    shelf.open(frozen)
    with qtbot.waitSignal(shelf.printing_asked) as asked:
        named(shelf, "打印这份").click()
    assert asked.args == [frozen]


def test_it_is_compared_with_now_in_words(
    qtbot: QtBot, shelf: FrozenList, demo: Case, frozen: Frozen
) -> None:
    shelf.compare(frozen)
    assert "每一项的结果都和那时一样。" in shelf.changes.words.text()
    shelf.show_case(demo.recorded("lease", ()))
    shelf.compare(replace(frozen, snapshot=replace(frozen.snapshot, data_date="2025-01-01")))
    assert "政策数据那时核对至 2025-01-01" in shelf.changes.words.text()
    model = shelf.changes.model
    rows = [model.index(i).data(CHANGE) for i in range(model.rowCount())]
    (lease,) = [r for r in rows if r.id == "lease_interest_doubling"]
    assert lease.tag == "不再符合"
    with qtbot.waitSignal(shelf.measure_chosen):
        shelf.changes.on_chosen(model.index(rows.index(lease)))


def test_it_is_deleted_at_the_second_asking(qtbot: QtBot, shelf: FrozenList) -> None:
    gone: list[str] = []
    shelf.removed.connect(gone.append)
    named(shelf, "删除 2026-11-21 14:32").click()
    assert gone == []
    named(shelf, "取消").click()
    named(shelf, "删除 2026-11-21 14:32").click()
    named(shelf, "确定删除 2026-11-21 14:32").click()
    assert gone == ["b"]


def test_words_of_a_client_are_never_markup(demo: Case) -> None:
    named_so = demo.answered("company_name", "<b>甲</b><script>")
    document = freeze(named_so.plan, AT + timedelta(days=1)).document
    assert "&lt;b&gt;甲&lt;/b&gt;" in html(document)
    assert "<script>" not in html(document)
