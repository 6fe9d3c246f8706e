"""Company codes, ranges and dates: what cannot be an answer is told in plain words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dgassist.model.question import AnswerType, Option, Question
from dgassist.model.validity import (
    cleaned,
    comparable,
    normalised,
    problem_with,
    uscc_problem,
)

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
REAL_CODES = [
    "11441900732158786R",
    "11441900007330117Q",
    "114419003149359256",
    "114419000073318229",
    "914403001922038216",
    "9144030071526726XG",
    "91440300192317458F",
    "91100000100003962T",
]


def check_character(code17: str) -> str:
    """The last character, computed apart from the program (GB 32100-2015)."""
    weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    total = sum(ALPHABET.index(c) * w for c, w in zip(code17, weights, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


@pytest.mark.parametrize("code", REAL_CODES)
def test_real_codes_are_sound(code: str) -> None:
    assert check_character(code[:17]) == code[17]
    assert uscc_problem(code) is None


def test_remainder_zero_gives_check_character_zero() -> None:
    codes = [f"91441900{body}" for body in ("732158786", "007330117", "192203821")]
    sound = [f"9144{n:02d}00{body[8:]}" for n in range(100) for body in codes]
    zero = [code + "0" for code in sound if check_character(code) == "0"]
    assert zero, "some code must have remainder 0, or this test shows nothing"
    assert [uscc_problem(code) for code in zero] == [None] * len(zero)


@pytest.mark.parametrize("code", REAL_CODES)
def test_every_change_of_one_character_is_noticed(code: str) -> None:
    for place in range(18):
        for character in ALPHABET:
            if character != code[place]:
                changed = code[:place] + character + code[place + 1 :]
                assert uscc_problem(changed), changed


@pytest.mark.parametrize("code", REAL_CODES)
def test_two_neighbours_swapped_are_noticed(code: str) -> None:
    for i in range(17):
        if code[i] != code[i + 1]:
            swapped = code[:i] + code[i + 1] + code[i] + code[i + 2 :]
            assert uscc_problem(swapped), swapped


def test_inner_organisation_code_is_checked_too() -> None:
    wrong_inner = "91440300192203822"
    message = uscc_problem(wrong_inner + check_character(wrong_inner))
    assert message is not None
    assert "第9至17位" in message


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("91440300192203821", "现在是17位"),
        ("", "现在是0位"),
        ("9144030019220382160", "现在是19位"),
        ("91440300I922038216", "“I”"),
        ("91440300192203821６", "“６”"),
        ("91440300192203821x", "“x”"),
    ],
)
def test_malformed_codes_say_what_is_wrong(code: str, words: str) -> None:
    message = uscc_problem(code)
    assert message is not None
    assert words in message


def question(answer_type: AnswerType, **more: object) -> Question:
    return Question("q", answer_type, "某项", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "good", "bad"),
    [
        (question(AnswerType.MONEY, minimum=Decimal(0)), Decimal(0), Decimal("-0.01")),
        (question(AnswerType.PERCENT, maximum=Decimal(100)), Decimal(100), Decimal("100.01")),
        (question(AnswerType.NUMBER, minimum=Decimal(5)), Decimal(5), Decimal(4)),
        (question(AnswerType.YEAR), Decimal(2026), Decimal("2026.5")),
        (question(AnswerType.YEAR), Decimal(1900), Decimal(26)),
        (question(AnswerType.DATE), date(1900, 1, 1), date(1899, 12, 31)),
        (question(AnswerType.DATE), date(2100, 12, 31), date(2101, 1, 1)),
        (question(AnswerType.CHOICE, options=(Option("a", "甲"),)), "a", "甲"),
        (question(AnswerType.USCC), REAL_CODES[0], REAL_CODES[0][:-1] + "0"),
    ],
)
def test_limits_include_their_ends(asked: Question, good: object, bad: object) -> None:
    assert problem_with(asked, good) is None  # type: ignore[arg-type]
    message = problem_with(asked, bad)  # type: ignore[arg-type]
    assert message
    assert "非法" not in message
    assert "无效" not in message


def test_full_width_text_is_made_plain() -> None:
    assert normalised(" １２３．５Ａ ") == "123.5A"


def test_a_name_keeps_its_characters_but_not_what_cannot_be_seen() -> None:
    assert cleaned(" 甲（东莞）\n模具\u200bＡ厂\x07 ") == "甲（东莞） 模具Ａ厂"
    assert comparable("甲（东莞） Ａ厂") == comparable("甲(东莞)a厂")
