"""policies.db is opened only as it was built; anything else is refused in one clear sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from dgassist.build.compiler import build
from dgassist.store.reader import open_library
from dgassist.store.schema import APPLICATION_ID, VERSION, StoreError
from dgassist.store.writer import digest
from tests.tiny import Resources


@pytest.fixture
def base(tiny: Resources, tmp_path: Path) -> tuple[Path, Path]:
    """A freshly built policy base and its digest."""
    file, digest_file = tmp_path / "policies.db", tmp_path / "policies.sha256"
    relation = """\
relations:
  - kind: may_not_add_up
    members: [booth_support]
    note: 无
    citations: [{document: law, clause: 正文 一, quote: 给予支持}]
"""
    tiny.write("measures/relations/all.yaml", relation)
    assert build(tiny.folder, file, digest_file, whole=False).problems == ()
    return file, digest_file


def refusal(base: tuple[Path, Path]) -> str:
    with pytest.raises(StoreError) as error:
        open_library(*base)
    message = str(error.value)
    assert message.endswith("。")
    assert "\n" not in message
    assert "重新安装" in message
    return message


def sign(base: tuple[Path, Path]) -> None:
    """Make the digest fit again, so that the next check has to find the fault."""
    base[1].write_text(f"{digest(base[0])}  policies.db\n", encoding="ascii")


def test_an_untouched_file_opens(base: tuple[Path, Path]) -> None:
    library = open_library(*base)
    assert [m.id for m in library.book.measures] == ["booth_support"]
    library.close()


@pytest.mark.parametrize("which", [0, 1])
def test_a_missing_file(base: tuple[Path, Path], which: int) -> None:
    base[which].unlink()
    message = refusal(base)
    assert "找不到" in message
    assert base[which].name in message


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.33, 0.5, 0.77, 0.999])
@pytest.mark.parametrize("bit", [0, 7])
def test_one_flipped_bit_anywhere(base: tuple[Path, Path], share: float, bit: int) -> None:
    content = bytearray(base[0].read_bytes())
    content[int(share * len(content))] ^= 1 << bit
    base[0].write_bytes(content)
    assert "改动" in refusal(base)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: b"",
        lambda content: content + b"\0",
    ],
)
def test_truncated_or_extended(base: tuple[Path, Path], spoil: Callable[[bytes], bytes]) -> None:
    base[0].write_bytes(spoil(base[0].read_bytes()))
    assert "改动" in refusal(base)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"abc  policies.db\n"])
def test_a_spoilt_digest(base: tuple[Path, Path], content: bytes) -> None:
    base[1].write_bytes(content)
    refusal(base)


def test_a_foreign_database(base: tuple[Path, Path]) -> None:
    base[0].unlink()
    connection = sqlite3.connect(base[0])
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    sign(base)
    assert "不是政策库文件" in refusal(base)


def test_no_database_at_all(base: tuple[Path, Path]) -> None:
    base[0].write_text("这不是数据库" * 100, encoding="utf-8")
    sign(base)
    assert "读不出来" in refusal(base)


@pytest.mark.parametrize("version", [0, VERSION - 1, VERSION + 1])
def test_another_version(base: tuple[Path, Path], version: int) -> None:
    connection = sqlite3.connect(base[0])
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()
    sign(base)
    message = refusal(base)
    assert f"版本是{version}" in message
    assert str(VERSION) in message


def test_a_database_that_lacks_tables(base: tuple[Path, Path]) -> None:
    connection = sqlite3.connect(base[0])
    connection.execute("DROP TABLE clauses")
    connection.commit()
    connection.close()
    sign(base)
    assert "读不出来" in refusal(base)


def test_the_file_is_never_written(base: tuple[Path, Path]) -> None:
    before = base[0].read_bytes()
    library = open_library(*base)
    with pytest.raises(sqlite3.OperationalError):
        library._connection.execute("DELETE FROM measures")
    library.close()
    assert base[0].read_bytes() == before
    connection = sqlite3.connect(base[0])
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    connection.close()
