"""Checking the answers: what does not go together, and what was set by hand and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from dgassist.case import Case
from dgassist.model.answers import Record
from dgassist.ui.screens.review import ReviewScreen
from dgassist.ui.session import Session
from dgassist.ui.widgets.contradiction_list import ContradictionList

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def words(widget: QWidget) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if not w.isHidden())


def press(widget: QWidget, name: str) -> None:
    found = [b for b in widget.findChildren(QPushButton) if name in (b.accessibleName(), b.text())]
    found[0].click()


def shown(qtbot: QtBot, case: Case) -> ReviewScreen:
    screen = ReviewScreen()
    qtbot.addWidget(screen)
    screen.show_case(case)
    return screen


def test_answers_that_go_together_bring_no_warning(qtbot: QtBot, demo: Case) -> None:
    assert not shown(qtbot, demo).findChildren(ContradictionList)


def test_a_contradiction_leads_to_both_answers_and_is_no_wall(qtbot: QtBot, demo: Case) -> None:
    screen = shown(qtbot, demo.answered("rd_spend", Decimal(900_000_000)))
    (notice,) = screen.findChildren(ContradictionList)
    assert "这几处看起来对不上，请核对" in words(notice)
    assert "研发费用填了9亿元" in words(notice)
    for name, question in (("去改研发费用", "rd_spend"), ("去改营业收入", "annual_revenue")):
        with qtbot.waitSignal(screen.change_asked) as told:
            press(notice, name)
        assert told.args == ["scale", question]
    with qtbot.waitSignal(screen.finished):
        screen.go.click()


def test_a_contradiction_in_a_record_leads_to_that_record(qtbot: QtBot, empty: Case) -> None:
    booths: tuple[Record, ...] = (
        {"date": date(2022, 1, 1)},
        {"exhibition": "乙展", "date": date(2020, 1, 1)},
    )
    screen = shown(qtbot, empty.answered("founded", date(2021, 1, 1)).recorded("booth", booths))
    with qtbot.waitSignal(screen.change_asked) as told:
        press(screen, "去改开展日期")
    assert told.args == ["record:booth", "#1"]


def test_one_wrong_date_does_not_fill_the_page(qtbot: QtBot, empty: Case) -> None:
    booths: tuple[Record, ...] = tuple(
        {"exhibition": f"第{i}展", "date": date(2020, 1, 1)} for i in range(9)
    )
    screen = shown(qtbot, empty.answered("founded", date(2021, 1, 1)).recorded("booth", booths))
    (notice,) = screen.findChildren(ContradictionList)
    assert "还有 7 处同样的情况" in words(notice)
    assert "第1展" in words(notice)
    assert "第2展" not in words(notice)


def test_the_reason_is_asked_for_after_the_change_and_kept(
    qtbot: QtBot, demo: Case, session: Session
) -> None:
    screen = ReviewScreen()
    qtbot.addWidget(screen)
    session.case_changed.connect(screen.show_case)
    screen.overruled.connect(session.on_overruled)
    session.on_client_added(demo.answers)
    screen.show()
    press(screen, "手工改制造业")
    choice = next(
        r for r in screen.findChildren(QRadioButton) if r.accessibleName() == "制造业：否"
    )
    choice.click()
    assert session.case.answers.overruled == {"manufacturing": False}
    reason = screen.derived.reasons["manufacturing"]
    assert reason.accessibleName() == "手工改制造业的原因"
    QTest.keyClicks(reason, "moulds are only sold")
    reason.editingFinished.emit()
    assert session.case.answers.because == {"manufacturing": "moulds are only sold"}
    assert screen.derived.reasons["manufacturing"] is reason  # the cursor may still be in it
    reason.clear()
    reason.editingFinished.emit()
    assert session.case.answers.because == {}
    assert session.case.answers.overruled == {"manufacturing": False}
    press(screen, "把制造业改回推算")
    assert session.case.answers.overruled == {}


def test_a_reason_given_before_is_shown(qtbot: QtBot, demo: Case) -> None:
    screen = shown(qtbot, demo.overruled("manufacturing", False, "只卖不造"))
    assert screen.derived.reasons["manufacturing"].text() == "只卖不造"
    assert "手工改的：原因" in words(screen)
