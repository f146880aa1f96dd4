"""Days, kept as ISO 8601 and typed in many ways."""

from __future__ import annotations

import re
from datetime import date

from lgq_tui.core.answer_types.answer_type import END, Context, Plain, Schema, Value, not_text
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.text import clean_line

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})[-/. ](?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})\.?",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        # Where day and month could be either, the day comes first, as in most of the world; the
        # field then shows the ISO form, in which there is no doubt.
        r"(?P<d>\d{1,2})[-/. ]+(?P<m>\d{1,2})[-/. ]+(?P<y>\d{4})\.?",
        r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[-/. ]*(?:of )?(?P<m>[a-z]{3,9})[-/., ]*(?P<y>\d{4})",
        r"(?P<m>[a-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})",
    )
]


class Date(Plain):
    """A day of the calendar, `YYYY-MM-DD`."""

    name = "date"

    def parse(self, text: str, item: Item) -> Value | None:
        line = clean_line(text)
        found = _read(line)
        return found.isoformat() if found else line or None

    def schema(self, item: Item) -> Schema:
        return {
            "type": "string",
            "format": "date",
            "pattern": rf"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{END}",
        }

    def explain(self, value: Value, item: Item) -> Message:
        if (other := not_text(value)) is not None:
            return other
        if not value.strip():
            return Message("text.blank")
        numbers = any(form.fullmatch(value.strip()) for form in _FORMS)
        return Message("date.impossible" if numbers else "date.unread", {"text": value.strip()})

    def suggest(self, value: Value, item: Item, context: Context) -> Value | None:
        found = self.parse(value, item) if isinstance(value, str) else None
        return found if found != value and found and _read(found) else None


def _read(text: str) -> date | None:
    for form in _FORMS:
        if match := form.fullmatch(text):
            month = match["m"].casefold()
            number = int(month) if month.isdecimal() else _month(month)
            # Four digits of year in ASCII: other digits are turned into them by int().
            try:
                return date(int(match["y"]), number, int(match["d"]))
            except ValueError:
                continue
    return None


def _month(name: str) -> int:
    """The number of a month by its English name or the beginning of it; 0 if it is none."""
    return _MONTHS.index(name[:3]) + 1 if name[:3] in _MONTHS else 0
