"""What the program is made of, in which version and under which licence. No Qt here.

Versions and texts are read from what is installed; where a licence is told there, it is told so.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from dgassist import paths
from dgassist.ui.language import tr

_LICENCE_FILES = ("LICENSE", "LICENCE", "COPYING")


@dataclass(frozen=True, slots=True)
class Component:
    """One thing the program contains; ``text`` is its licence where the file is at hand."""

    name: str
    version: str
    licence: str
    use: str
    address: str = ""
    text: str = ""


_PACKAGES = (
    # distribution, name, licence as its own metadata states it, what it is for, where it is at home
    ("PySide6-Essentials", "Qt、PySide6", "LGPL-3.0", "窗口和界面", "https://pyside.org"),
    ("shiboken6", "Shiboken6", "LGPL-3.0", "PySide6 的一部分", "https://pyside.org"),
    ("reportlab", "ReportLab", "BSD", "生成 PDF", "https://www.reportlab.com"),
    ("pillow", "Pillow", "MIT-CMU", "PDF 里的图片", "https://github.com/python-pillow/Pillow"),
    (
        "charset-normalizer", "charset-normalizer", "MIT", "ReportLab 要用",
        "https://github.com/jawah/charset_normalizer",
    ),
    ("openpyxl", "openpyxl", "MIT", "生成 Excel 表", "https://openpyxl.readthedocs.io"),
    ("et-xmlfile", "et_xmlfile", "MIT", "openpyxl 要用", "https://foss.heptapod.net/openpyxl"),
    ("icalendar", "icalendar", "BSD-2-Clause", "生成日历", "https://icalendar.readthedocs.io"),
    (
        "python-dateutil", "dateutil", "BSD-3-Clause", "icalendar 要用",
        "https://github.com/dateutil/dateutil",
    ),
    ("tzdata", "tzdata", "Apache-2.0", "时区资料", "https://github.com/python/tzdata"),
    (
        "platformdirs", "platformdirs", "MIT", "找到存放资料的文件夹",
        "https://platformdirs.readthedocs.io",
    ),
)  # fmt: skip


def components() -> tuple[Component, ...]:
    """All of it, what a user meets first at the top."""
    packages = [_package(*entry) for entry in _PACKAGES]
    font = paths.resources() / "fonts" / "OFL.txt"
    return (
        *packages,
        Component(
            "Noto Sans SC", "", "SIL Open Font License 1.1", tr("屏幕和打印的字体"),
            "https://github.com/notofonts", _content(font),
        ),
        Component(
            "Python", ".".join(map(str, sys.version_info[:3])), "PSF License", tr("运行程序的语言"),
            "https://www.python.org", _content(Path(sys.base_prefix) / "LICENSE.txt"),
        ),
    )  # fmt: skip


def _package(key: str, name: str, licence: str, use: str, address: str) -> Component:
    try:
        found = distribution(key)
    except PackageNotFoundError:  # left out of a frozen program
        return Component(name, "", licence, tr(use), address)
    return Component(name, found.version, licence, tr(use), address, _text(found))


def _text(found: Distribution) -> str:
    """The licence as it came with the package."""
    for file in found.files or ():
        if ".dist-info" in file.parts[0] and file.stem.upper() in _LICENCE_FILES:
            return _content(Path(str(file.locate())))
    return ""


def _content(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
