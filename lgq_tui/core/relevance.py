"""Which items are asked, given the answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lgq_tui.core.conditions import Always
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.paths import Path, instance, item_path, value_at


class Relevance:
    """Relevance over one state of the answers, worked out when asked for and remembered.

    An item is relevant when its group is and its condition holds. A condition sees only answers
    that are relevant themselves, so that a chain of follow-up questions closes as a whole.
    """

    def __init__(self, questionnaire: Questionnaire, answers: Mapping[str, Any]) -> None:
        self._items = questionnaire.by_path
        self.answers = answers
        self._known: dict[str, dict[Path, bool]] = {}

    def change(self, answers: Mapping[str, Any], touched: frozenset[str]) -> None:
        """Take over new answers, forgetting what is known of the touched top-level items."""
        self.answers = answers
        for top in touched:
            self._known.pop(top, None)

    def holds(self, path: Path) -> bool:
        """Whether the item at `path` is asked; an element of a list is asked as its list is."""
        if isinstance(path[-1], int):
            path = path[:-1]
        known = self._known.setdefault(str(path[0]), {})
        if path not in known:
            known[path] = self._work_out(path)
        return known[path]

    def lookup(self, item: str, at: Path) -> Any:
        """The relevant answer to `item` as seen from `at`, None where there is none."""
        path = instance(item, at)
        return value_at(self.answers, path) if self.holds(path) else None

    def _work_out(self, path: Path) -> bool:
        if len(path) > 1 and not self.holds(path[:-1]):
            return False
        condition = self._items[item_path(path)].relevant
        if isinstance(condition, Always):
            return True
        return condition.holds(lambda item: self.lookup(item, path))
