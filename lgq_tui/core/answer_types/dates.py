"""Days, kept as ISO 8601 and typed in many ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lgq_tui.core.answer_types.answer_type import END, Line, Schema, Value, first, no_text
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.text import ascii_signs, clean_line

_MONTHS = "january february march april may june july august september october november december"
_DAY = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?"
_NAME = r"(?P<m>[a-z]{3,9})\.?"
_FORMS = (
    r"(?P<y>[0-9]{4})(?P<s>[-/. ])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})\.?",
    r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    # Where day and month could be either, the day comes first, as in most of the world; the
    # field then shows the ISO form, in which there is no doubt. 05/18/2023 leaves none either.
    r"(?P<d>[0-9]{1,2}) ?(?P<s>[-/. ]) ?(?P<m>[0-9]{1,2}) ?(?P=s) ?(?P<y>[0-9]{4})\.?",
    r"(?P<m>[0-9]{1,2}) ?(?P<s>[-/. ]) ?(?P<d>[0-9]{1,2}) ?(?P=s) ?(?P<y>[0-9]{4})\.?",
    rf"{_DAY}[-/. ]*(?:of )?{_NAME}[-/, ]*(?P<y>[0-9]{{4}})",
    rf"{_NAME} ?{_DAY}(?:, ?| )(?P<y>[0-9]{{4}})",
)


class Date(Line):
    """A day of the calendar, `YYYY-MM-DD`."""

    name = "date"

    def parse(self, text: str, item: Item) -> Value | None:
        return _read(text) or clean_line(text) or None

    def schema(self, item: Item) -> Schema:
        pattern = rf"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{END}"
        return {"type": "string", "format": "date", "pattern": pattern}

    def explain(self, value: Value, item: Item) -> Message:
        return no_text(value) or first(
            clean_line(value),
            ("date.form", _read(value)),
            ("date.impossible", any(_readings(ascii_signs(value)))),
            ("date.unread", True),
        )


def _read(text: str) -> str | None:
    """The ISO form of the first reading of a text that is a day of the calendar."""
    for year, month, day in _readings(ascii_signs(text)):
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            continue
    return None


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
