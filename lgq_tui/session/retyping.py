"""An answer as a text to be typed anew, and back."""

from __future__ import annotations

from typing import Any

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item
from lgq_tui.core.text_form.answers import is_line_by_line


def can_be_typed(item: Item) -> bool:
    """Whether an answer can be typed, of a list an entry a line."""
    return not item.is_group and (not item.repeat or is_line_by_line(item))


def typed(item: Item, value: Any) -> str:
    """An answer as it would be typed; "" for none."""
    if value is None:
        return ""
    kind = ANSWER_TYPES[item.type]
    values = value if is_line_by_line(item) and isinstance(value, list) else [value]
    return "\n".join(kind.format(entry, item) for entry in values)


def parsed(item: Item, text: str) -> Any:
    """The value of what was typed; None for nothing."""
    kind = ANSWER_TYPES[item.type]
    if is_line_by_line(item):
        return [kind.parse(line, item) for line in text.split("\n") if line.strip()] or None
    return kind.parse(text, item)


def is_long(item: Item) -> bool:
    """Whether it takes more than a line to type."""
    return item.repeat or item.type == "paragraph"


def has_choices(item: Item) -> bool:
    """Whether it is one of a few."""
    return not is_long(item) and item.type in ("yes_no", "select_one")
