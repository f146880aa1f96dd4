"""What every answer type can do, and what its judgements may hang on."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date
from json import dumps
from typing import Any, NamedTuple, Protocol

from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.text import clean_code, clean_line

Value = Any
"""Plain data, as it stands in the response file."""

Schema = dict[str, Any]

END = r"(?![\s\S])"
"""The end of the text in a pattern: `$` lets a line break pass in Python, and nowhere else."""

BLANKS = (
    r"\u0000-\u0020\u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200b\u200e\u200f\u2028-\u202f"
    r"\u205f-\u206f\u3000\ufeff"
)
"""For a class in a pattern: blanks and all else that nobody sees, the joiners of scripts excepted.

Spelt out because `\\s` is another set in every language.
"""


class Context(NamedTuple):
    """What a judgement may hang on besides the value: a country (alpha-2) and the day."""

    country: str | None = None
    today: date | None = None


class Remark(NamedTuple):
    """A gentle finding about a value that the schema allows."""

    message: Message


class AnswerType(Protocol):
    """One type of answer: from text to value and back, its rule, and its sentences.

    `schema` is the rule, for one value of an item, and the only thing that refuses. What libraries
    know beyond it becomes a remark, and `suggest` offers a value that is better.
    """

    name: str

    def parse(self, text: str, item: Item) -> Value | None:
        """Typed text as a value; None if blank; the cleaned text itself if it is no value."""
        ...

    def format(self, value: Value, item: Item) -> str:
        """Any value as text for a field or a cell; of a valid one `parse` makes the value again."""
        ...

    def schema(self, item: Item) -> Schema:
        """The JSON Schema (2020-12) of one value."""
        ...

    def explain(self, value: Value, item: Item) -> Message:
        """What is wrong with a value that the schema refuses."""
        ...

    def suggest(self, value: Value, item: Item, context: Context) -> Value | None:
        """A valid value to take instead, None if there is none better."""
        ...

    def says_none(self, value: Value) -> bool:
        """Whether a value that the schema refuses says that there is no answer."""
        ...

    def remarks(self, value: Value, item: Item, context: Context) -> tuple[Remark, ...]:
        """Findings about a valid value."""
        ...

    def essence(self, value: Value) -> Hashable:
        """What counts of a value where two people gave one: equal for two that say the same."""
        ...


class Line(AnswerType):
    """What most types share: a line of text is read, and what is wrong may be put right."""

    def parse(self, text: str, item: Item) -> Value | None:
        return clean_line(text) or None

    def format(self, value: Value, item: Item) -> str:
        return shown(value)

    def suggest(self, value: Value, item: Item, context: Context) -> Value | None:
        if not isinstance(value, str):
            return None
        # Runs of blanks mean nothing, and would keep patterns that look for blanks busy for long.
        repairs = self.repairs(" ".join(clean_code(value).split()), item, context)
        for found in (*repairs, self.parse(value, item)):
            if found is not None and found != value and self._allows(found, item):
                return found
        return None

    def repairs(self, text: str, item: Item, context: Context) -> Iterator[Value]:
        """What a cleaned line may have been meant to be, the likeliest first; need not be valid."""
        yield from ()

    def says_none(self, value: Value) -> bool:
        return False

    def remarks(self, value: Value, item: Item, context: Context) -> tuple[Remark, ...]:
        return ()

    def essence(self, value: Value) -> Hashable:
        return " ".join(value.split()) if isinstance(value, str) else ("data", shown(value))

    def _allows(self, value: Value, item: Item) -> bool:
        from lgq_tui.core.validation import validator

        return bool(validator(self.schema(item)).is_valid(value))


class Code(Line):
    """A line that a machine is to read, such as a link."""

    def parse(self, text: str, item: Item) -> Value | None:
        return clean_code(text) or None


def shown(value: Value) -> str:
    """Any plain value as text."""
    if isinstance(value, str):
        return value
    return "" if value is None else dumps(value, ensure_ascii=False, default=str)


def no_text(value: Value) -> Message | None:
    """The finding that a value which should be text is something else, or blank."""
    if isinstance(value, list | dict):
        return Message("answer.not_one", {"text": shown(value)})
    if not isinstance(value, str):
        return Message("answer.not_text", {"text": shown(value)})
    return None if clean_code(value) else Message("answer.blank")


def first(text: str, *findings: tuple[str, object]) -> Message:
    """The message about a text by the first finding that holds: a key and whether it does."""
    return Message(next(key for key, holds in findings if holds), {"text": text})
