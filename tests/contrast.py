"""How well what is drawn can be told from what is behind it, as WCAG 2 reckons it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tests.cells import Cell, parts

NEEDED = {"high-contrast": 7.0, "dark": 4.5, "light": 4.5}
"""Contrast of all that can be read, by theme: WCAG 2.2, 1.4.6 and 1.4.3."""

OF_LINES = 3.0
"""Of frames, edges of fields and scrollbars, which are not read: WCAG 2.2, 1.4.11."""


class Pair(NamedTuple):
    """Two colours that meet, and the signs in which they do."""

    ratio: float
    front: str
    behind: str
    signs: str

    @property
    def is_line(self) -> bool:
        """Whether it is drawn with, not read: what Unicode calls box drawing and blocks."""
        return all("\u2500" <= sign <= "\u259f" for sign in self.signs)

    def __str__(self) -> str:
        return f"{self.ratio:.2f}: {self.front} on {self.behind}, in {self.signs[:40]!r}"


def pairs(rows: Sequence[Sequence[Cell]]) -> Iterator[Pair]:
    """The colours that meet in what is seen, those of lines apart from those of signs."""
    met: dict[tuple[str, str, bool], str] = {}
    for cell in (cell for row in rows for cell in row if cell.is_seen):
        sign = cell.sign or " "  # the second half of a wide one is underlined as well
        key = cell.front, cell.behind, "\u2500" <= sign[0] <= "\u259f"
        met[key] = met.get(key, "") + sign
    for (front, behind, _), signs in met.items():
        yield Pair(contrast(front, behind), front, behind, signs)


def faint(rows: Sequence[Sequence[Cell]], theme: str) -> list[Pair]:
    """The pairs that are too close to each other."""
    return [
        pair for pair in pairs(rows) if pair.ratio < (OF_LINES if pair.is_line else NEEDED[theme])
    ]


def least(found: Iterable[Pair]) -> tuple[float, float]:
    """The least contrast of what is read, and of lines."""
    of_lines, read = [21.0], [21.0]
    for pair in found:
        (of_lines if pair.is_line else read).append(pair.ratio)
    return min(read), min(of_lines)


def contrast(one: str, other: str) -> float:
    """How far two colours are apart, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(code: str) -> float:
    red, green, blue = map(_linear, parts(code))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
