"""What is the same for every type of answer that is typed on a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lgq_tui.core.answer_types import ANSWER_TYPES, AnswerType
from lgq_tui.core.definition import Item
from lgq_tui.locales.speech import say


class Prompt:
    """Asks for a value of one type, by its name."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def answer_type(self) -> AnswerType:
        return ANSWER_TYPES[self.name]

    def kind(self, item: Item) -> str:
        """What may be typed, in words."""
        return say(f"ask.kind.{self.name}")

    def choices(self, item: Item, value: Any, footnotes: Sequence[str]) -> list[str]:
        """What there is to choose, each in a line; nothing where one just types."""
        return []

    def words(self, item: Item) -> list[str]:
        """What Tab completes."""
        return []

    def parse(self, text: str, item: Item) -> Any:
        """Typed text as a value; None if blank; the text itself if it is no value."""
        return self.answer_type.parse(text, item)

    def typed(self, value: Any, item: Item) -> str:
        """A value as it is typed."""
        return self.answer_type.format(value, item)

    def told(self, value: Any, item: Item) -> str:
        """A value in words."""
        return self.answer_type.format(value, item)
