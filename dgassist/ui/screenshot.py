"""Pictures of every screen, and what does not fit on them; ``--help`` says how."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import chdir
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is started

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from dgassist.case import Case
from dgassist.engine.eligibility import Outcome
from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from dgassist.store.casefile import answers_from, read_content
from dgassist.store.clients import ClientStore
from dgassist.store.reader import open_library
from dgassist.ui import fit, theme
from dgassist.ui.app import application, furnish
from dgassist.ui.frame import (
    BACKUPS,
    CLIENTS,
    DOCUMENTS,
    HELP,
    INTERVIEW,
    MEASURE,
    PLAN,
    PREVIEW,
    QUESTIONS,
    RESULTS,
    REVIEW,
    START,
)
from dgassist.ui.look import DARK, LARGE, LIGHT, NORMAL
from dgassist.ui.main_window import MainWindow
from dgassist.ui.models.topic import RECORD


class Shot(NamedTuple):
    """A picture's name, and the place it shows: a screen, what is open on it, a part of that."""

    name: str
    screen: str
    key: str = ""
    part: str = ""


def shots(case: Case) -> tuple[Shot, ...]:
    """All places; a new screen gets a line here."""
    book = case.book
    filled = [r for r, records in case.answers.records.items() if len(records) > 1]
    topic = RECORD + max(
        filled or [book.record_types[0].id], key=lambda r: len(book.record_type[r].fields)
    )
    findings = case.plan.selection.chosen or case.assessment.with_outcome(Outcome.UNDETERMINED)
    measure = max(findings, key=lambda f: len(f.records)).measure
    return (
        Shot("start", START),
        Shot("clients", CLIENTS),
        Shot("interview", INTERVIEW),
        Shot("questionnaire", QUESTIONS, book.sections[1].id),
        Shot("records", QUESTIONS, topic),
        Shot("check", REVIEW),
        Shot("results", RESULTS),
        Shot("measure", MEASURE, measure.id),
        Shot("plan", PLAN, "combination"),
        Shot("plan-deadlines", PLAN, "deadlines"),
        Shot("plan-pathway", PLAN, "pathway"),
        Shot("plan-materials", PLAN, "materials"),
        Shot("plan-saved", PLAN, "saved"),
        Shot("preview", PREVIEW),
        Shot("document", DOCUMENTS, measure.clause_id, measure.benefit.citation.quote),
        Shot("help", HELP),
        Shot("backups", BACKUPS),
    )


def main(argv: Sequence[str]) -> int:
    """Write the pictures, or with ``--check`` say what does not fit; the exit code."""
    asked = _parser().parse_args(argv)
    folder = asked.out.resolve()
    if asked.scale != 1:
        os.environ["QT_SCALE_FACTOR"] = str(asked.scale)  # read when Qt is started
    theme.choose(asked.look, asked.size)
    application()
    library = open_library()
    told = [_answers(file, library.book) for file in asked.case] or [Answers()]
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as temporary, chdir(temporary):
        # a folder that is the same on every machine, as its name is in some of the pictures
        store = ClientStore(Path("dgassist/clients.db"), datetime.now().astimezone())
        store.remember(scheme=asked.look, size=asked.size)
        window = MainWindow()
        furnish(window, library, store)
        window.resize(*asked.window)
        for answers in told:
            window.session.on_client_added(answers)
        window.session.back_up()
        window.outputs.handover.save()
        window.show()
        for shot in visit(window):
            if asked.only and shot.name not in asked.only:
                continue
            if asked.check:
                found = fit.clipped(window) + fit.too_small(window)
                problems += [f"{shot.name}: {words}" for words in found]
            else:
                folder.mkdir(parents=True, exist_ok=True)
                take(window, folder / f"{shot.name}{_suffix(asked)}.png")
        window.close()
        store.close()
    library.close()
    sys.stdout.write("".join(f"{words}\n" for words in problems))
    return 1 if problems else 0


def visit(window: MainWindow) -> Iterator[Shot]:
    """Go from place to place; each is laid out when it is given."""
    for shot in shots(window.session.case):
        window.go(shot.screen, shot.key, shot.part)
        if shot.screen == PREVIEW:
            window.outputs.on_preview_asked()  # its pages are made when they are asked for
        for _ in range(3):  # layouts with wrapped text settle in a few rounds
            QApplication.processEvents()
        yield shot


def take(window: MainWindow, file: Path) -> None:
    """Write a picture of the window."""
    small(window.grab().toImage()).save(str(file), quality=0)


def small(picture: QImage) -> QImage:
    """The picture in its 256 most frequent colours, which makes a small file."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    colours = Counter(memoryview(plain.constBits()).cast("I"))
    table = [colour for colour, _ in colours.most_common(256)]
    return plain.convertToFormat(QImage.Format.Format_Indexed8, table)


def _answers(file: Path, book: PolicyBook) -> Answers:
    """What a case file tells; one of the tests' companies will do, too."""
    content = read_content(file)
    return answers_from(content.get("case", content), book)


def _suffix(asked: argparse.Namespace) -> str:
    """What tells a picture from the plain one of the same place."""
    dark = "-dark" if asked.look == DARK else ""
    large = "-large" if asked.size == LARGE else ""
    return dark + large + (f"-{asked.scale:.0%}".rstrip("%") if asked.scale != 1 else "")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m dgassist.ui.screenshot", description=__doc__)
    parser.add_argument("out", type=Path, help="the folder for the pictures")
    parser.add_argument("case", type=Path, nargs="*", help="case files; the last one is opened")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these, such as results")
    parser.add_argument("--look", choices=(LIGHT, DARK), default=LIGHT)
    parser.add_argument("--size", choices=(NORMAL, LARGE), default=NORMAL)
    parser.add_argument("--scale", type=float, default=1.0, help="as QT_SCALE_FACTOR, such as 1.5")
    parser.add_argument("--window", type=_pair, default=(1200, 800), help="such as 1024x680")
    parser.add_argument("--check", action="store_true", help="write no pictures: say what is cut")
    return parser


def _pair(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
