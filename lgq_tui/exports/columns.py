"""Many responses as a table: a column an item, a row a response."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.conditions import is_number
from lgq_tui.core.definition import Item, Questionnaire, Section
from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import Path
from lgq_tui.exports.changes import words_of

BESIDE = ("status", "modified", "file", "missing")
"""The columns of what is no answer, behind those that say who a response is about."""

Cell = str | int | float | None
"""A number stays one; everything else is text."""


class Column(NamedTuple):
    """An item that has answers of its own."""

    item: Item
    section: Section


def columns_of(questionnaire: Questionnaire) -> tuple[Column, ...]:
    """Those of a questionnaire: who it is about first, then the rest in the order of the form."""
    found = {
        item.path: Column(item, section)
        for section in questionnaire.sections
        for top in section.items
        for item in top.walk()
        if not item.is_group
    }
    about = {path: found[path] for path in questionnaire.subject}
    return tuple((about | found).values())


def names_of(questionnaire: Questionnaire) -> list[str]:
    """The names above the cells of `row_of`."""
    paths = [column.item.path for column in columns_of(questionnaire)]
    about = len(questionnaire.subject)
    return [*paths[:about], *BESIDE, *paths[about:]]


def row_of(interview: Interview, columns: tuple[Column, ...], file: str) -> list[Cell]:
    """The cells of one response."""
    answers = [cell_of(interview, column.item) for column in columns]
    about = len(interview.questionnaire.subject)
    response = interview.response
    missing = "; ".join(f"{item}: {reason}" for item, reason in response.missing.items())
    beside = [response.status, response.modified, file, missing or None]
    return [*answers[:about], *beside, *answers[about:]]


def cell_of(interview: Interview, item: Item) -> Cell:
    """All that was answered to an item: of a list an entry a line, of one in a list one for each
    entry around it."""
    paths = list(_places(interview, item))
    if len(paths) == 1 and not item.repeat:
        return _cell(item, _asked(interview, paths[0]))
    values: list[Any] = [_asked(interview, path) for path in paths]
    if len(paths) == 1 and isinstance(values[0], list):
        return "\n".join(words_of(item._replace(repeat=False), one) for one in values[0]) or None
    lines = [words_of(item, value) for value in values]
    return "\n".join(lines) if any(lines) else None


def _cell(item: Item, value: Any) -> Cell:
    if is_number(value):
        return value  # type: ignore[no-any-return]
    return ANSWER_TYPES[item.type].format(value, item) or None


def _asked(interview: Interview, path: Path) -> Any:
    return interview.value(path) if interview.is_relevant(path) else None


def _count(interview: Interview, path: Path) -> int:
    entries = interview.value(path)
    return len(entries) if isinstance(entries, list) else 0


def _places(interview: Interview, item: Item) -> Iterator[Path]:
    """Where an item is answered, once for each entry of the lists around it."""
    waiting: list[Path] = [()]
    *outer, last = item.path.split(".")
    for end, name in enumerate(outer, 1):
        waiting = [(*path, name) for path in waiting]
        if interview.questionnaire.by_path[".".join(outer[:end])].repeat:
            waiting = [
                (*path, index) for path in waiting for index in range(_count(interview, path))
            ]
    return ((*path, last) for path in waiting)
