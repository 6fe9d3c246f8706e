"""Pictures of every screen: ``python -m dgassist.ui.screenshot OUT_DIR [CASE.json]``."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is started

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from dgassist.engine.eligibility import Outcome
from dgassist.model.answers import Answers
from dgassist.store.casefile import read_case
from dgassist.store.clients import ClientStore
from dgassist.store.reader import open_library
from dgassist.ui.app import application, furnish
from dgassist.ui.frame import DOCUMENTS, MEASURE, QUESTIONS, RESULTS, REVIEW, START
from dgassist.ui.main_window import MainWindow
from dgassist.ui.models.topic import RECORD

_USAGE = "用法：python -m dgassist.ui.screenshot 输出文件夹 [个案.json]\n"


def main(argv: Sequence[str]) -> int:
    """Write the pictures; the exit code."""
    if len(argv) not in (1, 2):
        sys.stderr.write(_USAGE)
        return 2
    folder = Path(argv[0])
    folder.mkdir(parents=True, exist_ok=True)
    application()
    library = open_library()
    answers = read_case(Path(argv[1]), library.book) if len(argv) == 2 else Answers()
    with tempfile.TemporaryDirectory() as temporary:
        store = ClientStore(Path(temporary) / "clients.db", datetime.now().astimezone())
        window = MainWindow()
        furnish(window, library, store)
        window.resize(1200, 800)
        window.session.on_client_added(answers)
        window.show()
        take_all(window, folder)
        window.close()
        store.close()
    library.close()
    return 0


def take_all(window: MainWindow, folder: Path) -> None:
    """One picture of each screen."""
    case = window.session.case
    book = case.book
    filled = [r for r, records in case.answers.records.items() if len(records) > 1]
    topic = RECORD + max(
        filled or [book.record_types[0].id], key=lambda r: len(book.record_type[r].fields)
    )
    findings = case.plan.selection.chosen or case.assessment.with_outcome(Outcome.UNDETERMINED)
    measure = max(findings, key=lambda f: len(f.records)).measure
    places = {
        "start": (START, "", ""),
        "questionnaire": (QUESTIONS, book.sections[1].id, ""),
        "records": (QUESTIONS, topic, ""),
        "check": (REVIEW, "", ""),
        "results": (RESULTS, "", ""),
        "measure": (MEASURE, measure.id, ""),
        "document": (DOCUMENTS, measure.clause_id, measure.benefit.citation.quote),
    }
    for name, (screen, key, part) in places.items():
        window.go(screen, key, part)
        for _ in range(3):  # layouts with wrapped text settle in a few rounds
            QApplication.processEvents()
        small(window.grab().toImage()).save(str(folder / f"{name}.png"), quality=0)


def small(picture: QImage) -> QImage:
    """The picture in its 256 most frequent colours, which makes a small file."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    colours = Counter(memoryview(plain.constBits()).cast("I"))
    table = [colour for colour, _ in colours.most_common(256)]
    return plain.convertToFormat(QImage.Format.Format_Indexed8, table)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
