"""The composition root: opens what is needed, puts the window together, runs it."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from dgassist import paths
from dgassist.store.clients import ClientStore
from dgassist.store.reader import Library, open_library
from dgassist.store.schema import StoreError
from dgassist.ui import fault, theme
from dgassist.ui.language import tr
from dgassist.ui.main_window import MainWindow
from dgassist.ui.session import Session

FINE, UNUSABLE = 0, 2


def run() -> int:
    """Open the window and stay until it is closed; the exit code."""
    app = application()
    folder = paths.user_folder()
    fault.watch(fault.start_log(folder))
    try:
        library = open_library()
        store = ClientStore(folder / "clients.db", datetime.now().astimezone())
    except StoreError as error:
        fault.LOG.error("cannot start: %s", type(error).__name__)
        fault.tell(tr("不能打开莞企政策助手"), str(error))
        return UNUSABLE
    window = main_window(library, store)
    window.show()
    code = app.exec()
    store.close()
    library.close()
    return code


def application() -> QApplication:
    """The application with its looks and Qt's own words in Chinese."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName(paths.APP_NAME)
    app.setApplicationDisplayName(tr("莞企政策助手"))
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(str(Path(folder) / "qtbase_zh_CN.qm")):
        app.installTranslator(translator)
    theme.apply(app)
    return app


def main_window(library: Library, store: ClientStore) -> MainWindow:
    """The window over an open policy base and the user's own database."""
    window = MainWindow(library, Session(library.book, store))
    window.open()
    if store.notice:
        window.frame.say(store.notice)
    return window
