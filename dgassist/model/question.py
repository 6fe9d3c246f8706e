"""Questions about the company, record types and derived facts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from dgassist.model.expression import Expression


class AnswerType(StrEnum):
    """What kind of value answers a question."""

    TEXT = "text"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    NUMBER = "number"
    MONEY = "money"  # 元, entered in 万元
    PERCENT = "percent"  # 3.5 means 3.5 %
    DATE = "date"
    YEAR = "year"
    INDUSTRY = "industry"  # GB/T 4754-2017 code of 2 to 4 digits
    USCC = "uscc"  # 统一社会信用代码, GB 32100-2015
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a question; it is found by its ``aliases`` and ``initials``, too."""

    id: str
    label: str
    help: str = ""
    aliases: tuple[str, ...] = ()
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing the program asks, about the company or about one record.

    ``unit`` is the unit of a number; money is always 元. ``cost`` says how hard it is to answer:
    1 known by heart, 2 pick from a list, 4 look into the accounts.
    """

    id: str
    type: AnswerType
    label: str
    text: str = ""
    help: str = ""
    unit: str = ""
    period: str = ""
    evidence: str = ""
    cost: int = 1
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    options: tuple[Option, ...] = ()
    ask_if: Expression | None = None

    def option_label(self, option_id: str) -> str:
        """The words for an option, or the id itself if it is unknown."""
        return next((o.label for o in self.options if o.id == option_id), option_id)


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that stand together on one screen."""

    id: str
    label: str
    order: int
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class RecordType:
    """A kind of thing a company has many of: booths, leases, titles, premiums by year.

    ``when`` names the field (date or year) that dates the act; ``name`` the field shown as title;
    ``ends`` the field with the last day of what the record is about, such as a certificate;
    ``kinds`` the field whose options say what is meant by the type. ``recurs``: the like comes
    again year by year, so that a year is added up and copied to the next.
    """

    id: str
    label: str
    text: str
    when: str
    fields: tuple[Question, ...]
    help: str = ""
    name: str = ""
    group: str = ""
    order: int = 0
    ends: str = ""
    kinds: str = ""
    recurs: bool = False

    def field(self, field_id: str) -> Question | None:
        """The field of that id, or None."""
        return next((f for f in self.fields if f.id == field_id), None)


class Basis(StrEnum):
    """What a statement rests on where it is not a clause of a bundled document."""

    EXTERNAL = "external"  # a named official text outside the policy base
    GENERAL_KNOWLEDGE = "general_knowledge"  # held to be true, not checked against a source
    USUAL_PRACTICE = "usual_practice"


@dataclass(frozen=True, slots=True)
class ExternalSource:
    """A text outside the bundled documents that a derived fact rests on."""

    basis: Basis
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DerivedFact:
    """A fact computed from answers, with where the rule comes from. The user may overrule it."""

    id: str
    type: AnswerType
    label: str
    value: Expression
    formula: str
    unit: str = ""
    help: str = ""
    options: tuple[Option, ...] = ()
    sources: tuple[ExternalSource, ...] = ()
    per_record: bool = False  # looks at a record's date, so it has no value for the company alone
