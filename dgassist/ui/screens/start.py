"""The first screen of who has one company or none yet: go on, or begin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from dgassist.case import Case
from dgassist.store.clients import Client, Deleted
from dgassist.ui import theme
from dgassist.ui.language import REMINDER, nameless, tr
from dgassist.ui.widgets.due_notice import DueNotice
from dgassist.ui.widgets.element import Page, button, card, clear, column, label, restyle, row

_STEPS = (
    ("1", "填写情况", "知道多少填多少，不清楚的先空着。每填一项就自动保存。"),
    ("2", "核对答案", "看一遍填了什么、程序由此推算出什么，不对的当场改。"),
    ("3", "看结果", "哪些符合、哪些还差什么、哪些不符合，每一条都附原文；可以打印申报清单。"),
)


class StartScreen(Page):
    """Shows the company that was begun, if there is one."""

    client_added = Signal()
    client_chosen = Signal(int)
    client_deleted = Signal(int)
    undo_asked = Signal()
    import_asked = Signal()
    export_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__(width=theme.TEXT_WIDTH + 120)
        self.column.addWidget(label(tr("看看您的企业能申请哪些东莞市级支持"), "title"))
        words = tr("填一次，每项支持的条件、金额、期限、材料都给您核对好。不联网，资料只存在本机。")
        self.column.addWidget(label(words, "muted"))
        self.due = DueNotice()
        self.due.client_chosen.connect(self.client_chosen)
        self.column.addWidget(self.due)
        self.column.addLayout(_steps())
        self._list = column(spacing=theme.SMALL)
        self.column.addLayout(self._list)
        self.add = button(tr("新建企业"), self.client_added.emit, "primary")
        self.add.setToolTip("Ctrl+N")
        self.bring_in = button(tr("导入企业资料文件…"), self.import_asked.emit)
        self.column.addLayout(row(self.add, self.bring_in, None))
        self.column.addStretch(1)
        self.source = label("", "caption")
        self.column.addWidget(self.source)
        self.open_buttons: list[QWidget] = []
        self.undo: QWidget | None = None

    def show_case(self, case: Case) -> None:
        """Say how old the rules are."""
        words = tr("政策数据日期 {day}，收录{n}份文件、{m}项政策事项。{reminder}。")
        self.source.setText(
            words.format(
                day=case.book.data_date,
                n=len(case.book.documents),
                m=len(case.book.measures),
                reminder=REMINDER,
            )
        )

    def show_clients(self, clients: Sequence[Client], deleted: Deleted | None = None) -> None:
        """List the companies, the last changed first; one just deleted can be brought back."""
        clear(self._list)
        self.open_buttons = []
        restyle(self.add, "class", "" if clients else "primary")
        self.undo = self._show_deleted(deleted) if deleted else None
        order = [*([self.undo] if self.undo else []), *self._show_list(clients)]
        order += [self.add, self.bring_in]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)  # the list is made last and stands first
        order[0].setFocus()

    def _show_deleted(self, deleted: Deleted) -> QWidget:
        words = tr("已删除“{name}”。离开这一页就不能撤销了。")
        told = label(words.format(name=deleted.name or nameless()))
        undo = button(tr("撤销"), self.undo_asked.emit)
        line = row(told, undo)
        line.setStretch(0, 1)
        notice = QFrame()
        notice.setProperty("class", "notice")
        column(notice, margin=theme.SMALL).addLayout(line)
        self._list.addWidget(notice)
        return undo

    def _show_list(self, clients: Sequence[Client]) -> list[QWidget]:
        if not clients:
            return []
        frame, inside = card(margin=theme.SMALL, spacing=theme.SMALL)
        order: list[QWidget] = []
        for client in clients:
            line, buttons = self._client(client)
            inside.addLayout(line)
            order += buttons
        self._list.addWidget(frame)
        return order

    def _client(self, client: Client) -> tuple[QHBoxLayout, list[QWidget]]:
        name = client.name or nameless()
        go = button(tr("继续上次"), lambda: self.client_chosen.emit(client.id), "primary")
        go.setAccessibleName(tr("继续上次：{name}").format(name=name))
        take_out = button(tr("导出…"), lambda: self.export_asked.emit(client.id), "link")
        take_out.setAccessibleName(tr("导出：{name}").format(name=name))
        delete = button(tr("删除"), lambda: self.client_deleted.emit(client.id), "link")
        delete.setAccessibleName(tr("删除：{name}").format(name=name))
        when = tr("{at} 保存").format(at=f"{client.changed:%Y-%m-%d %H:%M}")
        words = column(spacing=0)
        words.addWidget(label(name, "strong"))
        words.addWidget(label(when, "caption"))
        line = row(words, take_out, delete, go)
        line.setStretch(0, 1)
        line.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
        self.open_buttons.append(go)
        return line, [go, take_out, delete]


def _steps() -> QHBoxLayout:
    line = row(spacing=theme.MEDIUM)
    for number, name, words in _STEPS:
        frame, inside = card(spacing=theme.TIGHT)
        head = row(label(number, "figure", wrap=False), label(tr(name), "lead", wrap=False), None)
        inside.addLayout(head)
        inside.addWidget(label(tr(words), "muted"))
        inside.addStretch(1)
        line.addWidget(frame, 1)
    return line
