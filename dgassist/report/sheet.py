"""The sheet of paper: margins, running header and foot, page numbers, bookmarks, metadata."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from dgassist.report.document import Document
from dgassist.report.flowable import ACCENT, INK, QUIET, RULE
from dgassist.report.picture import Drawing, Page
from dgassist.report.typography import shortened, text_width, write

LEFT = 17 * mm
TOP, BOTTOM = 19 * mm, 16 * mm
WIDTH, HEIGHT = A4[0] - 2 * LEFT, A4[1] - TOP - BOTTOM


class _Sheets(Drawing):
    """Holds pages back until their number is known, as each says 第x页/共y页."""

    def __init__(
        self, document: Document, app: str, pages: list[Page], *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._pages = pages
        self._document, self._app = document, app
        self._held: list[dict[str, Any]] = []
        self._bookmarks: list[str] = []

    def note_bookmark(self, title: str) -> None:
        """Remember a heading of this page for the outline."""
        self._bookmarks.append(title)

    def showPage(self) -> None:
        self._held.append(dict(self.__dict__))
        self._bookmarks, self.marks = [], []
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        held, total = self._held, len(self._held)
        for number, state in enumerate(held, start=1):
            self.__dict__.update(state)
            self._frame(number, total)
            self._pages.append(tuple(self.marks))
            for i, title in enumerate(state["_bookmarks"]):
                key = f"p{number}.{i}"
                self.bookmarkPage(key)
                self.addOutlineEntry(title, key, level=0)
            super().showPage()
        self._describe()
        super().save()

    def _describe(self) -> None:
        document, party = self._document, self._document.party
        self.setTitle(f"{party}{document.title}" if party else document.title)
        self.setAuthor(party or self._app)
        self.setSubject(document.notice)
        self.setCreator(self._app)
        self.setViewerPreference("DisplayDocTitle", "true")
        day = document.as_of.strftime("D:%Y%m%d000000+08'00'")
        self.setDateFormatter(lambda *_: day)

    def _frame(self, number: int, total: int) -> None:
        document = self._document
        right, top = LEFT + WIDTH, A4[1] - 14 * mm
        pages = f"第{number}页/共{total}页"
        write(self, (LEFT, top), document.title, 8.5, ACCENT, bold=True)
        end = right - text_width(pages, 8.5)
        write(self, (end, top), pages, 8.5, QUIET)
        left = LEFT + text_width(document.title, 8.5) + 10
        write(self, (left, top), shortened(document.party, 8.5, end - left - 10), 8.5, QUIET)
        self.setStrokeColor(RULE)
        self.setLineWidth(0.6)
        self.line(LEFT, top - 5, right, top - 5)
        foot = 11 * mm
        self.line(LEFT, foot + 11, right, foot + 11)
        write(self, (LEFT, foot), document.notice, 8, INK)
        dates = f"基准日 {document.as_of.isoformat()}　政策数据核对至 {document.data_date}"
        words = f"{dates}　{self._app}"
        write(self, (right - text_width(words, 7.5), foot), words, 7.5, QUIET)


def sheets(document: Document, app: str, pages: list[Page]) -> Callable[..., Drawing]:
    """What makes the canvas of a document; ``pages`` gets the marks of each when it is done."""

    def make(*args: Any, **options: Any) -> Drawing:
        return _Sheets(document, app, pages, *args, **options)

    return make
