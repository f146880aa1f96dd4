"""Days, kept as ISO 8601 and typed in many ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lgq_tui.core.answer_types.answer_type import (
    END,
    Context,
    Line,
    Schema,
    Value,
    first,
    no_text,
)
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.text import ascii_signs, clean_line

_MONTHS = "january february march april may june july august september october november december"
_DAY = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?"
_NAME = r"(?P<m>[a-z]{3,9})\.?"
_FORMS = (
    r"(?P<y>[0-9]{4})(?P<s>[-/. ])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})\.?",
    r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    # 05/18/2023 leaves no doubt. Where day and month could be either, the first reading is offered:
    # the day comes first, as in most of the world.
    r"(?P<d>[0-9]{1,2}) ?(?P<s>[-/. ]) ?(?P<m>[0-9]{1,2}) ?(?P=s) ?(?P<y>[0-9]{4})\.?",
    r"(?P<m>[0-9]{1,2}) ?(?P<s>[-/. ]) ?(?P<d>[0-9]{1,2}) ?(?P=s) ?(?P<y>[0-9]{4})\.?",
    rf"{_DAY}[-/. ]*(?:of )?{_NAME}[-/, ]*(?P<y>[0-9]{{4}})",
    rf"{_NAME} ?{_DAY}(?:, ?| )(?P<y>[0-9]{{4}})",
)
_SHORT_YEAR = r"(?P<before>.*[^0-9'])'?(?P<year>[0-9]{2})\.?"
_LAST_OF_THIS_CENTURY = 68
"""In years of two digits, as POSIX has it."""


class Date(Line):
    """A day of the calendar, `YYYY-MM-DD`."""

    name = "date"

    def parse(self, text: str, item: Item) -> Value | None:
        days = _days(ascii_signs(text))
        return days[0] if len(days) == 1 else clean_line(text) or None

    def schema(self, item: Item) -> Schema:
        pattern = rf"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{END}"
        return {"type": "string", "format": "date", "pattern": pattern}

    def explain(self, value: Value, item: Item) -> Message:
        if (other := no_text(value)) is not None:
            return other
        text = ascii_signs(value)
        days = _days(text)
        if len(days) > 1:
            options = {"first": days[0], "second": days[1]}
            return Message("date.ambiguous", {"text": clean_line(value), **options})
        return first(
            clean_line(value),
            ("date.form", days),
            ("date.impossible", any(_readings(text))),
            ("date.short_year", _days(_with_whole_year(text))),
            ("date.unread", True),
        )

    def repairs(self, text: str, item: Item, context: Context) -> Iterator[Value]:
        text = ascii_signs(text)
        yield from _days(text) or _days(_with_whole_year(text))


def _days(text: str) -> list[str]:
    """The days of the calendar that a text may mean, in ISO form, each once."""
    return list(dict.fromkeys(day for found in _readings(text) if (day := _iso(*found))))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _with_whole_year(text: str) -> str:
    """A text that ends in two digits, with the century before them."""
    found = re.fullmatch(_SHORT_YEAR, text)
    if found is None:
        return text
    century = 20 if int(found["year"]) <= _LAST_OF_THIS_CENTURY else 19
    return f"{found['before']}{century}{found['year']}"


def _readings(text: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day by every form that a text has, whether the calendar has them or not."""
    for form in _FORMS:
        if found := re.fullmatch(form, text, re.IGNORECASE):
            name = found["m"].lower()
            month = int(name) if name.isdecimal() else _month(name)
            if month is not None:
                yield int(found["y"]), month, int(found["d"])


def _month(name: str) -> int | None:
    """The number of a month by its English name or the beginning of it."""
    known = (number for number, month in enumerate(_MONTHS.split(), 1) if month.startswith(name))
    return next(known, None)
