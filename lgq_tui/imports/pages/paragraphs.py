"""Lines that are one paragraph, put together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from lgq_tui.core.proposals import Place
from lgq_tui.imports.pages.directions import is_mostly_from_right
from lgq_tui.imports.pages.signs import Line, Page, Sign
from lgq_tui.imports.source import EMPTY, TICKED, Link, Passage

_LEADING = 1.75
"""How far lines of a paragraph are from each other at most, in sizes of the font."""
_INDENT = 2.5
"""How many points the beginnings of lines may differ."""
_HANGING = 60.0
_SAME_SIZE = 0.6
_TOLERANCE = 0.7
_LEAST_WIDTH = 0.72
"""How far to the right of a page text goes at least, if it fills it."""
_BEGINNING = re.compile(
    rf"\s*(?:[{TICKED}{EMPTY}•·●▪◦–-]\s|(?:\d{{1,3}}|[a-zA-Z]|[ivxIVX]{{1,5}})[.)]\s)"
)
"""How a number, a point of a list or a tick begins a paragraph."""
_LINK = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_WIDE = "WF"


def passages(page: Page, whole: Page) -> Iterator[Passage]:
    """The passages of a page; `whole` is what it was before something was taken away."""
    group: list[Line] = []
    for line in page.lines:
        if group and not _belongs(group, line, whole):
            yield _joined(group)
            group = []
        group.append(line)
    if group:
        yield _joined(group)


def _belongs(group: list[Line], line: Line, page: Page) -> bool:
    last = group[-1]
    drop = last.base - line.base
    if (
        line.kind != last.kind
        or abs(line.size - last.size) > _SAME_SIZE
        or not 0 < drop <= _LEADING * last.size
        or _BEGINNING.match(line.text)
        or (_LINK.search(last.text) and _LINK.match(line.text))
        or (len(group) > 1 and abs(group[-2].base - last.base - drop) > 0.25 * last.size)
    ):
        return False
    turned = is_mostly_from_right([last.signs])
    return _is_below(group, line, turned) and _is_full(last, line, page, turned)


def _is_below(group: list[Line], line: Line, turned: bool) -> bool:
    """Whether a line begins where those of the paragraph do, or below the words of its first."""
    last = group[-1]
    shift = last.right - line.right if turned else line.left - last.left
    if len(group) > 1 or abs(shift) <= _INDENT:
        return abs(shift) <= _INDENT
    return bool(_BEGINNING.match(group[0].text)) and 0 < shift <= _HANGING


def _is_full(last: Line, line: Line, page: Page, turned: bool) -> bool:
    """Whether the first word of a line had no room on the one before."""
    word = _first_word(line)
    needed = max(sign.right for sign in word) - min(sign.left for sign in word)
    needed -= _TOLERANCE * last.size
    row = [one for one in page.lines if abs(one.base - last.base) < last.size]
    if turned:
        left = min((1 - _LEAST_WIDTH) * page.width, *(one.left for one in page.lines))
        beside = (one.right + last.size / 2 for one in row if one.right < last.left)
        return last.left - needed <= max(beside, default=left)
    right = max(_LEAST_WIDTH * page.width, *(one.right for one in page.lines))
    beside = (one.left - last.size / 2 for one in row if one.left > last.right)
    return last.right + needed >= min(beside, default=right)


def _first_word(line: Line) -> list[Sign]:
    word: list[Sign] = []
    for sign in line.signs:
        if sign.text.isspace() and word:
            break
        word.append(sign)
    return word


def _joined(group: list[Line]) -> Passage:
    text = ""
    links: list[Link] = []
    for line in group:
        text += _between(text, line.text)
        links += [
            Link(one.start + len(text), one.end + len(text), one.address) for one in line.links
        ]
        text += line.text
    place = Place(page=group[0].page, line=group[0].number)
    return Passage(text, place, tuple(_merged(links, text)), group[0].kind)


def _between(before: str, after: str) -> str:
    """What stands between two lines of a paragraph: a blank, or a break where it is not sure
    whether there is one in the text."""
    if not before:
        return ""
    if before[-1] in "-\u2010\u00ad" or _LINK.search(before):
        return "\n"
    is_wide = all(
        unicodedata.east_asian_width(one) in _WIDE for one in (before[-1], after[:1] or " ")
    )
    return "" if is_wide else " "


def _merged(links: Iterable[Link], text: str) -> Iterator[Link]:
    """Links; what goes on in the next line is one."""
    last: Link | None = None
    for link in links:
        if last and link.address == last.address and not text[last.end : link.start].strip():
            last = last._replace(end=link.end)
            continue
        if last:
            yield last
        last = link
    if last:
        yield last
