"""Write a policy book to policies.db, the same book always in the same way."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import sqlite_utils

from dgassist.model.policybook import PolicyBook
from dgassist.store.codec import encode
from dgassist.store.schema import APPLICATION_ID, VERSION
from dgassist.store.search import grams


def write(book: PolicyBook, file: Path, readings: Mapping[str, str] | None = None) -> None:
    """Write the book to a new file, then put it in place of the old one.

    ``readings`` are the letters that the readings of each character begin with.
    """
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    db = sqlite_utils.Database(fresh)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {VERSION}")
    db["book"].insert({"data_date": book.data_date})  # type: ignore[union-attr]
    _rows(
        db,
        "documents",
        [
            {
                "id": d.id,
                "number": d.number,
                "title": d.title,
                "status": d.status.value,
                "body": encode(d),
            }
            for d in book.documents
        ],
    )
    _rows(
        db,
        "clauses",
        [
            {
                "id": c.id,
                "document_id": c.document_id,
                "part_id": c.part_id,
                "label": c.label,
                "heading": c.heading,
                "chapter": c.chapter,
                "text": c.text,
                "ordinal": c.order,
            }
            for c in book.clauses
        ],
    )
    _rows(
        db, "sections", [{"id": s.id, "label": s.label, "body": encode(s)} for s in book.sections]
    )
    _rows(
        db,
        "record_types",
        [{"id": r.id, "label": r.label, "body": encode(r)} for r in book.record_types],
    )
    _rows(
        db,
        "derived_facts",
        [
            {"id": d.id, "label": d.label, "formula": d.formula, "body": encode(d)}
            for d in book.derived_facts
        ],
    )
    _rows(
        db,
        "measures",
        [
            {
                "id": m.id,
                "title": m.title,
                "clause_id": m.clause_id,
                "form": m.benefit.form.value,
                "firmness": m.benefit.firmness.value,
                "formula": m.benefit.formula,
                "body": encode(m),
            }
            for m in book.measures
        ],
    )
    _rows(db, "relations", [{"kind": r.kind.value, "body": encode(r)} for r in book.relations])
    _rows(db, "asides", [{"reason": a.reason.value, "body": encode(a)} for a in book.asides])
    for name in ("industries", "towns", "departments"):
        _rows(db, name, [{"name": v.name, "body": encode(v)} for v in getattr(book, name)])
    _rows(db, "calendar", [{"year": y.year, "body": encode(y)} for y in book.calendar.years])
    _rows(
        db,
        "windows",
        [{"measure": w.measure_id, "year": w.year, "body": encode(w)} for w in book.windows],
    )
    _rows(
        db,
        "contradictions",
        [
            {"id": c.id, "label": c.label, "formula": c.formula, "body": encode(c)}
            for c in book.contradictions
        ],
    )
    _rows(db, "glossary", [{"name": t.name, "body": encode(t)} for t in book.glossary])
    _rows(db, "papers", [{"id": p.id, "name": p.name, "body": encode(p)} for p in book.papers])
    _rows(db, "ladders", [{"id": v.id, "label": v.label, "body": encode(v)} for v in book.ladders])
    _rows(db, "readings", _by_letters(readings or {}))
    db.execute("CREATE VIRTUAL TABLE search USING fts5(grams)")
    db.conn.executemany(
        "INSERT INTO search (rowid, grams) VALUES (?, ?)",  # its row is the clause's position
        [(i, grams(c.text)) for i, c in enumerate(book.clauses)],
    )
    db.conn.commit()
    db.execute("VACUUM")
    db.close()
    fresh.replace(file)


def _rows(db: sqlite_utils.Database, table: str, rows: list[dict[str, object]]) -> None:
    numbered = [{"position": i, **row} for i, row in enumerate(rows)]
    if numbered:
        db[table].insert_all(numbered, pk="position")  # type: ignore[union-attr]


def _by_letters(readings: Mapping[str, str]) -> list[dict[str, object]]:
    """The characters with the same letters in one row, which is small."""
    rows: dict[str, list[str]] = {}
    for character, letters in readings.items():
        rows.setdefault(letters, []).append(character)
    return [{"letters": k, "characters": "".join(sorted(rows[k]))} for k in sorted(rows)]


def digest(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
