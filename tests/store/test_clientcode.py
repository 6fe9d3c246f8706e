"""What a scanner types finds the client, and nothing else does."""

from __future__ import annotations

import pytest

from dgassist.store.clientcode import code_of, names_client, scan_text

MARK = "7f3a91c2d04b4e55a1b2c3d4e5f60718"
USCC = "914403001922038216"


def test_a_code_is_short_capitals() -> None:
    assert code_of(MARK) == "7F3A91C2D04B"
    assert scan_text(code_of(MARK)) == "DGASSIST:7F3A91C2D04B"


@pytest.mark.parametrize(
    ("typed", "is_named"),
    [
        ("DGASSIST:7F3A91C2D04B", True),
        ("dgassist：７f3a91c2d04b", True),  # as an input method may write it
        ("7f3a91c2d04b", True),
        ("DGASSIST:914403001922038216", True),
        ("7f3a91c2", False),
        ("DGASSIST:7F3A91C2D04C", False),
        ("914403001922038216", False),  # the usual search finds it
        ("DGASSIST:", False),
        ("dgassist", False),
        ("", False),
    ],
)
def test_the_whole_code_and_no_part_of_it_names_a_client(typed: str, is_named: bool) -> None:
    assert names_client(typed, MARK, USCC) == is_named


def test_who_has_no_mark_and_no_code_is_never_named() -> None:
    assert not names_client("DGASSIST:", "", "")
    assert not names_client("", "", "")
    assert names_client("DGASSIST:1-7", "1-7", "")  # begun under the first version
    assert not names_client("DGASSIST:1-7", "1-71", "")
