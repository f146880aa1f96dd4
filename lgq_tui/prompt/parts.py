"""What is asked one after the other on a page, given the answers so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from lgq_tui.core.definition import Item
from lgq_tui.core.interview import Interview
from lgq_tui.core.pages import Page
from lgq_tui.core.paths import Path


class Kind(StrEnum):
    """What an answer to a part does."""

    VALUE = "value"
    """It is the answer to an item, or one of those in a list."""
    NEXT = "next"
    """It is one more answer in a list; none ends the list."""
    MORE = "more"
    """It says whether there is one more group in a list of groups."""


class Part(NamedTuple):
    """One thing to ask; `path` leads to the answer, the next element of a list included."""

    path: Path
    item: Item
    kind: Kind = Kind.VALUE

    @property
    def is_entry(self) -> bool:
        """Whether it is an answer in a list."""
        return self.item.repeat and not self.item.is_group


def parts_of(interview: Interview, page: Page, begun: Path | None = None) -> list[Part]:
    """The parts of a page that are asked now, in order.

    `begun` is the path of an element of a list of groups that has no answer yet; so may those be
    that it is in.
    """
    questions = [item for item in page.items if item.detail_of is None]
    return [part for item in questions for part in _Walk(interview, begun).item(item, (item.id,))]


def after(part: Part, before: Sequence[Part], now: Sequence[Part]) -> Part | None:
    """What to ask after a part that stood among those of `before`; None at the end of the page."""
    places = {one.path: place for place, one in enumerate(now)}
    gone_through = before[: _place(part.path, before) + 1]
    for one in reversed(gone_through):
        if one.path in places:
            return next(iter(now[places[one.path] + 1 :]), None)
    return next(iter(now), None)


def ahead_of(part: Part, now: Sequence[Part]) -> Part | None:
    """What is asked before a part; None at the beginning of the page."""
    place = _place(part.path, now)
    return now[place - 1] if 0 < place < len(now) else None


def of(path: Path, now: Sequence[Part]) -> Part | None:
    """The part that asks for a path, or the first one in it; None where that is not asked.

    A path may leave out which element of a list it means; then it is the first.
    """
    exact = (part for part in now if part.path[: len(path)] == path)
    item = _items(path)
    any_of = (part for part in now if _items(part.path)[: len(item)] == item)
    return next(exact, None) or (next(any_of, None) if item == path else None)


def near(path: Path, now: Sequence[Part]) -> Part | None:
    """The part that asks for a path, or what comes nearest to that now.

    Where an element of a list is no more, it is what stands behind the elements that are left.
    """
    for length in range(len(path), 0, -1):
        found = [part for part in now if part.path[:length] == path[:length]]
        if found:
            is_gone = length < len(path) and isinstance(path[length], int)
            return found[-1] if is_gone else found[0]
    return None


def _items(path: Path) -> Path:
    return tuple(step for step in path if isinstance(step, str))


def _place(path: Path, parts: Sequence[Part]) -> int:
    return next((place for place, one in enumerate(parts) if one.path == path), len(parts))


class _Walk:
    def __init__(self, interview: Interview, begun: Path | None) -> None:
        self._interview = interview
        self._begun = begun

    def item(self, item: Item, path: Path) -> Iterator[Part]:
        if not self._interview.is_relevant(path):
            return
        if item.repeat:
            yield from self._list(item, path)
        elif item.is_group:
            yield from self._group(item, path)
        else:
            yield Part(path, item)
        yield from self._details(item)

    def _group(self, item: Item, path: Path) -> Iterator[Part]:
        for child in item.items:
            yield from self.item(child, (*path, child.id))

    def _list(self, item: Item, path: Path) -> Iterator[Part]:
        value = self._interview.value(path)
        count = len(value) if isinstance(value, list) else int(value is not None)
        if not item.is_group:
            yield from (Part((*path, index), item) for index in range(count))
            yield Part((*path, count), item, Kind.NEXT)
            return
        if self._begun is not None and self._begun[: len(path) + 1] == (*path, count):
            count += 1
        for index in range(count):
            yield from self._group(item, (*path, index))
        yield Part((*path, count), item, Kind.MORE)

    def _details(self, item: Item) -> Iterator[Part]:
        """What is asked about the choices of an item that are ticked."""
        question = self._interview.questionnaire.top_level[item.path.partition(".")[0]]
        for details in self._interview.questionnaire.details_of(question):
            if details.detail_of == item.path:
                yield from self.item(details, (details.id,))
