"""The first screen: go on, begin a new company, or open another one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dgassist.case import Case
from dgassist.store.clients import Client
from dgassist.ui import theme
from dgassist.ui.language import REMINDER, tr
from dgassist.ui.widgets.element import Page, button, card, clear, column, label, restyle, row
from dgassist.ui.widgets.element import line as rule

_STEPS = (
    ("1", "填写情况", "知道多少填多少，不清楚的先空着。每填一项就自动保存。"),
    ("2", "核对答案", "看一遍填了什么、程序由此推算出什么，不对的当场改。"),
    ("3", "看结果", "哪些符合、哪些还差什么、哪些不符合，每一条都附原文；可以打印申报清单。"),
)


class StartScreen(Page):
    """Lists the companies that were begun."""

    client_added = Signal()
    client_chosen = Signal(int)
    import_asked = Signal()
    export_asked = Signal()

    def __init__(self) -> None:
        super().__init__(width=theme.TEXT_WIDTH + 120)
        self.column.addWidget(label(tr("看看您的企业能申请哪些东莞市级支持"), "title"))
        words = tr("填一次，每项支持的条件、金额、期限、材料都给您核对好。不联网，资料只存在本机。")
        self.column.addWidget(label(words, "muted"))
        self.column.addLayout(_steps())
        self._list = column(spacing=theme.SMALL)
        self.column.addLayout(self._list)
        self.add = button(tr("新建企业"), self.client_added.emit, "primary")
        self.add.setToolTip("Ctrl+N")
        self.bring_in = button(tr("导入个案文件…"), self.import_asked.emit)
        self.take_out = button(tr("导出现在这家…"), self.export_asked.emit)
        self.column.addLayout(row(self.add, self.bring_in, self.take_out, None))
        self.column.addStretch(1)
        self.source = label("", "caption")
        self.column.addWidget(self.source)
        self.open_buttons: list[QWidget] = []

    def show_case(self, case: Case) -> None:
        """Say how old the rules are."""
        self.take_out.setVisible(bool(case.answers.company or case.answers.records))
        words = tr("政策数据日期 {day}，收录{n}份文件、{m}项政策事项。{reminder}。")
        self.source.setText(
            words.format(
                day=case.book.data_date,
                n=len(case.book.documents),
                m=len(case.book.measures),
                reminder=REMINDER,
            )
        )

    def show_clients(self, clients: Sequence[Client]) -> None:
        """List the companies, the last changed first."""
        clear(self._list)
        self.open_buttons = []
        restyle(self.add, "class", "" if clients else "primary")
        if not clients:
            self.add.setFocus()
            return
        self._list.addWidget(label(tr("已有企业"), "lead"))
        frame, inside = card(margin=theme.SMALL, spacing=0)
        for i, client in enumerate(clients):
            name = client.name or tr("（还没有填名称的企业）")
            if i == 0:
                go, kind = tr("继续上次"), "primary"
            else:
                go, kind = tr("打开"), ""
            opener = button(go, lambda c=client: self.client_chosen.emit(c.id), kind)  # type: ignore[misc]
            opener.setAccessibleName(tr("{go}：{name}").format(go=go, name=name))
            when = tr("{at} 保存").format(at=f"{client.changed:%Y-%m-%d %H:%M}")
            words = column(spacing=0)
            words.addWidget(label(name, "strong"))
            words.addWidget(label(when, "caption"))
            line = row(words, opener)
            line.setStretch(0, 1)
            line.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
            if i:
                inside.addWidget(rule())
            inside.addLayout(line)
            self.open_buttons.append(opener)
        self._list.addWidget(frame)
        order = (*self.open_buttons, self.add, self.bring_in, self.take_out)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)  # the list is made last and stands first
        self.open_buttons[0].setFocus()


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
