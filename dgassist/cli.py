"""The scriptable twin of every screen: ``dgassist COMMAND``.

With ``--json`` a command prints one JSON document to stdout. Errors go to stderr as one clear
Chinese sentence. Exit codes: 0 fine, 1 findings of a check, 2 bad input.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from dgassist import __version__, paths
from dgassist.case import Case
from dgassist.report.error import ReportError
from dgassist.store.casefile import CaseError, read_case
from dgassist.store.reader import Library, open_library
from dgassist.store.schema import StoreError

FINE, FOUND, BAD_INPUT = 0, 1, 2
_STALE_AFTER = 90  # days


class _Parser(argparse.ArgumentParser):
    """Speaks Chinese, in one sentence."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{_in_chinese(message)}（用法见 {self.prog} --help）\n")
        raise SystemExit(BAD_INPUT)


def _in_chinese(message: str) -> str:
    head, _, rest = message.partition(": ")
    if "required" in head:
        return f"缺少参数：{rest}"
    if "unrecognized" in head:
        return f"不认识的参数：{rest}"
    if choice := re.search(r"invalid choice: '(.*?)' \(choose from (.*)\)", message):
        known = choice[2].replace("'", "").replace(", ", "、")
        return f"没有命令“{choice[1]}”，可用的有：{known}"
    if "expected" in message:
        return f"{head.removeprefix('argument ')} 后面要写一个值"
    return f"参数有误：{message}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    for stream in (sys.stdout, sys.stderr):  # a Windows console may not be UTF-8
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    arguments = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.command
    try:
        return command(arguments)
    except (CaseError, StoreError, ReportError) as error:
        sys.stderr.write(f"{error}\n")
        return BAD_INPUT
    except BrokenPipeError:  # the reader of a pipe has seen enough
        return FINE


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="dgassist", description="莞企政策助手：企业能申请哪些东莞市级支持。")
    parser.add_argument("--version", action="version", version=f"dgassist {__version__}")
    commands = parser.add_subparsers(required=True, metavar="命令", parser_class=_Parser)

    def add(name: str, run: Callable[[argparse.Namespace], int], words: str) -> Any:
        command = commands.add_parser(name, help=words, description=words)
        command.add_argument("--json", action="store_true", help="输出一个 JSON 文档")
        command.set_defaults(command=run)
        return command

    build = add("build", _build, "由 resources/ 生成政策库 policies.db")
    build.add_argument("--check", action="store_true", help="只检查，已有的文件过期就报错")
    coverage = add("coverage", _coverage, "列出各条款和金额由哪些政策事项引用")
    coverage.add_argument("--markdown", action="store_true", help="输出 docs/coverage.md 的内容")
    add("questions", _questions, "列出所有问题和事项明细")
    add("measures", _measures, "列出所有政策事项")
    assess = add("assess", _assess, "评估一个企业")
    checklist = add("checklist", _checklist, "生成申报清单（PDF、Word 或 Excel）")
    checklist.add_argument("--measure", action="append", default=[], metavar="编号")
    checklist.add_argument("--pdf", type=Path, metavar="文件")
    checklist.add_argument("--docx", type=Path, metavar="文件")
    checklist.add_argument("--xlsx", type=Path, metavar="文件")
    calendar = add("calendar", _calendar, "生成期限日历（.ics）")
    calendar.add_argument("--ics", type=Path, required=True, metavar="文件")
    for command in (assess, checklist, calendar):
        command.add_argument("case", type=Path, metavar="个案.json")
        command.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD", help="基准日，默认今天")
    search = add("search", _search, "在政策文件里查找，也可用拼音首字母找事项和镇街")
    search.add_argument("text", metavar="文字")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        sys.stderr.write(f"基准日“{text}”不是 2026-11-21 这样的日期\n")
        raise SystemExit(BAD_INPUT) from None


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day on the user's own calendar is meant


def _print(document: object) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def _case(arguments: argparse.Namespace, library: Library) -> Case:
    answers = read_case(arguments.case, library.book)
    return Case(library.book, answers, arguments.as_of or _today())


def _build(arguments: argparse.Namespace) -> int:
    try:
        from dgassist.build.compiler import build, compile_book, is_fresh
    except ImportError as error:
        raise StoreError(f"生成政策库要用到 {error.name}，请按 README 从源码运行") from error

    database, digest = paths.policies(), paths.policies_digest()
    if arguments.check:
        result = compile_book(paths.resources())
        stale = not result.problems and not is_fresh(result, database, digest)
    else:
        result, stale = build(paths.resources(), database, digest), False
    counts = {
        "measures": len(result.book.measures),
        "examples": result.examples,
        "clauses": len(result.book.clauses),
    }
    if arguments.json:
        problems = [
            {"file": p.file, "line": p.line, "code": p.code, "message": p.message}
            for p in result.problems
        ]
        _print({"problems": problems, "stale": stale, **counts})
    if (age := (_today() - date.fromisoformat(result.book.data_date)).days) > _STALE_AFTER:
        sys.stderr.write(f"提醒：规则已有{age}天没有与原文核对（见 resources/book.yaml）\n")
    for problem in result.problems if not arguments.json else ():
        sys.stderr.write(f"{problem}\n")
    if stale:
        sys.stderr.write("policies.db 与 resources/ 不一致，请运行 dgassist build 后一并提交\n")
    if result.problems:
        sys.stderr.write(f"共{len(result.problems)}处要改，没有写入 policies.db\n")
        return FOUND
    if not arguments.json and not stale:
        sys.stdout.write(
            f"{counts['measures']}项政策事项，{counts['examples']}个例子都对，"
            f"{counts['clauses']}条条款。\n"
        )
    return FOUND if stale else FINE


