from __future__ import annotations

from dgassist.engine.evaluation import Context
from dgassist.model import expression as x
from dgassist.model.policybook import PolicyBook
from dgassist.report.proof import proofs
from dgassist.store.casefile import answers_from
from tests.report.conftest import AS_OF, told


def context(book: PolicyBook, record_type: str = "") -> Context:
    found = Context(book, answers_from(told(), book), AS_OF)
    return found.on(record_type, None) if record_type else found


def test_a_fact_is_proven_by_its_evidence(book: PolicyBook) -> None:
    test = x.Compare("==", x.Fact("applicant_type"), x.Text("enterprise"))
    assert proofs(test, context(book)) == (book.question["applicant_type"].evidence,)


def test_a_field_and_the_date_belong_to_the_record(book: PolicyBook) -> None:
    area = book.record_type["booth"].field("area")
    assert area is not None
    test = x.All((x.Compare(">=", x.Field("area"), x.Number(18, "sqm", "18㎡")), x.Field("area")))  # type: ignore[arg-type]
    assert proofs(test, context(book, "booth")) == (area.evidence,)
    assert proofs(x.When(), context(book)) == ()


def test_a_derived_fact_is_proven_by_what_it_comes_from(book: PolicyBook) -> None:
    found = proofs(x.Derived("beizeng_now"), context(book))
    assert book.question["beizeng_status"].evidence in found
    # The firm is still in the library: nobody asks when it left.
    until = book.question["beizeng_until"].evidence
    assert not until or until not in found or until == book.question["beizeng_status"].evidence


def test_holding_a_title_looks_into_that_record_type(book: PolicyBook) -> None:
    kind = book.record_type["title"].field("kind")
    assert kind is not None
    test = x.Holds("title", x.Member(x.Field("kind"), ("high_tech",)))
    assert proofs(test, context(book)) == ((kind.evidence,) if kind.evidence else ())
