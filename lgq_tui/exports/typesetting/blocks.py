"""What stands on the pages, from top to bottom."""

from __future__ import annotations

from typing import NamedTuple

from lgq_tui.exports.document.records import Box, Spans

Piece = tuple[str, str, str, bool]
"""What the pages show, in order: what it is (`words` of the form, `answer`, `tick`, `missing`,
`note`), the path that it belongs to, its text, and of a box whether it is ticked."""


class Line(NamedTuple):
    """A line that somebody typed, with the address behind it."""

    text: str
    link: str | None = None


class Block(NamedTuple):
    """One thing below the other, `depth` steps from the margin; `beside` stands to its right.

    `kind` is one of those that `form.typ` knows. `room` are lines to write on. With `keep` it
    stays on the page of what follows. `pieces` are what it shows.
    """

    kind: str
    depth: int = 0
    number: str = ""
    spans: Spans = ()
    lines: tuple[Line, ...] = ()
    boxes: tuple[Box, ...] = ()
    room: int = 0
    keep: bool = False
    beside: tuple[Block, ...] = ()
    pieces: tuple[Piece, ...] = ()


def words(text: str, path: str = "") -> Piece:
    """Words of the form; with a path, they say nothing but what stands beside them."""
    return ("words", path, text, True)


def plain(spans: Spans) -> str:
    """A wording without the marks of footnotes."""
    return "".join(span.text for span in spans if not span.mark)
