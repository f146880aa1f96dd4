"""What every answer type can do, and what its judgements may hang on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message

Value = Any
"""Plain data, as it stands in the response file."""

Schema = dict[str, Any]

END = r"(?![\s\S])"
"""The end of the text in a pattern: `$` lets a line break pass in Python, not in other languages."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a judgement may hang on besides the value: a country (alpha-2) and the day."""

    country: str | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Remark:
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
        """A value as text for a field; of a valid one `parse` makes the value again."""
        ...

    def schema(self, item: Item) -> Schema: ...

    def explain(self, value: Value, item: Item) -> Message:
        """What is wrong with a value that the schema refuses."""
        ...

    def suggest(self, value: Value, item: Item, context: Context) -> Value | None:
        """A valid value to take instead, None if there is none better."""
        ...

    def remarks(self, value: Value, item: Item, context: Context) -> tuple[Remark, ...]:
        """Findings about a valid value."""
        ...


class Plain:
    """The behaviour of a type whose values are lines of text and that has nothing to remark."""

    name = "text"

    def parse(self, text: str, item: Item) -> Value | None:
        from lgq_tui.core.text import clean_line

        return clean_line(text) or None

    def format(self, value: Value, item: Item) -> str:
        return value if isinstance(value, str) else "" if value is None else repr(value)

    def suggest(self, value: Value, item: Item, context: Context) -> Value | None:
        return None

    def remarks(self, value: Value, item: Item, context: Context) -> tuple[Remark, ...]:
        return ()


def not_text(value: Value) -> Message | None:
    """The finding that a value which should be text is something else."""
    return None if isinstance(value, str) else Message("answer.not_text")
