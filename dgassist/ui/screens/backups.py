"""The backups: when each was made, what is in it, and the way back to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from dgassist.case import Case
from dgassist.store.backup import Backup
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.widgets.element import Page, button, card, label, line, row, tag


class BackupsScreen(Page):
    """Going back to a backup keeps what is there now as a backup, so it can be undone."""

    restored = Signal(object)  # the backup's file
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(width=theme.TEXT_WIDTH)
        self._asked: Path | None = None
        self._folder = Path()
        self._backups: tuple[Backup, ...] = ()
        self._clients = 0

    def show_case(self, case: Case) -> None:
        """Backups are of all companies."""

    def show_backups(self, backups: Sequence[Backup], folder: Path, clients: int) -> None:
        """List the backups, the newest first; ``clients`` are there now."""
        self._backups, self._folder, self._asked = tuple(backups), folder, None
        self._clients = clients
        self._fill()

    def _fill(self) -> None:
        self.refill()
        self.column.addLayout(row(button(tr("← 返回"), self.closed.emit, "link"), None))
        self.column.addWidget(label(tr("备份与恢复"), "title"))
        words = tr(
            "程序自己会备份：用着的时候每半小时一次，内容没变就不重复。"
            "最近的每天留一份，更早的每周、每月留一份，都在本机：\n{folder}"
        )
        self.column.addWidget(label(words.format(folder=self._folder), "muted"))
        if not self._backups:
            self.column.addWidget(label(tr("还没有备份。填过内容以后会自动备份。")))
        else:
            frame, inside = card(spacing=theme.SMALL)
            for i, backup in enumerate(self._backups):
                if i:
                    inside.addWidget(line())
                inside.addWidget(self._row(backup))
            self.column.addWidget(frame)
        self.column.addStretch(1)

    def _row(self, backup: Backup) -> QWidget:
        result = QWidget()
        words = label(f"{backup.made:%Y-%m-%d %H:%M}", "strong", wrap=False)
        told = label(_content(backup), "muted")
        entry = row(words, told, spacing=theme.MEDIUM)
        entry.setStretch(1, 1)
        entry.setContentsMargins(0, 0, 0, 0)
        if backup.before_restore:
            entry.addWidget(tag(tr("恢复之前留的")))
        if backup.readable:
            is_asked = self._asked == backup.file
            sure = tr("确定：现在的 {now} 家换成这 {then} 家")
            sure = sure.format(now=self._clients, then=backup.clients)
            text = sure if is_asked else tr("恢复到这时")
            go = button(text, lambda: self._on_restore(backup.file), "primary" if is_asked else "")
            go.setAccessibleName(tr("恢复到 {at}").format(at=f"{backup.made:%Y-%m-%d %H:%M}"))
            entry.addWidget(go)
            if is_asked:
                entry.addWidget(button(tr("取消"), self._on_cancelled))
                QTimer.singleShot(0, go, go.setFocus)
        result.setLayout(entry)
        return result

    def _on_restore(self, file: Path) -> None:
        if self._asked == file:
            self.restored.emit(file)
        else:
            self._asked = file
            self._fill()

    def _on_cancelled(self) -> None:
        self._asked = None
        self._fill()


def _content(backup: Backup) -> str:
    if not backup.readable:
        return tr("读不出来，没有动它")
    if not backup.clients:
        return tr("没有企业")
    names = "、".join(name or tr("（还没填名称）") for name in backup.names)
    more = tr("等") if backup.clients > len(backup.names) else ""
    return tr("{n} 家：{names}{more}").format(n=backup.clients, names=names, more=more)
