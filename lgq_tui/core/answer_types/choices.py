"""Yes or no, one of several, several of several."""

from __future__ import annotations

import re

from lgq_tui.core.answer_types.answer_type import Context, Plain, Schema, Value
from lgq_tui.core.definition import Choice, Item
from lgq_tui.core.messages import Message
from lgq_tui.core.text import clean_line
from lgq_tui.core.wording import plain

_YES = frozenset({"y", "yes", "true", "1"})
_NO = frozenset({"n", "no", "false", "0"})


class YesNo(Plain):
    """True or false."""

    name = "yes_no"

    def parse(self, text: str, item: Item) -> Value | None:
        line = clean_line(text)
        word = line.casefold()
        return True if word in _YES else False if word in _NO else line or None

    def format(self, value: Value, item: Item) -> str:
        return {True: "yes", False: "no"}[value] if isinstance(value, bool) else _text(value)

    def schema(self, item: Item) -> Schema:
        return {"type": "boolean"}

    def explain(self, value: Value, item: Item) -> Message:
        return Message("yes_no.unread", {"text": _text(value)})


class SelectOne(Plain):
    """The id of one choice."""

    name = "select_one"

    def parse(self, text: str, item: Item) -> Value | None:
        line = clean_line(text)
        found = _choice(line, item)
        return found.id if found else line or None

    def schema(self, item: Item) -> Schema:
        return _one_of(item)

    def explain(self, value: Value, item: Item) -> Message:
        return Message("select.unknown", {"text": _text(value)})

    def suggest(self, value: Value, item: Item, context: Context) -> Value | None:
        found = _choice(value, item) if isinstance(value, str) else None
        return found.id if found and found.id != value else None


class SelectMultiple(Plain):
    """A list of ids of choices, in the order of the form, each once."""

    name = "select_multiple"

    def parse(self, text: str, item: Item) -> Value | None:
        words = [word for part in re.split(r"[,;\n]", text) if (word := clean_line(part))]
        if not words:
            return None
        found = [_choice(word, item) for word in words]
        if all(found):
            chosen = {choice.id for choice in found if choice}
            return [choice.id for choice in item.choices if choice.id in chosen]
        # A label may have a comma in it.
        whole = _choice(clean_line(text), item)
        return [whole.id] if whole else clean_line(text)

    def format(self, value: Value, item: Item) -> str:
        return ", ".join(map(_text, value)) if isinstance(value, list) else _text(value)

    def schema(self, item: Item) -> Schema:
        schema: Schema = {
            "type": "array",
            "items": _one_of(item),
            "minItems": 1,
            "uniqueItems": True,
        }
        alone = [choice.id for choice in item.choices if choice.exclusive]
        if alone:
            schema["if"] = {"contains": {"enum": alone}}
            schema["then"] = {"maxItems": 1}
        return schema

    def explain(self, value: Value, item: Item) -> Message:
        if not isinstance(value, list):
            return Message("select.not_a_list", {"text": _text(value)})
        known = {choice.id: choice for choice in item.choices}
        for entry in value:
            if not isinstance(entry, str) or entry not in known:
                return Message("select.unknown", {"text": _text(entry)})
        if len(set(value)) < len(value):
            return Message("select.twice")
        for entry in value:
            if known[entry].exclusive:
                return Message("select.exclusive", {"choice": plain(known[entry].label)})
        return Message("select.empty")


def _one_of(item: Item) -> Schema:
    return {"oneOf": [{"const": one.id, "title": plain(one.label)} for one in item.choices]}


def _choice(text: str, item: Item) -> Choice | None:
    """The choice that a text names by id, label or its number in the list."""
    wanted = text.casefold()
    for choice in item.choices:
        if wanted in (choice.id, plain(choice.label).casefold()):
            return choice
    if text.isascii() and text.isdecimal() and 1 <= int(text[:6]) <= len(item.choices):
        return item.choices[int(text) - 1]
    return None


def _text(value: Value) -> str:
    return value if isinstance(value, str) else "" if value is None else repr(value)
