"""Files that come in and go out: asks where, reads or writes, says what went wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from dgassist.report.error import OccupiedError, ReportError
from dgassist.report.output import Handout, Kind, document, write
from dgassist.store.casefile import CaseError
from dgassist.store.schema import StoreError
from dgassist.ui.language import tr
from dgassist.ui.session import Session
from dgassist.ui.work import apart

if TYPE_CHECKING:
    from dgassist.report.picture import Page

_LONGEST = 76  # with the folder and the ending, well below what Windows can open


def import_client(window: QWidget, session: Session) -> bool:
    """Open a client file or case file as a new company; whether one was opened."""
    kinds = tr("企业资料文件 (*.json)")
    name, _ = QFileDialog.getOpenFileName(window, tr("导入企业资料文件"), _folder(), kinds)
    if not name:
        return False
    try:
        session.import_client(Path(name))
    except (CaseError, StoreError) as error:
        QMessageBox.warning(window, tr("没有导入"), str(error))
        return False
    return True


def export_client(window: QWidget, session: Session, client_id: int) -> str:
    """Write one company to a file; its name, or nothing."""
    about = next((c.name for c in session.clients() if c.id == client_id), "")
    offered = str(Path(_folder()) / _plain(about or tr("企业资料"), "json"))
    kinds = tr("企业资料文件 (*.json)")
    name, _ = QFileDialog.getSaveFileName(window, tr("导出企业资料文件"), offered, kinds)
    if not name:
        return ""
    try:
        session.export_client(client_id, Path(name))
    except StoreError as error:
        QMessageBox.warning(window, tr("没有导出"), str(error))
        return ""
    except OSError as error:
        words = tr("没能写入 {file}（{reason}），请换一个位置。")
        words = words.format(file=name, reason=error.strerror)
        QMessageBox.warning(window, tr("没有导出"), words)
        return ""
    return name


def save_output(window: QWidget, handout: Handout, kind: Kind) -> str:
    """Write one file where the user wants it, and open it; its name, or nothing.

    Where another program holds the file, another name is offered.
    """
    offered = str(Path(_folder()) / file_name(handout, kind))
    kinds = f"{kind.words} (*{kind.suffix})"
    name, _ = QFileDialog.getSaveFileName(
        window, tr("保存{what}").format(what=kind.words), offered, kinds
    )
    if not name:
        return ""
    file = Path(name if Path(name).suffix else name + kind.suffix)
    written = write_waiting(window, handout, kind, file)
    if written is None:
        return ""
    open_file(str(written))
    return str(written)


def write_waiting(window: QWidget, handout: Handout, kind: Kind, file: Path) -> Path | None:
    """Write one file beside the window, which goes on; where it is, if it was written."""
    while True:
        try:
            apart(window, lambda target=file: write(handout, kind, target))  # type: ignore[misc]
        except ReportError as error:
            other = _instead(window, file, error)
            if other is None:
                return None
            file = other
        else:
            return file


def _instead(window: QWidget, file: Path, error: ReportError) -> Path | None:
    """Say what went wrong, and ask under which name to try again, if there is a point to it."""
    asked = QMessageBox(QMessageBox.Icon.Warning, tr("没有保存"), str(error), parent=window)
    if not isinstance(error, OccupiedError):
        asked.addButton(tr("知道了"), QMessageBox.ButtonRole.RejectRole)
        asked.exec()
        return None
    words = tr("另存为“{name}”").format(name=error.free.name)
    other = asked.addButton(words, QMessageBox.ButtonRole.AcceptRole)
    again = asked.addButton(tr("再试一次"), QMessageBox.ButtonRole.ActionRole)
    asked.addButton(tr("取消"), QMessageBox.ButtonRole.RejectRole)
    asked.setDefaultButton(other)
    asked.exec()
    if asked.clickedButton() is other:
        return error.free
    return file if asked.clickedButton() is again else None


def pages_of(window: QWidget, handout: Handout) -> tuple[Page, ...]:
    """The checklist as pages to look at or to print, laid out beside the window.

    Raises:
        ReportError: if there is no such measure.
    """
    from dgassist.report.pdf import pages

    return apart(window, lambda: pages(document(handout)))


def choose_folder(window: QWidget) -> Path | None:
    """A folder for many files, if one is chosen."""
    name = QFileDialog.getExistingDirectory(window, tr("选择保存的文件夹"), _folder())
    return Path(name) if name else None


def open_file(name: str) -> None:
    """Open a file or folder with the program that the user has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(name))


def file_name(handout: Handout, kind: Kind) -> str:
    """A file name to offer: the company, what it is about, the day."""
    assessment = handout.plan.assessment
    about = {Kind.CALENDAR: tr("申报期限"), Kind.EXCEL: tr("政策核对表"), Kind.TEXT: tr("核对结果")}
    subject = about.get(kind, tr("申报清单"))
    if kind in (Kind.PDF, Kind.WORD) and len(handout.measure_ids) == 1:
        subject = assessment.book.measure[handout.measure_ids[0]].title
    name = str(assessment.answers.company.get("company_name", ""))
    words = [assessment.as_of.isoformat(), name, subject]
    return _plain("-".join(w for w in words if w), kind.suffix[1:])


def _plain(name: str, ending: str) -> str:
    """A name without characters that a file system refuses, and not too long."""
    kept = "".join("_" if c in '\\/:*?"<>|' or ord(c) < ord(" ") else c for c in name)
    return f"{kept[:_LONGEST].strip(' .')}.{ending}"


def _folder() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
