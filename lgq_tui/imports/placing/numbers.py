"""Percentages in running text."""

from __future__ import annotations

import re
from typing import NamedTuple

from lgq_tui.imports.placing.words import is_inexact

_UNIT = (
    r"(?:[%٪﹪％]|(?:per\s?cent|pour\s?cent|por\s?cien(?:to)?|por\s?cento|prozent|peratus)\b"
    r"|процент\w*|بالمئة|بالمائة|في المئة|في المائة|퍼센트|パーセント|เปอร์เซ็นต์|phần trăm)"
)
_NUMBER = r"(?<![\d.,A-Za-z])(?P<number>\d{1,3}(?:[.,٫]\d{1,4})?)"
_PERCENT = re.compile(rf"{_NUMBER}\s?{_UNIT}", re.IGNORECASE)
_AND = r"[-–—~～/+]|to|and|or|à|a|bis|y|o|e|et|ou|до|至|到"
_RANGE = re.compile(rf"\d\s*(?:{_AND})\s*$", re.IGNORECASE)


class Percentage(NamedTuple):
    """A percentage as it is written, and whether it is a bound, or about that."""

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
        found.append(Percentage(one["number"], is_inexact(before)))
    return found
