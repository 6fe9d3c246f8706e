"""Write ``requirements/*.txt`` from pyproject.toml: ``python packaging/lock.py [--upgrade]``.

Exact versions with hashes, for every platform and Python from 3.11 on, and no
address of any registry.  Versions already locked stay as they are, unless
``--upgrade`` is given.  Uses uv, which is put into a passing environment.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# requirements/NAME.txt holds these optional dependencies; the first one holds them all.
LOCKS = {
    "dev": ("ui", "build", "test", "dev"),
    "run": ("ui", "build"),
    "core": ("build", "test"),
}
OPTIONS = "--quiet --universal --generate-hashes --no-annotate --no-emit-index-url --no-header"


def main() -> None:
    """Compile the three locks, the later ones with the versions of the first."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        scripts = "Scripts" if sys.platform == "win32" else "bin"
        python = str(Path(folder, scripts, "python"))
        subprocess.run([python, "-m", "pip", "install", "--quiet", "uv"], check=True)
        compiler = [python, "-m", "uv", "pip", "compile", "pyproject.toml", *OPTIONS.split()]
        for name, extras in LOCKS.items():
            target = f"requirements/{name}.txt"
            chosen = [f"--extra={extra}" for extra in extras]
            alike = [] if name == "dev" else ["--constraint=requirements/dev.txt"]
            options = [*chosen, *alike, *sys.argv[1:], "-o", target]
            subprocess.run([*compiler, *options], cwd=ROOT, check=True)
            print(target)


if __name__ == "__main__":
    main()
