"""Whole numbers, numbers with decimals, and percentages."""

from __future__ import annotations

import math
import re
import unicodedata

from lgq_tui.core.answer_types.answer_type import Context, Plain, Schema, Value
from lgq_tui.core.conditions import is_number
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.text import clean_line

LARGEST = 10**15

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([ ',.])\d{3})(?:\1\d{3})*")
_PLAIN = re.compile(r"[+-]?\d{1,16}(?:[.,]\d{1,12})?")


class Decimal(Plain):
    """A number; whole ones are kept without a decimal point."""

    name = "decimal"
    key = "number"

    def parse(self, text: str, item: Item) -> Value | None:
        line = clean_line(text)
        number = _read(line)
        return line or None if number is None else number

    def format(self, value: Value, item: Item) -> str:
        if isinstance(value, float) and math.isfinite(value):
            # Without an exponent, which `parse` would not take.
            text = f"{value:.12f}".rstrip("0").rstrip(".")
            return text if text not in ("-0", "") else "0"
        return super().format(value, item) if not is_number(value) else str(value)

    def schema(self, item: Item) -> Schema:
        return {"type": "number", "minimum": -LARGEST, "maximum": LARGEST}

    def explain(self, value: Value, item: Item) -> Message:
        if is_number(value):
            return Message(f"{self.key}.out_of_range", {"number": value})
        if isinstance(value, str) and re.fullmatch(r"\d{1,3},\d{3}", value.strip()):
            return Message("number.ambiguous", {"text": value})
        return Message(f"{self.key}.unread", {"text": self.format(value, item)})

    def suggest(self, value: Value, item: Item, context: Context) -> Value | None:
        return None


class Integer(Decimal):
    """A whole number."""

    name = "integer"
    key = "integer"

    def schema(self, item: Item) -> Schema:
        return {**super().schema(item), "type": "integer"}

    def parse(self, text: str, item: Item) -> Value | None:
        line = clean_line(text)
        # Between whole numbers a comma before three digits can only part thousands.
        if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+", line):
            line = line.replace(",", "")
        number = _read(line)
        return line or None if number is None else number

    def explain(self, value: Value, item: Item) -> Message:
        if isinstance(value, float) and math.isfinite(value) and not value.is_integer():
            return Message("integer.not_whole", {"number": value})
        return super().explain(value, item)


class Percentage(Decimal):
    """A share of a hundred, 0 to 100, without its sign."""

    name = "percentage"
    key = "percentage"

    def parse(self, text: str, item: Item) -> Value | None:
        line = clean_line(text)
        number = _read(re.sub(r"\s*(?:%|٪|﹪|％|per ?cent)$", "", line, flags=re.IGNORECASE))
        return line or None if number is None else number

    def schema(self, item: Item) -> Schema:
        return {"type": "number", "minimum": 0, "maximum": 100}


def _read(text: str) -> int | float | None:
    """The number that a text is, None where it is none or could be two."""
    text = "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() and not letter.isascii() else letter
        for letter in text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2212", "-")
    )
    grouped = _GROUPED.fullmatch(text)
    if grouped and grouped[1] in " '" or grouped and (text.count(grouped[1]) > 1):
        text = text.replace(grouped[1], "")
    elif grouped and grouped[1] == ",":
        return None  # 1,234: a thousand to some, one and a bit to others
    if not _PLAIN.fullmatch(text):
        return None
    number = float(text.replace(",", "."))
    if abs(number) > LARGEST:
        return None
    return int(number) if number.is_integer() else number
