"""Each screen by intent: show it a case, click, and see what it emits."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dgassist.case import Case
from dgassist.plan.group import Group
from dgassist.report import phrase
from dgassist.store.clients import ClientStore
from dgassist.store.reader import Library
from dgassist.ui.models.finding import ROW
from dgassist.ui.screens.documents import DocumentsScreen
from dgassist.ui.screens.measure import MeasureScreen
from dgassist.ui.screens.questionnaire import QuestionnaireScreen
from dgassist.ui.screens.results import ResultsScreen
from dgassist.ui.screens.review import ReviewScreen
from dgassist.ui.screens.start import StartScreen
from dgassist.ui.widgets.condition_list import QuoteLabel

AT = datetime(2026, 11, 21, 14, 32, tzinfo=UTC)


def words(widget: QWidget) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if not w.isHidden())


def press(widget: QWidget, name: str) -> None:
    found = [b for b in widget.findChildren(QPushButton) if name in (b.accessibleName(), b.text())]
    found[0].click()


def test_start_lists_companies(qtbot: QtBot, demo: Case, store: ClientStore) -> None:
    first = store.create(demo.answers, AT)
    screen = StartScreen()
    qtbot.addWidget(screen)
    screen.show_clients(store.clients())
    screen.show_case(demo)
    assert demo.name in words(screen)
    with qtbot.waitSignal(screen.client_chosen) as told:
        press(screen, "继续上次：" + demo.name)
    assert told.args == [first]
    with qtbot.waitSignal(screen.client_deleted) as told:
        press(screen, "删除：" + demo.name)
    assert told.args == [first]
    screen.show_clients((), store.delete(first))
    assert f"已删除“{demo.name}”" in words(screen)
    with qtbot.waitSignal(screen.undo_asked):
        press(screen, "撤销")
    with qtbot.waitSignal(screen.client_added):
        screen.add.click()


def test_questionnaire_goes_through_all_topics(qtbot: QtBot, empty: Case) -> None:
    screen = QuestionnaireScreen(empty.book)
    qtbot.addWidget(screen)
    screen.show_case(empty)
    seen = [screen.topic]
    while screen.next.isEnabled():
        screen.next.click()
        seen.append(screen.topic)
    assert seen == list(screen.model.anchors())
    first = empty.book.record_types[0].id
    screen.show_topic(f"record:{first}")
    types = [screen.topic]
    while screen.next.isEnabled():
        screen.next.click()
        types.append(screen.topic)
    assert len(types) == len(empty.book.record_types)
    screen.whole.click()
    assert screen.topic == seen[-1]
    with qtbot.waitSignal(screen.finished):
        screen.check.click()
    screen.index.search.setText("展位")
    assert screen.index.nothing.isHidden()
    screen.index.search.setText("没有这种东西")
    assert not screen.index.nothing.isHidden()


def test_questionnaire_opens_at_a_question(qtbot: QtBot, demo: Case) -> None:
    screen = QuestionnaireScreen(demo.book)
    qtbot.addWidget(screen)
    screen.show_case(demo)
    with qtbot.waitSignal(screen.topic_chosen) as told:
        screen.show_topic("record:booth", "area")
    assert told.args == ["record:booth"]


def test_review_shows_every_answer_and_leads_back(qtbot: QtBot, demo: Case) -> None:
    screen = ReviewScreen()
    qtbot.addWidget(screen)
    screen.show_case(demo)
    shown = words(screen)
    assert "2.86亿元" in shown
    assert "还没填" in shown
    assert "工信部联企业〔2011〕300号" in shown
    with qtbot.waitSignal(screen.change_asked) as told:
        press(screen, "修改从业人员")
    assert told.args == ["scale", "employees"]
    unknown = [r for r in demo.book.record_type if r not in demo.answers.records]
    with qtbot.waitSignal(screen.none_told) as told:
        press(screen, f"这{len(unknown)}类都没有")
    assert told.args is not None
    assert set(told.args[0]) == set(unknown)
    with qtbot.waitSignal(screen.finished):
        screen.go.click()


def test_review_overrules_a_derived_fact(qtbot: QtBot, demo: Case) -> None:
    screen = ReviewScreen()
    qtbot.addWidget(screen)
    screen.show_case(demo)
    press(screen, "手工改制造业")
    with qtbot.waitSignal(screen.overruled) as told:
        press_radio(screen, "制造业：否")
    assert told.args == ["manufacturing", False, ""]
    screen.show_case(demo.overruled("manufacturing", False))
    assert "手工改的" in words(screen)
    with qtbot.waitSignal(screen.overruled) as told:
        press(screen, "把制造业改回推算")
    assert told.args == ["manufacturing", None, ""]


def press_radio(widget: QWidget, name: str) -> None:
    from PySide6.QtWidgets import QRadioButton

    next(r for r in widget.findChildren(QRadioButton) if r.accessibleName() == name).click()


def test_no_answers_no_promises(qtbot: QtBot, empty: Case) -> None:
    screen = ResultsScreen()
    qtbot.addWidget(screen)
    screen.show_case(empty)
    assert screen.rail.buttons[Group.ELIGIBLE].text() == "符合 0"
    assert screen.summary.exact.text() == "0元"
    screen.show_group(Group.ELIGIBLE)
    assert "还没有确定符合" in screen.empty.text()


def test_results_keep_exact_and_ceiling_apart(qtbot: QtBot, demo: Case) -> None:
    screen = ResultsScreen()
    qtbot.addWidget(screen)
    screen.show_case(demo)
    assert screen.summary.ceiling.text().startswith("最高")
    assert not screen.summary.exact.text().startswith("最高")
    assert "不是承诺" in words(screen)
    index = screen.model.index(0, 0)
    with qtbot.waitSignal(screen.measure_chosen) as told:
        screen.list.setCurrentIndex(index)
        QTest.keyClick(screen.list, Qt.Key.Key_Return)
    assert told.args is not None
    assert told.args[0] in demo.book.measure
    screen.bar.search.setText("没有这种东西")
    assert "换个说法" in screen.empty.text()
    with qtbot.waitSignal(screen.date_changed) as told:
        screen.as_of.input.edit.setText("20270117")
        screen.as_of.input.on_finished()
    assert str(told.args[0]) == "2027-01-17"
    screen.show_case(demo)
    with qtbot.assertNotEmitted(screen.date_changed):
        screen.as_of.input.edit.clear()
        screen.as_of.input.on_finished()
    assert screen.as_of.input.edit.text() == demo.as_of.isoformat()


def test_a_measure_says_why(qtbot: QtBot, demo: Case) -> None:
    screen = MeasureScreen()
    qtbot.addWidget(screen)
    screen.show_measure("special_booth")
    screen.show_case(demo)
    shown = words(screen)
    finding = demo.assessment.of("special_booth")
    assert finding.measure.title in shown
    for result in finding.criteria:
        assert result.criterion.label in shown
    for line in finding.amount.arithmetic:  # type: ignore[union-attr]
        assert line in shown
    assert "通常做法（文中没写）" in shown
    assert phrase.EXCLUSIONS in shown
    assert "为准" in shown
    quote = screen.findChildren(QuoteLabel)[0]
    with qtbot.waitSignal(screen.citation_opened) as told:
        quote.linkActivated.emit("open")
    assert told.args == [quote.citation.clause_id, quote.citation.quote]
    with qtbot.waitSignal(screen.checklist_asked) as told:
        press(screen, "生成清单（PDF）")
    assert told.args == ["special_booth"]


def test_a_measure_asks_for_what_is_missing(qtbot: QtBot, empty: Case) -> None:
    screen = MeasureScreen()
    qtbot.addWidget(screen)
    screen.show_measure("special_booth")
    screen.show_case(empty)
    assert "还差" in words(screen)
    with qtbot.waitSignal(screen.question_asked) as told:
        press(screen, "去填写")
    assert told.args is not None
    assert told.args[0]


def test_every_measure_can_be_shown(qtbot: QtBot, demo: Case) -> None:
    screen = MeasureScreen()
    qtbot.addWidget(screen)
    for measure in demo.book.measures:
        screen.show_measure(measure.id)
        screen.show_case(demo)
        assert measure.title in words(screen)


def test_documents_are_searched_and_lead_to_measures(qtbot: QtBot, library: Library) -> None:
    screen = DocumentsScreen(library.book, library.search)
    qtbot.addWidget(screen)
    screen.search.setText("特装展位")
    assert screen.hits.count() > 0
    screen.on_hit(screen.hits.item(0))
    assert screen.text.marked() == "特装展位"
    measure = library.book.measure["special_booth"]
    screen.show_clause(measure.clause_id, measure.benefit.citation.quote)
    assert measure.title in screen.measures.text()
    with qtbot.waitSignal(screen.measure_chosen) as told:
        screen.measures.linkActivated.emit(measure.id)
    assert told.args == [measure.id]
    screen.search.setText("绝无此语")
    assert "没有“绝无此语”" in screen.nothing.text()
    screen.search.clear()
    screen.documents.setCurrentRow(4)
    assert screen.status.text() == "已到期"


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_tab_goes_from_answer_to_answer_and_then_to_the_buttons(qtbot: QtBot, empty: Case) -> None:
    screen = QuestionnaireScreen(empty.book)
    qtbot.addWidget(screen)
    screen.show_case(empty)
    screen.show()
    screen.show_topic("basics", "applicant_type")
    page, first = screen.stack.currentWidget(), screen.focusWidget()
    assert page is not None
    assert first is not None
    assert page.isAncestorOf(first)
    qtbot.waitUntil(lambda: any(b.text() == "没有" for b in page.findChildren(QPushButton)))
    order = [first]
    while (after := order[-1].nextInFocusChain()) not in (first, None):
        order.append(after)
    order = [w for w in order if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    last = max(i for i, w in enumerate(order) if page.isAncestorOf(w))
    assert last < order.index(screen.back) < order.index(screen.next) < order.index(screen.check)
    assert "清除" not in [w.text() for w in order if isinstance(w, QPushButton)]


def test_a_search_without_hits_says_where_there_are_some(qtbot: QtBot, demo: Case) -> None:
    screen = ResultsScreen()
    qtbot.addWidget(screen)
    screen.show_case(demo)
    other = next(r for r in screen.model.rows if r.group is Group.INELIGIBLE)
    screen.bar.search.setText(other.title)
    assert "“不符合”里有1项" in screen.empty.text()
    screen.show_group(Group.INELIGIBLE)
    QTest.keyClick(screen.bar.search, Qt.Key.Key_Return)
    assert screen.list.currentIndex().data(ROW).id == other.id
    screen.bar.search.setText("麒麟凤凰")
    assert "换个说法" in screen.empty.text()
