from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QScrollBar,
    QStyleOptionViewItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

import dgassist.ui
from dgassist import paths
from dgassist.case import Case
from dgassist.engine.truth import Truth
from dgassist.model.policybook import PolicyBook
from dgassist.store.reader import Library
from dgassist.ui import fit, screenshot, theme
from dgassist.ui.look import LARGE, LIGHT, NORMAL, SCHEMES, SIZES, Look, look_of
from dgassist.ui.main_window import MainWindow
from dgassist.ui.models.topic import TopicModel
from dgassist.ui.session import Session
from dgassist.ui.sheet import sheet
from dgassist.ui.widgets.choice_box import ChoiceBox
from dgassist.ui.widgets.document_text import DocumentText
from dgassist.ui.widgets.element import LinkLabel, button, label
from dgassist.ui.widgets.finding_delegate import FindingDelegate
from dgassist.ui.widgets.sign import Sign

# the offscreen platform's remark on any window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LOOKS = [look_of(is_dark=d, is_large=b) for d, b in product((False, True), repeat=2)]
COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}\b")
DEMO = paths.resources() / "demo" / "company.json"


@pytest.fixture(autouse=True)
def light_again() -> Iterator[None]:
    theme.choose(LIGHT, NORMAL)
    yield
    theme.choose(LIGHT, NORMAL)


@pytest.fixture
def window(qtbot: QtBot, library: Library, session: Session, demo: Case) -> MainWindow:
    opened = MainWindow()
    qtbot.addWidget(opened)
    opened.furnish(library, session)
    session.on_client_added(demo.answers)
    opened.resize(1024, 680)
    opened.show()
    return opened


# --- colours


@pytest.mark.parametrize("look", LOOKS)
def test_every_text_can_be_read_on_every_ground(look: Look) -> None:
    texts = (look.ink, look.muted, look.accent, look.accent_dark, look.yes, look.open, look.no)
    grounds = (
        look.ground, look.surface, look.hover, look.accent_soft, look.yes_soft, look.open_soft,
        look.no_soft,
    )  # fmt: skip
    pairs = [*product(texts, grounds), (look.ink, look.mark)]
    filled = (look.accent, look.accent_dark, look.yes, look.open, look.no)
    pairs += [(look.surface, ground) for ground in filled]  # on buttons, ticks and signs
    assert [p for p in pairs if contrast(*p) < 4.5] == []


@pytest.mark.parametrize("look", LOOKS)
def test_edges_and_what_cannot_be_used_now_are_seen(look: Look) -> None:
    assert all(contrast(look.edge, ground) >= 3 for ground in (look.ground, look.surface))


@pytest.mark.parametrize("look", LOOKS)
def test_the_sheet_knows_no_colour_but_those_of_the_look(look: Look) -> None:
    text = sheet(look, theme.FAMILY, "icons")
    assert set(COLOUR.findall(text)) <= set(look)
    assert not re.search(r"\b(white|black|red|gr[ae]y|blue|rgba?\()", text)


def test_no_widget_brings_a_colour_of_its_own() -> None:
    folder = Path(dgassist.ui.__file__).parent
    written = {
        file.name: found
        for file in folder.rglob("*.py")
        if file.name != "look.py" and (found := COLOUR.findall(file.read_text("utf-8")))
    }
    assert written == {}


def contrast(one: str, other: str) -> float:
    """As WCAG 2 reckons it."""
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# --- choosing


def test_unknown_choices_are_none(qapp: QApplication) -> None:
    theme.choose("purple", "huge")
    assert (theme.scheme(), theme.size()) == (SCHEMES[0], SIZES[0])


