"""Which items are asked, given the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lgq_tui.core.conditions import Always
from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.paths import Path, around, instance, item_path, value_at


class Relevance:
    """Relevance over one state of the answers, worked out when asked for and remembered.

    An item is relevant when its group is and its condition holds. A condition sees only answers
    that are relevant themselves, so that a chain of follow-up questions closes as a whole.
    """

    def __init__(self, questionnaire: Questionnaire, answers: Mapping[str, Any]) -> None:
        self._items = questionnaire.by_path
        self.answers = answers
        self._known: dict[str, dict[Path, bool]] = {}
        self._busy: set[Path] = set()

    def change(self, answers: Mapping[str, Any], touched: frozenset[str]) -> None:
        """Take over new answers, forgetting what is known of the touched top-level items."""
        self.answers = answers
        for top in touched:
            self._known.pop(top, None)

    def holds(self, path: Path) -> bool:
        """Whether the item at `path` is asked; an element of a list is asked as its list is."""
        if isinstance(path[-1], int):
            path = path[:-1]
        known = self._of(path).get(path)
        if known is not None:
            return known
        if len(path) == 1 and isinstance(self._items[str(path[0])].relevant, Always):
            return True
        # What is looked at as part of a group that it looks at itself does not count against it.
        return path in self._busy or self._settle(path)

    def lookup(self, item: str, at: Path) -> Any:
        """The relevant answer to `item` as seen from `at`, None where there is none."""
        path = instance(item, at)
        value = value_at(self.answers, path)
        if value is None or not self.holds(path):
            return None
        return self.asked(self._items[item], path, value)

    def asked(
        self, item: Item, path: Path, value: Any, aside: dict[Path, Any] | None = None
    ) -> Any:
        """What is asked for in the value at a path, in the order of the form; None for nothing.

        The rest, the outermost place of each answer, is put into `aside`.
        """
        if not self.holds(path):
            if aside is not None:
                aside[path] = value
            return None
        if not item.is_group:
            return value
        if not item.repeat:
            return self._asked_in(item, path, value, aside) or (None if value else value)
        if not isinstance(value, list):
            return value
        # An element that has lost all stays, so that those behind it keep their places.
        return [
            self._asked_in(item, (*path, index), element, aside)
            for index, element in enumerate(value)
        ]

    def _asked_in(self, item: Item, path: Path, value: Any, aside: dict[Path, Any] | None) -> Any:
        if not isinstance(value, Mapping):
            return value
        parts = {
            child.id: self.asked(child, (*path, child.id), value[child.id], aside)
            for child in item.items
            if child.id in value
        }
        found = {key: part for key, part in parts.items() if part is not None}
        return found | {key: part for key, part in value.items() if key not in parts}

    def _of(self, path: Path) -> dict[Path, bool]:
        """What is known of the top-level item on a path."""
        return self._known.setdefault(str(path[0]), {})

    def _settle(self, path: Path) -> bool:
        """Work out what a path hangs on, then the path itself.

        One after the other and not by recursion: a chain of follow-up questions may be long.
        """
        waiting = [path]
        while waiting:
            current = waiting[-1]
            first = [place for place in self._needed(current) if self._is_open(place)]
            if first:
                waiting.extend(first)
                continue
            self._busy.add(current)
            self._of(current)[current] = self._work_out(current)
            self._busy.discard(current)
            waiting.pop()
        return self._of(path)[path]

    def _is_open(self, path: Path) -> bool:
        return path not in self._of(path) and path not in self._busy

    def _needed(self, path: Path) -> Iterator[Path]:
        """The items that the relevance of an item hangs on: its group, what its condition names."""
        if len(path) > 1:
            yield path[:-2] if isinstance(path[-2], int) else path[:-1]
        for ref in self._items[item_path(path)].relevant.refs():
            yield instance(ref, path)

    def _work_out(self, path: Path) -> bool:
        if len(path) > 1 and not self.holds(path[:-1]):
            return False
        condition = self._items[item_path(path)].relevant
        return condition.holds(lambda item: self.lookup(item, path))


def in_whole_groups(questionnaire: Questionnaire) -> frozenset[str]:
    """The items in groups that are judged as a whole, by a constraint or in a condition.

    In a file an answer among them that is not asked would change what is found; it is an error
    there, whatever the status.
    """
    items = questionnaire.by_path
    whole = {path for path, item in items.items() if item.is_group and item.constraint}
    for item in items.values():
        whole.update(ref for ref in item.relevant.refs() if items[ref].is_group)
    return frozenset(path for path in items if not whole.isdisjoint(around(path)[1:]))
