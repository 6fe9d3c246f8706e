from __future__ import annotations

import errno
from pathlib import Path

import pytest

from dgassist.report.error import ReportError
from dgassist.report.output import save


def test_replaces_what_is_there(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"old")
    save(file, b"new")
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_open_elsewhere_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"old")

    def locked(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(ReportError, match="正被别的程序打开"):
        save(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]  # nothing half-written is left behind


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "a.pdf"
    folder.mkdir()
    with pytest.raises(ReportError, match="是一个文件夹"):
        save(folder, b"new")
    assert list(tmp_path.iterdir()) == [folder]


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="找不到文件夹"):
        save(tmp_path / "没有" / "a.pdf", b"new")


def test_too_long_a_name(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="文件名太长"):
        save(tmp_path / ("长" * 200 + ".pdf"), b"new")


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ReportError, match="磁盘空间不够"):
        save(tmp_path / "a.pdf", b"new")
