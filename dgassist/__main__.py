"""``dgassist`` without arguments opens the window; with arguments it is the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

_BAD_INPUT = 2
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; the exit code."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    if arguments:
        from dgassist.cli import main as run_command  # noqa: PLC0415 - not for the window

        return run_command(arguments)
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _DISPLAYS):
        sys.stderr.write("没有图形界面（DISPLAY 和 WAYLAND_DISPLAY 都没有设置），窗口打不开；"
                         "命令行用法见 dgassist --help。\n")  # fmt: skip
        return _BAD_INPUT
    try:
        from dgassist.ui.app import run  # noqa: PLC0415 - commands work without Qt
    except ImportError as error:
        if not (error.name or "").startswith("PySide6"):
            raise
        sys.stderr.write("没有安装窗口所需的 PySide6，请先安装：pip install PySide6-Essentials\n")
        return _BAD_INPUT
    return run()


if __name__ == "__main__":
    sys.exit(main())
