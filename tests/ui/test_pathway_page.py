"""The page of what is a step away: what it shows, where its links lead, and the painted ladders."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.plan.ladder import Reached
from dgassist.store.casefile import answers_from
from dgassist.ui import fit, theme
from dgassist.ui.look import DARK, LARGE, LIGHT, NORMAL, SYSTEM
from dgassist.ui.widgets.ladder_view import LadderView, state_words
from dgassist.ui.widgets.pathway_page import PathwayPage
from dgassist.ui.widgets.step_row import StepRow

MOULD = Path(__file__).parent.parent / "companies" / "mould_doubling.json"


@pytest.fixture(scope="module")
def mould(book: PolicyBook) -> Case:
    content = json.loads(MOULD.read_text(encoding="utf-8"), parse_float=Decimal)
    return Case(book, answers_from(content["case"], book), date.fromisoformat(content["as_of"]))


@pytest.fixture
def page(qtbot: QtBot, mould: Case) -> PathwayPage:
    made = PathwayPage()
    qtbot.addWidget(made)
    made.show_case(mould)
    return made


def texts(page: PathwayPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel))


def link(page: PathwayPage | StepRow, name: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if name in (b.text(), b.accessibleName()))


def test_each_step_leads_to_its_measure_and_to_what_was_told(
    qtbot: QtBot, page: PathwayPage
) -> None:
    step = page.findChildren(StepRow)[0]
    best = step.choice.best
    with qtbot.waitSignal(page.measure_chosen) as chosen:
        link(step, best.measure.title).click()
    assert chosen.args == [best.measure.id]
    with qtbot.waitSignal(page.question_asked) as asked:
        link(step, f"看所填的：{best.step.record_name}").click()
    assert asked.args == [f"record:{best.step.record_type}", f"#{best.step.indexes[0]}"]


def test_the_rest_is_shown_when_asked_for(page: PathwayPage) -> None:
    before = len(page.findChildren(LadderView))
    more = [b for b in page.findChildren(QPushButton) if b.text().startswith("再看")]
    assert more
    for one in more:
        one.click()
    assert len(page.findChildren(LadderView)) > before


def test_a_company_that_told_nothing_is_told_what_to_do(
    qtbot: QtBot, page: PathwayPage, empty: Case
) -> None:
    page.show_case(empty)
    assert "还没有填答案" in texts(page)
    assert not page.findChildren(StepRow)
    with qtbot.waitSignal(page.question_asked) as asked:
        link(page, "去填有没有").click()
    assert asked.args[0].startswith("record:")


def test_a_ladder_is_read_out_level_by_level(page: PathwayPage) -> None:
    for view in page.findChildren(LadderView):
        spoken = view.accessibleDescription()
        assert view.accessibleName()
        for standing in view.climb.rungs:
            assert standing.rung.label in spoken
            if standing.reached is Reached.NEXT:
                assert state_words(standing).split("\n")[0] in spoken


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize("size", [NORMAL, LARGE])
def test_nothing_is_cut_in_any_look(page: PathwayPage, scheme: str, size: str) -> None:
    theme.choose(scheme, size)
    try:
        page.resize(740, 900)
        page.show()
        for _ in range(4):
            QApplication.processEvents()
        assert fit.clipped(page) == []
        assert fit.too_small(page) == []
        view = page.findChildren(LadderView)[0]
        assert view.height() >= view.heightForWidth(view.width())
        assert view.grab().toImage().allGray() is False
    finally:
        theme.choose(SYSTEM, NORMAL)
