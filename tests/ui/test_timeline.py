"""The timeline: labels that never meet, every mark within reach, the words of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dgassist.model.window import Stage
from dgassist.plan.agenda import Bearer, Item, Occasion
from dgassist.plan.deadline import DeadlineStatus, status_on
from dgassist.ui import theme
from dgassist.ui.look import DARK, LARGE, LIGHT, NORMAL
from dgassist.ui.models.timeline import MONTHS, Arrangement, Scale, arrange, months_from
from dgassist.ui.widgets.element import Page
from dgassist.ui.widgets.timeline import Timeline

AS_OF = date(2026, 11, 21)
POINT = 13.0


def item(
    name: str, day: date, occasion: Occasion = Occasion.APPLY_BY, stage: Stage | None = None
) -> Item:
    status = status_on(day, AS_OF)
    bearers = (Bearer("title", (0,), name),)
    return Item(
        occasion, "到期", day, day, day, status, (day - AS_OF).days,
        status is not DeadlineStatus.PASSED, stage=stage, bearers=bearers,
    )  # fmt: skip


def scale(width: float = 760) -> Scale:
    return Scale(months_from(AS_OF), width, lambda text: 13.0 * len(text), POINT)


def arranged(items: Sequence[Item], width: float = 760) -> Arrangement:
    return arrange(items, AS_OF, scale(width), "今天")


DAYS = st.dates(date(2026, 10, 1), date(2030, 1, 1))
OCCASIONS = st.sampled_from(
    [Occasion.APPLY_BY, Occasion.EXPIRY, Occasion.CERTIFICATE, Occasion.TERM]
)
ITEMS = st.lists(st.builds(item, st.text("甲乙丙", min_size=1, max_size=20), DAYS, OCCASIONS))


@given(ITEMS, st.floats(500, 1600))
def test_nothing_overlaps_and_nothing_stands_outside(items: list[Item], width: float) -> None:
    found = arranged(items, width)
    lanes: dict[int, list[tuple[float, float]]] = {
        0: [(found.today, found.today + scale().measured("今天"))]
    }
    for one in found.placed:
        low = min(one.left, one.label_left)
        high = max(one.right, one.label_left + one.label_width)
        assert low >= -0.01
        assert high <= width + 0.01
        lanes.setdefault(one.lane, []).append((low, high))
    for taken in lanes.values():
        for (_, right), (left, _) in pairwise(sorted(taken)):
            assert right <= left


@given(ITEMS)
def test_every_item_is_marked_once_or_later_than_the_last_month(items: list[Item]) -> None:
    found = arranged(items)
    marked = [i for one in found.placed for i in one.mark.items]
    expected = [i for i in items if i.day >= date(2026, 11, 1)]
    assert sorted(map(repr, (*marked, *found.beyond))) == sorted(map(repr, expected))
    assert all(i.day > date(2028, 10, 31) for i in found.beyond)


def test_months_begin_with_that_of_the_day() -> None:
    months = months_from(AS_OF)
    assert (len(months), months[0], months[-1]) == (MONTHS, date(2026, 11, 1), date(2028, 10, 1))
    assert scale(240).place_of(date(2026, 12, 1)) == 10
    assert scale(240).place_of(date(2028, 10, 31), end=True) == 240


def test_a_window_is_a_bar_over_its_days() -> None:
    stage = Stage("网上申报", date(2027, 3, 1), date(2027, 4, 30))
    (one,) = arranged([item("甲", stage.closes, Occasion.WINDOW, stage)], 2400).placed
    assert (one.left, one.right) == (400, 600)


def test_where_sixty_days_crowd_those_of_a_month_become_one() -> None:
    items = [item(f"第{n}号产品", AS_OF + timedelta(11 * n)) for n in range(60)]
    found = arranged(items)
    assert found.lanes <= 8
    assert sum(len(one.mark.items) for one in found.placed) == 60
    assert len(found.placed) <= MONTHS


# --- In a window ------------------------------------------------------------------------


@pytest.fixture(params=[(LIGHT, NORMAL), (DARK, LARGE)])
def looked(request: pytest.FixtureRequest) -> Iterator[None]:
    theme.choose(*request.param)
    yield
    theme.choose(LIGHT, NORMAL)


@pytest.fixture
def timeline(qtbot: QtBot) -> Iterator[Timeline]:
    page = Page()
    qtbot.addWidget(page)
    made = Timeline()
    page.column.addWidget(made)
    page.column.addStretch(1)
    page.resize(760, 500)
    page.show()
    yield made
    page.close()


def three() -> list[Item]:
    days = (date(2026, 12, 18), date(2027, 9, 5), date(2028, 12, 3))
    return [item(name, day) for name, day in zip("甲乙丙", days, strict=True)]


@pytest.mark.parametrize("count", [0, 1, 60])
def test_any_number_is_painted_in_every_look(looked: None, timeline: Timeline, count: int) -> None:
    timeline.show_items([item(f"{n}", AS_OF + timedelta(12 * n)) for n in range(count)], AS_OF)
    picture = timeline.picture.grab().toImage()
    assert picture.height() < 400 * QGuiApplication.primaryScreen().devicePixelRatio()
    colours = {picture.pixelColor(x, picture.height() // 2).name() for x in range(600)}
    assert len(colours) > 1


def test_arrow_keys_go_through_the_marks_and_enter_opens(timeline: Timeline, qtbot: QtBot) -> None:
    items = three()
    timeline.show_items(items, AS_OF)
    picture = timeline.picture
    picture.setFocus()
    assert "24个月以后还有1件" in timeline.words.text()
    for key, name in (
        (Qt.Key.Key_Right, "甲"), (Qt.Key.Key_Right, "乙"), (Qt.Key.Key_Right, "乙"),
        (Qt.Key.Key_Home, "甲"), (Qt.Key.Key_End, "乙"), (Qt.Key.Key_Left, "甲"),
    ):  # fmt: skip
        QTest.keyClick(picture, key)
        assert f"到期（{name}）" in timeline.words.text()
        assert f"到期（{name}）" in picture.accessibleDescription()
    with qtbot.waitSignal(timeline.item_chosen) as chosen:
        QTest.keyClick(picture, Qt.Key.Key_Return)
    assert chosen.args == [items[0].key]


def _move_to(widget: QWidget, at: QPoint) -> None:
    """The mouse itself may be there already, and then tells nothing."""
    button, none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    where = widget.mapToGlobal(QPointF(at))
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), where, button, button, none)
    QApplication.sendEvent(widget, event)


def test_the_mouse_shows_the_words_and_a_click_opens(timeline: Timeline, qtbot: QtBot) -> None:
    items = three()
    timeline.show_items(items, AS_OF)
    QApplication.processEvents()
    picture = timeline.picture
    area = picture._whole(picture._placed[1])
    at = QPoint(round(area.center().x()), round(area.center().y()))
    _move_to(picture, at)
    assert "2027-09-05" in timeline.words.text()
    with qtbot.waitSignal(timeline.item_chosen) as chosen:
        QTest.mouseClick(picture, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert chosen.args == [items[1].key]
    _move_to(picture, QPoint(1, 1))
    assert "2027-09-05" in timeline.words.text()  # that of the keyboard again


def test_it_is_told_to_who_cannot_see_it(timeline: Timeline) -> None:
    timeline.show_items(three(), AS_OF)
    name = timeline.picture.accessibleName()
    assert name.startswith("时间轴：今后24个月2处标记，最近的是到期（甲）")
    timeline.show_items([], AS_OF)
    assert timeline.picture.accessibleName() == "时间轴：今后24个月没有到期的事"
    assert timeline.words.isHidden()
