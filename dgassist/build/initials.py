"""Pinyin initials, so that 长安镇 is found by typing caz. Only the build needs a dictionary."""

from __future__ import annotations

import unicodedata

from pypinyin import Style, lazy_pinyin, load_phrases_dict
from pypinyin.constants import PINYIN_DICT

from dgassist.store.search import folded

# Places in Dongguan that the general dictionary reads otherwise than the people there.
load_phrases_dict({"塘厦": [["táng"], ["xià"]], "麻涌": [["má"], ["chōng"]]})


def initials(text: str) -> str:
    """The first letter of each syllable, with Latin letters and digits as they are: apecswlxk.

    Characters of several readings are read by the phrase they stand in (重点 zd, 重庆 cq).
    """
    letters = "".join(lazy_pinyin(folded(text), style=Style.FIRST_LETTER))
    return "".join(c for c in letters if c.isascii() and c.isalnum())


def readings() -> dict[str, str]:
    """For each character the letters that one of its readings begins with: 长 cz.

    With them the names of companies are found, which no dictionary knows when it is built.
    """
    return {chr(code): _letters(sounds) for code, sounds in sorted(PINYIN_DICT.items())}


def _letters(sounds: str) -> str:
    firsts = (unicodedata.normalize("NFD", sound)[0] for sound in sounds.split(","))
    return "".join(sorted(set(firsts)))
