"""Choosing: yes or no, one of several, several of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from textual import events
from textual.content import Content

from lgq_tui.core.definition import Choice, Item
from lgq_tui.core.paths import Path
from lgq_tui.locales.speech import say
from lgq_tui.tui.contents import DIM, content, hanging, joined, undimmed
from lgq_tui.tui.controls.control import Control
from lgq_tui.tui.page.block import Line, fitted
from lgq_tui.tui.signs import HERE

_MARKS = {False: ("( )", "(•)"), True: ("[ ]", "[x]")}
_GAP = "   "
_LETTER = re.compile(r"\(?([a-z])[).] ", re.IGNORECASE)
"""A letter at the beginning of a label, as forms have them: `a) Yes, all of them`."""


class Option(NamedTuple):
    """One thing to choose: the value that it stands for, and what is shown of it."""

    value: Any
    label: Content
    exclusive: bool = False
    hint: Content | None = None


class Choices(Control):
    """Options under each other, marked as chosen or not.

    Up, down, Home and End move, space or Enter chooses, Delete takes the choice back. A digit
    chooses directly where there are at most nine; else it moves, and so do two digits. Who types
    without looking chooses by the whole number: as many digits as the last option has.
    """

    multiple = False

    def start(self, value: Any) -> None:
        self._value = value
        self._options = self.options(self.item)
        self._details = self.part.details_of_choices() if self.part is not None else {}
        """Where the first detail is of choices that ask for some, once they are chosen."""
        self._cursor = self._first_chosen()
        self._digits = ""
        """The digits that were typed last."""
        self._letters = self._own_letters() if self.page.is_assisted else []
        """The letters that choose, one for each option, where the form has them."""
        self._owners: list[int] = []
        """The option of each line."""

    def options(self, item: Item) -> list[Option]:
        """What can be chosen."""
        return [_option(choice, self.page.footnotes) for choice in item.choices]

    def _own_letters(self) -> list[str]:
        found = [_LETTER.match(option.label.plain) for option in self._options]
        letters = [match[1].casefold() for match in found if match]
        return letters if len({*letters}) == len(self._options) else []

    # --- the value -----------------------------------------------------------------------------

    @property
    def value(self) -> Any:
        return self._value

    def show(self, value: Any) -> None:
        if self._is(value):
            return
        self._value = value
        if not self.is_current:
            self._cursor = self._first_chosen()
        self.changed()

    def _is(self, value: Any) -> bool:
        return type(value) is type(self._value) and bool(value == self._value)

    def _chosen(self, option: Option) -> bool:
        return self._is(option.value)

    def _first_chosen(self) -> int:
        chosen = (index for index, option in enumerate(self._options) if self._chosen(option))
        return next(chosen, 0)

    def _choose(self, index: int) -> None:
        self._cursor = index
        self._take(self._options[index].value)

    def _take(self, value: Any) -> None:
        if not self._is(value):
            self._value = value
            self.tell()
            self.leave()
        self.changed()

    # --- keys and mouse ------------------------------------------------------------------------

    def key(self, event: events.Key) -> bool:
        if event.character and event.character.isdecimal() and event.character.isascii():
            return self._digit(event.character)
        self._digits = ""
        if self.means(event.character or ""):
            self._choose(self._letters.index((event.character or "").casefold()))
        elif event.key in ("up", "down"):
            self._move(1 if event.key == "down" else -1)
        elif event.key in ("home", "end"):
            self._point(0 if event.key == "home" else len(self._options) - 1)
        elif event.key in ("space", "enter"):
            self._choose(self._cursor)
        elif event.key in ("delete", "backspace"):
            self._take(None)
        else:
            return False
        return True

    def means(self, letter: str) -> bool:
        return letter.casefold() in self._letters

    def settle(self) -> None:
        digits, self._digits = self._digits, ""
        if self.page.is_assisted and 1 <= int(digits or 0) <= len(self._options):
            self._choose(int(digits) - 1)

    def end(self) -> None:
        self._digits = ""
        super().end()

    def written_at(self) -> Path | None:
        option = self._options[self._cursor]
        return self._details[option.value] if self._asks_for_details(option) else None

    def _asks_for_details(self, option: Option) -> bool:
        return self._chosen(option) and option.value in self._details

    def _move(self, by: int) -> None:
        if 0 <= self._cursor + by < len(self._options):
            self._point(self._cursor + by)
        else:
            self.page.step(by)

    def _point(self, index: int) -> None:
        self._cursor = index
        self.changed()
        self.page.see(self)

    def _digit(self, digit: str) -> bool:
        count = len(self._options)
        if self.page.is_assisted or count < 10:
            return self._number(self._digits + digit)
        # With ten options and more, a digit may be the first of two: it moves, space chooses.
        digits = next(
            (one for one in (self._digits + digit, digit) if 1 <= int(one) <= count), None
        )
        if digits is None:
            return False
        self._digits = digits
        self._point(int(digits) - 1)
        return True

    def _number(self, digits: str) -> bool:
        """Choose by a number, once it has as many digits as that of the last option."""
        is_whole = len(digits) == len(str(len(self._options)))
        self._digits = "" if is_whole else digits
        is_there = 1 <= int(digits) <= len(self._options)
        if is_there:
            self._point(int(digits) - 1)
        if is_there and is_whole:
            self._choose(self._cursor)
        return is_there or not is_whole

    def click_control(self, x: int, y: int) -> None:
        if 0 <= y < len(self._owners):
            self._choose(self._owners[y])

    # --- drawing -------------------------------------------------------------------------------

    def draw_control(self, width: int) -> list[Line]:
        lines: list[Line] = []
        self._owners = []
        for index, option in enumerate(self._options):
            look = "cursor" if self._is_at(index) else ""
            label = option.label
            if self._asks_for_details(option):
                label = joined(label, (f" {say('choice.below')}", DIM))
            if option.hint is not None:
                label = joined(label, "\n", option.hint)
            if look:
                label = undimmed(label)
            number = self._shown_number(index)
            mark = joined((number, DIM), self._mark(index))
            if look:
                mark = undimmed(mark)
            for line in hanging(label, width, mark, len(number) + 4):
                lines.append([(fitted(line, width), look)])
                self._owners.append(index)
        return lines

    def _shown_number(self, index: int) -> str:
        """What chooses an option by its number, for who types without looking."""
        if not self.page.is_assisted:
            return ""
        return f"{index + 1:0{len(str(len(self._options)))}} "

    def _is_at(self, index: int) -> bool:
        """Whether the keys are at an option."""
        return self.is_current and index == self._cursor

    def _mark(self, index: int) -> str:
        """Whether an option is chosen, and whether the keys are there."""
        mark = _MARKS[self.multiple][self._chosen(self._options[index])]
        return f"{mark}{HERE if self._is_at(index) else ' '}"

    def matters(self) -> tuple[int, int]:
        owned = [line for line, index in enumerate(self._owners) if index == self._cursor]
        return (owned[0], len(owned)) if owned else super().matters()


class SelectOne(Choices):
    """One of several."""


class SelectMultiple(Choices):
    """Several of several; one that excludes the others takes their marks away."""

    multiple = True

    def _chosen(self, option: Option) -> bool:
        return isinstance(self._value, list) and option.value in self._value

    def _choose(self, index: int) -> None:
        self._cursor = index
        option = self._options[index]
        if self._chosen(option):
            chosen = [one for one in self._options if self._chosen(one) and one is not option]
        elif option.exclusive:
            chosen = [option]
        else:
            chosen = [
                one
                for one in self._options
                if one is option or (self._chosen(one) and not one.exclusive)
            ]
        self._take([one.value for one in chosen] or None)


class YesNo(Choices):
    """Yes or no, beside each other; y and n answer, left and right move."""

    def options(self, item: Item) -> list[Option]:
        return [
            Option(True, Content(say("choice.yes"))),
            Option(False, Content(say("choice.no"))),
        ]

    def key(self, event: events.Key) -> bool:
        letters = [option.label.plain[:1].casefold() for option in self._options]
        typed = (event.character or "").casefold()
        if typed in letters:
            self._choose(letters.index(typed))
        elif event.key in ("left", "right"):
            self._point(int(event.key == "right"))
        elif event.key in ("up", "down"):
            self.page.step(1 if event.key == "down" else -1)
        else:
            return super().key(event)
        return True

    def click_control(self, x: int, y: int) -> None:
        first = self._piece(0).cell_length
        if x < first:
            self._choose(0)
        elif 0 <= x - first - len(_GAP) < self._piece(1).cell_length:
            self._choose(1)

    def draw_control(self, width: int) -> list[Line]:
        self._owners = []
        yes, no = ((self._piece(index), "cursor" if self._is_at(index) else "") for index in (0, 1))
        return [[yes, (Content(_GAP), ""), no]]

    def _piece(self, index: int) -> Content:
        return joined(self._mark(index), self._options[index].label, " ")


def _option(choice: Choice, footnotes: Sequence[str]) -> Option:
    label = content(choice.label, footnotes)
    if choice.since:
        label = joined(label, f" {say('question.new')}")
    hint = content(choice.hint, footnotes).stylize(DIM) if choice.hint else None
    return Option(choice.id, label, choice.exclusive, hint)
