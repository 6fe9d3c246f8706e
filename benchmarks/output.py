"""Writing what is handed on: one measure's page, whole checklists, and those of a hundred firms."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from benchmarks.core import AS_OF, demo_case
from benchmarks.timing import measured, once
from dgassist.case import Case
from dgassist.report.checklist import default_measures
from dgassist.report.output import Handout, Kind, content, write

FIRMS = 100


def firms(case: Case, count: int = FIRMS) -> Iterator[Case]:
    """Firms like the demo company, each of another name, size and set of records."""
    chance = random.Random(5)
    for number in range(count):
        answers = case.answers.with_fact("company_name", f"东莞市虚构{number:03d}有限公司")
        answers = answers.with_fact("employees", Decimal(chance.randrange(5, 900)))
        for record_type, records in case.answers.records.items():
            kept = tuple(r for r in records if chance.random() < 0.7)
            answers = answers.with_records(record_type, kept)
        yield Case(case.book, answers, AS_OF)


def hundred_firms(case: Case) -> tuple[float, int, int]:
    """Seconds from answers to files for the merged checklists; pages' bytes, and measures."""
    with tempfile.TemporaryDirectory() as folder:
        size = measures = 0

        def work() -> None:
            nonlocal size, measures
            for number, firm in enumerate(firms(case)):
                file = Path(folder) / f"{number}.pdf"
                write(Handout(firm.plan), Kind.PDF, file)
                size += file.stat().st_size
                measures += len(default_measures(firm.plan))

        return once(work), size, measures


def report() -> None:
    """Print the figures of the output."""
    case = demo_case()
    first = once(lambda: content(Handout(case.plan, ("special_booth",)), Kind.PDF))
    one = measured(lambda: content(Handout(case.plan, ("special_booth",)), Kind.PDF), 20)
    print(f"PDF of one measure, the first        {first * 1e3:15.2f} ms")
    print(f"PDF of one measure, after the first  {one}   (target < 150 ms)")
    for kind in Kind:
        size = len(content(Handout(case.plan), kind)) / 1024
        figures = measured(lambda k=kind: content(Handout(case.plan), k), 5)
        print(f"{kind.name:9} of all measures            {figures}   {size:.0f} KiB")
    seconds, size, measures = hundred_firms(case)
    print(
        f"{FIRMS} firms, answers to merged PDFs    {seconds:.1f} s, {FIRMS / seconds:.1f} firms/s, "
        f"{measures / FIRMS:.0f} measures and {size / FIRMS / 1024:.0f} KiB each"
    )


if __name__ == "__main__":
    report()
