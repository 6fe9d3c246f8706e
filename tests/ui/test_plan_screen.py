"""办理计划: what is planned, what is given up, and the other pages of the plan."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from dgassist.case import Case
from dgassist.engine.wording import money
from dgassist.model.policybook import PolicyBook
from dgassist.plan.checklist import Ticks
from dgassist.store.casefile import answers_from
from dgassist.store.clients import ClientStore
from dgassist.store.reader import Library
from dgassist.ui.frame import MEASURE, PLAN, PREVIEW
from dgassist.ui.main_window import MainWindow
from dgassist.ui.screens.plan import COMBINATION, DEADLINES, MATERIALS, PATHWAY, SAVED, PlanScreen
from dgassist.ui.screens.preview import PreviewScreen
from dgassist.ui.session import Session
from dgassist.ui.widgets.combination_page import CombinationPage
from dgassist.ui.widgets.frozen_list import FrozenList
from dgassist.ui.widgets.material_page import MaterialPage
from tests.ui.conftest import AT
from tests.ui.test_screens import press, words

AS_OF = date(2026, 11, 21)


@pytest.fixture
def window(qtbot: QtBot, library: Library, session: Session, demo: Case) -> MainWindow:
    opened = MainWindow()
    qtbot.addWidget(opened)
    opened.furnish(library, session)
    opened.session.on_client_added(demo.answers)
    opened.show()
    opened.go(PLAN)
    return opened


def screen_of(window: MainWindow) -> PlanScreen:
    screen = window.stack.currentWidget()
    assert isinstance(screen, PlanScreen)
    return screen


def test_what_is_planned_stands_in_groups_that_are_never_mixed(qtbot: QtBot, demo: Case) -> None:
    page = CombinationPage()
    qtbot.addWidget(page)
    page.show_case(demo)
    shown = words(page)
    for title in ("写明数额的", "有上限的", "给个人、团队的", "不是钱的支持"):
        assert title in shown
    assert money(demo.plan.exact_total) in shown
    opened = {b.text() for b in page.findChildren(QPushButton)}
    assert opened >= {f.measure.title for f in demo.plan.selection.chosen}


def test_what_is_given_up_is_said_with_its_sentence(qtbot: QtBot, book: PolicyBook) -> None:
    project = {
        "date": "2025-06-03",
        "level": "provincial",
        "program": "core_technology",
        "investment": 20_000_000,
        "other_public_funding": 0,
        "upper_funding": 3_000_000,
    }
    answers = answers_from(
        {
            "company": {"applicant_type": "enterprise", "town": "横沥镇", "industry": "3525",
                        "beizeng_status": "yes", "beizeng_since": "2024-03-20",
                        "beizeng_route": "selection"},
            "records": {"matched_project": [
                {**project, "project": "甲项目", "hongkong_macao": True},
                {**project, "project": "乙项目", "hongkong_macao": False},
            ]},
        },
        book,
    )  # fmt: skip
    page = CombinationPage()
    qtbot.addWidget(page)
    page.show_case(Case(book, answers, AS_OF))
    shown = words(page)
    assert "其中 甲项目 已按" in shown
    assert "少计" in shown
    assert "不重复享受" in shown


def test_nothing_planned_says_what_to_do(qtbot: QtBot, empty: Case) -> None:
    page = CombinationPage()
    qtbot.addWidget(page)
    page.show_case(empty)
    assert "把还差的信息补上" in words(page)


@pytest.mark.parametrize("page", [COMBINATION, DEADLINES, PATHWAY, MATERIALS, SAVED])
def test_every_page_opens_and_is_come_back_to(window: MainWindow, page: str) -> None:
    screen_of(window).rail.setCurrentRow(
        (COMBINATION, DEADLINES, PATHWAY, MATERIALS, SAVED).index(page)
    )
    assert screen_of(window).page == page
    screen_of(window).measure_chosen.emit("special_booth")
    assert window.place[0] == MEASURE
    window.on_back()
    assert (window.place[0], screen_of(window).page) == (PLAN, page)


def test_ticks_are_kept_with_the_client(window: MainWindow, store: ClientStore) -> None:
    screen_of(window).show_page(MATERIALS)
    page = screen_of(window).findChild(MaterialPage)
    assert page is not None
    page.ticks_changed.emit(Ticks(frozenset({"营业执照"}), {}))
    again = Session(window.session.book, store, lambda: AT)
    assert again.resume()
    assert again.ticks.done == {"营业执照"}


def test_results_are_saved_and_stay_as_they_were(window: MainWindow, store: ClientStore) -> None:
    screen_of(window).show_page(SAVED)
    shelf = screen_of(window).findChild(FrozenList)
    assert shelf is not None
    press(shelf, "保存这次结果")
    (saved,) = window.outputs.handover.saved()
    assert saved.frozen is not None
    before = window.session.case.plan.exact_total
    window.session.on_records_changed("credit_insurance", None)
    assert window.session.case.plan.exact_total != before
    (kept,) = window.outputs.handover.saved()
    assert kept == saved
    assert kept.frozen is not None
    assert kept.frozen.snapshot.exact_total == before
    screen_of(window).removed.emit(saved.key)
    assert window.outputs.handover.saved() == ()


def test_the_pages_are_looked_at_before_they_are_printed(qtbot: QtBot, window: MainWindow) -> None:
    window.go(MEASURE, "special_booth")
    window.outputs.on_preview_asked()
    assert window.place[0] == PREVIEW
    screen = window.stack.currentWidget()
    assert isinstance(screen, PreviewScreen)
    assert "粤贸全球" in getattr(screen.pages[0][0], "text", "")  # of that one measure
    QApplication.processEvents()
    window.on_back()
    assert window.place == (MEASURE, "special_booth", "")
