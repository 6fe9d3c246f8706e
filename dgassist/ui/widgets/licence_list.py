"""About the program: its version, what it is made of, and under which licences."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout

from dgassist import __version__
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.licence import Component, components
from dgassist.ui.widgets.element import Page, button, card, label, line, row, tag

_TEXT_HEIGHT = 260


class LicenceList(Page):
    """Each component with version and licence; the text of the licence unfolds below it."""

    def __init__(self, heading: str) -> None:
        super().__init__(width=theme.TEXT_WIDTH)
        self.column.addWidget(label(heading, "title"))
        self._add_program()
        frame, inside = card(spacing=theme.SMALL)
        inside.addWidget(label(tr("程序里用到的开源组件"), "lead"))
        for component in components():
            inside.addWidget(line())
            _add(component, inside)
        self.column.addWidget(frame)
        self._add_qt()
        self.column.addStretch(1)

    def _add_program(self) -> None:
        frame, inside = card(spacing=theme.SMALL)
        inside.addWidget(label(tr("莞企政策助手"), "lead"))
        inside.addWidget(label(tr("版本 {version}").format(version=__version__)))
        words = tr("不联网，不收集任何信息。")
        inside.addWidget(label(words, "muted"))
        self.column.addWidget(frame)

    def _add_qt(self) -> None:
        frame, inside = card(spacing=theme.SMALL)
        inside.addWidget(label(tr("换用您自己的 Qt、PySide6"), "lead"))
        for words in (
            tr("Qt 和 PySide6 按 LGPL-3.0 使用，程序没有改动它们，它们也是单独的库文件。"),
            tr(
                "您可以换成自己编译的、接口兼容的版本：关掉程序，在程序文件夹里找到 PySide6 和 "
                "shiboken6 两个文件夹，用新的库文件替换同名的，再打开程序。"
            ),
            tr("源代码和许可全文：https://pyside.org 、 https://code.qt.io"),
        ):
            inside.addWidget(label(words))
        self.column.addWidget(frame)


def _add(component: Component, inside: QVBoxLayout) -> None:
    name = label(f"{component.name} {component.version}".strip(), "strong")
    head = row(name, tag(component.licence))
    head.setStretch(0, 1)
    inside.addLayout(head)
    place = tr("{use}　{address}").format(use=component.use, address=component.address)
    inside.addWidget(label(place, "caption"))
    if not component.text:
        return
    text = QPlainTextEdit(component.text)
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setMinimumHeight(_TEXT_HEIGHT)
    text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    text.setAccessibleName(tr("{name}的许可全文").format(name=component.name))
    text.hide()
    unfold = button(tr("许可全文"), lambda: text.setVisible(text.isHidden()), "link")
    unfold.setAccessibleName(tr("看{name}的许可全文").format(name=component.name))
    head.addWidget(unfold)
    inside.addWidget(text)
