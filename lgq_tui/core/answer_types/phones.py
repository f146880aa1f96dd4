"""Telephone numbers, as people write them."""

from __future__ import annotations

import re
from typing import Any

from lgq_tui.core.answer_types.answer_type import (
    END,
    Context,
    Plain,
    Remark,
    Schema,
    Value,
    not_text,
)
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message

_PATTERN = rf"^[+(]?(?:[ ().\-/]*[0-9]){{3,20}}(?:[ ,;]*(?:ext\.?|x|#)[ ]?[0-9]{{1,7}})?[ ]?{END}"


class Phone(Plain):
    """A number of 3 to 20 digits, however grouped; the international form is offered."""

    name = "phone"

    def schema(self, item: Item) -> Schema:
        return {"type": "string", "pattern": _PATTERN}

    def explain(self, value: Value, item: Item) -> Message:
        if (other := not_text(value)) is not None:
            return other
        if not value.strip():
            return Message("text.blank")
        digits = sum(letter.isdigit() for letter in value)
        key = "phone.no_digits" if digits < 3 else "phone.letters"
        return Message("phone.too_long" if digits > 20 else key, {"text": value.strip()})

    def suggest(self, value: Value, item: Item, context: Context) -> Value | None:
        if not isinstance(value, str):
            return None
        number = _understood(value, context.country)
        if number is None:
            return None
        found = _international(number)
        same = re.sub(r"[^0-9+x]", "", found) == re.sub(r"[^0-9+x]", "", value)
        return None if same or not re.match(_PATTERN, found) else found

    def remarks(self, value: Value, item: Item, context: Context) -> tuple[Remark, ...]:
        if self.suggest(value, item, context) is not None:
            return (Remark(Message("phone.international", {"text": value})),)
        if _understood(value, context.country) is None:
            return (Remark(Message("phone.doubtful", {"text": value})),)
        return ()


def _understood(text: str, country: str | None) -> Any | None:
    """The valid number that a text stands for, read first as it is, then with a + before it."""
    import phonenumbers

    digits = text.strip()
    readings = [digits] if digits.startswith("+") else [digits, f"+{digits.lstrip('0')}"]
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
