"""Yes or no, and choices by their numbers or words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item
from lgq_tui.core.wording import plain
from lgq_tui.locales.speech import say
from lgq_tui.prompt.prompts.prompt import Prompt
from lgq_tui.prompt.wordings import worded


class YesNo(Prompt):
    """Yes or no, in the words of the interface's language or in English."""

    def words(self, item: Item) -> list[str]:
        return [self._word(True), self._word(False)]

    def parse(self, text: str, item: Item) -> Any:
        for value in (True, False):
            if text.strip().casefold() == self._word(value):
                return value
        return super().parse(text, item)

    def typed(self, value: Any, item: Item) -> str:
        return self._word(value) if isinstance(value, bool) else super().typed(value, item)

    def told(self, value: Any, item: Item) -> str:
        return self.typed(value, item)

    def _word(self, value: bool) -> str:
        return say("choice.yes" if value else "choice.no").casefold()


class SelectOne(Prompt):
    """One choice, by its number or its words."""

    def choices(self, item: Item, value: Any, footnotes: Sequence[str]) -> list[str]:
        lines = []
        for number, choice in enumerate(item.choices, 1):
            label = worded(choice.label, footnotes)
            if choice.since:
                label = f"{label} {say('question.new')}"
            if self.chosen(value, choice.id):
                label = say("ask.chosen", label=label)
            hint = f" {worded(choice.hint, footnotes)}" if choice.hint else ""
            lines.append(f"{number}. {label}{hint}")
        return lines

    def words(self, item: Item) -> list[str]:
        return [plain(choice.label) for choice in item.choices]

    def chosen(self, value: Any, choice: str) -> bool:
        """Whether a choice is among those of a value."""
        return bool(value == choice)

    def typed(self, value: Any, item: Item) -> str:
        if not isinstance(value, str):
            return super().typed(value, item)
        return self._number(value, item)

    def _number(self, choice: Any, item: Item) -> str:
        """A choice by its number; by its id where the number would be read as another one."""
        ids = [one.id for one in item.choices]
        if choice not in ids:
            return str(choice)
        number = str(ids.index(choice) + 1)
        return number if ANSWER_TYPES["select_one"].parse(number, item) == choice else str(choice)


class SelectMultiple(SelectOne):
    """Choices, by their numbers or their words."""

    def chosen(self, value: Any, choice: str) -> bool:
        return isinstance(value, list) and choice in value

    def typed(self, value: Any, item: Item) -> str:
        if not isinstance(value, list):
            return super().typed(value, item)
        numbers = ", ".join(self._number(choice, item) for choice in value)
        same = self.parse(numbers, item) == value
        return numbers if same else self.answer_type.format(value, item)
