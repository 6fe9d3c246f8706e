"""Units of measure in formulas: 元, ㎡, 月, 人 and their products."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_BASES = ("yuan", "person", "sqm", "month", "day", "count")
_WORDS = {"yuan": "元", "person": "人", "sqm": "㎡", "month": "月", "day": "天", "count": "个"}


@dataclass(frozen=True)
class Unit:
    """Exponents of the base units, in fixed order; all zero for a plain number."""

    exponents: tuple[int, ...] = (0,) * len(_BASES)

    @classmethod
    def parse(cls, text: str) -> Unit:
        """The unit written as ``yuan/sqm/month``; the empty text is a plain number.

        Raises:
            ValueError: for an unknown base unit.
        """
        unit = cls()
        for i, name in enumerate(text.split("/") if text else ()):
            base = cls(tuple(int(b == name) for b in _BASES))
            if name not in (*_BASES, "1"):
                raise ValueError(name)
            unit = unit * base if i == 0 else unit / base
        return unit

    def __mul__(self, other: Unit) -> Unit:
        return Unit(tuple(a + b for a, b in zip(self.exponents, other.exponents, strict=True)))

    def __truediv__(self, other: Unit) -> Unit:
        return Unit(tuple(a - b for a, b in zip(self.exponents, other.exponents, strict=True)))

    def __str__(self) -> str:
        above = [b for b, n in zip(_BASES, self.exponents, strict=True) for _ in range(n)]
        below = [b for b, n in zip(_BASES, self.exponents, strict=True) for _ in range(-n)]
        return "/".join(["*".join(above) or "1", *below]) if above or below else ""

    @property
    def words(self) -> str:
        """For people: 元/㎡, or 无单位."""
        text = str(self)
        for base, word in _WORDS.items():
            text = text.replace(base, word)
        return text or "“无单位”"


YUAN = Unit.parse("yuan")

CONSTANTS: dict[str, tuple[Decimal, Unit]] = {
    **{base: (Decimal(1), Unit.parse(base)) for base in _BASES},
    "wan": (Decimal(10_000), YUAN),
    "yi": (Decimal(100_000_000), YUAN),
    "percent": (Decimal("0.01"), Unit()),
}
_LITERAL_WORDS = {**_WORDS, "wan": "万元", "yi": "亿元", "percent": "%"}


def literal_text(number: Decimal, unit: str) -> str:
    """A literal as people write it: 10万元, 50%, 1,500元."""
    return f"{number:,f}{_LITERAL_WORDS[unit]}"


def unit_text(unit: str) -> str:
    """A bare unit as people write it."""
    return _LITERAL_WORDS[unit]
