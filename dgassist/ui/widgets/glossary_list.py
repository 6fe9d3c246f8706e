"""The glossary as a page: every term with its explanation and source, and a search over them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from dgassist.model.glossary import Term
from dgassist.model.policybook import PolicyBook
from dgassist.ui import glossing, theme
from dgassist.ui.language import tr
from dgassist.ui.widgets.condition_list import quote
from dgassist.ui.widgets.element import Page, card, column, label, line

_FIRST = 10  # terms, more than a screen holds


class GlossaryList(QWidget):
    """Typing narrows the list; a quoted sentence opens where it stands."""

    citation_opened = Signal(str, str)

    def __init__(self, book: PolicyBook, heading: str) -> None:
        super().__init__()
        self._book = book
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("查一个词，比如：规上"))
        self.search.setAccessibleName(tr("查找名词"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.on_search)
        self.page = Page(width=theme.TEXT_WIDTH)
        layout = column(self, spacing=0)
        layout.addWidget(self.page)
        self.page.column.addWidget(label(heading, "title"))
        self.page.column.addWidget(self.search)
        self.nothing = label("", "muted")
        self.nothing.hide()
        self.page.column.addWidget(self.nothing)
        self.frame, self._inside = card(spacing=theme.MEDIUM)
        self._entries: dict[str, QWidget] = {}
        self._add(book.glossary[:_FIRST])
        self.page.column.addWidget(self.frame)
        self.page.column.addStretch(1)
        QTimer.singleShot(0, self, self._add_rest)

    def _add(self, terms: Sequence[Term]) -> None:
        """Put terms on the page all together: one by one, each would lay it out anew."""
        block = QWidget()
        inside = column(block, spacing=theme.MEDIUM)
        for term in terms:
            self._entries[term.name] = self._entry(term)
            inside.addWidget(self._entries[term.name])
        self._inside.addWidget(block)

    def _add_rest(self) -> None:
        """The terms further down, once the first ones are seen."""
        if rest := self._book.glossary[len(self._entries) :]:
            self._add(rest)

    def _entry(self, term: Term) -> QWidget:
        result = QWidget()
        inside = column(result, spacing=theme.TIGHT)
        inside.addWidget(label(term.name, "lead"))
        if term.others:
            names = tr("也写作：{names}").format(names="、".join(term.others))
            inside.addWidget(label(names, "caption"))
        inside.addWidget(label(term.explanation))
        for citation in term.citations:
            inside.addWidget(quote(citation, self._book, self.citation_opened.emit))
        if term.sources:
            inside.addWidget(label("\n".join(glossing.basis(term)), "caption"))
        inside.addSpacing(theme.SMALL)
        inside.addWidget(line())
        return result

    def on_search(self, words: str) -> None:
        """Show the terms that hold the typed words; all of them where nothing is typed."""
        self._add_rest()
        shown = {term.name for term in glossing.found(self._book.glossary, words)}
        for name, entry in self._entries.items():
            entry.setVisible(name in shown)
        self.frame.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        words = tr("没有解释“{words}”。换个说法试试，或在“政策原文”里查找。").format(words=words)
        self.nothing.setText(words)
        self.page.verticalScrollBar().setValue(0)

    def shown(self) -> tuple[str, ...]:
        """The names of the terms that are shown."""
        return tuple(name for name, entry in self._entries.items() if not entry.isHidden())
