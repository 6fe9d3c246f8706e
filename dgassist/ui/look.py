"""The looks: colours and type sizes, light and dark, standard and large. No Qt in here."""

from __future__ import annotations

from typing import NamedTuple

from dgassist.engine.truth import Truth

SYSTEM, LIGHT, DARK = "system", "light", "dark"
SCHEMES = (SYSTEM, LIGHT, DARK)
NORMAL, LARGE = "normal", "large"
SIZES = (NORMAL, LARGE)


class Look(NamedTuple):
    """What everything is drawn with. Colours are ``#RRGGBB``, sizes are pixels.

    Every text colour has a contrast of 4.5 or more on every ground; on ``mark`` stands ink alone.
    """

    ground: str  # of the window
    surface: str  # of cards, lists and boxes; also the text on what is filled with a colour
    hover: str
    ink: str
    muted: str
    line: str  # between parts: seen, not looked at
    edge: str  # of what can be used
    accent: str
    accent_dark: str  # the accent that stands out more
    accent_soft: str
    yes: str
    yes_soft: str
    open: str
    open_soft: str
    no: str
    no_soft: str
    mark: str  # behind quoted words in a document
    caption: int = 13
    body: int = 15
    lead: int = 17
    title: int = 22
    figure: int = 26
    target: int = 34  # the least height of what can be clicked
    is_dark: bool = False

    def colour(self, truth: Truth) -> str:
        """The colour of a truth; it never stands without its sign or word."""
        return {Truth.TRUE: self.yes, Truth.UNKNOWN: self.open, Truth.FALSE: self.no}[truth]

    def soft(self, truth: Truth) -> str:
        """The ground that goes with the colour of a truth."""
        grounds = (self.yes_soft, self.open_soft, self.no_soft)
        return dict(zip((Truth.TRUE, Truth.UNKNOWN, Truth.FALSE), grounds, strict=True))[truth]

    def px(self, length: int) -> int:
        """A length that holds text, measured with standard type, as it is in this type."""
        return round(length * self.body / 15)


_LIGHT = Look(
    ground="#F3F5F8", surface="#FFFFFF", hover="#EAF1F8", ink="#1C2733", muted="#566270",
    line="#DDE2E8", edge="#7A8795", accent="#17609E", accent_dark="#0F4A7C",
    accent_soft="#E3EEF8", yes="#17713F", yes_soft="#E3F3EA", open="#8A5200",
    open_soft="#FBF0DA", no="#B3261E", no_soft="#FBE9E7", mark="#FFE58A",
)  # fmt: skip
_DARK = Look(
    ground="#15191E", surface="#1E242B", hover="#29313A", ink="#E6EBF0", muted="#A9B4C0",
    line="#38424D", edge="#7F8C9A", accent="#84B9EE", accent_dark="#B4D6F8",
    accent_soft="#203A54", yes="#74CF9B", yes_soft="#1B3729", open="#EDB55E",
    open_soft="#3B2E17", no="#F5968D", no_soft="#482523", mark="#5F4C10", is_dark=True,
)  # fmt: skip


def look_of(*, is_dark: bool = False, is_large: bool = False) -> Look:
    """One of the four looks."""
    look = _DARK if is_dark else _LIGHT
    if is_large:
        return look._replace(caption=17, body=20, lead=22, title=28, figure=32, target=44)
    return look