def test_open_widgets_follow_a_change_of_look(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    words, press = label("字", "muted"), button("按钮")
    for widget in (words, press, sign := Sign(Truth.TRUE)):
        widget.setParent(page)
    page.show()
    narrow = press.sizeHint().width()
    theme.choose("dark", LARGE)
    dark = look_of(is_dark=True, is_large=True)
    assert words.palette().color(QPalette.ColorRole.WindowText).name() == dark.muted.lower()
    assert words.font().pixelSize() == dark.body
    assert press.sizeHint().height() >= dark.target
    assert press.sizeHint().width() > narrow
    assert sign.width() == dark.px(22)
    ground = page.grab().toImage().pixelColor(0, page.height() - 1)
    assert ground.name() == dark.ground.lower()


def test_painted_rows_and_models_follow(qtbot: QtBot, book: PolicyBook, demo: Case) -> None:
    topics = TopicModel(book)
    topics.show_case(demo)
    view = QListView()
    qtbot.addWidget(view)
    view.setItemDelegate(FindingDelegate(view))
    view.setModel(topics)
    view.show()
    low = view.visualRect(topics.index(0, 0)).height()
    group = topics.index(0, 0)
    theme.choose("dark", LARGE)
    assert group.data(Qt.ItemDataRole.FontRole).pixelSize() == theme.look().caption
    told = group.data(Qt.ItemDataRole.ForegroundRole)
    assert told.name() == look_of(is_dark=True).muted.lower()
    assert view.itemDelegate().sizeHint(QStyleOptionViewItem(), group).height() > low > 0
    assert view.visualRect(group).height() > low


def test_links_follow(qtbot: QtBot) -> None:
    links = LinkLabel()
    qtbot.addWidget(links)
    links.setText('<a href="there">那里</a>')
    links.show()
    for scheme in ("dark", "light"):
        theme.choose(scheme, NORMAL)
        picture = links.grab().toImage()
        places = product(range(picture.width()), range(picture.height()))
        colours = {picture.pixelColor(x, y).name() for x, y in places}
        assert theme.look().accent.lower() in colours


def test_a_document_stays_at_its_place(qtbot: QtBot, book: PolicyBook) -> None:
    text = DocumentText(book)
    qtbot.addWidget(text)
    text.show()
    citation = book.measures[-1].benefit.citation
    text.show_clause(citation.clause_id, citation.quote)
    marked = text.marked()
    theme.choose("dark", LARGE)
    assert text.marked() == marked
    shown = text.extraSelections()[0]
    assert shown.format.background().color().name() == look_of(is_dark=True).mark.lower()
    assert shown.cursor.charFormat().font().pixelSize() >= theme.look().body
    theme.choose(LIGHT, NORMAL)
    text.show_document("")  # nothing is open
    theme.choose("dark", NORMAL)


def test_what_has_the_focus_or_a_tick_is_seen_in_both_schemes(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    edit = QLineEdit(page)
    edit.resize(100, theme.look().target)
    page.show()
    for scheme in ("light", "dark"):
        theme.choose(scheme, NORMAL)
        edit.clearFocus()
        before = edit.grab().toImage()
        edit.setFocus()
        qtbot.waitUntil(edit.hasFocus)
        focused = edit.grab().toImage()
        middle = focused.width() // 2
        assert [focused.pixelColor(middle, y).name() for y in (0, 1)] == [
            theme.look().accent.lower()
        ] * 2
        assert before.pixelColor(middle, 0).name() == theme.look().edge.lower()


def test_pictures_of_the_sheet_are_there() -> None:
    for look in LOOKS:
        icons = (paths.resources() / "icons").as_posix()
        files = re.findall(r'url\("([^"]+)"\)', sheet(look, theme.FAMILY, icons))
        assert files
        assert all(not QImage(file).isNull() for file in files)


# --- room for the words


@pytest.mark.parametrize("size", SIZES)
def test_words_fit_and_targets_are_big_enough(window: MainWindow, size: str) -> None:
    theme.choose(LIGHT, size)
    found = []
    for shot in screenshot.visit(window):
        found += [f"{shot.name}: {w}" for w in fit.clipped(window) + fit.too_small(window)]
    assert found == []


@pytest.mark.parametrize("scale", ["1.5", "2"])
@pytest.mark.parametrize("size", SIZES)
def test_words_fit_on_screens_of_finer_points(tmp_path: Path, scale: str, size: str) -> None:
    asked = ["--check", "--window", "1024x680", "--scale", scale, "--size", size]
    done = subprocess.run(
        [sys.executable, "-m", "dgassist.ui.screenshot", str(tmp_path), str(DEMO), *asked],
        capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert (done.stdout, done.returncode) == ("", 0), done.stderr


def test_pictures_of_every_screen(tmp_path: Path) -> None:
    folder = tmp_path / "图"
    assert screenshot.main([str(folder), "--look", "dark", "--size", LARGE]) == 0
    files = list(folder.glob("*-dark-large.png"))
    assert len(files) > 9
    picture = QImage(str(folder / "start-dark-large.png"))
    assert picture.pixelColor(2, picture.height() // 2).name() == theme.look().ground.lower()


def test_what_does_not_fit_is_found(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(300, 200)
    cut = QLabel("这一句比它的地方长", page)
    cut.setGeometry(0, 0, 60, 30)
    low = label("这一句要两行才放得下", "")
    low.setParent(page)
    low.setGeometry(0, 40, 90, 20)
    out = button("在外面")
    out.setParent(page)
    out.setStyleSheet("min-height: 20px; max-height: 20px; border: none")
    out.setGeometry(250, 100, 120, 20)
    page.show()
    assert len(fit.clipped(page)) == 3
    assert len(fit.too_small(page)) == 1
    cut.resize(200, 30)
    low.resize(90, 60)
    out.setStyleSheet("")
    out.setGeometry(100, 120, 120, 34)
    assert fit.clipped(page) + fit.too_small(page) == []


# --- the wheel


def test_the_wheel_changes_no_value(qtbot: QtBot, window: MainWindow) -> None:
    box = ChoiceBox("顺序")
    qtbot.addWidget(box)
    box.offer([(1, "甲"), (2, "乙"), (3, "丙")])
    box.show()
    box.setFocus()
    assert turned(box) == (0, 0)
    for _ in screenshot.visit(window):
        for widget in window.findChildren(QWidget):
            is_scroll = isinstance(widget, QScrollBar)
            if isinstance(widget, QComboBox | QAbstractSpinBox | QAbstractSlider) and not is_scroll:
                before, after = turned(widget)
                assert before == after, widget


def turned(widget: QWidget) -> tuple[object, object]:
    """The value of a widget before and after the wheel is turned on it."""
    before = value_of(widget)
    middle = QPointF(widget.rect().center())
    for angle in (-120, -120, 120):
        QApplication.sendEvent(
            widget,
            QWheelEvent(
                middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, angle),
                Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase, False,
            ),
        )  # fmt: skip
    return before, value_of(widget)


def value_of(widget: QWidget) -> object:
    if isinstance(widget, QComboBox):
        return widget.currentIndex()
    return widget.property("text" if isinstance(widget, QAbstractSpinBox) else "value")
