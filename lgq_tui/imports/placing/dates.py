"""Days in the languages in which cities answer, where no other day can be meant."""

from __future__ import annotations

import re
from datetime import date

from lgq_tui.imports.placing.folding import folded
from lgq_tui.imports.placing.words import month

_SIGNS = re.compile(r"\s*(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]\s*")
_WORDS = re.compile(
    r"\s*(?:\w{1,3}\s+)?(?P<day>\d{1,2})(?:er|º|ª|\.|-?го)?\s*(?:de\s+|di\s+)?"
    r"(?P<month>[^\W\d]+)\.?,?\s*(?:de\s+|del\s+|di\s+)?(?P<year>\d{4})(?:\s*г\.?)?\s*"
)


def day_in(text: str) -> str | None:
    """The one day that a text names in words, as year-month-day."""
    if signs := _SIGNS.fullmatch(text):
        return _made(*map(int, signs.groups()))
    words = _WORDS.fullmatch(text)
    number = month(folded(words["month"])) if words else None
    return _made(int(words["year"]), number, int(words["day"])) if words and number else None


def _made(year: int, number: int, day: int) -> str | None:
    try:
        return date(year, number, day).isoformat()
    except ValueError:
        return None
