"""Below the interview: back, what the keys do, not knowing, going on, and where the end leads."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.widgets.element import ElidedLabel, button, row
from dgassist.ui.widgets.question_page import AskingPage


class InterviewFoot(QFrame):
    """Its buttons are connected by the screen they stand on."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("class", "foot")
        self.back = button(tr("上一题"))
        self.back.setToolTip(tr("回到上一题（Alt+Left），答案都留着"))
        self.skip = button(tr("跳过"))
        self.skip.setToolTip(tr("先不答，最后再问一次"))
        self.unsure = button(tr("不清楚"))
        self.unsure.setToolTip(tr("不知道也是答案，不会再问"))
        self.next = button(tr("下一题"), kind="primary")
        self.next.setToolTip("Enter")
        self.results = button(tr("看结果"))
        self.check = button(tr("核对答案"), kind="primary")
        self.done = button(tr("回到这一项"), kind="primary")
        self.keys = ElidedLabel("caption")
        asking = (self.skip, self.unsure, self.next)
        ending = (self.results, self.check, self.done)
        line = row(self.back, self.keys, *asking, *ending)
        line.setStretch(1, 1)
        line.setContentsMargins(theme.LARGE, theme.SMALL, theme.LARGE, theme.SMALL)
        self.setLayout(line)

    def show_page(self, page: AskingPage | None, *, is_alone: bool, has_before: bool) -> None:
        """Show what can be done on a page; None: at the end. ``is_alone``: of one measure."""
        is_inside = page is not None and page.is_inside
        by_number = page is not None and page.options is not None
        words = tr("按数字键选，按 Enter 到下一题") if by_number else ""
        self.keys.setText(tr("填完按 Ctrl+Enter 到下一题") if is_inside else words)
        for one in (self.skip, self.unsure):
            one.setVisible(page is not None and not is_inside)
        self.next.setVisible(page is not None)
        self.results.setVisible(page is None and not is_alone)
        self.check.setVisible(page is None and not is_alone)
        self.done.setVisible(page is None and is_alone)
        self.back.setEnabled(is_inside or has_before)

    def put_last(self) -> None:
        """With Tab, come after what was made last; the button to go on with is the first."""
        last: QWidget | None = self.window().previousInFocusChain()
        while last is not None and not last.focusPolicy() & Qt.FocusPolicy.TabFocus:
            last = last.previousInFocusChain()
        if last is not None:
            asking = (self.next, self.unsure, self.skip, self.back)
            for before, after in pairwise((last, *asking, self.check, self.results, self.done)):
                self.setTabOrder(before, after)
