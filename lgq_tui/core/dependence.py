"""Which questions hang on which: where relevance or problems may change with an answer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.paths import top_of


class Dependence:
    """The conditions of a questionnaire, read the other way: from an answer to who looks at it."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._known: dict[str, frozenset[str]] = {}

    def touched(self, tops: Iterable[str]) -> frozenset[str]:
        """The given top-level items and all that look at them, however indirectly."""
        return frozenset().union(*map(self._touched_by, tops))

    def _touched_by(self, top: str) -> frozenset[str]:
        if top not in self._known:
            found = {top}
            waiting = [top]
            while waiting:
                new = self._direct.get(waiting.pop(), set()) - found
                found |= new
                waiting.extend(new)
            self._known[top] = frozenset(found)
        return self._known[top]

    @cached_property
    def _direct(self) -> dict[str, set[str]]:
        """For each top-level item those with a condition on something in it."""
        direct: dict[str, set[str]] = {}
        for item in self._questionnaire.by_path.values():
            for ref in _refs(item):
                direct.setdefault(top_of(ref), set()).add(top_of(item.path))
        return direct


def _refs(item: Item) -> frozenset[str]:
    conditions = (item.relevant, *(check.when for check in item.warnings))
    return frozenset().union(*(condition.refs() for condition in conditions))
