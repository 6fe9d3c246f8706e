"""Files that come in and go out: asks where, reads or writes, says what went wrong."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from dgassist.case import Case
from dgassist.report.error import ReportError
from dgassist.store.casefile import CaseError
from dgassist.store.schema import StoreError
from dgassist.ui.language import tr
from dgassist.ui.session import Session

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


def save_checklist(window: QWidget, case: Case, measure_id: str = "") -> str:
    """Write the checklist as PDF where the user wants it, and open it; its name, or nothing."""
    offered = str(Path(_folder()) / checklist_name(case, measure_id))
    name, _ = QFileDialog.getSaveFileName(window, tr("保存清单"), offered, "PDF (*.pdf)")
    if not name:
        return ""
    try:
        write_checklist(case, Path(name), measure_id)
    except ReportError as error:
        QMessageBox.warning(window, tr("没有生成清单"), str(error))
        return ""
    open_file(name)
    return name


def open_file(name: str) -> None:
    """Open a file or folder with the program that the user has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(name))


def write_checklist(case: Case, file: Path, measure_id: str = "") -> None:
    """Write the checklist of a case, or of one measure of it: the one door to the reports.

    Raises:
        ReportError: if it cannot be written.
    """
    from dgassist.report.checklist import checklist
    from dgassist.report.pdf import render

    render(checklist(case.plan, (measure_id,) if measure_id else ()), file)


def checklist_name(case: Case, measure_id: str = "") -> str:
    """A file name to offer: the company, what it is about, the day."""
    about = case.book.measure[measure_id].title if measure_id else tr("申报清单")
    words = [case.as_of.isoformat(), case.name, about]
    return _plain("-".join(w for w in words if w), "pdf")


def _plain(name: str, ending: str) -> str:
    """A name without characters that a file system refuses, and not too long."""
    kept = "".join("_" if c in '\\/:*?"<>|' or ord(c) < ord(" ") else c for c in name)
    return f"{kept[:_LONGEST].strip(' .')}.{ending}"


def _folder() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
