"""Put a finished file in its place, whole or not at all; say plainly why it cannot be done."""

from __future__ import annotations

import errno
from itertools import count
from pathlib import Path

from dgassist.report.error import OccupiedError, ReportError
from dgassist.store.wholefile import write_whole

_HELD = (5, 32, 33)  # Windows: access denied, in use, locked


def save(file: Path, content: bytes) -> None:
    """Put the content in the place of the file; what was there stays if that cannot be done.

    Raises:
        OccupiedError: where the file is there already and may not be replaced, as it is open.
        ReportError: where it cannot be written for another reason.
    """
    try:
        if file.is_dir():
            raise ReportError(f"没有保存：“{file}”是一个文件夹，请换一个文件名。")
        write_whole(file, content)
    except OSError as error:
        raise _said(file, error) from error


def free_name(file: Path) -> Path:
    """The file, or where there is one already, the next name that is free: 清单(2).pdf."""
    if not file.exists():
        return file
    numbered = (file.with_name(f"{file.stem}({n}){file.suffix}") for n in count(2))
    return next(name for name in numbered if not name.exists())


def _said(file: Path, error: OSError) -> ReportError:
    if error.errno == errno.ENAMETOOLONG:
        return ReportError(f"没有保存“{file.name}”：文件名太长，请改短后再试。")
    if not file.parent.is_dir():
        return ReportError(f"没有保存：找不到文件夹“{file.parent}”，请另选一个位置。")
    if error.errno == errno.ENOSPC:
        return ReportError(f"没有保存“{file.name}”：磁盘空间不够，请清理后再试，或换一个磁盘。")
    is_held = isinstance(error, PermissionError) or getattr(error, "winerror", None) in _HELD
    if is_held and file.exists():
        return OccupiedError(
            f"没有保存“{file.name}”：这个文件可能正在别的程序（例如 Excel、WPS）里打开着，"
            "原来的内容没有动。请关掉它再试，或者另存一个名字。",
            free_name(file),
        )
    if is_held:
        return ReportError(f"没有保存“{file.name}”：文件夹“{file.parent}”不让写入，请换一个位置。")
    return ReportError(f"没有保存“{file.name}”：{error.strerror or error}。请换一个位置再试。")
