"""The menu of what everybody sets once: colours, size of print, the cover, backups, help."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from dgassist.ui.language import tr

SCHEME, SIZE, COVER = "scheme", "size", "cover"
"""What is remembered, and the choices of each: the first is what a new program does."""
CHOICES: Mapping[str, tuple[str, ...]] = {
    SCHEME: ("system", "light", "dark"),
    SIZE: ("normal", "large"),
    COVER: ("10", "5", "30", "0"),  # minutes; 0 never
}


def choice(name: str, remembered: str) -> str:
    """What was remembered, or what a new program does."""
    return remembered if remembered in CHOICES[name] else CHOICES[name][0]


class SettingsMenu(QMenu):
    """Tells what was chosen; shows what is."""

    chosen = Signal(str, str)  # what is set, and to what
    backups_asked = Signal()
    help_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.groups = {
            name: self._group(name, title, words)
            for name, title, words in (
                (SCHEME, tr("颜色"), (tr("跟随系统"), tr("浅色"), tr("深色"))),
                (SIZE, tr("字号"), (tr("标准"), tr("大字"))),
                (
                    COVER,
                    tr("没人操作时遮住屏幕"),
                    (tr("10分钟后"), tr("5分钟后"), tr("30分钟后"), tr("不遮住")),
                ),
            )
        }
        self.addSeparator()
        self.addAction(tr("备份与恢复…")).triggered.connect(self.backups_asked)
        self.addAction(tr("帮助\tF1")).triggered.connect(self.help_asked)

    def _group(self, name: str, title: str, words: tuple[str, ...]) -> QActionGroup:
        menu = self.addMenu(title)
        group = QActionGroup(menu)
        for value, text in zip(CHOICES[name], words, strict=True):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setActionGroup(group)
            action.setObjectName(value)
        group.triggered.connect(lambda action: self.chosen.emit(name, action.objectName()))
        return group

    def show_choice(self, name: str, value: str) -> None:
        """Mark what is set."""
        for action in self.groups[name].actions():
            action.setChecked(action.objectName() == value)
