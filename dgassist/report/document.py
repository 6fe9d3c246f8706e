"""Content without a format: what a checklist says, in a few blocks that every renderer knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Sign(Enum):
    """How a condition stands: a sign and its word, so that neither colour nor shape decides."""

    MET = ("✓", "满足")
    UNMET = ("✗", "不满足")
    MISSING = ("?", "还没填")
    OPEN = ("?", "需确认")

    @property
    def mark(self) -> str:
        """The sign itself."""
        return self.value[0]

    @property
    def word(self) -> str:
        """What the sign means."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 opens a page and is bookmarked; level 2 opens a section of it."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; quiet text is of lesser weight, such as a source."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing to see at a glance, with a small note below it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Up to four figures side by side."""

    items: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Labels with values; an empty value is a blank line to write on."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A plain table; ``widths`` are relative; in the columns ``blanks`` one writes by hand."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    blanks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: how it stands, what was told, and the proof to bring. Groups indent."""

    sign: Sign
    label: str
    why: str = ""
    proof: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class ConditionTable:
    """The conditions of one measure."""

    rows: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A thing to tick off, with a remark such as 通常做法; what is ``done`` is ticked already."""

    text: str
    remark: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class TickList:
    """Things to tick off by hand."""

    items: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Short lines below one another, such as the steps of a sum or remarks."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source, verbatim; ``marked`` are the parts that the measure rests on."""

    text: str
    source: str
    marked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """What must not be overlooked."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A text to be scanned, as a QR code, with words beside it that say what for."""

    text: str
    words: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block = (
    Heading
    | Paragraph
    | Figures
    | KeyValues
    | Table
    | ConditionTable
    | TickList
    | Lines
    | Quote
    | Notice
    | Code
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """A paper for one party, such as a company; it knows its dates, and no clock.

    ``notice`` stands on every page.
    """

    title: str
    party: str
    notice: str
    as_of: date
    data_date: str
    blocks: tuple[Block, ...]


def texts(document: Document) -> Iterator[str]:
    """Every text of the content in reading order, empty ones left out."""
    yield document.notice
    for block in document.blocks:
        yield from (text for text in _texts(block) if text)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text) | Paragraph(text=text) | Notice(text=text):
            yield text
        case Figures(items=figures):
            for figure in figures:
                yield from (figure.label, figure.value, figure.note)
        case KeyValues(pairs=pairs):
            for pair in pairs:
                yield from pair
        case Table(head=head, rows=rows):
            for row in (head, *rows):
                yield from row
        case ConditionTable(rows=conditions):
            for condition in conditions:
                yield from (condition.sign.word, condition.label, condition.why, condition.proof)
        case TickList(items=ticks):
            for tick in ticks:
                yield from (tick.text, tick.remark)
        case Lines(items=lines):
            yield from lines
        case Quote(text=text, source=source):
            yield from (text, source)
        case Code(words=words):
            yield words
        case PageBreak():
            return
