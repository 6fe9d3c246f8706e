"""The coverage of a book as a table: the command line's JSON, and docs/coverage.md."""

from __future__ import annotations

from typing import Any

from dgassist.build.coverage import Coverage
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import PutAside

Json = dict[str, Any]


def as_json(covered: Coverage, book: PolicyBook) -> Json:
    """What answers for each figure and clause of the documents."""
    numbers = {d.id: d.number or d.title for d in book.documents}
    return {
        "documents": [
            {
                "id": d.id,
                "number": d.number,
                "title": d.title,
                "status": d.status.value,
                "status_reason": d.status_reason,
                "clauses": sum(c.document_id == d.id for c in book.clauses),
            }
            for d in book.documents
        ],
        "amounts": [
            {
                "document": numbers[f.clause.document_id],
                "clause": f.clause.label,
                "text": f.text,
                **_accounted(f.measures, (f.aside,) if f.aside else ()),
            }
            for f in covered.figures
        ],
        "clauses": [
            {
                "document": numbers[c.clause.document_id],
                "clause": c.clause.label,
                **(
                    {"disposition": "heading", "measures": [], "reason": None}
                    if c.clause.is_heading and not c.measures
                    else _accounted(c.measures, c.asides)
                ),
            }
            for c in covered.clauses
        ],
    }


def _accounted(measures_: tuple[str, ...], asides: tuple[PutAside, ...]) -> Json:
    disposition = "measures" if measures_ else "put_aside" if asides else "unaccounted"
    reasons = dict.fromkeys(a.reason.value for a in asides)
    notes = dict.fromkeys(a.note for a in asides if a.note)
    return {
        "disposition": disposition,
        "measures": list(measures_),
        "reason": None if measures_ else "、".join(reasons) or None,
        "note": None if measures_ else "；".join(notes) or None,
    }
