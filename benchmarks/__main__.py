"""Print figures: ``python3 dev.py bench``, or one part: ``bench interview``, ``bench kill 500``."""

from __future__ import annotations

import sys

from benchmarks import core, interview, kill, output, start

if __name__ == "__main__":
    match sys.argv[1:]:
        case ["kill", *times]:
            kill.report(*map(int, times[:1]))
        case ["interview"]:
            interview.report()
        case ["output"]:
            output.report()
        case _:
            core.report()
            output.report()
            start.report()
