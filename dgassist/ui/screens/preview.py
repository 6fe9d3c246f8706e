"""The checklist as it will be printed: look through it, print it, or save it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from dgassist.report.picture import Page
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.widgets.element import ElidedLabel, button, column, label, row
from dgassist.ui.widgets.page_view import PageView


class PreviewScreen(QWidget):
    """Shows pages; says what is to be done with them."""

    print_asked = Signal()
    save_asked = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.view = PageView()
        self.view.page_seen.connect(self._show_place)
        self._title = ElidedLabel("strong")
        self._place = label("", "muted", wrap=False)
        self._place.setAccessibleName(tr("第几页"))
        back = button(tr("← 返回"), self.closed.emit)
        smaller = button(tr("缩小"), lambda: self.view.enlarge(-1))
        larger = button(tr("放大"), lambda: self.view.enlarge(1))
        fit = button(tr("适合宽度"), self.view.fit)
        self.save = button(tr("保存 PDF…"), self.save_asked.emit)
        self.print = button(tr("打印…"), self.print_asked.emit, "primary")
        line = row(back, self._title, self._place, smaller, larger, fit, self.save, self.print)
        line.setStretch(1, 1)
        line.setContentsMargins(theme.LARGE, theme.SMALL, theme.LARGE, theme.SMALL)
        bar = QFrame()
        bar.setLayout(line)
        layout = column(self, spacing=0)
        layout.addWidget(bar)
        layout.addWidget(self.view, 1)

    @property
    def pages(self) -> tuple[Page, ...]:
        """What is shown."""
        return self.view.pages

    def show_pages(self, title: str, pages: tuple[Page, ...]) -> None:
        """Show a document under its title."""
        self._title.setText(title)
        self.view.show_pages(pages)
        self.view.setFocus()

    def _show_place(self, number: int) -> None:
        total = len(self.view.pages)
        self._place.setText(tr("第{n}页/共{m}页").format(n=number, m=total) if total else "")
