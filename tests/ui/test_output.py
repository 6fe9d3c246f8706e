from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from dgassist.case import Case
from dgassist.report.checklist import checklist
from dgassist.report.error import OccupiedError, ReportError
from dgassist.report.output import Handout, Kind, content
from dgassist.report.pdf import pages
from dgassist.report.picture import HEIGHT, WIDTH, Page
from dgassist.report.saving import save as really_save
from dgassist.ui import files, printing
from dgassist.ui.batch import BatchDialog, tasks_of
from dgassist.ui.paint import paint_page
from dgassist.ui.screens.preview import PreviewScreen
from dgassist.ui.widgets.company_picker import CompanyPicker
from dgassist.ui.widgets.output_menu import OutputMenu
from dgassist.ui.work import Task, Work

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
MEASURES = ("special_booth", "lease_interest_doubling", "smart_workshop_award")


@pytest.fixture(scope="module")
def drawn(demo: Case) -> tuple[Page, ...]:
    return pages(checklist(demo.plan, MEASURES))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def choosing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (name, ""))
    monkeypatch.setattr(files, "open_file", lambda _: None)


# --- preview and print


def test_a_page_is_drawn_with_its_text(qtbot: QtBot, drawn: tuple[Page, ...]) -> None:
    image = QImage(round(WIDTH), round(HEIGHT), QImage.Format.Format_Grayscale8)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paint_page(painter, drawn[0])
    painter.end()
    dark = sum(
        image.pixelColor(x, y).lightness() < 160
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )
    assert 500 < dark < image.width() * image.height() / 10


def test_preview_goes_through_the_pages(qtbot: QtBot, drawn: tuple[Page, ...]) -> None:
    screen = PreviewScreen()
    qtbot.addWidget(screen)
    screen.resize(900, 700)
    screen.show()
    screen.show_pages("清单", drawn)
    seen: list[int] = []
    screen.view.page_seen.connect(seen.append)
    screen.view.go_to(3)
    assert seen[-1] == screen.view.page == 3
    screen.view.enlarge(2)
    assert screen.view.page == 3
    screen.view.fit()
    assert screen.view.page == 3
    screen.grab()
    screen.show_pages("", ())
    screen.grab()
    with qtbot.waitSignal(screen.print_asked):
        screen.print.click()
    with qtbot.waitSignal(screen.save_asked):
        screen.save.click()


