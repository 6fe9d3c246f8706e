"""Put a finished file in its place, whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from dgassist.report.error import ReportError


def save(file: Path, content: bytes) -> None:
    """Write beside the target and move it there, so that a half-written file is never seen.

    Raises:
        ReportError: where the file cannot be written, for instance because it is open.
    """
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".dgassist-", suffix=".part", dir=file.parent)
        part = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        part.chmod(0o644)  # mkstemp makes it private; a report is handed on
        part.replace(file)
    except OSError as error:
        if part is not None:
            part.unlink(missing_ok=True)
        raise ReportError(_sentence(file, error)) from error


def _sentence(file: Path, error: OSError) -> str:
    if error.errno == errno.ENAMETOOLONG:
        return f"没有保存“{file.name}”：文件名太长，请改短后再试。"
    if file.is_dir():
        return f"没有保存：“{file}”是一个文件夹，请换一个文件名。"
    if not file.parent.is_dir():
        return f"没有保存：找不到文件夹“{file.parent}”，请另选一个位置。"
    if error.errno == errno.ENOSPC:
        return f"没有保存“{file.name}”：磁盘空间不够，请清理后再试，或换一个磁盘。"
    if isinstance(error, PermissionError):
        return (
            f"没有保存“{file.name}”：文件可能正被别的程序打开，或者这个文件夹不让写入。"
            "请关闭打开它的程序后再试，或换一个位置。"
        )
    return f"没有保存“{file.name}”：{error.strerror or error}。请换一个位置再试。"
