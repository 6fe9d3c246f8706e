"""Print all figures: ``python3 dev.py bench``."""

from __future__ import annotations

from benchmarks import core, start

if __name__ == "__main__":
    core.report()
    start.report()
