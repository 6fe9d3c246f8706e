"""The help: every topic opens by its name, terms are found, sources open, nothing is invented."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dgassist import __version__
from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.ui import help_topic, shortcuts
from dgassist.ui.licence import components
from dgassist.ui.screens.help import HelpScreen
from dgassist.ui.widgets.condition_list import QuoteLabel
from dgassist.ui.widgets.glossary_list import GlossaryList

FOLDER = Path("home") / "虚构用户" / "dgassist"


def opened(qtbot: QtBot, book: PolicyBook, topic: str) -> HelpScreen:
    screen = HelpScreen(book, FOLDER)
    qtbot.addWidget(screen)
    screen.show_topic(topic)
    return screen


def page(screen: HelpScreen) -> QWidget:
    shown = screen.stack.currentWidget()
    assert shown is not None
    return shown


def words(screen: HelpScreen) -> str:
    return "\n".join(w.text() for w in page(screen).findChildren(QLabel) if not w.isHidden())


def glossary(screen: HelpScreen) -> GlossaryList:
    found = page(screen)
    assert isinstance(found, GlossaryList)
    return found


def test_every_topic_opens_by_its_name(qtbot: QtBot, book: PolicyBook, demo: Case) -> None:
    screen = opened(qtbot, book, help_topic.ABOUT)
    for name, heading in help_topic.topics().items():
        screen.show_topic(name)
        assert screen.topic == name
        assert heading in words(screen)
        screen.show_case(demo)
    screen.show_topic("no such topic")
    assert screen.topic == help_topic.LICENCES


def test_it_says_what_it_is_not(qtbot: QtBot, book: PolicyBook) -> None:
    told = words(opened(qtbot, book, help_topic.ABOUT))
    assert "不等于已经申报" in told
    assert "以实施细则和当年申报指南为准" in told
    assert f"{len(book.measures)} 个政策事项" in told


def test_the_glossary_is_searched(qtbot: QtBot, book: PolicyBook) -> None:
    screen = opened(qtbot, book, help_topic.TERMS)
    found = glossary(screen)
    found.search.setText("规模以上")
    assert "规上" in found.shown()
    assert "贴息" not in found.shown()
    found.search.setText("没有这个词")
    assert found.shown() == ()
    assert "没有解释“没有这个词”" in found.nothing.text()
    found.search.clear()
    assert len(found.shown()) == len(book.glossary)
    assert found.nothing.isHidden()


def test_a_term_is_opened_by_name(qtbot: QtBot, book: PolicyBook) -> None:
    screen = opened(qtbot, book, help_topic.TERMS)
    screen.show_topic("terms:拨改投")
    assert glossary(screen).shown() == ("拨改投",)


def test_a_quoted_sentence_opens_where_it_stands(qtbot: QtBot, book: PolicyBook) -> None:
    screen = opened(qtbot, book, help_topic.TERMS)
    link = page(screen).findChildren(QuoteLabel)[0]
    with qtbot.waitSignal(screen.citation_opened) as told:
        link.linkActivated.emit("open")
    assert told.args == [link.citation.clause_id, link.citation.quote]


def test_all_keys_are_listed(qtbot: QtBot, book: PolicyBook) -> None:
    told = words(opened(qtbot, book, help_topic.KEYS))
    for key in (*shortcuts.WINDOW_KEYS, *shortcuts.FORM_KEYS, *shortcuts.TABLE_KEYS):
        assert key.what in told
    assert "Alt+←" in told


def test_documents_are_listed_with_status_and_opened(qtbot: QtBot, book: PolicyBook) -> None:
    screen = opened(qtbot, book, help_topic.DATES)
    told = words(screen)
    assert book.data_date in told
    assert "征求意见稿，没有生效" in told
    document = book.documents[0]
    go = next(
        b for b in screen.findChildren(QPushButton) if b.accessibleName() == f"打开{document.title}"
    )
    with qtbot.waitSignal(screen.citation_opened) as opened_at:
        go.click()
    assert opened_at.args is not None
    clause_id, quote = opened_at.args
    assert book.clause[clause_id].document_id == document.id
    assert quote == ""


def test_it_says_where_the_data_are(qtbot: QtBot, book: PolicyBook) -> None:
    screen = opened(qtbot, book, help_topic.FOLDER)
    assert str(FOLDER) in words(screen)
    go = next(b for b in screen.findChildren(QPushButton) if b.text() == "打开文件夹")
    with qtbot.waitSignal(screen.folder_opened) as told:
        go.click()
    assert told.args == [str(FOLDER)]


def test_versions_are_those_that_run(qtbot: QtBot, book: PolicyBook) -> None:
    screen = opened(qtbot, book, help_topic.LICENCES)
    told = words(screen)
    assert __version__ in told
    assert f"ReportLab {version('reportlab')}" in told
    assert "LGPL-3.0" in told
    unfold = next(b for b in screen.findChildren(QPushButton) if "openpyxl" in b.accessibleName())
    text = next(t for t in screen.findChildren(QPlainTextEdit) if "openpyxl" in t.accessibleName())
    assert text.isHidden()
    unfold.click()
    assert not text.isHidden()
    assert "Permission is hereby granted" in text.toPlainText()


def test_the_licence_of_the_font_is_bundled() -> None:
    font = next(c for c in components() if c.name == "Noto Sans SC")
    assert "SIL OPEN FONT LICENSE" in font.text


def test_the_way_back(qtbot: QtBot, book: PolicyBook) -> None:
    screen = opened(qtbot, book, help_topic.ABOUT)
    back = next(b for b in screen.findChildren(QPushButton) if "返回" in b.text())
    with qtbot.waitSignal(screen.closed):
        back.click()
    screen.on_find()
    assert screen.topic == help_topic.TERMS
