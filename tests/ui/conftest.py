"""What the tests of the window share: no display, one application, one policy book."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is started

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from dgassist import paths
from dgassist.case import Case
from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from dgassist.store.casefile import read_case
from dgassist.store.clients import ClientStore
from dgassist.store.reader import Library, open_library
from dgassist.ui import app, theme
from dgassist.ui.session import Session

AT = datetime(2026, 11, 21, 14, 32, tzinfo=UTC)
AS_OF = date(2026, 11, 21)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session", autouse=True)
def looks(qapp: QApplication) -> None:
    app.application()
    assert qapp.font().family() == theme.FAMILY


@pytest.fixture(scope="session")
def library() -> Iterator[Library]:
    opened = open_library()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def book(library: Library) -> PolicyBook:
    return library.book


@pytest.fixture(scope="session")
def empty(book: PolicyBook) -> Case:
    """A company that has told nothing."""
    return Case(book, Answers(), AS_OF)


@pytest.fixture(scope="session")
def demo(book: PolicyBook) -> Case:
    """The company of the demonstration."""
    return Case(book, read_case(paths.resources() / "demo" / "company.json", book), AS_OF)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ClientStore]:
    opened = ClientStore(tmp_path / "clients.db", AT)
    yield opened
    opened.close()


@pytest.fixture
def session(book: PolicyBook, store: ClientStore) -> Session:
    return Session(book, store, lambda: AT)
