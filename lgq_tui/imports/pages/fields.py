"""What was filled in upon a page, put among its lines: a tick before its words, a text behind its
label. And the addresses of links, behind the words that they lie upon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lgq_tui.imports.pages.annotations import BOX, FIELD, LINK, Annotation
from lgq_tui.imports.pages.signs import Line, Sign
from lgq_tui.imports.source import Link

_NEAR = 30.0
"""How many points a tick may be away from its words."""
_TOUCH = 1.5


def with_fields(lines: list[Line], found: Iterable[Annotation], page: int) -> list[Line]:
    """The lines of a page, numbered anew where something comes between them."""
    links = []
    for one in found:
        if one.kind == LINK:
            links.append(one)
        elif one.kind == BOX:
            _put_box(lines, one, page)
        elif one.kind == FIELD:
            at = _behind(lines, one)
            lines.insert(at, Line(_signs(one), page))
    made = enumerate(lines, 1)
    return [one._replace(number=at, links=tuple(_links(one, links))) for at, one in made]


def _signs(one: Annotation) -> tuple[Sign, ...]:
    height = min(one.top - one.bottom, 10.0) or 10.0
    base = one.top - height
    return tuple(Sign(sign, one.left, base, one.right, one.top, base, height) for sign in one.text)


def _put_box(lines: list[Line], one: Annotation, page: int) -> None:
    """Before the words to its right, or else behind those to its left."""
    middle = (one.bottom + one.top) / 2
    row = [
        (at, line)
        for at, line in enumerate(lines)
        if line.base - line.size / 2 < middle < line.base + line.size * 1.2
    ]
    within = [(at, line) for at, line in row if line.left < one.left < line.right]
    right = [(line.left - one.right, at) for at, line in row if line.left >= one.left]
    left = [(one.left - line.right, at) for at, line in row if line.right <= one.left + _TOUCH]
    sign = Sign(one.text, one.left, one.bottom, one.right, one.top, one.bottom, 10.0)
    blank = sign._replace(text=" ", left=sign.right, made=True)
    if within:
        at, line = within[0]
        cut = next(n for n, old in enumerate(line.signs) if old.left >= one.left)
        signs = (*line.signs[:cut], sign, blank, *line.signs[cut:])
    elif right and min(right)[0] <= _NEAR:
        at = min(right)[1]
        signs = (sign, blank, *lines[at].signs)
    elif left and min(left)[0] <= _NEAR:
        at = min(left)[1]
        signs = (*lines[at].signs, blank, sign)
    else:
        lines.insert(_behind(lines, one), Line((sign,), page))
        return
    lines[at] = lines[at]._replace(signs=signs)


def _behind(lines: list[Line], one: Annotation) -> int:
    """Where among the lines a text comes: behind those of its row that begin to its left, or those
    above it."""
    best = 0
    for at, line in enumerate(lines, 1):
        is_in_row = one.bottom - line.size < line.base < one.top
        if (is_in_row and line.left <= one.left) or line.base >= one.top:
            best = at
    return best


def _links(line: Line, links: Iterable[Annotation]) -> Iterator[Link]:
    offsets = _offsets(line)
    for link in links:
        under = [at for at, sign in enumerate(line.signs) if _is_upon(link, sign)]
        if under:
            yield Link(offsets[under[0]], offsets[under[-1] + 1], link.text)


def _is_upon(link: Annotation, sign: Sign) -> bool:
    middle = (sign.left + sign.right) / 2
    height = sign.base + sign.size / 4
    return (
        not sign.text.isspace()
        and link.left <= middle <= link.right
        and link.bottom - _TOUCH <= height <= link.top + _TOUCH
    )


def _offsets(line: Line) -> list[int]:
    offsets = [0]
    for sign in line.signs:
        offsets.append(offsets[-1] + len(sign.text))
    return offsets
