"""Print all figures: ``python3 dev.py bench``; or the kills: ``python3 dev.py bench kill 500``."""

from __future__ import annotations

import sys

from benchmarks import core, kill, start

if __name__ == "__main__":
    match sys.argv[1:]:
        case ["kill", *times]:
            kill.report(*map(int, times[:1]))
        case _:
            core.report()
            start.report()
