"""The composition root: paints the window, opens what it needs, puts it together, runs it.

The empty window is on the screen before the policy base, the engine and the screens are loaded.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from dgassist import paths
from dgassist.ui import fault, theme
from dgassist.ui.language import tr
from dgassist.ui.main_window import MainWindow

if TYPE_CHECKING:
    from datetime import datetime

    from dgassist.store.clients import ClientStore
    from dgassist.store.reader import Library

UNUSABLE = 2


def run() -> int:
    """Open the window and stay until it is closed; the exit code."""
    app = application()
    fault.watch(paths.user_folder)
    window = MainWindow()
    with ExitStack() as opened:
        window.painted.connect(lambda: open_all(window, opened))
        window.show()
        return app.exec()


def open_all(window: MainWindow, opened: ExitStack) -> None:
    """Open the policy base and the user's own database, or say why the program cannot go on."""
    from dgassist.store.clients import ClientStore
    from dgassist.store.reader import open_library
    from dgassist.store.schema import StoreError
    from dgassist.ui.session import now

    folder = paths.user_folder()
    try:
        library = opened.enter_context(closing(open_library()))
        store = opened.enter_context(closing(ClientStore(folder / "clients.db", now())))
        offer_backup(window, store, now())
    except StoreError as error:
        fault.log(folder, fault.places(type(error), error.__traceback__))
        fault.tell(tr("不能打开莞企政策助手"), str(error))
        QApplication.exit(UNUSABLE)
        return
    furnish(window, library, store)


def offer_backup(window: QWidget, store: ClientStore, at: datetime) -> None:
    """Where companies were lost, ask whether to go back to the newest good backup.

    Raises:
        StoreError: if the backup cannot be gone back to.
    """
    if store.offer is None:
        return
    asked = QMessageBox(QMessageBox.Icon.Warning, tr("企业资料"), store.notice, parent=window)
    words = tr("恢复这份备份（{n} 家企业）").format(n=store.offer.clients)
    restore = asked.addButton(words, QMessageBox.ButtonRole.AcceptRole)
    asked.addButton(tr("不恢复，先用现在的"), QMessageBox.ButtonRole.RejectRole)
    asked.setDefaultButton(restore)
    asked.exec()
    if asked.clickedButton() is restore:
        store.return_to(store.offer.file, at)
        store.notice = tr("已恢复 {at} 的备份。").format(at=f"{store.offer.made:%Y-%m-%d %H:%M}")


def furnish(window: MainWindow, library: Library, store: ClientStore) -> None:
    """Put the screens into the window, over an open policy base and the user's own database."""
    from dgassist.ui.session import Session

    theme.settle(application())
    window.furnish(library, Session(library.book, store))
    if store.notice:
        window.frame.say(store.notice)


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