def test_without_a_printer_another_way_is_told(
    window: QWidget, drawn: tuple[Page, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    monkeypatch.setattr(QMessageBox, "information", lambda *a: told.append(a[2]))
    assert not printing.print_pages(window, "清单", drawn)
    assert "没有找到打印机" in told[0]
    assert "PDF" in told[0]


def test_a_cancelled_print_dialog_prints_nothing(
    window: QWidget, drawn: tuple[Page, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["甲"])
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: QPrintDialog.DialogCode.Rejected)
    monkeypatch.setattr(printing, "send", lambda *_: pytest.fail("printed"))
    assert not printing.print_pages(window, "清单", drawn)


def test_every_page_reaches_the_printer(
    window: QWidget, drawn: tuple[Page, ...], tmp_path: Path
) -> None:
    import pypdf

    printer = printing.printer_for("清单")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert printing.send(window, printer, drawn)
    printed = pypdf.PdfReader(tmp_path / "printed.pdf")
    assert len(printed.pages) == len(drawn)
    assert [round(float(n)) for n in printed.pages[0].mediabox[2:]] == [595, 842]


def test_a_printer_that_does_not_answer(
    window: QWidget, drawn: tuple[Page, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *a: told.append(a[2]))
    monkeypatch.setattr(QPainter, "begin", lambda *_: False)
    assert not printing.send(window, printing.printer_for("清单"), drawn)
    assert "没有打印" in told[0]


# --- one file


@pytest.mark.parametrize("kind", Kind)
def test_a_file_of_every_kind_is_saved_under_a_speaking_name(
    window: QWidget, demo: Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: Kind
) -> None:
    handout = Handout(demo.plan, MEASURES[:1])
    name = files.file_name(handout, kind)
    assert name.startswith("2026-11-21-东莞市")
    assert name.endswith(kind.suffix)
    choosing(monkeypatch, str(tmp_path / "没写后缀"))
    saved = files.save_output(window, handout, kind)
    assert Path(saved) == tmp_path / f"没写后缀{kind.suffix}"
    assert Path(saved).read_bytes() == content(handout, kind)
    assert window.isEnabled()


def test_a_held_file_is_saved_under_another_name(
    window: QWidget, demo: Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "清单.pdf"
    file.write_bytes(b"open in a reader")

    def save(target: Path, made: bytes) -> None:
        if target == file:
            raise OccupiedError("没有保存“清单.pdf”：打开着。", tmp_path / "清单(2).pdf")
        really_save(target, made)

    asked: list[str] = []

    def choose(box: QMessageBox) -> int:
        buttons = box.buttons()
        asked.extend(b.text() for b in buttons)
        next(b for b in buttons if "(2)" in b.text()).click()
        return 0

    monkeypatch.setattr("dgassist.report.output.save", save)
    monkeypatch.setattr(QMessageBox, "exec", choose)
    choosing(monkeypatch, str(file))
    saved = files.save_output(window, Handout(demo.plan, MEASURES[:1]), Kind.PDF)
    assert Path(saved).name == "清单(2).pdf"
    assert file.read_bytes() == b"open in a reader"
    assert "另存为“清单(2).pdf”" in asked


def test_pages_are_laid_out_beside_the_window(
    window: QWidget, demo: Case, drawn: tuple[Page, ...]
) -> None:
    assert files.pages_of(window, Handout(demo.plan, MEASURES)) == drawn
    with pytest.raises(ReportError, match="no_such_measure"):
        files.pages_of(window, Handout(demo.plan, ("no_such_measure",)))
    assert window.isEnabled()


def test_a_name_that_is_not_chosen_writes_nothing(
    window: QWidget, demo: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    choosing(monkeypatch, "")
    assert files.save_output(window, Handout(demo.plan), Kind.PDF) == ""


# --- many files


def test_one_file_for_each_measure(qtbot: QtBot, demo: Case, tmp_path: Path) -> None:
    tasks = list(tasks_of([Handout(demo.plan, MEASURES)], Kind.PDF, tmp_path, one_each=True))
    dialog = BatchDialog(None, tasks)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.work.finished, timeout=20_000):
        dialog.begin()
    assert len(list(tmp_path.glob("*.pdf"))) == len(MEASURES)
    assert "3 个文件都写好了" in dialog.words.text()
    dialog.reject()
    assert not dialog.isVisible()


def test_two_companies_of_one_name_get_two_files(qtbot: QtBot, demo: Case, tmp_path: Path) -> None:
    handout = Handout(demo.plan, MEASURES[:1])
    doing = Work(list(tasks_of([handout, handout], Kind.PDF, tmp_path)))
    with qtbot.waitSignal(doing.finished, timeout=20_000):
        doing.start()
    assert len(set(doing.written)) == 2


def test_what_cannot_be_written_is_named_and_the_rest_is_written(
    qtbot: QtBot, tmp_path: Path
) -> None:
    def fail() -> bytes:
        raise ZeroDivisionError("秘密")

    tasks = [
        Task("甲", tmp_path / "a.pdf", lambda: b"a"),
        Task("乙", tmp_path / "b.pdf", fail),
        Task("丙", tmp_path / "没有" / "c.pdf", lambda: b"c"),
        Task("丁", tmp_path / "d.pdf", lambda: b"d"),
    ]
    dialog = BatchDialog(None, tasks)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.work.finished, timeout=5_000):
        dialog.begin()
    assert sorted(f.name for f in tmp_path.iterdir()) == ["a.pdf", "d.pdf"]
    assert "写好了 2 个文件，共 4 个" in dialog.words.text()
    assert "乙" in dialog.notes.text()
    assert "找不到文件夹" in dialog.notes.text()
    assert "秘密" not in dialog.notes.text()


def test_cancel_stops_within_a_second_and_keeps_what_is_written(
    qtbot: QtBot, demo: Case, tmp_path: Path
) -> None:
    handout = Handout(demo.plan, MEASURES)
    tasks = list(tasks_of([handout] * 400, Kind.PDF, tmp_path))
    dialog = BatchDialog(None, tasks)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.work.advanced, timeout=20_000):
        dialog.begin()
    began = time.monotonic()
    with qtbot.waitSignal(dialog.work.finished, timeout=5_000):
        dialog.reject()
    assert time.monotonic() - began < 1
    assert dialog.work.written
    assert set(dialog.work.written) == set(tmp_path.iterdir())  # and nothing half-written
    assert "已停下" in dialog.words.text()
    assert dialog.isVisible()  # says what was written


def test_the_window_goes_on_while_files_are_made(qtbot: QtBot, demo: Case, tmp_path: Path) -> None:
    gaps: list[float] = []
    last = time.monotonic()

    def tick() -> None:
        nonlocal last
        gaps.append(time.monotonic() - last)
        last = time.monotonic()

    doing = Work(list(tasks_of([Handout(demo.plan)] * 4, Kind.PDF, tmp_path)))
    timer = QTimer(interval=5)
    timer.timeout.connect(tick)
    timer.start()
    with qtbot.waitSignal(doing.finished, timeout=30_000):
        doing.start()
    timer.stop()
    gaps.sort()
    assert len(gaps) > 20
    assert gaps[int(len(gaps) * 0.95)] < 0.1  # a busy machine may lose a moment


def test_time_left_follows_what_is_done(qtbot: QtBot) -> None:
    doing = Work([Task("", Path("a"), bytes)] * 10)
    doing._began = time.monotonic() - 4
    assert doing.seconds_left(2) == pytest.approx(16, abs=0.5)


def test_work_is_done_beside_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    threads: list[int] = []

    def make() -> bytes:
        threads.append(threading.get_ident())
        return b""

    doing = Work([Task("", tmp_path / "a", make)])
    with qtbot.waitSignal(doing.finished):
        doing.start()
    assert threads != [threading.get_ident()]


def test_companies_are_chosen_from_a_list(qtbot: QtBot) -> None:
    picker = CompanyPicker(None, [(7, "甲公司"), (9, "乙公司"), (11, "")])
    qtbot.addWidget(picker)
    assert picker.chosen() == [7, 9, 11]
    picker.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert picker.chosen() == [7, 11]
    assert picker.go.isEnabled()
    picker.none.click()
    assert picker.chosen() == []
    assert not picker.go.isEnabled()
    picker.all.click()
    assert picker.chosen() == [7, 9, 11]


# --- the menu


def test_the_menu_says_what_is_wanted(qtbot: QtBot) -> None:
    menu = OutputMenu()
    qtbot.addWidget(menu)
    wanted: list[object] = []
    menu.save_asked.connect(wanted.append)
    menu.batch_asked.connect(lambda kind, each: wanted.append((kind, each)))
    menu.show_open(is_open=True, has_others=True)
    for name in (*(kind.name for kind in Kind), "PDF.measures", "EXCEL.companies"):
        _action(menu, name).trigger()
    assert wanted == [*Kind, (Kind.PDF, True), (Kind.EXCEL, False)]


def test_nothing_is_offered_of_nobody(qtbot: QtBot) -> None:
    menu = OutputMenu()
    qtbot.addWidget(menu)
    menu.show_open(is_open=False, has_others=True)
    assert not _action(menu, "PDF").isEnabled()
    assert _action(menu, "PDF.companies").isEnabled()


def _action(menu: OutputMenu, name: str) -> QAction:
    return next(a for a in menu.findChildren(QAction) if a.objectName() == name)
