#!/usr/bin/env python3
"""One door for everything a developer or a tester does: ``python3 dev.py COMMAND``.

Each command sets up what it needs by itself: Debian's system libraries, a virtual
environment and the locked packages.  Standard library only; it must at least parse
on an old Python, so that it can say what is wrong.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
DEMO_COMPANY = ROOT / "resources" / "demo" / "company.json"
MINIMUM_PYTHON = (3, 11)
WINDOWS = sys.platform == "win32"

# What Qt's wheels expect of Debian: to draw at all, and to open a window under X11.
DRAWING_LIBRARIES = ["libglib2.0-0", "libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3"]
DRAWING_LIBRARIES += ["libfontconfig1"]
WINDOW_LIBRARIES = ["libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1"]
WINDOW_LIBRARIES += ["libxcb-image0", "libxcb-render-util0", "libxcb-xkb1", "libxcb-shape0"]

USAGE = """用法：python3 dev.py 命令（Windows 上为 py dev.py 命令）

  run [参数…]        打开窗口；带参数时与 dgassist 命令相同
  build [--check]    由 resources/ 生成 policies.db
  test [参数…]       全部检查和测试；参数交给 pytest
  test-core [参数…]  在没有 Qt 的环境中测试核心部分
  check              只做代码检查
  bench [参数…]      运行 benchmarks/

所需的系统库、虚拟环境和组件会自动准备好。"""


class StopError(Exception):
    """Setting up cannot go on; the message tells the person why and what to do."""


def run(*command: str | Path, quiet: bool = False, **environment: str) -> int:
    """Run a command in the current folder and return its exit code; quiet shows errors only."""
    # Python's UTF-8 mode makes every tool read and print alike on Windows, too.
    variables = {**os.environ, "PYTHONUTF8": "1", **environment}
    output = subprocess.DEVNULL if quiet else None
    words = [str(part) for part in command]
    return subprocess.run(words, env=variables, stdout=output, check=False).returncode


# --- Setting up -----------------------------------------------------------------------


def install_debian_packages(names: list[str]) -> bool:
    """Install what is missing, or say how; tell whether nothing is missing any more."""
    if shutil.which("dpkg-query") is None:
        return True  # not Debian: Qt itself will tell
    query = ["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\n"]
    query += [name + suffix for name in names for suffix in ("", "t64")]  # t64: Ubuntu, Debian 13
    answer = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    lines = [line.split() for line in answer.splitlines() if line.endswith(" installed")]
    installed = {package.removesuffix("t64") for package, _ in lines}
    missing = [name for name in names if name not in installed]
    if not missing:
        return True
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        print(f"缺少系统库，请运行：\n  sudo {' '.join(install)}", flush=True)
        return False
    print(f"正在安装系统库：{' '.join(missing)}", flush=True)
    run("apt-get", "update", quiet=True)
    if run(*install, quiet=True, DEBIAN_FRONTEND="noninteractive") != 0:
        print("系统库未能全部安装，请检查网络连接和软件源。", flush=True)
        return False
    return True


def prepare(lock: str, *accepted: str) -> str:
    """Return the Python of an environment that holds a lock, or one of the accepted others.

    An environment is right if its stamp says so, which is written last of all; any other
    one (outdated, moved, interrupted half-way) is made anew.
    """

    def stamp(name: str) -> str:
        content = (ROOT / "requirements" / f"{name}.txt").read_bytes()
        return hashlib.sha256(f"{sys.version}\0{ROOT}\0".encode() + content).hexdigest()

    folder = ROOT / (".venv-core" if lock == "core" else ".venv")
    python = folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
    mark = folder / "complete"
    right = [stamp(name) for name in (lock, *accepted)]
    if python.exists() and mark.exists() and mark.read_text("utf-8") in right:
        return str(python)
    if importlib.util.find_spec("ensurepip") is None:  # Debian keeps it in a package of its own
        package = "python{}.{}-venv".format(*sys.version_info)
        if not install_debian_packages([package]):
            raise StopError(f"没有 {package}，无法建立虚拟环境。安装后请重新运行。")
    print(f"正在准备运行环境 {folder.name}（首次需要几分钟）……", flush=True)
    if folder.exists():
        shutil.rmtree(folder)
    if run(sys.executable, "-m", "venv", folder) != 0:
        raise StopError(f"无法在 {folder} 建立虚拟环境。")
    install = (python, "-m", "pip", "install", "-qq", "--disable-pip-version-check")
    requirements = ROOT / "requirements" / f"{lock}.txt"
    if run(*install, "--require-hashes", "--only-binary=:all:", "-r", requirements) != 0:
        raise StopError("组件未能安装。请检查网络连接（原因见上），然后重新运行同一命令。")
    if run(*install, "--no-deps", "--no-build-isolation", "-e", ROOT) != 0:
        raise StopError("程序本身未能装入虚拟环境，原因见上。")
    mark.write_text(right[0], "utf-8")
    return str(python)


def require_qt(python: str, libraries: list[str]) -> None:
    """Install Qt's system libraries; if that was not possible, try whether Qt starts anyway."""
    if WINDOWS or install_debian_packages(libraries):
        return
    start = "import sys; sys.tracebacklimit = 0; from PySide6 import QtWidgets as w"
    if run(python, "-c", f"{start}; w.QApplication([])") != 0:
        raise StopError("缺少上述系统库，Qt 界面无法启动。安装后请重新运行。")


