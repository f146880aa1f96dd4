"""What every page repeats, and what stands at its foot: neither is part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lgq_tui.imports.pages.signs import Line, Page
from lgq_tui.imports.source import FOOTNOTE

_MARGIN = 0.12
"""How much of a page is its head, and how much its foot."""
_OFTEN = 0.4
"""On how many of the pages something stands that is repeated; left and right ones may differ."""
_SMALLER = 0.93
"""How much smaller the letters of a footnote are than those of the text."""
_MUCH = 0.25
_STEP = 4.0
"""By so many points the place of what is repeated may vary."""
_DIGITS = re.compile(r"\d+")
_ONLY_NUMBER = re.compile(r"[-–—\s]*\d{1,4}[-–—\s]*")
_NOTE = re.compile(r"\s*(?:[\[(]?\d{1,3}[\])]?|[*†‡§]|[¹²³⁴-⁹]+)\s*\S")


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """Pages without heads, feet and numbers, and with their footnotes told."""
    seen = Counter(key for page in pages for key in _all_keys(page))
    often = {key for key, count in seen.items() if count >= max(2, _OFTEN * len(pages))}
    size = _size(pages)
    return [_bare(page, often, len(pages), size) for page in pages]


def _bare(page: Page, often: set[tuple[str, int]], count: int, size: float) -> Page:
    gone = {
        round(line.base)
        for line in page.lines
        if _is_margin(line, page) and (_keys(line, page) & often or _is_number(line, page, count))
    }
    kept = [
        line
        for line in page.lines
        if not (_is_margin(line, page) and round(line.base) in gone and line.size <= size * 1.1)
    ]
    return page._replace(lines=tuple(_with_footnotes(kept, size)))


def _all_keys(page: Page) -> set[tuple[str, int]]:
    return {key for line in page.lines for key in _keys(line, page)}


def _keys(line: Line, page: Page) -> set[tuple[str, int]]:
    """What tells that two lines are the same: as they are, or with a number that counts pages."""
    if not _is_margin(line, page):
        return set()
    counted = _DIGITS.sub(lambda found: f"#{int(found[0][:9]) - page.number}", line.text)
    place = round(line.base / _STEP)
    return {(line.text, place), (counted, place)}


def _is_margin(line: Line, page: Page) -> bool:
    return not _MARGIN < line.base / page.height < 1 - _MARGIN


def _is_number(line: Line, page: Page, count: int) -> bool:
    """Whether a line is the number of its page."""
    text = line.text
    if _ONLY_NUMBER.fullmatch(text):
        return True
    return _DIGITS.findall(text) == [str(page.number), str(count)] and len(text) < 40


def _size(pages: Sequence[Page]) -> float:
    """The size in which the text is set: the largest of those that much is set in."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.signs)
    much = _MUCH * sizes.total()
    return max((size for size, count in sizes.items() if count >= much), default=0.0)


def _with_footnotes(lines: list[Line], size: float) -> list[Line]:
    """The last small lines of a page, from the first that begins like a footnote."""
    if not lines:
        return lines
    lowest = min((one.base for one in lines if one.size >= size * _SMALLER), default=0.0)
    small = [one for one in lines if one.size < size * _SMALLER and one.base < lowest]
    first = next((at for at, one in enumerate(small) if _NOTE.match(one.text)), len(small))
    notes = set(map(id, small[first:]))
    return [one._replace(kind=FOOTNOTE) if id(one) in notes else one for one in lines]
