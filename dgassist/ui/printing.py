"""Printing through the system's own dialog; without a printer, plain words and another way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QWidget

from dgassist.report.picture import HEIGHT, WIDTH, Page
from dgassist.ui.language import tr
from dgassist.ui.paint import paint_page


def print_pages(window: QWidget, title: str, pages: Sequence[Page]) -> bool:
    """Ask for a printer and print; whether it was printed."""
    if not QPrinterInfo.availablePrinterNames():
        words = tr(
            "这台电脑上没有找到打印机。\n"
            "请先接好或添加打印机；也可以存成 PDF 文件，拿到别的电脑上打印。"
        )
        QMessageBox.information(window, tr("没有打印机"), words)
        return False
    printer = printer_for(title)
    dialog = QPrintDialog(printer, window)
    dialog.setMinMax(1, len(pages))
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    return send(window, printer, pages[first - 1 : last])


def printer_for(title: str) -> QPrinter:
    """The default printer, set for these sheets."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    upright = QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(a4, upright, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)  # the sheets have margins of their own
    printer.setDocName(title)
    return printer


def send(window: QWidget, printer: QPrinter, pages: Sequence[Page]) -> bool:
    """Draw the pages on the printer, or say that it does not take them."""
    painter = QPainter()
    if not painter.begin(printer):
        words = tr("打印机没有响应，没有打印。请看看它是否开着、连着、有纸，再试一次。")
        QMessageBox.warning(window, tr("没有打印"), words)
        return False
    progress = QProgressDialog(tr("正在送往打印机…"), tr("取消"), 0, len(pages), window)
    progress.setWindowModality(Qt.WindowModality.WindowModal)
    for number, page in enumerate(pages):
        progress.setValue(number)  # lets the window go on
        if progress.wasCanceled() or (number and not printer.newPage()):
            painter.end()
            printer.abort()
            return False
        _draw(painter, printer, page)
    progress.setValue(len(pages))
    return bool(painter.end())


def _draw(painter: QPainter, printer: QPrinter, page: Page) -> None:
    """One page on the paper there is, smaller where that is smaller."""
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    scale = min(paper.width() / WIDTH, paper.height() / HEIGHT, printer.resolution() / 72)
    painter.save()
    painter.translate((paper.width() - WIDTH * scale) / 2, 0)
    painter.scale(scale, scale)
    paint_page(painter, page)
    painter.restore()
