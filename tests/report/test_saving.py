from __future__ import annotations

import errno
import itertools
from pathlib import Path

import pytest

from dgassist.report.error import OccupiedError, ReportError
from dgassist.report.saving import free_name, save
from dgassist.store import wholefile


class Clock:
    """Time that passes only while one waits."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(wholefile, "time", made)
    return made


def sharing_violation(winerror: int) -> PermissionError:
    """As Windows raises it while another program holds the file."""
    error = PermissionError(errno.EACCES, "另一个程序正在使用此文件，进程无法访问。")
    error.winerror = winerror  # type: ignore[attr-defined]
    return error


def hold(monkeypatch: pytest.MonkeyPatch, held: Path, winerror: int, times: int) -> None:
    """Refuse so many times that the file is replaced."""
    really, left = Path.replace, itertools.count()

    def replace(self: Path, target: Path) -> Path:
        if Path(target) == held and next(left) < times:
            raise sharing_violation(winerror)
        return really(self, target)

    monkeypatch.setattr(Path, "replace", replace)


def test_replaces_what_is_there(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"old")
    save(file, b"new")
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("round_", range(20))
def test_a_file_open_elsewhere_is_kept_and_a_free_name_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock, round_: int
) -> None:
    suffix = (".pdf", ".xlsx", ".docx", ".ics")[round_ % 4]
    file = tmp_path / f"清单 {round_}{suffix}"
    file.write_bytes(b"old")
    for taken in range(2, 2 + round_ % 3):
        file.with_name(f"{file.stem}({taken}){suffix}").write_bytes(b"taken")
    before = set(tmp_path.iterdir())
    hold(monkeypatch, file, (5, 32, 33)[round_ % 3], times=1_000)
    with pytest.raises(OccupiedError, match="别的程序") as told:
        save(file, b"new")
    assert clock.now <= 2.6
    assert set(tmp_path.iterdir()) == before  # nothing half-written is left behind
    assert file.read_bytes() == b"old"
    assert told.value.free == file.with_name(f"{file.stem}({2 + round_ % 3}){suffix}")
    save(told.value.free, b"new")
    assert told.value.free.read_bytes() == b"new"


def test_a_file_let_go_of_in_time_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"old")
    hold(monkeypatch, file, 32, times=20)
    save(file, b"new")
    assert file.read_bytes() == b"new"
    assert clock.now == pytest.approx(1.0)


def test_a_folder_that_refuses_is_told_from_a_file_that_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(ReportError, match="不让写入") as told:
        save(tmp_path / "new.pdf", b"new")
    assert not isinstance(told.value, OccupiedError)


def test_free_names_go_on_counting(tmp_path: Path) -> None:
    file = tmp_path / "清单.v2.pdf"
    assert free_name(file) == file
    file.touch()
    (tmp_path / "清单.v2(2).pdf").touch()
    assert free_name(file).name == "清单.v2(3).pdf"


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
