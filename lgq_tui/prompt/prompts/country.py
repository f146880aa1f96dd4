"""A country, by its name or code."""

from __future__ import annotations

from lgq_tui.core.definition import Item
from lgq_tui.prompt.prompts.prompt import Prompt


class Country(Prompt):
    """A country; Tab completes its name."""

    def words(self, item: Item) -> list[str]:
        from lgq_tui.core.answer_types.countries import countries

        return [name for _, name in countries()]
