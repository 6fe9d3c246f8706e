"""What is written to policies.db comes back as the same values of the same types."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given

from dgassist.model.expression import Expression
from dgassist.model.measure import RelationKind
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import RelationKind as DocumentRelationKind
from dgassist.store.codec import decode, encode
from tests.formulas import EXPRESSIONS


@given(EXPRESSIONS)
def test_every_formula_survives(node: Expression) -> None:
    assert decode(encode(node)) == node


def test_every_measure_and_document_survives(book: PolicyBook) -> None:
    for values in (book.measures, book.documents, book.sections, book.relations):
        assert decode(encode(values)) == values


def test_kinds_of_the_same_name_are_told_apart() -> None:
    for value in (next(iter(RelationKind)), next(iter(DocumentRelationKind))):
        assert type(decode(encode(value))) is type(value)


def test_decimals_and_dates_stay_exact() -> None:
    for value in (Decimal("0.10"), Decimal("1E+2"), date(2024, 2, 29), (), ("", None, True)):
        again = decode(encode(value))
        assert again == value
        assert type(again) is type(value)
        assert str(again) == str(value)
