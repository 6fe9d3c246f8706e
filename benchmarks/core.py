"""Opening the policy base, judging a company again after one answer, writing its checklist."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from benchmarks.timing import Figures, measured, measured_each
from dgassist import paths
from dgassist.case import Case
from dgassist.model.answers import Value
from dgassist.model.question import AnswerType, Question
from dgassist.plan.actionplan import make_plan
from dgassist.report.contract import assessment
from dgassist.store.casefile import answers_from, read_case
from dgassist.store.reader import Library, open_library
from dgassist.store.search import by_initials

DEMO = paths.resources() / "demo" / "company.json"
AS_OF = date(2026, 11, 21)


def opening(times: int = 15) -> Figures:
    """Verify, open and decode policies.db."""
    return measured(lambda: open_library().close(), times)


def whole_assessment(case: Case, times: int = 30) -> Figures:
    """Judge every measure from nothing."""
    return measured(lambda: Case(case.book, case.answers, case.as_of).assessment, times)


def after_one_answer(case: Case, times: int = 7) -> Figures:
    """For each question and record type: change it, and judge again; explanations included."""
    _ = case.assessment
    return measured_each(_changes(case), times)


def planning(case: Case, times: int = 30) -> Figures:
    """Find the best combination, totals, dates and near misses of a judged company."""
    assessed = case.assessment
    return measured(lambda: make_plan(assessed), times)


def planning_among_rivals(times: int = 7) -> Figures:
    """The same for ten projects that three measures want, under shares and caps."""
    book = open_library().book
    project = {"date": "2025-06-03", "level": "provincial", "program": "core_technology",
               "other_public_funding": 0}  # fmt: skip
    projects = [
        {**project, "project": f"虚构项目{i}", "hongkong_macao": i % 2 == 0,
         "investment": (5 + 3 * i) * 10**6, "upper_funding": (1 + i % 6) * 10**6}
        for i in range(10)
    ]  # fmt: skip
    company = {"applicant_type": "enterprise", "town": "横沥镇", "industry": "3525",
               "beizeng_status": "yes", "beizeng_since": "2024-03-20"}  # fmt: skip
    content = {"company": company, "records": {"matched_project": projects}}
    return planning(Case(book, answers_from(content, book), AS_OF), times)


def _changes(case: Case) -> Iterator[Callable[[], object]]:
    for question in case.book.question.values():
        value = _another(question, case.answers.company.get(question.id))
        yield lambda q=question.id, v=value: _explained(case.answered(q, v), case)
    for record_type in case.book.record_types:
        records = case.answers.records.get(record_type.id)
        changed = None if records is not None else ()
        yield lambda r=record_type.id, v=changed: _explained(case.recorded(r, v), case)


def _explained(case: Case, before: Case) -> None:
    """Judge, and word the reason of every condition that was judged anew."""
    old = before.assessment.by_measure
    for finding in case.assessment.findings:
        if finding is not old[finding.measure.id]:
            for result in finding.criteria:
                _ = result.why


def _another(question: Question, value: Value | None) -> Value | None:
    """A value that differs from the one told."""
    match question.type:
        case AnswerType.BOOLEAN:
            return not value
        case AnswerType.CHOICE:
            return next(o.id for o in question.options if o.id != value)
        case AnswerType.DATE:
            return date(2020, 2, 29)
        case AnswerType.NUMBER | AnswerType.MONEY | AnswerType.PERCENT | AnswerType.YEAR:
            return Decimal(2024)
        case AnswerType.INDUSTRY:
            return "1411"
    return "虚构"


def searching(library: Library, times: int = 20) -> Figures:
    """Words of the documents, and pinyin initials of measures and towns."""

    def search(words: str) -> None:
        library.search(words)
        for among in (library.book.measures, library.book.towns):
            by_initials(words, among)

    queries = ("贴息", "融资租赁", "企业", "1500元", "展", "caz", "bt", "z")
    return measured_each((lambda q=q: search(q) for q in queries), times)


def demo_case() -> Case:
    """The bundled demo company."""
    book = open_library().book
    return Case(book, read_case(DEMO, book), AS_OF)


def report() -> None:
    """Print the figures of the core."""
    case = demo_case()
    print(f"policies.db: verify, open, load      {opening()}   (target < 50 ms)")
    print(f"assess {len(case.book.measures)} measures from nothing     {whole_assessment(case)}")
    print(f"re-assess after one answer           {after_one_answer(case)}   (target < 2 ms)")
    print(f"search words or initials             {searching(open_library())}   (target < 5 ms)")
    print(f"assessment as JSON                   {measured(lambda: assessment(case.plan), 10)}")
    print(f"plan of the demo company             {planning(case)}   (target < 20 ms)")
    print(f"plan of ten projects among rivals    {planning_among_rivals()}")
