"""输出: what can be handed on, in one small menu."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from dgassist.report.output import Kind
from dgassist.ui.language import tr


class OutputMenu(QMenu):
    """Says what is wanted."""

    preview_asked = Signal()
    print_asked = Signal()
    save_asked = Signal(object)  # a Kind
    batch_asked = Signal(object, bool)  # a Kind; one file for each measure, else for each company

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("输出"), parent)
        self.addAction(tr("预览…")).triggered.connect(self.preview_asked)
        self.addAction(tr("打印…")).triggered.connect(self.print_asked)
        self.addSeparator()
        for kind, words in (
            (Kind.PDF, tr("存为 PDF 清单…")),
            (Kind.WORD, tr("存为 Word 清单（可以改）…")),
            (Kind.EXCEL, tr("存为 Excel 表…")),
            (Kind.CALENDAR, tr("存为日历期限（.ics）…")),
            (Kind.TEXT, tr("存为纯文本…")),
        ):
            action = self.addAction(words)
            action.setObjectName(kind.name)
            action.triggered.connect(lambda _=False, k=kind: self.save_asked.emit(k))
        self.addSeparator()
        several = self.addMenu(tr("批量输出"))
        for kind, each, words in (
            (Kind.PDF, True, tr("每个事项一份 PDF…")),
            (Kind.WORD, True, tr("每个事项一份 Word…")),
            (Kind.PDF, False, tr("几家企业，每家一份 PDF…")),
            (Kind.EXCEL, False, tr("几家企业，每家一份 Excel…")),
        ):
            action = several.addAction(words)
            action.setObjectName(f"{kind.name}.{'measures' if each else 'companies'}")
            action.triggered.connect(lambda _=False, k=kind, e=each: self.batch_asked.emit(k, e))

    def show_open(self, *, is_open: bool, has_others: bool) -> None:
        """What can be asked for while a company is open or not, alone or one of several."""
        for action in self.findChildren(type(self.menuAction())):
            if action.menu() is not None or not action.text():
                continue
            is_of_all = action.objectName().endswith(".companies")
            action.setEnabled(has_others if is_of_all else is_open)
