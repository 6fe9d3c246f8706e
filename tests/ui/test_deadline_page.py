from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from dgassist import paths
from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.plan.agenda import Occasion
from dgassist.store.casefile import answers_from
from dgassist.ui import fit
from dgassist.ui.widgets.condition_list import QuoteLabel
from dgassist.ui.widgets.deadline_card import DeadlineCard
from dgassist.ui.widgets.deadline_page import DeadlinePage


@pytest.fixture
def page(qtbot: QtBot) -> DeadlinePage:
    made = DeadlinePage()
    qtbot.addWidget(made)
    made.resize(816, 590)
    made.show()
    return made


def late(demo: Case) -> Case:
    return demo.on(date(2027, 10, 1))


def card(page: DeadlinePage, occasion: Occasion) -> DeadlineCard:
    return next(one for one in page.cards.values() if one.item.occasion is occasion)


def button(card: DeadlineCard, words: str) -> QPushButton:
    return next(b for b in card.findChildren(QPushButton) if b.text() == words)


def test_what_is_to_do_comes_first_and_all_on_demand(page: DeadlinePage, demo: Case) -> None:
    page.show_case(late(demo))
    assert all(one.item.is_to_do for one in page.cards.values())
    few = len(page.cards)
    page.all.click()
    statuses = [one.item.status.value for one in page.cards.values()]
    assert len(statuses) > few
    assert statuses == sorted(statuses)  # ahead, then passed
    assert page.all.text() == f"全部（{len(statuses)}）"
    page.to_do.click()
    assert len(page.cards) == few


def test_a_card_gives_its_grounds_and_its_supports(
    page: DeadlinePage, demo: Case, qtbot: QtBot
) -> None:
    page.show_case(demo)
    term = card(page, Occasion.TERM)
    assert term.toggle.text() == "依据和事项"
    term.toggle.click()
    assert term.toggle.text() == "收起"
    quotes = term.findChildren(QuoteLabel)
    assert len(quotes) == len(term.item.parts)
    with qtbot.waitSignal(page.citation_opened) as opened:
        quotes[0].linkActivated.emit("open")
    assert opened.args[0] == "df_2024_1 附件1 附则"
    count = len(term.item.measure_ids)
    button(term, f"看全部{count}项").click()
    links = [b for b in term.findChildren(QPushButton) if b.accessibleName().startswith("打开：")]
    assert len(links) == count
    with qtbot.waitSignal(page.measure_chosen) as chosen:
        links[-1].click()
    assert chosen.args[0] in term.item.measure_ids
    term.toggle.click()
    assert not term.is_unfolded


def test_a_mark_of_the_timeline_opens_its_card(page: DeadlinePage, demo: Case) -> None:
    page.show_case(demo)
    renewal = card(page, Occasion.APPLY_BY)
    page.timeline.item_chosen.emit(renewal.item.key)
    assert renewal.is_unfolded
    page.show_case(demo)  # what was unfolded stays so
    assert card(page, Occasion.APPLY_BY).is_unfolded


def test_the_calendar_is_offered_where_there_is_something_in_it(
    page: DeadlinePage, demo: Case, empty: Case, qtbot: QtBot
) -> None:
    page.show_case(demo)
    with qtbot.waitSignal(page.calendar_asked):
        page.export.click()
    page.show_case(empty.on(date(2035, 1, 1)))
    assert page.export.isHidden()


def test_an_empty_agenda_says_what_can_be_done(page: DeadlinePage, empty: Case) -> None:
    page.show_case(empty.on(date(2035, 1, 1)))
    assert page.cards == {}
    assert "没有定下日子要办的事" in page.lead.text()


def test_sixty_certificates_are_shown_a_part_at_a_time(
    page: DeadlinePage, book: PolicyBook, demo: Case
) -> None:
    text = (paths.resources() / "demo" / "company.json").read_text(encoding="utf-8")
    content: dict[str, Any] = json.loads(text)
    content["records"]["quality_product"] = [
        {"product": f"{n}号", "kind": "dongguan_product", "category": "模具", "received": False,
         "date": f"{2024 + n % 2}-{1 + n % 12:02d}-{1 + n % 28:02d}"}
        for n in range(60)
    ]  # fmt: skip
    page.show_case(Case(book, answers_from(content, book), demo.as_of))
    assert len(page.cards) == 20
    last = page.timeline.picture.marks[-1].items[-1]
    page.show_item(last.key)
    assert page.cards[last.key].is_unfolded
    assert not fit.clipped(page)
