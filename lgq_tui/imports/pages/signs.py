"""Signs on a page, and lines of them."""

from __future__ import annotations

from typing import NamedTuple

from lgq_tui.imports.source import BODY, Link


class Sign(NamedTuple):
    """One sign where it is drawn, in points from the lower left of the page.

    `base` is the height of the line it stands on, `size` that of its font. A blank that a program
    saw between two words is `made`. `shown` is False for what no reader would see.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float
    size: float
    shown: bool = True
    made: bool = False


class Line(NamedTuple):
    """Signs beside each other, in the order in which they are read; `number` counts from 1."""

    signs: tuple[Sign, ...]
    page: int = 1
    number: int = 0
    kind: str = BODY
    links: tuple[Link, ...] = ()

    @property
    def text(self) -> str:
        return "".join(sign.text for sign in self.signs)

    @property
    def left(self) -> float:
        return min(sign.left for sign in self.signs)

    @property
    def right(self) -> float:
        return max(sign.right for sign in self.signs)

    @property
    def size(self) -> float:
        """The size that most of its signs have."""
        sizes = sorted(sign.size for sign in self.signs)
        return sizes[len(sizes) // 2]

    @property
    def base(self) -> float:
        bases = sorted(sign.base for sign in self.signs)
        return bases[len(bases) // 2]

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


class Page(NamedTuple):
    """All lines of a page, in the order in which they are read, and its size in points.

    With `pictured`, there is more on it than text.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    comments: tuple[str, ...] = ()
    pictured: bool = False
