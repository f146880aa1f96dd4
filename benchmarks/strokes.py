"""The key strokes by which a response is entered, worked out from the form alone: nobody looks at
the screen. Each knows whether it belongs to an answer, or comes beyond the answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import Path, item_path
from lgq_tui.core.response import IN_PROGRESS, Response
from lgq_tui.tui.fastkeys import REASON_KEYS


class Stroke(NamedTuple):
    """A key by its name, or the letter that it types; `beyond` if it is no part of an answer."""

    key: str
    beyond: bool = True


def typed(text: str) -> list[Stroke]:
    """A text, letter by letter."""
    return [Stroke(letter, beyond=False) for letter in text]


def beyond(*keys: str) -> list[Stroke]:
    """Keys that only lead from one answer to the next."""
    return [Stroke(key) for key in keys]


@dataclass
class Place:
    """One field that is asked: the strokes in it, and how the keys leave it.

    `on` is pressed to go on to the next field; `is_page_end` says that it is the last of its page.
    """

    strokes: list[Stroke] = field(default_factory=list)
    on: str = "enter"
    entries: int = 1
    is_answered: bool = False
    is_page_end: bool = False


def words(item: Item, value: Any) -> str:
    """A value as somebody types it."""
    return ANSWER_TYPES[item.type].format(value, item)


class Plan(ABC):
    """All that is pressed for a response; what differs from way to way is in the subclasses."""

    opens: Sequence[str] = ()
    """What is pressed before that, and counted in no way."""
    begin: Sequence[str] = ()
    line_break: Stroke
    leaves_lists = "tab"
    skips_pages = True

    def __init__(self, questionnaire: Questionnaire, response: Response) -> None:
        self.questionnaire = questionnaire
        self.response = response
        self.interview = Interview(questionnaire, response._replace(status=IN_PROGRESS))
        self.places = [*self._places()]

    @property
    def strokes(self) -> list[Stroke]:
        """All of them, in their order."""
        strokes = beyond(*self.begin)
        waiting: list[str] = []
        for place in self.places:
            if place.strokes:
                strokes += beyond(*waiting)
                waiting = []
            strokes += place.strokes
            waiting.append(place.on)
            if place.is_page_end:
                skips = self.skips_pages and len(waiting) > 1
                strokes += beyond(*(["pagedown"] if skips else waiting))
                waiting = []
        return strokes

    def _places(self) -> Iterator[Place]:
        for page in self.interview.pages:
            if page.items and self.interview.page_is_relevant(page):
                there = [one for item in page.items for one in self._within(item, (item.id,))]
                there[-1].is_page_end = True
                there[-1].on = self.page_end(there[-1].on)
                yield from there

    def _within(self, item: Item, path: Path) -> Iterator[Place]:
        if not self.interview.is_relevant(path):
            return
        if item.is_group and item.repeat:
            raise ValueError(f"{item.path}: a list of groups, which the LGQ has not")
        if item.is_group:
            for child in item.items:
                yield from self._within(child, (*path, child.id))
            return
        value, reason = self.interview.value(path), self.interview.missing(item_path(path))
        if reason is not None:
            yield Place(self.reason(item, reason), self.on, is_answered=True)
        elif item.repeat:
            yield self._listed(item, value or [])
        else:
            strokes = self.answer(item, value) if value is not None else []
            yield Place(strokes, self.on, is_answered=value is not None)

    on = "enter"

    def page_end(self, key: str) -> str:
        """What is pressed to leave the last field of a page."""
        return key

    def _listed(self, item: Item, values: Sequence[Any]) -> Place:
        strokes: list[Stroke] = []
        for number, value in enumerate(values):
            strokes += [*(beyond("enter") if number else ()), *self.answer(item, value)]
        if self.leaves_lists == "enter" and values:
            strokes += beyond("enter")  # to the empty entry, from where it goes on
        on = self.leaves_lists if values else self.on
        return Place(strokes, on, max(len(values), 1), bool(values))

    def answer(self, item: Item, value: Any) -> list[Stroke]:
        """What gives an answer, with the keys in its field."""
        if item.type == "yes_no":
            return typed("y" if value else "n")
        if item.type == "select_multiple":
            return self.ticks(item, [number for number, one in _numbered(item) if one in value])
        if item.type == "select_one":
            return self.ticks(item, [number for number, one in _numbered(item) if one == value])
        lines = words(item, value).split("\n")
        strokes = typed(lines[0])
        for line in lines[1:]:
            strokes += [self.line_break, *typed(line)]
        return strokes

    @abstractmethod
    def ticks(self, item: Item, numbers: Sequence[int]) -> list[Stroke]:
        """What chooses, by numbers that count from 1."""

    @abstractmethod
    def reason(self, item: Item, reason: str) -> list[Stroke]:
        """What says why there is no answer."""


def _numbered(item: Item) -> Iterator[tuple[int, str]]:
    return enumerate((choice.id for choice in item.choices), 1)


class Assisted(Plan):
    """By the fast keys; Tab leaves a list, PgDn what is left of a page without answers."""

    opens = ("3", "enter")  # it comes on paper
    begin = ("enter",)
    line_break = Stroke("ctrl+j", beyond=False)

    def ticks(self, item: Item, numbers: Sequence[int]) -> list[Stroke]:
        width = len(str(len(item.choices)))
        return [stroke for number in numbers for stroke in typed(f"{number:0{width}}")]

    def reason(self, item: Item, reason: str) -> list[Stroke]:
        [key] = [one for one in REASON_KEYS if one.reason == reason]
        return [Stroke(f"alt+{key.letter}", beyond=False)]


class OnlyEnter(Assisted):
    """By the fast keys with nothing to think about: Enter goes on, always."""

    leaves_lists = "enter"
    skips_pages = False


class Filling(Plan):
    """By the keys of the interview without assisted entry."""

    begin = ("pagedown",)
    line_break = Stroke("enter", beyond=False)
    on = "tab"

    def page_end(self, key: str) -> str:
        return "pagedown"

    def ticks(self, item: Item, numbers: Sequence[int]) -> list[Stroke]:
        if len(item.choices) < 10:
            return [stroke for number in numbers for stroke in typed(str(number))]
        strokes, at = [], 1
        for number in numbers:
            downs, digits = ["down"] * (number - at), [*str(number)]
            strokes += [*beyond(*min(downs, digits, key=len)), Stroke("space", beyond=False)]
            at = number
        return strokes

    def reason(self, item: Item, reason: str) -> list[Stroke]:
        number = item.missing_reasons.index(reason) + 1
        return [Stroke("f3"), Stroke(str(number), beyond=False)]


# A text editor ----------------------------------------------------------------------------------


_BOXES = ("yes_no", "select_one", "select_multiple")
"""Types with lines to tick below their place."""


class Editing:
    """Typed into the blank text form, from top to bottom, with vim and without leaving its insert
    mode: of the ways and editors that were tried, the one with the fewest keys.

    The line under the next place is two keys away: ^O and `n`, which repeats a search that was made
    once; with a number between them that many places are passed over. Text is typed there. A box is
    ticked in place, by putting `x` instead of the blank.
    """

    begin = (*r"/^\[[a-z]/+1", "enter", "i")

    def __init__(self, questionnaire: Questionnaire, response: Response, form: str) -> None:
        self.response = response
        self.interview = Interview(questionnaire, response._replace(status=IN_PROGRESS))
        self.items = questionnaire.by_path
        self.lines = form.split("\n")
        self.strokes = beyond(*self.begin)
        passed = 0
        for number, line in enumerate(self.lines):
            if line.startswith("[") and line[1:2].islower():
                passed += 1
                strokes = self._at(line[1:-1], number + 1)
                if strokes:
                    self.strokes += [*self._led_to(passed), *strokes]
                    passed = 0

    def _led_to(self, places: int) -> list[Stroke]:
        if len(self.strokes) == len(self.begin):
            places -= 1  # where the search has led already
        if not places:
            return []
        return beyond("ctrl+o", *(str(places) if places > 1 else ""), "n")

    def _at(self, path: str, line: int) -> list[Stroke]:
        item, at = self.items.get(path), tuple(path.split("."))
        if item is None or item.is_group:
            return []
        if path in self.response.missing:
            last = ["enter"] if item.type in _BOXES else []
            return [
                *beyond(*"@missing "),
                *typed(self.response.missing[path]),
                *beyond(*last),
            ]
        value = self.interview.value(at) if self.interview.is_relevant(at) else None
        if value is None:
            return []
        if item.type in _BOXES:
            return self._ticked(item, value, line)
        strokes: list[Stroke] = []
        for number, one in enumerate(value if item.repeat else [value]):
            strokes += beyond("enter") if number else []
            strokes += [
                Stroke("enter" if letter == "\n" else letter, beyond=False)
                for letter in words(item, one)
            ]
        return strokes

    def _ticked(self, item: Item, value: Any, line: int) -> list[Stroke]:
        if item.type == "yes_no":
            chosen = [not value]  # yes stands before no
        else:
            ids = value if isinstance(value, list) else [value]
            chosen = [one.id in ids for one in item.choices]
        boxes = [at for at, text in enumerate(self.lines[line:]) if text.startswith("[ ] ")]
        strokes: list[Stroke] = []
        at = 0
        for number, box in enumerate(boxes[: len(item.choices) or 2]):
            is_chosen = number == int(chosen[0]) if item.type == "yes_no" else chosen[number]
            if is_chosen:
                to_blank = ["backspace"] if strokes else ["right", "delete"]
                strokes += beyond(*["down"] * (box - at), *to_blank)
                strokes += typed("x")
                at = box
        return strokes
