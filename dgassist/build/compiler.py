"""resources/ -> PolicyBook -> policies.db: read all, check all, write only what is clean."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dgassist.build.aside import read_asides
from dgassist.build.contradiction import check_contradictions, read_contradictions
from dgassist.build.example import Example, differences, read_examples
from dgassist.build.glossary import check_glossary, read_glossary
from dgassist.build.initials import readings
from dgassist.build.ladder import read_ladders
from dgassist.build.library import Library, read_library
from dgassist.build.material import assigned, read_papers
from dgassist.build.problem import Problem, Problems
from dgassist.build.proof import check_coverage, check_guarded, check_questions
from dgassist.build.questionnaire import (
    Questionnaire,
    Reference,
    read_questionnaire,
    read_reference,
)
from dgassist.build.reading import nearest, read_yaml
from dgassist.build.rule import AuthoredMeasure, read_measures, read_relations
from dgassist.build.term import completed
from dgassist.build.window import read_windows
from dgassist.build.workday import read_calendar
from dgassist.model.measure import Measure
from dgassist.model.policybook import PolicyBook
from dgassist.store.writer import digest, write


@dataclass(frozen=True)
class Compilation:
    """A book with the problems found on the way; only a book without problems may be written."""

    book: PolicyBook
    problems: tuple[Problem, ...]
    examples: int


def compile_book(resources: Path, *, whole: bool = True) -> Compilation:
    """Read and check everything below resources/.

    ``whole``: it is meant to be a whole base, so nothing may be left out or unguarded.
    """
    problems = Problems(resources.parent)
    library = read_library(resources / "documents", problems)
    reference = read_reference(resources / "reference", problems)
    questionnaire = read_questionnaire(resources / "questions", reference, problems)
    authored = read_measures(resources / "measures", library, questionnaire.vocabulary, problems)
    authored = tuple(_completed(a, library, questionnaire) for a in authored)
    papers = read_papers(
        resources / "reference" / "materials.yaml", questionnaire.vocabulary, problems
    )
    authored = assigned(authored, papers)
    _check_ids(authored)
    _check_departments(authored, reference)
    ids = {a.measure.id for a in authored}
    relations = read_relations(resources / "measures" / "relations", library, ids, problems)
    contradictions = read_contradictions(
        resources / "questions" / "contradictions.yaml", questionnaire.vocabulary, problems
    )
    glossary = read_glossary(resources / "reference" / "glossary.yaml", library, problems)
    about = read_yaml(resources / "book.yaml", problems)
    book = PolicyBook(
        data_date=about.text("data_date") if about else "",
        documents=library.documents,
        clauses=tuple(library.clauses.values()),
        sections=questionnaire.sections,
        record_types=questionnaire.record_types,
        derived_facts=questionnaire.derived_facts,
        measures=_in_reading_order(authored, library),
        relations=relations,
        asides=read_asides(resources / "coverage", library, problems),
        industries=reference.industries,
        towns=reference.towns,
        departments=reference.departments,
        calendar=read_calendar(resources / "reference" / "holidays.yaml", problems),
        windows=read_windows(resources / "windows", ids, problems),
        contradictions=tuple(c.rule for c in contradictions),
        glossary=tuple(term for term, _ in glossary),
        papers=tuple(p.paper for p in papers),
        ladders=read_ladders(
            resources / "reference" / "ladders.yaml",
            library,
            questionnaire.vocabulary,
            problems,
        ),
    )
    check_glossary(glossary, book)
    examples: dict[str, tuple[Example, ...]] = {}
    if not problems:  # examples of broken rules would only repeat what is said already
        examples = {a.measure.id: _run_examples(a, book) for a in authored}
        check_contradictions(contradictions, book)
    if whole and not problems:
        for each in authored:
            check_guarded(each, examples[each.measure.id])
        check_questions(book, questionnaire.places)
        check_coverage(book, resources / "documents", problems)
    count = sum(len(found) for found in examples.values())
    return Compilation(book, problems.sorted(), count)


def _run_examples(authored: AuthoredMeasure, book: PolicyBook) -> tuple[Example, ...]:
    """The examples of a measure, with what comes out otherwise reported where it stands."""
    examples = read_examples(authored, book)
    for example in examples:
        for message in differences(example, authored.measure):
            example.node.problem("example-differs", message)
    return examples


def _completed(
    authored: AuthoredMeasure, library: Library, questionnaire: Questionnaire
) -> AuthoredMeasure:
    scope = authored.measure.scope
    names = questionnaire.vocabulary
    applicant_type = names.questions.get("applicant_type")
    record_type = names.record_types.get(scope.record_type) if scope else None
    if applicant_type is None or (scope and record_type is None):
        return authored
    options = [o.id for o in applicant_type.options]
    for applicant in authored.measure.applicants:
        if applicant not in options:
            authored.node.problem(
                "unknown-applicant", f"没有申请单位类型“{applicant}”{nearest(applicant, options)}"
            )
    return replace(
        authored, measure=completed(authored.measure, library, applicant_type, record_type)
    )


def _check_ids(authored: tuple[AuthoredMeasure, ...]) -> None:
    counts = Counter(a.measure.id for a in authored)
    for a in authored:
        if counts[a.measure.id] > 1:
            a.node.problem("duplicate-id", f"政策事项编号“{a.measure.id}”用了不止一次")


def _check_departments(authored: tuple[AuthoredMeasure, ...], reference: Reference) -> None:
    known = [d.name for d in reference.departments]
    for a in authored:
        for name in a.measure.departments:
            if name not in known:
                a.node.problem("unknown-department", f"部门表里没有“{name}”{nearest(name, known)}")


def _in_reading_order(
    authored: tuple[AuthoredMeasure, ...], library: Library
) -> tuple[Measure, ...]:
    places = {clause_id: i for i, clause_id in enumerate(library.clauses)}
    measures = [a.measure for a in authored]
    return tuple(sorted(measures, key=lambda m: places.get(m.clause_id, 0)))


def build(resources: Path, database: Path, digest_file: Path, *, whole: bool = True) -> Compilation:
    """Compile, and write policies.db with its digest if there is no problem."""
    compilation = compile_book(resources, whole=whole)
    if not compilation.problems:
        write(compilation.book, database, readings())
        digest_file.write_text(f"{digest(database)}  {database.name}\n", encoding="ascii")
    return compilation


def is_fresh(compilation: Compilation, database: Path, digest_file: Path) -> bool:
    """Whether the database says the same as the compiled book, and its digest is its own."""
    if not (database.exists() and digest_file.exists()):
        return False
    if digest_file.read_text(encoding="ascii").split()[:1] != [digest(database)]:
        return False
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / database.name
        write(compilation.book, fresh, readings())
        return list(_logical_dump(fresh)) == list(_logical_dump(database))


def _logical_dump(database: Path) -> Iterator[str]:
    """The rows as SQL, without the search index's own tables: their bytes vary with SQLite."""
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    try:
        for line in connection.iterdump():
            if '"search_' not in line and "sqlite_master" not in line:
                yield line
    except sqlite3.DatabaseError:
        yield "unreadable"
    finally:
        connection.close()
