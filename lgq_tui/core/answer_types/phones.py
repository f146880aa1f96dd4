"""Telephone numbers, as people write them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import Any

from lgq_tui.core.answer_types.answer_type import (
    END,
    Context,
    Line,
    Remark,
    Schema,
    Value,
    first,
    no_text,
)
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.text import ascii_signs

# The shortest numbers of whole countries (Niue, Tokelau) have four digits.
_FEWEST = 4
_LONGEST = 40
_MOST_READ = 250
"""Signs in which a number is looked for."""
_PATTERN = (
    rf"^(?=[\s\S]{{1,{_LONGEST}}}{END})(?=(?:[^0-9]*[0-9]){{{_FEWEST}}})"
    rf"(?:[0-9 +()./,\-]|[Ee][Xx][Tt]|[Xx])+{END}"
)


class Phone(Line):
    """A number however grouped; the international form is offered."""

    name = "phone"

    def parse(self, text: str, item: Item) -> Value | None:
        return ascii_signs(text) or None

    def schema(self, item: Item) -> Schema:
        return {"type": "string", "pattern": _PATTERN}

    def explain(self, value: Value, item: Item) -> Message:
        if (other := no_text(value)) is not None:
            return other
        text = ascii_signs(value)
        return first(
            text,
            ("phone.too_short", len(re.findall("[0-9]", text)) < _FEWEST),
            ("phone.too_long", len(text) > _LONGEST),
            ("phone.letters", True),
        )

    def repairs(self, text: str, item: Item, context: Context) -> Iterator[Value]:
        number = _understood(ascii_signs(text), context.country)
        if number is not None and _core(_international(number)) != _core(text):
            yield _international(number)

    def remarks(self, value: Value, item: Item, context: Context) -> tuple[Remark, ...]:
        number = _understood(value, context.country)
        if number is None:
            return (Remark(Message("phone.doubtful", {"text": value})),)
        whole, given = _core(_international(number)), _core(value)
        if whole == given:
            return ()
        only_plus = whole == f"+{given.removeprefix('00')}"
        key = "phone.no_plus" if only_plus else "phone.international"
        return (Remark(Message(key, {"text": value})),)

    def essence(self, value: Value) -> Hashable:
        return _core(value) if isinstance(value, str) else super().essence(value)


def _understood(text: str, country: str | None) -> Any | None:
    """The valid number that a text stands for, in its country or else with a + put before it."""
    if len(text) > _MOST_READ:
        return None
    import phonenumbers

    # A single 0 in front is dialled within a country; what follows it is no country's code.
    digits = re.sub(r"^\D*(?:00)?", "", text)
    readings = [text] if "+" in text or digits.startswith("0") else [text, f"+{digits}"]
    for reading in readings:
        try:
            number = phonenumbers.parse(reading, country)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return number
    return None


def _international(number: Any) -> str:
    import phonenumbers

    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def _core(text: str) -> str:
    """What is left of a number when its grouping is not looked at."""
    return re.sub(r"[^0-9+a-z]|ext|x", "", text.casefold())
