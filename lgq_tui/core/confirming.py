"""What a second entry has typed again, and which texts it has confirmed instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item
from lgq_tui.core.paths import from_text, has_content, value_at
from lgq_tui.core.wording import plain

_TEXTS = ("text", "paragraph")


def units_of(items: Iterable[Item]) -> Iterator[Item]:
    """What is entered, compared and decided as one: each question, and each list with all in it."""
    for item in items:
        if item.repeat or not item.is_group:
            yield item
        else:
            yield from units_of(item.items)


def is_confirmed(unit: Item) -> bool:
    """Whether people type it in their own words, so that nobody types it the same way again."""
    return all(item.type in _TEXTS for item in unit.walk() if not item.is_group)


def text_of(unit: Item, value: Any) -> str:
    """A text as it is shown to be confirmed; of a list, its entries under each other."""
    if isinstance(value, list):
        between = "\n\n" if unit.is_group else "\n"
        return between.join(text_of(unit, one) for one in value if has_content(one))
    if isinstance(value, Mapping):
        parts = {child.id: child for child in unit.items}
        known = ((parts[key], one) for key, one in value.items() if key in parts)
        return "\n".join(f"{plain(child.label)}: {text_of(child, one)}" for child, one in known)
    return str(value) if unit.is_group else ANSWER_TYPES[unit.type].format(value, unit)


def texts_in(items: Iterable[Item], context: Mapping[str, Any]) -> dict[str, str]:
    """The texts to confirm, by the dotted ids of their units, of those whose answer is there."""
    texts = {}
    for unit in units_of(items):
        value = value_at(context, from_text(unit.path))
        if is_confirmed(unit) and has_content(value):
            texts[unit.path] = text_of(unit, value)
    return texts


def to_confirm(unit: Item, text: str) -> Item:
    """In the place of a text: whether the source says it."""
    return Item(
        **{
            **unit._asdict(),
            "type": "yes_no",
            "repeat": False,
            "items": (),
            "constraint": None,
            "constraint_message": None,
            "warnings": (),
            "quoted": text,
        }
    )
