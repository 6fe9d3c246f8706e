"""帮助: what the program is and is not, how it is used, its words, keys, data and licences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dgassist import __version__, paths
from dgassist.case import Case
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import SourceDocument
from dgassist.ui import help_topic, shortcuts, theme
from dgassist.ui.document_status import STATUS
from dgassist.ui.help_topic import DATES, FOLDER, KEYS, LICENCES, TERMS, Passage
from dgassist.ui.language import REMINDER, tr
from dgassist.ui.shortcuts import Shortcut
from dgassist.ui.widgets.element import Page, button, card, column, label, line, row, tag
from dgassist.ui.widgets.glossary_list import GlossaryList
from dgassist.ui.widgets.licence_list import LicenceList

_SIDE = 240
_KEY = Qt.ItemDataRole.UserRole


class HelpScreen(QWidget):
    """Topics on the left, the chosen one beside; the first is shown until one is asked for."""

    citation_opened = Signal(str, str)  # clause, quote; no quote for a document's beginning
    folder_opened = Signal(str)
    closed = Signal()

    def __init__(self, book: PolicyBook, folder: Path | None = None) -> None:
        super().__init__()
        self._book = book
        self._folder = folder or paths.user_folder()
        self._pages: dict[str, QWidget] = {}
        self.topic = ""
        layout = row(self._make_side(), self._make_stack(), spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.list)
        self.show_topic(help_topic.ABOUT)

    def _make_side(self) -> QWidget:
        side = QFrame()
        side.setProperty("class", "side")
        side.setFixedWidth(theme.look().px(_SIDE))
        inside = column(side, margin=theme.SMALL)
        inside.addLayout(row(button(tr("← 返回"), self.closed.emit, "link"), None))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("帮助的内容"))
        for name, words in help_topic.topics().items():
            item = QListWidgetItem(words)
            item.setData(_KEY, name)
            self.list.addItem(item)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self.on_topic)
        inside.addWidget(self.list, 1)
        inside.addWidget(label(tr("版本 {version}").format(version=__version__), "caption"))
        return side

    def _make_stack(self) -> QWidget:
        self.stack = QStackedWidget()
        return self.stack

    def show_case(self, case: Case) -> None:
        """The help is the same for every company."""

    def show_topic(self, name: str) -> None:
        """Open a topic of ``help_topic``; of the glossary, ``terms:倍增企业`` finds a term."""
        topic, _, words = name.partition(":")
        for at in range(self.list.count()):
            if self.list.item(at).data(_KEY) == topic:
                self.list.setCurrentRow(at)
        glossary = self._pages.get(TERMS)
        if topic == TERMS and isinstance(glossary, GlossaryList):
            glossary.search.setText(words)

    def on_find(self) -> None:
        """Look for a term."""
        self.show_topic(TERMS)
        page = self._pages[TERMS]
        assert isinstance(page, GlossaryList)
        page.search.setFocus()

    def on_topic(self, item: QListWidgetItem) -> None:
        """Show the chosen topic; its page is built when it is first looked at."""
        name = item.data(_KEY)
        if name not in self._pages:
            self._pages[name] = self._make(name)
            self.stack.addWidget(self._pages[name])
        self.topic = name
        self.stack.setCurrentWidget(self._pages[name])

    def _make(self, name: str) -> QWidget:
        makers: dict[str, Callable[[], QWidget]] = {
            help_topic.ABOUT: lambda: self._told(name, help_topic.about(self._book)),
            help_topic.HOW: lambda: self._told(name, help_topic.how()),
            TERMS: self._make_glossary,
            KEYS: self._make_keys,
            DATES: self._make_dates,
            FOLDER: self._make_folder,
            LICENCES: lambda: LicenceList(help_topic.topics()[LICENCES]),
        }
        return makers[name]()

    def _page(self, name: str) -> Page:
        page = Page(width=theme.TEXT_WIDTH)
        page.column.addWidget(label(help_topic.topics()[name], "title"))
        return page

    def _told(self, name: str, passages: Sequence[Passage]) -> Page:
        page = self._page(name)
        for passage in passages:
            page.column.addWidget(_passage(passage))
        page.column.addStretch(1)
        return page

    def _make_glossary(self) -> QWidget:
        result = GlossaryList(self._book, help_topic.topics()[TERMS])
        result.citation_opened.connect(self.citation_opened)
        return result

    def _make_keys(self) -> QWidget:
        page = self._page(KEYS)
        for heading, keys in (
            (tr("在哪里都能用"), shortcuts.WINDOW_KEYS),
            (tr("一题一题问的时候"), shortcuts.INTERVIEW_KEYS),
            (tr("整页填写的时候"), shortcuts.FORM_KEYS),
            (tr("明细表里"), shortcuts.TABLE_KEYS),
        ):
            frame, inside = card(spacing=theme.SMALL)
            inside.addWidget(label(heading, "lead"))
            inside.addLayout(_key_table(keys))
            page.column.addWidget(frame)
        page.column.addStretch(1)
        return page

    def _make_dates(self) -> QWidget:
        page = self._page(DATES)
        frame, inside = card(spacing=theme.SMALL)
        words = tr("政策规则最近一次和原文核对：{day}").format(day=self._book.data_date)
        inside.addWidget(label(words, "strong"))
        words = tr("这一天以后发布、修改、废止的文件，程序不知道。条件、金额和材料{reminder}。")
        inside.addWidget(label(words.format(reminder=REMINDER), "muted"))
        page.column.addWidget(frame)
        frame, inside = card(spacing=theme.SMALL)
        words = tr("收录的 {n} 份文件").format(n=len(self._book.documents))
        inside.addWidget(label(words, "lead"))
        for document in self._book.documents:
            inside.addWidget(line())
            self._add_document(document, inside)
        page.column.addWidget(frame)
        page.column.addStretch(1)
        return page

    def _add_document(self, document: SourceDocument, inside: QVBoxLayout) -> None:
        words, kind = STATUS[document.status]
        first = next(c.id for c in self._book.clauses if c.document_id == document.id)
        go = button(tr("打开"), lambda: self.citation_opened.emit(first, ""), "link")
        go.setAccessibleName(tr("打开{title}").format(title=document.title))
        head = row(label(document.title, "strong"), tag(tr(words), kind), go)
        head.setStretch(0, 1)
        inside.addLayout(head)
        issued = tr("{number}　{issuer}　{day}").format(
            number=document.number or tr("无文号"), issuer=document.issuer, day=document.issued
        )
        inside.addWidget(label(issued, "caption"))
        inside.addWidget(label(document.status_reason, "muted"))

    def _make_folder(self) -> QWidget:
        page = self._page(FOLDER)
        frame, inside = card(spacing=theme.SMALL)
        inside.addWidget(label(tr("资料在这个文件夹里"), "lead"))
        place = label(str(self._folder), "strong")
        place.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        inside.addWidget(place)
        words = tr("企业填的内容、备注和备份都在里面，不在别处，也不上传。")
        inside.addWidget(label(words, "muted"))
        go = button(tr("打开文件夹"), lambda: self.folder_opened.emit(str(self._folder)))
        inside.addLayout(row(go, None))
        page.column.addWidget(frame)
        for passage in help_topic.backup():
            page.column.addWidget(_passage(passage))
        page.column.addStretch(1)
        return page


def _passage(passage: Passage) -> QWidget:
    frame, inside = card(spacing=theme.SMALL)
    inside.addWidget(label(passage.heading, "lead"))
    for i, words in enumerate(passage.paragraphs, start=1):
        mark = label(f"{i}." if passage.numbered else "·", "strong", wrap=False)
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        entry = row(mark, label(words))
        entry.setStretch(1, 1)
        inside.addLayout(entry)
    return frame


def _key_table(keys: Sequence[Shortcut]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.MEDIUM)
    grid.setVerticalSpacing(theme.SMALL)
    grid.setColumnMinimumWidth(0, theme.look().px(170))
    grid.setColumnStretch(1, 1)
    for at, shortcut in enumerate(keys):
        grid.addWidget(tag(_keys_words(shortcut.keys)), at, 0)
        grid.addWidget(label(tr(shortcut.what)), at, 1)
    return grid


def _keys_words(keys: str) -> str:
    """Keys as they are printed on the keyboard."""
    for name, words in (("Alt+Left", "Alt+←"), ("Ctrl+Down", "Ctrl+↓"), ("Ctrl+Up", "Ctrl+↑")):
        keys = keys.replace(name, words)
    return keys
