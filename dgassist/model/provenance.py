"""Where every rule comes from: documents, their parts and clauses, and citations of them.

All of it is plain frozen data. Dates count by 民法典 §201–202: the day of issue is not
counted, and a term of years ends on the corresponding day.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class DocumentStatus(StrEnum):
    """What a document is worth in law, as a whole."""

    IN_FORCE = "in_force"
    PLAN = "plan"
    """In force, but it sets tasks for departments and promises nobody an amount."""
    DRAFT = "draft"
    ENDED = "ended"


class Numbering(StrEnum):
    """How the clauses of a part are counted, which decides how they are addressed."""

    CONTINUOUS = "continuous"
    """（一）…（二十五） run through the chapters: 附件1（六）."""
    NESTED = "nested"
    """（一） starts again in each chapter: 附件4 二（一）."""
    NONE = "none"
    """No numbers at all: the part is addressed as a whole, 附件2."""


class RelationKind(StrEnum):
    """How a document stands to another one."""

    BASED_ON = "based_on"
    IMPLEMENTS = "implements"
    CONTINUES = "continues"


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of a clause that carry a statement."""

    clause_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Passage:
    """An unnumbered clause, such as a preamble, known by the words that open its first line."""

    name: str
    """What stands for the number in its address; empty where it is the whole part."""
    opening: str


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """The body of a document or one of its annexes, with its own validity."""

    id: str
    document_id: str
    label: str
    """How an address of this part begins: 正文, 附件1, …"""
    title: str
    numbering: Numbering
    passages: tuple[Passage, ...] = ()
    valid_from: date | None = None
    term_years: int | None = None
    validity: Citation | None = None
    interpreter: str | None = None
    interpreter_quote: str | None = None
    guide_quote: str | None = None
    """The sentence that leaves the details to the guide of the year."""
    stacking_quote: str | None = None
    """The sentence of 就高、从优、不重复享受."""

    @property
    def last_day(self) -> date | None:
        """Last day of the term: the corresponding day, or the end of a month without one."""
        if self.valid_from is None or self.term_years is None:
            return None
        year = self.valid_from.year + self.term_years
        try:
            return self.valid_from.replace(year=year)
        except ValueError:  # 29 February
            return self.valid_from.replace(year=year, day=28)

    @property
    def safe_last_day(self) -> date | None:
        """Last day by the stricter reading, which counts the day of issue: act by this one."""
        last_day = self.last_day
        return last_day and last_day - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DocumentRelation:
    """A tie to another document, in the words of the text."""

    kind: RelationKind
    document: str
    """Id of a bundled document, else the name of the one outside."""
    note: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class PlanPeriod:
    """The years that a plan sets itself, both included."""

    first_year: int
    last_year: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class SourceFault:
    """Words that look wrong in the source; they are kept, with what is likely meant."""

    citation: Citation
    likely: str


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """An official text as it was issued."""

    id: str
    number: str | None
    title: str
    short_title: str
    issuer: str
    issued: date
    status: DocumentStatus
    status_reason: str
    source_url: str | None
    period: PlanPeriod | None
    parts: tuple[DocumentPart, ...]
    relations: tuple[DocumentRelation, ...]
    faults: tuple[SourceFault, ...]


class AsideReason(StrEnum):
    """Why words of a document are no support that anybody can claim."""

    TARGET = "target"
    STATISTIC = "statistic"
    POOL = "pool"
    """A sum for the whole city, not for one applicant."""
    DEPARTMENT_DUTY = "department_duty"
    ENCOURAGEMENT = "encouragement"
    """Encouraged, but nothing is given."""
    DEFINITION = "definition"
    PERIOD = "period"
    """A term or date that is read elsewhere in the base."""
    LAW_ELSEWHERE = "law_elsewhere"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class PutAside:
    """Words that the measures leave out on purpose, with the reason."""

    citation: Citation
    reason: AsideReason
    note: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest addressable piece of a document; the clauses in order are the whole text."""

    id: str
    """Document id and label: df_2024_1 附件1（六）."""
    document_id: str
    part_id: str
    label: str
    heading: str
    """Its own heading without number, or the name of the passage."""
    chapter: str
    """The heading of the chapter above it, with number; empty at the top level."""
    text: str
    order: int

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text, one paragraph each."""
        return tuple(self.text.split("\n"))

    @property
    def is_heading(self) -> bool:
        """Whether it is a chapter heading alone, with everything else in numbered clauses."""
        return self.text.partition("、")[2] == self.heading
