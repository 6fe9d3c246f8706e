"""Initials are read by phrases, and found from the beginning first."""

from __future__ import annotations

import json

import pytest

from dgassist import cli
from dgassist.build.initials import initials, readings
from dgassist.model.policybook import PolicyBook, Town
from dgassist.store.search import by_initials, spelled, spells


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("长安镇", "caz"),
        ("重点", "zd"),
        ("重庆", "cq"),
        ("长城", "cc"),
        ("增长", "zz"),
        ("银行", "yh"),
        ("会计", "kj"),
        ("东莞", "dg"),
        ("塘厦镇", "txz"),
        ("麻涌镇", "mcz"),
        ("APEC商务旅行卡", "apecswlxk"),
        ("ＶＲ补贴（Ａ类）", "vrbtal"),
        ("“粤贸全球”特装参展补贴", "ymqqtzczbt"),
        ("", ""),
    ],
)
def test_initials(text: str, letters: str) -> None:
    assert initials(text) == letters


def test_everything_with_a_name_has_initials(book: PolicyBook) -> None:
    every = [i.initials for named in (book.towns, book.industries, book.measures) for i in named]
    assert all(letters.isascii() and letters.isalnum() for letters in every)


def test_what_begins_with_the_letters_comes_first() -> None:
    towns = [Town("甲", "", "xcaz"), Town("乙", "", "caz"), Town("丙", "", "cz")]
    assert [t.name for t in by_initials("ＣＡ", towns)] == ["乙", "甲"]
    assert by_initials("ca", towns, limit=1) == (towns[1],)
    for words in ("", " ", "长安", "长a", "12", "*", "c-a"):
        assert by_initials(words, towns) == ()


def test_towns_and_measures_of_the_base_are_found(book: PolicyBook) -> None:
    assert [t.name for t in by_initials("caz", book.towns)] == ["长安镇"]
    measure = book.measures[0]
    assert measure in by_initials(measure.initials, book.measures)


def test_search_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["search", "caz", "--json"]) == cli.FINE
    found = json.loads(capsys.readouterr().out)
    assert found["towns"] == ["长安镇"]
    assert cli.main(["search", "贴息", "--json"]) == cli.FINE
    found = json.loads(capsys.readouterr().out)
    assert (found["towns"], found["measures_by_initials"]) == ([], [])
    assert found["hits"]
    assert cli.main(["search", "caz"]) == cli.FINE
    assert "镇街 长安镇" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "typed", "is_found"),
    [
        ("重庆长安", "cqca", True),
        ("重庆长安", "zqza", True),
        ("重庆长安", "qc", True),
        ("重庆长安", "cc", False),
        ("厦门（东莞）五金", "xmdgwj", True),
        ("塘厦ＶＲ馆", "txvr", True),
        ("𬭚科技", "ckj", True),
        ("甲", "jj", False),
        ("甲1", "1", False),
        ("甲", "", False),
        ("甲", "j*", False),
    ],
)
def test_a_name_is_found_by_any_reading_of_its_characters(
    name: str, typed: str, is_found: bool
) -> None:
    assert spells(typed, spelled(name, readings())) is is_found


def test_the_common_characters_have_readings() -> None:
    known = readings()
    unknown = {chr(code) for code in range(0x4E00, 0x9FA6)} - known.keys()
    assert len(unknown) <= 10  # units and the like that nobody reads aloud
    assert not [c for c in unknown if c.encode("gb2312", "ignore")]
    assert all(letters.isascii() and letters.islower() for letters in known.values())
