"""Yes or no, one of several, several of several."""

from __future__ import annotations

from collections.abc import Hashable

from lgq_tui.core.answer_types.answer_type import Line, Schema, Value, no_text, shown
from lgq_tui.core.definition import Choice, Item
from lgq_tui.core.messages import Message
from lgq_tui.core.text import ascii_signs, clean, clean_line
from lgq_tui.core.wording import plain

_WORDS = dict.fromkeys(("y", "yes", "true", "1"), True)
_WORDS |= dict.fromkeys(("n", "no", "false", "0"), False)


class YesNo(Line):
    """True or false."""

    name = "yes_no"

    def parse(self, text: str, item: Item) -> Value | None:
        return _WORDS.get(ascii_signs(text).casefold(), clean_line(text) or None)

    def format(self, value: Value, item: Item) -> str:
        return ("no", "yes")[value] if isinstance(value, bool) else shown(value)

    def schema(self, item: Item) -> Schema:
        return {"type": "boolean"}

    def explain(self, value: Value, item: Item) -> Message:
        meant = self.parse(value, item) if isinstance(value, str) else None
        if isinstance(meant, bool):
            return Message("yes_no.in_file", {"text": value, "value": shown(meant)})
        return Message("yes_no.unread", {"text": shown(value)})


class SelectOne(Line):
    """The id of one choice."""

    name = "select_one"

    def parse(self, text: str, item: Item) -> Value | None:
        line = clean_line(text)
        found = _choice(line, item)
        return found.id if found else line or None

    def format(self, value: Value, item: Item) -> str:
        return _label(value, item)

    def schema(self, item: Item) -> Schema:
        return _one_of(item)

    def explain(self, value: Value, item: Item) -> Message:
        return no_text(value) or Message("select.unknown", {"text": value})


class SelectMultiple(Line):
    """A list of ids of choices, each once; `parse` puts them in the order of the form."""

    name = "select_multiple"

    def parse(self, text: str, item: Item) -> Value | None:
        found = _chosen(clean(text), item, "\n;,")
        if not found:
            return None if found == set() else clean_line(text) or None
        return [choice.id for choice in item.choices if choice.id in found]

    def format(self, value: Value, item: Item) -> str:
        if not isinstance(value, list):
            return shown(value)
        text = "; ".join(_label(entry, item) for entry in value)
        known = {entry for entry in value if isinstance(entry, str)}
        return text if _chosen(text, item, "\n;,") == known else ", ".join(map(shown, value))

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
            return Message("select.not_a_list", {"text": shown(value)})
        known = {choice.id: choice for choice in item.choices}
        for entry in value:
            if not isinstance(entry, str) or entry not in known:
                return Message("select.unknown", {"text": shown(entry)})
        for entry in value:
            if value.count(entry) > 1:
                return Message("select.twice", {"choice": plain(known[entry].label)})
            if known[entry].exclusive:
                return Message("select.exclusive", {"choice": plain(known[entry].label)})
        return Message("select.empty")

    def essence(self, value: Value) -> Hashable:
        if not isinstance(value, list):
            return super().essence(value)
        return frozenset(super(SelectMultiple, self).essence(entry) for entry in value)


def _one_of(item: Item) -> Schema:
    return {"oneOf": [{"const": one.id, "title": plain(one.label)} for one in item.choices]}


def _choice(text: str, item: Item) -> Choice | None:
    """The choice that a text names by id, label or its number in the list, in this order."""
    wanted = " ".join(text.split()).casefold()
    by_name = {plain(choice.label).casefold(): choice for choice in reversed(item.choices)}
    by_name |= {choice.id: choice for choice in item.choices}
    by_number = {str(number): choice for number, choice in enumerate(item.choices, 1)}
    return by_name.get(wanted) or by_number.get(ascii_signs(wanted))


def _chosen(text: str, item: Item, marks: str) -> set[str] | None:
    """The ids of the choices named in a text, between any of the marks; None if one is unknown.

    A label may have a mark in it, so the text is cut at one kind of mark after the other.
    """
    if not text.strip():
        return set()
    if (choice := _choice(text, item)) is not None:
        return {choice.id}
    if not marks:
        return None
    found: set[str] = set()
    for part in text.split(marks[0]):
        inside = _chosen(part, item, marks[1:])
        if inside is None:
            return None
        found |= inside
    return found


def _label(value: Value, item: Item) -> str:
    """The label of a choice; its id where the label would be read as another one's."""
    for choice in item.choices:
        if choice.id == value:
            label = plain(choice.label)
            return label if _choice(label, item) is choice else choice.id
    return shown(value)