# --- Commands -------------------------------------------------------------------------


def start_program(arguments: list[str]) -> int:
    """Open the window; without a display, show the program on the command line instead."""
    display = sys.platform != "linux" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    python = prepare("run", "dev")
    if arguments:
        return run(python, "-m", "dgassist.cli", *arguments)
    if not display:
        return offer_demo(python)
    require_qt(python, DRAWING_LIBRARIES + WINDOW_LIBRARIES)
    return run(python, "-m", "dgassist")


def offer_demo(python: str) -> int:
    """Assess a fictitious company on the command line and print its checklist."""
    print(
        "这台计算机没有图形显示（DISPLAY 和 WAYLAND_DISPLAY 均未设置），窗口无法打开。"
        "程序本身不受影响，可以先看命令行演示：对一家虚构企业进行政策评估，并生成申报材料清单（PDF）。",
        flush=True,
    )
    if sys.stdin is not None and sys.stdin.isatty():
        answer = input("现在演示吗？[Y/n] ").strip().lower()
        if answer not in ("", "y", "yes", "是"):
            return 0
    pdf = Path.cwd() / "dgassist-demo.pdf"
    program = (python, "-m", "dgassist.cli")
    code = run(*program, "assess", DEMO_COMPANY)
    code = code or run(*program, "checklist", DEMO_COMPANY, "--pdf", pdf)
    if code == 0:
        print(f"演示完成。申报材料清单：{pdf}")
    return code


def verify(steps: dict[str, tuple[str, ...]]) -> int:
    """Run all steps, then print which passed and how long each took; 1 if any failed."""
    os.chdir(ROOT)
    results = []
    for name, command in steps.items():
        print(f"\n=== {name}", flush=True)
        start = time.monotonic()
        passed = run(*command) == 0
        results.append((passed, f"{time.monotonic() - start:7.1f} 秒  {name}"))
    print("\n=== 结果")
    for passed, line in results:
        print("通过" if passed else "失败", line)
    return 0 if all(passed for passed, _ in results) else 1


def code_checks(python: str) -> dict[str, tuple[str, ...]]:
    """Return the checks that read the code without running it."""
    lint_imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return {
        "代码规范（ruff check）": (python, "-m", "ruff", "check"),
        "代码格式（ruff format）": (python, "-m", "ruff", "format", "--check"),
        "类型（mypy）": (python, "-m", "mypy"),
        "层次（import-linter）": (python, "-c", lint_imports, "--no-logo"),
    }


def test(arguments: list[str]) -> int:
    """Check the code, the freshness of policies.db, and run all tests."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    python = prepare("dev")
    require_qt(python, DRAWING_LIBRARIES)
    fresh = (python, "-m", "dgassist.cli", "build", "--check")
    tests = (python, "-m", "pytest", *arguments)
    return verify(
        {**code_checks(python), "政策库（build --check）": fresh, "测试（pytest）": tests}
    )


def test_core(arguments: list[str]) -> int:
    """Run the tests that need no window, where there is no Qt at all."""
    python = prepare("core")
    absent = "import importlib.util as u, sys; sys.exit(u.find_spec('PySide6') is not None)"
    tests = (python, "-m", "pytest", "--ignore=tests/ui", *arguments)
    return verify({"环境中没有 Qt": (python, "-c", absent), "核心测试（pytest）": tests})


def main() -> int:
    """Carry out one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    if sys.version_info < MINIMUM_PYTHON:
        found = "{}.{}".format(*sys.version_info)
        print(f"需要 Python 3.11 或更高版本，这里是 {found}。请安装新版本后重试。", file=sys.stderr)
        return 2
    command, arguments = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else ("help", [])
    try:
        if command == "run":
            return start_program(arguments)
        if command == "build":
            return run(prepare("run", "dev"), "-m", "dgassist.cli", "build", *arguments)
        if command == "test":
            return test(arguments)
        if command == "test-core":
            return test_core(arguments)
        if command == "check":
            return verify(code_checks(prepare("dev")))
        if command == "bench":
            os.chdir(ROOT)
            return run(prepare("run", "dev"), "-m", "benchmarks", *arguments)
    except (StopError, OSError) as error:
        print(f"未能完成：{error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\n已停止。", file=sys.stderr)
        return 130
    print(USAGE)
    return 0 if command in ("help", "-h", "--help") else 2


if __name__ == "__main__":
    sys.exit(main())
