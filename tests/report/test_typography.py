from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dgassist.report.typeface import to_unicode_map
from dgassist.report.typography import (
    CANNOT_END,
    CANNOT_START,
    lines_of,
    load_fonts,
    shortened,
    text_width,
)

SIZE = 10.0


@pytest.fixture(scope="module", autouse=True)
def _fonts() -> None:
    load_fonts()


def test_closing_marks_do_not_start_a_line() -> None:
    text = "东莞企业，参加“粤贸全球”线下展（面积18平方米及以上），按50%予以支持。" * 8
    for width in range(60, 300, 7):
        lines = lines_of(text, SIZE, width)
        assert "".join(lines) == text
        assert not any(line[0] in CANNOT_START for line in lines[1:])
        assert not any(line[-1] in CANNOT_END for line in lines[:-1])


def test_numbers_stay_with_their_unit() -> None:
    text = "展位费合计是" + "一共1,800万元整" * 6
    for width in range(80, 200, 3):
        for line in lines_of(text, SIZE, width):
            assert line.count("1,800万元") == line.count("1,800") == line.count("万元")


def test_what_is_wider_than_a_line_is_broken_anywhere() -> None:
    lines = lines_of("A" * 200, SIZE, 100)
    assert "".join(lines) == "A" * 200
    assert all(text_width(line, SIZE) <= 100 for line in lines)


def test_line_feeds_end_lines() -> None:
    assert lines_of("甲\n乙", SIZE, 500) == ["甲", "乙"]


@given(st.text(st.sampled_from("东莞，。（）“”1a ，%—"), max_size=120), st.floats(20, 300))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: float) -> None:
    lines = lines_of(text, SIZE, width)
    assert "".join(lines) == text
    # Only marks that no line may start or end with, or spaces, ever force a break elsewhere.
    assert all(text_width(line.rstrip(), SIZE) <= width + 0.01 for line in lines)


def test_shortened_keeps_what_fits() -> None:
    assert shortened("东莞", SIZE, 100) == "东莞"
    cut = shortened("东莞" * 30, SIZE, 100)
    assert cut.endswith("…")
    assert text_width(cut, SIZE) <= 100


def test_characters_beyond_the_basic_plane_are_surrogate_pairs() -> None:
    assert "<0001> <0002> [<4E1C><D872DF5A>]" in to_unicode_map("F", "东𬭚")


def test_a_range_of_codes_keeps_to_one_first_byte() -> None:
    cmap = to_unicode_map("F", [chr(0x4E00 + i) for i in range(600)])
    starts = [line[:15] for line in cmap.split("\n") if "[" in line]
    assert starts == ["<0001> <00FF> [", "<0100> <01FF> [", "<0200> <0258> ["]
