"""What a response of an earlier round said, beside what is said now, and who has confirmed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from json import dumps
from typing import Any, NamedTuple

from lgq_tui.core.carried import CONFIRMED, Carried
from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.paths import Path, around, from_text
from lgq_tui.core.response import Response
from lgq_tui.core.rounds import Kept, Round
from lgq_tui.core.steps import CARRY, Change, Step


class Said(NamedTuple):
    """What was said to an item: the answer, or why there was none."""

    value: Any = None
    missing: str | None = None


class Earlier:
    """The earlier round of an interview; to confirm what it said is a step of the interview's.

    `there` says what there is now, `value` the answers of now, `is_relevant` what is asked;
    `commit` takes a step.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        there: Callable[[], Response],
        value: Callable[[Path], Any],
        is_relevant: Callable[[Path], bool],
        commit: Callable[[Step], None],
    ) -> None:
        self._questionnaire = questionnaire
        self._there = there
        self._value = value
        self._is_relevant = is_relevant
        self._commit = commit

    @property
    def round(self) -> Round | None:
        """What the earlier round said, None where there was none."""
        return self._there().previous

    def to_confirm(self) -> list[str]:
        """The items whose answers, or reasons, nobody has confirmed, in the order of the form;
        those that are not asked now are none."""
        carried = self._there().carried
        if not carried:
            return []
        return [
            item
            for item in self._questionnaire.by_path
            if item in carried and carried[item].is_open and self._is_relevant(from_text(item))
        ]

    def not_asked(self) -> list[str]:
        """The items of which something is to be confirmed that are not asked now."""
        items, listed = self._questionnaire.by_path, self._questionnaire.listed
        return [
            item
            for item, one in self._there().carried.items()
            if one.is_open and item in items and item not in listed
            if not self._is_relevant(from_text(item))
        ]

    def open_on(self, item: str) -> str | None:
        """Of an item, or else a group around it, that which is to be confirmed; None for none."""
        carried = self._there().carried
        if not carried:
            return None
        return next((one for one in around(item) if one in carried and carried[one].is_open), None)

    def confirm(self, item: str, by: str, at: str) -> None:
        """Say that what the earlier round said to an item is so still; `at` is ISO 8601, UTC."""
        old = self._there().carried.get(item)
        if old is not None and old.is_open:
            change = Change(CARRY, (item,), old, Carried(CONFIRMED, by, at))
            self._commit(Step(from_text(item), (change,)))

    def said(self, item: str) -> Said | None:
        """What was said to an item, None where nothing was."""
        earlier = self.round
        if earlier is None or (item not in earlier.answers and item not in earlier.missing):
            return None
        return Said(earlier.answers.get(item), earlier.missing.get(item))

    def differs(self, item: str) -> Said | None:
        """The same, where something else is said now, or nothing."""
        said = self.said(item)
        if said is None:
            return None
        now = Said(self._value(from_text(item)), self._there().missing.get(item))
        return said if _in_order(now) != _in_order(said) else None

    def may_belong(self, item: str) -> list[tuple[str, Kept]]:
        """What is kept, by its path then, that may be about an item which has no answer now."""
        earlier = self.round
        if earlier is None or self._value(from_text(item)) is not None:
            return []
        return [(path, kept) for path, kept in earlier.kept.items() if item in kept.to]

    def changed_in(self, item: Item) -> Iterator[tuple[Item, Said]]:
        """The same of an item and of all in it, where that is asked."""
        if self.round is None:
            return
        for inner in item.walk():
            said = self.differs(inner.path)
            if said is not None and self._is_relevant(from_text(inner.path)):
                yield inner, said


def _in_order(said: Said) -> str:
    """What is said, whatever the order of the parts of a group."""
    return dumps([*said], sort_keys=True, default=str)
