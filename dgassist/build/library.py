"""Read the bundled documents: metadata from YAML, clauses from the text beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dgassist.build.documents import locate, split_clauses
from dgassist.build.problem import Problems
from dgassist.build.reading import Node, read_yaml
from dgassist.model.provenance import (
    Citation,
    Clause,
    DocumentPart,
    DocumentRelation,
    DocumentStatus,
    Numbering,
    Passage,
    PlanPeriod,
    RelationKind,
    SourceDocument,
    SourceFault,
)


@dataclass(frozen=True)
class Library:
    """The documents and their clauses, and the check of every quote against them."""

    documents: tuple[SourceDocument, ...]
    clauses: dict[str, Clause]

    def citation(self, node: Node, document_id: str, clause_label: str) -> Citation:
        """The citation under a node: ``quote``, with ``document`` and ``clause`` where they differ.

        A quote that does not occur exactly once in its clause is a problem.
        """
        document_id = node.text("document", document_id)
        clause_label = node.text("clause", clause_label)
        return self.cite(node, document_id, clause_label, node.text("quote"))

    def cite(self, node: Node, document_id: str, clause_label: str, quote: str) -> Citation:
        """The citation of a quote, checked."""
        clause_id = f"{document_id} {clause_label}"
        clause = self.clauses.get(clause_id)
        if clause is None:
            node.problem("unknown-clause", f"文件“{document_id}”里没有条款“{clause_label}”")
        elif (places := len(locate(quote, clause.text))) != 1:
            where = self.clauses_with(quote, document_id)
            if places:
                node.problem(
                    "ambiguous-quote", f"这句话在{clause_label}里出现{places}次，请引长一些"
                )
            else:
                hint = f"；它出现在{'、'.join(where)}" if where else "；请逐字核对原文"
                node.problem("quote-not-found", f"{clause_label}里没有“{quote}”这句话{hint}")
        return Citation(clause_id, quote)

    def clauses_with(self, quote: str, document_id: str) -> list[str]:
        """Labels of the document's clauses that hold a quote."""
        clauses = [c for c in self.clauses.values() if c.document_id == document_id]
        return [c.label for c in clauses if locate(quote, c.text)]


def read_library(folder: Path, problems: Problems) -> Library:
    """All documents of a folder, in the order of their dates of issue, newest first."""
    documents: list[SourceDocument] = []
    tops: list[tuple[Node, SourceDocument]] = []
    clauses: dict[str, Clause] = {}
    for file in sorted(folder.glob("*.yaml")):
        top = read_yaml(file, problems)
        if top is None:
            continue
        document = _document(top)
        try:
            text = file.with_suffix(".txt").read_text(encoding="utf-8")
            clauses |= {c.id: c for c in split_clauses(text, document.parts)}
        except FileNotFoundError:
            problems.add(file.with_suffix(".txt"), 1, "missing-file", "缺少文件的正文")
        except UnicodeDecodeError:
            top.problem("not-utf8", "正文不是 UTF-8 编码，请另存为 UTF-8")
        except ValueError as error:
            top.problem("unsplit-document", f"文件正文分不出条款：{error}")
        documents.append(document)
        tops.append((top, document))
        for key in ("exceptions", "source_sha256"):  # proof of the text, for the tests alone
            node = top.get(key)
            for item in node.elements() if node and not node.is_text else ():
                item.keys()
        top.close()
    library = Library(tuple(sorted(documents, key=lambda d: d.issued, reverse=True)), clauses)
    for top, document in tops:
        _check_quotes(top, document, library)
    return library


def _document(top: Node) -> SourceDocument:
    document_id = top.identifier("id")
    period = top.get("period")
    return SourceDocument(
        id=document_id,
        number=_nullable(top, "number"),
        title=top.text("title"),
        short_title=top.text("short_title"),
        issuer=top.text("issuer"),
        issued=top.day("issued") or date.min,
        status=top.enum("status", DocumentStatus),
        status_reason=top.text("status_reason"),
        source_url=_nullable(top, "source_url"),
        period=_period(period, document_id) if period and period.is_mapping else None,
        parts=tuple(_part(node, document_id) for node in top.items("parts")),
        relations=tuple(_relation(node, document_id) for node in top.items("relations")),
        faults=tuple(
            SourceFault(_quoted(node, document_id), node.text("likely"))
            for node in top.items("source_faults")
        ),
    )


def _quoted(node: Node, document_id: str) -> Citation:
    return Citation(f"{document_id} {node.text('clause')}", node.text("quote"))


def _nullable(node: Node, key: str) -> str | None:
    text = node.text(key, "null")
    return None if text == "null" else text


def _period(node: Node, document_id: str) -> PlanPeriod:
    return PlanPeriod(
        node.integer("first_year"), node.integer("last_year"), _quoted(node, document_id)
    )


def _part(node: Node, document_id: str) -> DocumentPart:
    validity = node.get("validity")
    term = node.get("term_years")
    return DocumentPart(
        id=node.identifier("id"),
        document_id=document_id,
        label=node.text("label"),
        title=node.text("title"),
        numbering=node.enum("numbering", Numbering),
        passages=tuple(Passage(p.text("name"), p.text("opening")) for p in node.items("passages")),
        valid_from=node.day("valid_from"),
        term_years=node.integer("term_years") if term and term.scalar() != "null" else None,
        validity=_quoted(validity, document_id) if validity and validity.is_mapping else None,
        interpreter=_nullable(node, "interpreter"),
        interpreter_quote=_nullable(node, "interpreter_quote"),
        guide_quote=_nullable(node, "guide_quote"),
        stacking_quote=_nullable(node, "stacking_quote"),
    )


def _relation(node: Node, document_id: str) -> DocumentRelation:
    return DocumentRelation(
        kind=node.enum("kind", RelationKind),
        document=node.text("document"),
        note=node.text("note"),
        citation=_quoted(node, document_id),
    )


def _check_quotes(top: Node, document: SourceDocument, library: Library) -> None:
    cited = [r.citation for r in document.relations]
    cited += [p.validity for p in document.parts if p.validity]
    cited += [document.period.citation] if document.period else []
    for citation in cited:
        label = citation.clause_id.removeprefix(f"{document.id} ")
        library.cite(top, document.id, label, citation.quote)
