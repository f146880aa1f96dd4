"""Choosing: yes or no, one of several, several of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip

from lgq_tui.core.definition import Choice, Item
from lgq_tui.locales.speech import say
from lgq_tui.tui.contents import content, hanging, joined
from lgq_tui.tui.controls.control import Control

_MARKS = {False: ("( ) ", "(•) "), True: ("[ ] ", "[x] ")}
_GAP = "   "


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: the value that it stands for, and what is shown of it."""

    value: Any
    label: Content
    exclusive: bool = False


class Choices(Control, can_focus=True):
    """Options under each other, marked as chosen or not.

    Up and down move, space or Enter chooses, digits choose directly, Delete takes the choice back.
    """

    multiple = False
    COMPONENT_CLASSES = {"choices--cursor", "choices--chosen"}
    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("space,enter", "choose", show=False),
        Binding("delete,backspace", "clear", show=False),
    ]

    def __init__(self, item: Item, value: Any = None, footnotes: Sequence[str] = ()) -> None:
        super().__init__(item, value, footnotes)
        self._value = value
        self._options = self.options(item)
        self._cursor = self._first_chosen()
        self._lines: list[tuple[int, Content]] = []
        self._drawn_for: tuple[int, str] = (-1, "")

    def options(self, item: Item) -> list[Option]:
        """What can be chosen."""
        return [_option(choice, self.footnotes) for choice in item.choices]

    # --- the value -----------------------------------------------------------------------------

    @property
    def value(self) -> Any:
        return self._value

    def show(self, value: Any) -> None:
        self._value = value
        self._cursor = self._first_chosen() if not self.has_focus else self._cursor
        self.refresh()

    def _chosen(self, option: Option) -> bool:
        return type(self._value) is type(option.value) and bool(self._value == option.value)

    def _first_chosen(self) -> int:
        chosen = (index for index, option in enumerate(self._options) if self._chosen(option))
        return next(chosen, 0)

    def _choose(self, index: int) -> None:
        self._cursor = index
        self._tell(self._options[index].value)

    def _tell(self, value: Any) -> None:
        if value != self._value or type(value) is not type(self._value):
            self._value = value
            self.post_message(self.Changed(self))
            self.post_message(self.Left(self))
        self.refresh()

    # --- keys and mouse ------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        index = self._cursor + by
        if 0 <= index < len(self._options):
            self._cursor = index
            self.refresh()
            self._see()
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_choose(self) -> None:
        self._choose(self._cursor)

    def action_clear(self) -> None:
        self._tell(None)

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isdecimal() and event.character.isascii():
            index = int(event.character) - 1
            # With ten options and more, a digit may be the first of two: it moves, space chooses.
            if 0 <= index < len(self._options):
                event.stop()
                if len(self._options) < 10:
                    self._choose(index)
                else:
                    self._cursor = index
                    self.refresh()
                    self._see()

    def on_click(self, event: events.Click) -> None:
        line = event.y
        if 0 <= line < len(self._lines):
            self._choose(self._lines[line][0])

    # --- drawing -------------------------------------------------------------------------------

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lay_out(width))

    def render_line(self, y: int) -> Strip:
        lines = self._lay_out(self.size.width)
        if y >= len(lines):
            return Strip.blank(self.size.width, self.rich_style)
        index, line = lines[y]
        on_cursor = self.has_focus and index == self._cursor
        style = self.get_visual_style(*(["choices--cursor"] if on_cursor else []))
        strip = Strip(line.render_segments(style), line.cell_length)
        return strip.adjust_cell_length(self.size.width, style.rich_style)

    def _lay_out(self, width: int) -> list[tuple[int, Content]]:
        """Each line with the index of its option."""
        marks = "".join(str(int(self._chosen(option))) for option in self._options)
        if self._drawn_for != (width, marks):
            self._drawn_for = (width, marks)
            self._lines = [
                (index, line)
                for index, option in enumerate(self._options)
                for line in hanging(option.label, width, self._mark(option), 4)
            ]
        return self._lines

    def _mark(self, option: Option) -> str:
        return _MARKS[self.multiple][self._chosen(option)]

    def _see(self) -> None:
        """Scroll the page so that the lines of the cursor are seen."""
        rows = [row for row, (index, _) in enumerate(self._lines) if index == self._cursor]
        page = next((one for one in self.ancestors if isinstance(one, VerticalScroll)), None)
        if rows and page is not None:
            corner = self.region.offset - page.content_region.offset + page.scroll_offset
            region = Region(0, rows[0], self.size.width, len(rows)).translate(corner)
            page.scroll_to_region(region, animate=False, force=True)

    def on_focus(self) -> None:
        self.refresh()
        self.call_after_refresh(self._see)

    def on_blur(self) -> None:
        self.refresh()
        self.post_message(self.Left(self))


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
        self._tell([one.value for one in chosen] or None)


class YesNo(Choices):
    """Yes or no, beside each other; y and n answer, left and right move."""

    BINDINGS = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("up", "leave(-1)", show=False),
        Binding("down", "leave(1)", show=False),
    ]

    def options(self, item: Item) -> list[Option]:
        return [
            Option(True, Content(say("choice.yes"))),
            Option(False, Content(say("choice.no"))),
        ]

    def action_move(self, by: int) -> None:
        self._cursor = max(0, min(1, self._cursor + by))
        self.refresh()

    def action_leave(self, by: int) -> None:
        (self.screen.focus_next if by > 0 else self.screen.focus_previous)()

    def on_key(self, event: events.Key) -> None:
        letters = [option.label.plain[:1].casefold() for option in self._options]
        typed = (event.character or "").casefold()
        if typed in letters:
            event.stop()
            self._choose(letters.index(typed))

    def on_click(self, event: events.Click) -> None:
        event.prevent_default()
        first = self._piece(self._options[0]).cell_length
        if event.x < first:
            self._choose(0)
        elif event.x < first + len(_GAP) + self._piece(self._options[1]).cell_length:
            self._choose(1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1

    def render_line(self, y: int) -> Strip:
        style = self.get_visual_style()
        pieces = []
        for index, option in enumerate(self._options):
            on_cursor = self.has_focus and index == self._cursor
            cursor = self.get_visual_style("choices--cursor")
            piece = self._piece(option)
            pieces += piece.render_segments(cursor if on_cursor else style)
            pieces += Content(_GAP).render_segments(style)
        return Strip(pieces).adjust_cell_length(self.size.width, style.rich_style)

    def _piece(self, option: Option) -> Content:
        return joined(self._mark(option), option.label, " ")


def _option(choice: Choice, footnotes: Sequence[str]) -> Option:
    label = content(choice.label, footnotes)
    if choice.since:
        label = joined(label, f" {say('question.new')}")
    return Option(choice.id, label, choice.exclusive)
