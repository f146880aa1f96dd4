"""Whole numbers, numbers with decimals, and percentages."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from decimal import Decimal as Exact

from lgq_tui.core.answer_types.answer_type import (
    Context,
    Line,
    Schema,
    Value,
    first,
    no_text,
    shown,
)
from lgq_tui.core.conditions import is_number
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.text import ascii_signs, clean_line

LARGEST = 10**15

# The marks of Arabic numbers, and the two apostrophes between thousands.
_MARKS = str.maketrans({"٫": ".", "٬": "'", "’": "'", "٪": "%", "﹪": "%"})
_GROUPED = (
    r"[+-]?[1-9][0-9]{0,2}(?P<mark>[ ',.])[0-9]{3}(?:(?P=mark)[0-9]{3})*(?P<rest>[.,][0-9]+)?"
)
_AMBIGUOUS = r"[+-]?[1-9][0-9]{0,2},[0-9]{3}"
_THOUSANDS = r"[+-]?[1-9][0-9]{0,2}\.000"
"""Half of the world writes twelve thousand so."""
_ABOUT = r"(?i)(?:about|almost|approx(?:\.|imately)?|around|ca?\.|circa|nearly|roughly|some|[~≈]) ?"
_SHARE = r"([0-9]{1,9}) ?/ ?([0-9]{1,9})"
_NUMBER = r"[+-]?[0-9]{1,30}(?:[.,][0-9]{1,400})?"


class Decimal(Line):
    """A number, at most 10^15 either way; whole ones are kept without a decimal point."""

    name = "decimal"
    lowest, highest = -LARGEST, LARGEST

    def parse(self, text: str, item: Item) -> Value | None:
        number = self.read(self.regular(text))
        return (clean_line(text) or None) if number is None else number

    def regular(self, text: str) -> str:
        """A text with the digits and marks of ASCII and nothing around the number."""
        return ascii_signs(text).translate(_MARKS)

    def read(self, text: str) -> int | float | None:
        """The number that a regular text is; None where it is none or could be two."""
        return None if re.fullmatch(_AMBIGUOUS, text) else _read(text)

    def format(self, value: Value, item: Item) -> str:
        if not isinstance(value, float):
            return shown(value)
        # Every digit and no exponent, which `parse` would not take.
        text = format(Exact(repr(value)), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text

    def schema(self, item: Item) -> Schema:
        return {"type": "number", "minimum": self.lowest, "maximum": self.highest}

    def explain(self, value: Value, item: Item) -> Message:
        if isinstance(value, str):
            return no_text(value) or self._explain_text(value)
        return first(
            self.format(value, item),
            (f"{self.name}.too_small", is_number(value) and value < self.lowest),
            (f"{self.name}.too_large", is_number(value) and value > self.highest),
            (f"{self.name}.unread", True),
        )

    def repairs(self, text: str, item: Item, context: Context) -> Iterator[Value]:
        about = re.match(_ABOUT, text)
        yield self.read(self.regular(text[about.end() :] if about else text))

    def essence(self, value: Value) -> Hashable:
        return value if is_number(value) else super().essence(value)

    def _explain_text(self, value: str) -> Message:
        text, shown_text = self.regular(value), {"text": clean_line(value)}
        if re.fullmatch(_AMBIGUOUS, text) and self.read(text) is None:
            options = {"whole": text.replace(",", ""), "point": text.replace(",", ".")}
            return Message("decimal.ambiguous", {**shown_text, **options})
        return Message(f"{self.name}.unread", shown_text)


class Integer(Decimal):
    """A whole number."""

    name = "integer"

    def read(self, text: str) -> int | float | None:
        if re.fullmatch(_THOUSANDS, text):
            return None
        # Between whole numbers a comma before three digits can only part thousands.
        return _read(text.replace(",", "") if re.fullmatch(_AMBIGUOUS, text) else text)

    def schema(self, item: Item) -> Schema:
        return {**super().schema(item), "type": "integer"}

    def explain(self, value: Value, item: Item) -> Message:
        if isinstance(value, float) and self.lowest <= value <= self.highest:
            return Message("integer.not_whole", {"text": self.format(value, item)})
        return super().explain(value, item)

    def _explain_text(self, value: str) -> Message:
        text = self.regular(value)
        if re.fullmatch(_THOUSANDS, text):
            whole = text.replace(".", "")
            options = {"whole": whole, "point": text.removesuffix(".000")}
            return Message("decimal.ambiguous", {"text": clean_line(value), **options})
        return super()._explain_text(value)


class Percentage(Decimal):
    """A share of a hundred, 0 to 100, without its sign."""

    name = "percentage"
    lowest, highest = 0, 100

    def regular(self, text: str) -> str:
        # In Turkish the sign comes first.
        text = re.sub(r"(?:%|per ?cent)$", "", super().regular(text), flags=re.IGNORECASE)
        return text.removeprefix("%").strip()

    def repairs(self, text: str, item: Item, context: Context) -> Iterator[Value]:
        share = re.fullmatch(_SHARE, self.regular(text))
        if share and int(share[2]):
            yield self.read(f"{100 * int(share[1]) / int(share[2]):.2f}")
        yield from super().repairs(text, item, context)


def _read(text: str) -> int | float | None:
    grouped = re.fullmatch(_GROUPED, text)
    if grouped and _parts_thousands(text, grouped["mark"], grouped["rest"]):
        text = text.replace(grouped["mark"], "")
    if not re.fullmatch(_NUMBER, text):
        return None
    if text.lstrip("+-").isdecimal():
        return int(text)
    number = float(text.replace(",", "."))
    return int(number) if number.is_integer() else number


def _parts_thousands(text: str, mark: str, rest: str | None) -> bool:
    """Whether a mark before three digits cannot be the one before decimals."""
    if rest:
        return not rest.startswith(mark)
    return mark in " '" or text.count(mark) > 1
