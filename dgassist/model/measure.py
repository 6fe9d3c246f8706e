"""Measures: one support that one kind of applicant can get for one thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dgassist.model.expression import Expression
from dgassist.model.provenance import Citation


class Form(StrEnum):
    """What is given."""

    CASH = "cash"
    INTEREST_SUBSIDY = "interest_subsidy"
    MATCHING = "matching"
    LOAN = "loan"
    EQUITY = "equity"
    VOUCHER = "voucher"
    PRICE = "price"
    PRIORITY = "priority"
    SERVICE = "service"
    HONOUR = "honour"
    OBLIGATION = "obligation"

    @property
    def is_cash(self) -> bool:
        """Whether its amounts may be added up as money received."""
        return self in (Form.CASH, Form.INTEREST_SUBSIDY, Form.MATCHING)


class Firmness(StrEnum):
    """How sure the text makes the amount: 给予, 最高 or 不超过, 原则上, a range, or no number."""

    EXACT = "exact"
    UPTO = "upto"
    SOFT = "soft"
    RANGE = "range"
    UNSTATED = "unstated"


class Payee(StrEnum):
    """Who gets it. COMPANY is whoever applies."""

    COMPANY = "company"
    TEAM = "team"
    PERSON = "person"
    TOWN = "town"
    ASSOCIATION = "association"


class Role(StrEnum):
    """What a criterion is about; applicant and term are added to every measure by the build."""

    CONDITION = "condition"
    APPLICANT = "applicant"
    SUBJECT = "subject"  # which records the measure is about
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition. Without a test, the text leaves it to the guide or the department.

    ``when_false_open``: the test settles the condition if true; if false, the text leaves it open.
    ``scope`` is ``company``, ``record`` or ``group``: what the test looks at.
    """

    label: str
    citation: Citation
    test: Expression | None = None
    formula: str = ""
    left_to: str = ""  # "guide" or "department" where the text leaves the test undefined
    when_false_open: bool = False
    note: str = ""
    changeable: bool = True
    scope: str = "company"
    role: Role = Role.CONDITION


@dataclass(frozen=True, slots=True)
class CriterionGroup:
    """Conditions joined by ``all``, ``any`` or ``not``."""

    join: str
    items: tuple[Criterion | CriterionGroup, ...]
    label: str = ""
    scope: str = "company"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a measure ranges over: the records of one type, perhaps grouped."""

    record_type: str
    where: Criterion | None = None
    group_by: Expression | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit on the sum of amounts, or on the count of records, per key (no key: over all)."""

    citation: Citation
    per: tuple[Expression, ...] = ()
    amount: Expression | None = None
    count: int | None = None
    lifetime: bool = False  # money received in other years counts
    label: str = ""
    used: Expression | None = None  # records that have taken up a place under a count before
    once: bool = False  # after any money received nothing more is given, not even a balance


@dataclass(frozen=True, slots=True)
class OtherReading:
    """The reading of an ambiguous amount that is not planned on."""

    note: str
    amount: Expression | None = None
    caps: tuple[Cap, ...] = ()


@dataclass(frozen=True, slots=True)
class Benefit:
    """What is given, how firm it is, and the formula for it."""

    form: Form
    firmness: Firmness
    payee: Payee
    citation: Citation
    amount: Expression | None = None
    formula: str = ""
    floor: Expression | None = None
    caps: tuple[Cap, ...] = ()
    unit_note: str = ""
    other_reading: OtherReading | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """A paper to hand in. Without a citation it is usual practice, and is shown as such."""

    name: str
    citation: Citation | None = None
    note: str = ""
    paper: str = ""  # id of the paper it asks for


class PaperForm(StrEnum):
    """What is usually handed in of a paper."""

    ORIGINAL = "original"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, however measures word it; its id stays for ever. All of it is usual practice.

    ``filled_from`` are questions and record types whose answers it bears out or is filled from.
    ``each``: under the same name, every measure wants another one.
    """

    id: str
    name: str
    group: str = ""
    form: PaperForm | None = None
    stamp: bool = False
    issuer: str = ""
    filled_from: tuple[str, ...] = ()
    each: bool = False


class DeadlineKind(StrEnum):
    """What falls on the day."""

    APPLY_BY = "apply_by"
    EXPIRY = "expiry"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """A date that follows from an answer, such as re-application before a certificate ends."""

    label: str
    due: Expression
    kind: DeadlineKind
    citation: Citation
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One support: who, for what, on which conditions, how much, where it is written."""

    id: str
    title: str
    summary: str
    clause_id: str
    applicants: tuple[str, ...]
    applicant_citation: Citation
    criteria: tuple[Criterion | CriterionGroup, ...]
    benefit: Benefit
    departments: tuple[str, ...]
    scope: Scope | None = None
    before_start_open: bool = False
    materials: tuple[Material, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()
    notes: tuple[str, ...] = ()
    initials: str = ""  # of the title, in pinyin


class RelationKind(StrEnum):
    """How measures stand to one another."""

    DUPLICATE = "duplicate"  # stated twice: counted once
    CONFLICT = "conflict"  # two documents differ: one reading planned on
    EXCLUSIVE = "exclusive"  # the text says: the highest only
    MAY_NOT_ADD_UP = "may_not_add_up"  # only a warning
    STAGE = "stage"  # steps of one award


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation among measures, with the sentences it rests on."""

    kind: RelationKind
    members: tuple[str, ...]
    note: str
    citations: tuple[Citation, ...]
    planned: str = ""
    same_record: bool = False
