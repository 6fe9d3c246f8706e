"""Pinyin initials, so that 长安镇 is found by typing caz. Only the build needs a dictionary."""

from __future__ import annotations

from pypinyin import Style, lazy_pinyin, load_phrases_dict

from dgassist.store.search import folded

# Places in Dongguan that the general dictionary reads otherwise than the people there.
load_phrases_dict({"塘厦": [["táng"], ["xià"]], "麻涌": [["má"], ["chōng"]]})


def initials(text: str) -> str:
    """The first letter of each syllable, with Latin letters and digits as they are: apecswlxk.

    Characters of several readings are read by the phrase they stand in (重点 zd, 重庆 cq).
    """
    letters = "".join(lazy_pinyin(folded(text), style=Style.FIRST_LETTER))
    return "".join(c for c in letters if c.isascii() and c.isalnum())
