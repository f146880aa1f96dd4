"""The answers as a response file has them: in the order of the form, what is not asked aside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.paths import Path, from_text, item_path, value_at, with_value
from lgq_tui.core.relevance import Relevance
from lgq_tui.core.response import Answers, Response


class Snapshot:
    """The answers of an interview, arranged question by question as they change."""

    def __init__(self, questionnaire: Questionnaire, relevance: Relevance) -> None:
        self._items = questionnaire.top_level
        self._relevance = relevance
        # Every question has its place from the beginning, so that none has to be sorted in.
        self._arranged: dict[str, Any] = dict.fromkeys(self._items)
        self._aside: dict[str, dict[Path, Any]] = {}
        self._stale = set(self._items)

    def change(self, touched: frozenset[str]) -> None:
        """Forget what is known of the touched top-level items."""
        self._stale |= touched

    def answers(self) -> dict[str, Any]:
        """The answers to what is asked; those to unknown items come last."""
        self._renew()
        answers = {key: value for key, value in self._arranged.items() if value is not None}
        given = self._relevance.answers
        if len(given) > len(answers):
            answers.update((key, given[key]) for key in given.keys() - self._items.keys())
        return answers

    def aside(self) -> dict[Path, Any]:
        """The answers to what is not asked, the outermost place of each, by path."""
        self._renew()
        order = self._aside if len(self._aside) < 2 else filter(self._aside.get, self._items)
        return {path: value for top in order for path, value in self._aside[top].items()}

    def _renew(self) -> None:
        given = self._relevance.answers
        for top in self._stale & self._items.keys():
            aside: dict[Path, Any] = {}
            value = given.get(top)
            if value is not None:
                value = self._relevance.asked(self._items[top], (top,), value, aside)
            self._arranged[top] = value
            self._aside.pop(top, None)
            if aside:
                self._aside[top] = aside
        self._stale.clear()


def unfolded(questionnaire: Questionnaire, response: Response) -> tuple[Answers, dict[str, Any]]:
    """The answers of a response with those kept aside in their places, and what has no place."""
    answers: Any = response.answers
    rest: dict[str, Any] = {}
    for text, value in response.aside.items():
        path = from_text(text)
        if value is None or not _has_place(questionnaire, answers, path):
            rest[text] = value
        elif value_at(answers, path) is None:
            answers = with_value(answers, path, value) or {}
    return answers or {}, rest


def _has_place(questionnaire: Questionnaire, answers: Any, path: Path) -> bool:
    """Whether an answer can be put at `path`: an item, in elements of lists that are there."""
    if not path or item_path(path) not in questionnaire.by_path:
        return False
    return all(value_at(answers, place) is not None for place in _elements(path))


def _elements(path: Path) -> Iterator[Path]:
    return (path[: end + 1] for end, step in enumerate(path) if isinstance(step, int))