def _coverage(arguments: argparse.Namespace) -> int:
    from dgassist.build.coverage import cover

    book = open_library().book
    coverage = cover(book)
    if arguments.json:
        from dgassist.build.coverage_table import as_json

        _print(as_json(coverage, book))
        return FINE
    if arguments.markdown:
        from dgassist.build.coverage_table import as_markdown

        sys.stdout.write(as_markdown(coverage, book))
        return FINE
    for document in book.documents:
        figures = [f for f in coverage.figures if f.clause.document_id == document.id]
        clauses = [c for c in coverage.clauses if c.clause.document_id == document.id]
        sys.stdout.write(
            f"{document.number or document.title}：条款{len(clauses)}条，"
            f"{sum(bool(c.measures) for c in clauses)}条有政策事项，"
            f"{sum(not c.is_accounted for c in clauses)}条还没有交代；"
            f"金额、比例、个数、期限{len(figures)}处，"
            f"{sum(bool(f.measures) for f in figures)}处由政策事项引用，"
            f"{sum(not f.is_accounted for f in figures)}处还没有交代\n"
        )
    return FINE


def _questions(arguments: argparse.Namespace) -> int:
    from dgassist.report import contract_book

    book = open_library().book
    if arguments.json:
        _print(contract_book.questions(book))
        return FINE
    for section in book.sections:
        sys.stdout.write(f"【{section.label}】\n")
        for question in section.questions:
            sys.stdout.write(f"  {question.id}  {question.label}  {question.text}\n")
    for record_type in book.record_types:
        names = "、".join(f.label for f in record_type.fields)
        sys.stdout.write(f"【{record_type.label}】{record_type.id}：{names}\n")
    return FINE


def _measures(arguments: argparse.Namespace) -> int:
    from dgassist.report import contract_book

    book = open_library().book
    if arguments.json:
        _print(contract_book.measures(book))
        return FINE
    for measure in book.measures:
        document = book.document_of(measure.clause_id)
        clause = book.clause[measure.clause_id]
        sys.stdout.write(f"{measure.id}  {measure.title}  {document.number} {clause.label}\n")
    return FINE


def _assess(arguments: argparse.Namespace) -> int:
    case = _case(arguments, open_library())
    if arguments.json:
        from dgassist.report import contract

        _print(contract.assessment(case.plan))
    else:
        from dgassist.report.text import assessment_text

        sys.stdout.write(assessment_text(case.plan))
    return FINE


def _checklist(arguments: argparse.Namespace) -> int:
    from dgassist.report.checklist import default_measures
    from dgassist.report.output import Handout, Kind, write

    wanted = [
        (kind, file)
        for kind, file in (
            (Kind.PDF, arguments.pdf),
            (Kind.WORD, arguments.docx),
            (Kind.EXCEL, arguments.xlsx),
        )
        if file
    ]
    if not wanted:
        raise CaseError("请写明输出文件：--pdf 文件、--docx 文件 或 --xlsx 文件")
    case = _case(arguments, open_library())
    for measure_id in arguments.measure:
        if measure_id not in case.book.measure:
            raise CaseError(f"没有政策事项“{measure_id}”，可用 dgassist measures 查看编号")
    for kind, file in wanted:
        write(Handout(case.plan, tuple(arguments.measure)), kind, file)
    measure_ids = tuple(arguments.measure) or default_measures(case.plan)
    return _written(arguments, [file for _, file in wanted], measure_ids)


def _written(arguments: argparse.Namespace, files: list[Path], measures: Sequence[str]) -> int:
    if arguments.json:
        _print({"files": [str(f) for f in files], "measures": list(measures)})
    else:
        sys.stdout.write("".join(f"已写入 {f}\n" for f in files))
    return FINE


def _calendar(arguments: argparse.Namespace) -> int:
    from dgassist.report.calendar import render_calendar

    case = _case(arguments, open_library())
    render_calendar(case.plan, arguments.ics)
    return _written(arguments, [arguments.ics], [])


def _search(arguments: argparse.Namespace) -> int:
    if not arguments.text.strip():
        raise CaseError("请写要查找的文字，例如 dgassist search 融资租赁")
    from dgassist.build.coverage import measures_at
    from dgassist.store.search import by_initials

    library = open_library()
    towns = by_initials(arguments.text, library.book.towns)
    measures = by_initials(arguments.text, library.book.measures)
    found = []
    for hit in library.search(arguments.text):
        clause = library.book.clause[hit.clause_id]
        document = library.book.document[clause.document_id]
        found.append(
            {
                "document": document.number or document.title,
                "status": document.status.value,
                "clause": clause.label,
                "excerpt": hit.excerpt,
                "measures": list(measures_at(library.book, clause.id, arguments.text)),
            }
        )
    if arguments.json:
        _print(
            {
                "query": arguments.text,
                "hits": found,
                "measures_by_initials": [m.id for m in measures],
                "towns": [t.name for t in towns],
            }
        )
        return FINE
    for town in towns:
        sys.stdout.write(f"镇街 {town.name}\n")
    for measure in measures:
        sys.stdout.write(f"政策事项 {measure.id}  {measure.title}\n")
    for hit_ in found:
        sys.stdout.write(f"{hit_['document']} {hit_['clause']}：{hit_['excerpt']}\n")
    if not (found or towns or measures):
        sys.stdout.write(f"没有找到“{arguments.text}”\n")
    return FINE


if __name__ == "__main__":
    sys.exit(main())
