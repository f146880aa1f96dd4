"""Percentages in running text."""

from __future__ import annotations

import re
from typing import NamedTuple

_UNIT = (
    r"(?:[%٪﹪％]|(?:per\s?cent|pour\s?cent|por\s?cien(?:to)?|por\s?cento|prozent|peratus)\b"
    r"|процент\w*)"
)
_NUMBER = r"(?<![\w.,])(?P<number>\d{1,3}(?:[.,٫]\d{1,4})?)"
_PERCENT = re.compile(rf"{_NUMBER}\s?{_UNIT}", re.IGNORECASE)
_INEXACT = re.compile(
    r"(?:over|more\s+than|less\s+than|under|at\s+least|at\s+most|up\s+to|almost|nearly|below|above"
    r"|not\s+exceeding|[<>≥≤])\s*$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?:\d\s*(?:-|–|—|to|and|or|/)|between\s+\d+)\s*$", re.IGNORECASE)


class Percentage(NamedTuple):
    """A percentage as it is written, and whether it is a bound and not the number itself."""

    text: str
    is_inexact: bool


def without_percentages(text: str) -> str:
    """A text without them."""
    return _PERCENT.sub("", text)


def percentages_in(text: str) -> list[Percentage]:
    """Every percentage of a text; of a range, both ends."""
    found: list[Percentage] = []
    for one in _PERCENT.finditer(text):
        before = text[max(one.start() - 20, 0) : one.start()]
        if _RANGE.search(before):
            found.append(Percentage(before.strip(), is_inexact=True))
        found.append(Percentage(one["number"], _INEXACT.search(before) is not None))
    return found
