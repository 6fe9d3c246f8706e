"""A file is put in its place whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from dgassist.store import wholefile
from dgassist.store.wholefile import write_whole


def held(times: int, code: int, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Let renaming fail so often, as Windows does where a scanner looks at the file."""
    tried: list[Path] = []
    replace = Path.replace

    def fail(self: Path, target: Path) -> Path:
        tried.append(target)
        if len(tried) <= times:
            error = PermissionError(13, "held")
            error.winerror = code  # type: ignore[attr-defined]
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    return tried


def test_a_file_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "清单.json"
    write_whole(file, b"1")
    write_whole(file, b"2")
    assert file.read_bytes() == b"2"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("code", [5, 32, 33])
def test_what_is_held_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    tried = held(2, code, monkeypatch)
    write_whole(tmp_path / "a", b"1")
    assert len(tried) == 3
    assert (tmp_path / "a").read_bytes() == b"1"


@pytest.mark.parametrize(("code", "patience"), [(32, 0.0), (3, 9.0)])
def test_what_is_held_for_good_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, patience: float
) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"old")
    monkeypatch.setattr(wholefile, "_PATIENCE", patience)
    held(99, code, monkeypatch)
    with pytest.raises(PermissionError):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
