"""The closed set of formula nodes.

A rule's formula text is parsed and unit-checked once, when policies.db is built; what is stored
and evaluated is a tree of the nodes below. Every node that gives a number carries the unit of
its result, such as ``yuan`` or ``yuan/sqm/month`` (empty for a plain number or a ratio).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


class Expression:
    """A node of a checked formula tree."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Number(Expression):
    """A literal number. ``text`` is how the author wrote it, for people: 50%, 1500元/㎡."""

    value: Decimal
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Text(Expression):
    """A literal text, most often the id of an option."""

    value: str


@dataclass(frozen=True, slots=True)
class Boolean(Expression):
    """A literal truth value."""

    value: bool


@dataclass(frozen=True, slots=True)
class Date(Expression):
    """A literal date, ISO 8601."""

    value: str


@dataclass(frozen=True, slots=True)
class Fact(Expression):
    """The company's answer to a question."""

    id: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Field(Expression):
    """A field of the record that is being looked at."""

    id: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Derived(Expression):
    """A derived fact, evaluated where it stands (so it may look at the record's date)."""

    id: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class AsOf(Expression):
    """The date the question is asked for, 基准日."""


@dataclass(frozen=True, slots=True)
class When(Expression):
    """The date of the record's act; a record that only knows its year gives the whole year."""


@dataclass(frozen=True, slots=True)
class Arithmetic(Expression):
    """``left operator right`` with operator one of + - * / //."""

    operator: str
    left: Expression
    right: Expression
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Extreme(Expression):
    """The smallest (``min``) or largest (``max``) of the items."""

    pick: str
    items: tuple[Expression, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Steps(Expression):
    """How many of the rising thresholds the item reaches."""

    item: Expression
    thresholds: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Compare(Expression):
    """``left operator right`` with operator one of < <= > >= == !=."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Member(Expression):
    """Whether a text is one of the given option ids."""

    item: Expression
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Within(Expression):
    """Whether an industry code (GB/T 4754-2017) starts with one of the prefixes.

    ``name`` is the label of the industry set, for people. A code too short to tell is unknown.
    """

    item: Expression
    prefixes: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class All(Expression):
    """Kleene conjunction."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Any(Expression):
    """Kleene disjunction."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not(Expression):
    """Kleene negation."""

    item: Expression


@dataclass(frozen=True, slots=True)
class Agree(Expression):
    """Readings of one condition: true or false where all agree, else the text leaves it open."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Choose(Expression):
    """``then`` if ``test`` holds, else ``otherwise`` (None: no value)."""

    test: Expression
    then: Expression
    otherwise: Expression | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Year(Expression):
    """The calendar year of a date, as a plain number."""

    item: Expression


@dataclass(frozen=True, slots=True)
class AddMonths(Expression):
    """A date moved by whole months, ending on the corresponding day (民法典 §202)."""

    item: Expression
    months: int


@dataclass(frozen=True, slots=True)
class Sum(Expression):
    """The sum of ``item`` over the records of the group."""

    item: Expression
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Count(Expression):
    """How many records the group holds."""


@dataclass(frozen=True, slots=True)
class Holds(Expression):
    """Whether some record of a type satisfies the test."""

    record_type: str
    test: Expression


@dataclass(frozen=True, slots=True)
class Total(Expression):
    """The sum of ``item`` over all records of a type, whatever the measure ranges over."""

    record_type: str
    item: Expression
    unit: str = ""


def children(node: Expression) -> tuple[Expression, ...]:
    """The nodes directly below, in order."""
    match node:
        case Arithmetic(left=left, right=right) | Compare(left=left, right=right):
            return (left, right)
        case Extreme(items=items) | All(items=items) | Any(items=items) | Agree(items=items):
            return items
        case Steps(item=item, thresholds=thresholds):
            return (item, *thresholds)
        case Choose(test=test, then=then, otherwise=otherwise):
            return (test, then) if otherwise is None else (test, then, otherwise)
        case (
            Member(item=item)
            | Within(item=item)
            | Not(item=item)
            | Year(item=item)
            | AddMonths(item=item)
            | Sum(item=item)
            | Total(item=item)
        ):
            return (item,)
        case Holds(test=test):
            return (test,)
    return ()
