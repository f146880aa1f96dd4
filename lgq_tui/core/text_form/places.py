"""Which places of a questionnaire an answer, or what is said about one, can stand at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lgq_tui.core.definition import GROUP, Item, Questionnaire
from lgq_tui.core.paths import Path, as_text, from_text

_BY_ELEMENT = frozenset({GROUP, "paragraph", "select_multiple"})


def by_element(item: Item) -> bool:
    """Whether each entry of a list has a place of its own, as one line does not hold it."""
    return item.repeat and item.type in _BY_ELEMENT


class Place(NamedTuple):
    """An item, and where it stands. It is `general` where it is a part of a list and no entry of
    that is named: something may be said about it there, and nothing answered."""

    path: Path
    item: Item
    general: bool = False

    @property
    def key(self) -> str:
        """The path as it stands in the text."""
        return as_text(self.path)

    @property
    def is_in_list(self) -> bool:
        """Whether it is an entry of a list, or in one."""
        return any(isinstance(step, int) for step in self.path)

    @property
    def is_one_answer(self) -> bool:
        """Whether lines of an answer may stand here."""
        if self.general:
            return False
        if by_element(self.item):
            return isinstance(self.path[-1], int) and not self.item.is_group
        return not self.item.is_group


def place_of(questionnaire: Questionnaire, text: str) -> Place | None:
    """The place that a path in the text names, None where there is no such place."""
    path = from_text(text)
    if not path or as_text(path) != text:
        return None
    inside: Mapping[str, Item] = questionnaire.top_level
    item: Item | None = None
    counted = general = False
    for step in path:
        if isinstance(step, int):
            if item is None or counted or general or not by_element(item):
                return None
            counted = True
            continue
        if item is not None:
            general = general or (item.repeat and not counted)
            inside = {part.id: part for part in item.items}
        item, counted = inside.get(step), False
        if item is None:
            return None
    return Place(path, item, general) if item is not None else None
