from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dgassist.model.policybook import PolicyBook
from dgassist.store.casefile import answers_from
from dgassist.store.clients import ClientStore
from dgassist.ui.widgets.due_notice import DueNotice
from dgassist.ui.widgets.element import Page
from tests.ui.conftest import AS_OF, AT


def add(store: ClientStore, book: PolicyBook, name: str, until: str = "") -> int:
    content: dict[str, Any] = {"company": {"company_name": name, "applicant_type": "enterprise"}}
    if until:
        title = {"kind": "high_tech", "date": "2023-12-18", "valid_until": until}
        content["records"] = {"title": [title]}
    return store.create(answers_from(content, book), AT)


@pytest.fixture
def notice(qtbot: QtBot) -> Iterator[DueNotice]:
    page = Page()
    qtbot.addWidget(page)
    made = DueNotice()
    page.column.addWidget(made)
    page.column.addStretch(1)
    page.resize(800, 400)
    page.show()
    yield made
    page.close()


def looked(notice: DueNotice, store: ClientStore, book: PolicyBook, qtbot: QtBot) -> None:
    notice.look(store, book, AS_OF)
    qtbot.waitUntil(lambda: not notice._timer.isActive())


def test_it_says_what_falls_due_and_where(
    notice: DueNotice, store: ClientStore, book: PolicyBook, qtbot: QtBot
) -> None:
    for n in range(5):
        add(store, book, f"{n}号公司", f"2026-12-{18 - n:02d}" if n < 4 else "")
    looked(notice, store, book, qtbot)
    assert notice.isVisible()
    assert notice.words.text() == (
        "30天内有4件事到期：3号公司 高新技术企业有效期届满 12-15；"
        "2号公司 高新技术企业有效期届满 12-16；1号公司 高新技术企业有效期届满 12-17……"
    )


def test_all_of_it_leads_to_the_clients(
    notice: DueNotice, store: ClientStore, book: PolicyBook, qtbot: QtBot
) -> None:
    client_id = add(store, book, "甲公司", "2026-12-18")
    looked(notice, store, book, qtbot)
    notice.all.click()
    assert not notice.list.isHidden()
    assert "还有27天" in notice.list.item(0).text()
    with qtbot.waitSignal(notice.client_chosen) as chosen:
        QTest.keyClick(notice.list, Qt.Key.Key_Return)
    assert chosen.args == [client_id]
    notice.all.click()
    assert notice.list.isHidden()


def test_the_end_of_a_text_that_meets_all_is_said_once(
    notice: DueNotice, store: ClientStore, book: PolicyBook, qtbot: QtBot
) -> None:
    for name in ("甲公司", "乙公司"):
        add(store, book, name)
    notice.look(store, book, AS_OF.replace(month=12, day=20))
    qtbot.waitUntil(lambda: not notice._timer.isActive())
    assert notice.words.text() == "30天内有1件事到期：附件1–5有效期届满 1-16（2家企业）。"
    assert notice.list.count() == 2


def test_nothing_is_shown_of_nothing(
    notice: DueNotice, store: ClientStore, book: PolicyBook, qtbot: QtBot
) -> None:
    client_id = add(store, book, "甲公司", "2026-12-18")
    looked(notice, store, book, qtbot)
    assert notice.isVisible()
    store.delete(client_id)
    looked(notice, store, book, qtbot)
    assert notice.isHidden()


def test_a_closed_database_is_not_looked_into(
    notice: DueNotice, store: ClientStore, book: PolicyBook, qtbot: QtBot
) -> None:
    add(store, book, "甲公司", "2026-12-18")
    notice.look(store, book, AS_OF)
    notice.stop()
    store.close()
    qtbot.wait(20)
    assert notice.isHidden()
