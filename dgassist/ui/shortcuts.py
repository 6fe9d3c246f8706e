"""The keys of the window, its screens and tables: bound by them, listed on the help page.

``keys`` are as ``QKeySequence`` reads them, except in the plain descriptions of typing.
"""

from __future__ import annotations

from typing import NamedTuple

from dgassist.ui.language import tr


class Shortcut(NamedTuple):
    """What to press, and what it does."""

    keys: str
    what: str


FIND = Shortcut("Ctrl+F", "查找")
NEW_CLIENT = Shortcut("Ctrl+N", "新建企业")
NEXT_CLIENT = Shortcut("F9", "下一位：清空屏幕，接待下一家")
BACK = Shortcut("Alt+Left", "返回上一处")
CHECKLIST = Shortcut("Ctrl+P", "打印清单")
HELP = Shortcut("F1", "帮助")
STEPS = Shortcut("Alt+1 … 6", "到上面的第几步：企业、填写、核对……")
WINDOW_KEYS = (NEW_CLIENT, NEXT_CLIENT, STEPS, FIND, CHECKLIST, BACK, HELP)

INTERVIEW_KEYS = (
    Shortcut("1 … 9", "选第几个选项"),
    Shortcut("↑ ↓", "换一个选项"),
    Shortcut("Enter", "到下一题"),
    Shortcut("Ctrl+Enter", "填完一类事项，到下一题"),
    Shortcut("Alt+Left", "回到上一题，答案都留着"),
)

FORM = Shortcut("Ctrl+Shift+F", "换成“整页填写”")
INTERVIEW = Shortcut("Ctrl+Shift+Q", "换成“一题一题问”")

NEXT_GROUP = Shortcut("Ctrl+Down", "到下一组")
PREVIOUS_GROUP = Shortcut("Ctrl+Up", "到上一组")
GROUP = Shortcut("Ctrl+{n}", "到第几组（1到9）")
BACK_TO_FORM = Shortcut("Esc", "从明细表回到整页")

ADD = Shortcut("Ins", "添加一项")
REMOVE = Shortcut("Del", "删除选中的项（可以撤销）")
DUPLICATE = Shortcut("Ctrl+D", "复制选中的项")
NEXT_YEAR = Shortcut("Ctrl+Shift+D", "把选中的项复制到下一年")
COPY = Shortcut("Ctrl+C", "复制选中的项，可以贴到 Excel")
UNDO = Shortcut("Ctrl+Z", "撤销刚才的粘贴、复制或删除")
PASTE = Shortcut("Ctrl+V", "粘贴从 Excel 复制的表格")

FORM_KEYS = (
    Shortcut("Tab / Shift+Tab", "到后一题、前一题"),
    Shortcut("Enter", "填好这一题，到下一题；列表开着时，选中标出的一项"),
    Shortcut("↑ ↓ ← →", "换一个选项；在列表里上下移动"),
    Shortcut("1 … 9", "选第几个选项"),
    Shortcut("0", "选“不清楚”；在事项那里是“没有”"),
    Shortcut("Space", "选中选项，再按一次取消"),
    Shortcut("↓", "在镇街、行业等框里打开列表"),
    Shortcut("Ctrl+1 … 9", "到第几组"),
    NEXT_GROUP,
    PREVIOUS_GROUP,
    FORM,
    INTERVIEW,
)
TABLE_KEYS = (
    Shortcut("Enter", "改表里选中的这一项"),
    ADD,
    REMOVE,
    DUPLICATE,
    NEXT_YEAR,
    COPY,
    PASTE,
    UNDO,
    BACK_TO_FORM,
)


def tip(shortcut: Shortcut) -> str:
    """The words of a tool tip: what it does, and the keys."""
    return tr("{what}（{keys}）").format(what=tr(shortcut.what), keys=shortcut.keys)
