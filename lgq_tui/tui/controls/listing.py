"""A list of answers to one item: add, remove, reorder, paste several at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from textual.content import Content

from lgq_tui.core.definition import Item
from lgq_tui.locales.speech import say
from lgq_tui.tui.controls.control import Control
from lgq_tui.tui.page.block import Block, Line, Page

if TYPE_CHECKING:
    from lgq_tui.tui.page.parts import Part


class Listed(Control):
    """Entries under each other, each in the control of its answer type.

    Enter goes to the next entry, and behind the last one that is filled adds another. Alt with up
    and down moves an entry, Alt+Delete or Backspace in an empty one removes it.
    """

    def __init__(
        self, page: Page, item: Item, value: Any, part: Part | None, make: type[Control]
    ) -> None:
        super().__init__(page, item, value, part)
        self._make = make
        self.entries = [self._entry(one) for one in _given(value) or [None]]
        self.more = More(page, part, self)

    def blocks(self) -> Iterator[Block]:
        for entry in self.entries:
            yield from entry.blocks()
        yield self.more

    @property
    def entry(self) -> Block:
        return self.entries[0].entry

    # --- the value -----------------------------------------------------------------------------

    @property
    def value(self) -> list[Any] | None:
        return [value for entry in self.entries if (value := entry.value) is not None] or None

    def show(self, value: Any) -> None:
        if value == self.value:
            return
        given = _given(value) or [None]
        filled = [entry for entry in self.entries if entry.value is not None]
        if len(filled) == len(given):
            # Empty ones stay: a person may be about to write in one.
            for entry, one in zip(filled, given, strict=True):
                entry.show(one)
            return
        for entry, one in zip(self.entries, given, strict=False):
            entry.show(one)
        gone = self.entries[len(given) :]
        self.entries = [
            *self.entries[: len(given)],
            *(self._entry(one) for one in given[len(self.entries) :]),
        ]
        if any(entry.is_current for entry in gone):
            self.page.give_keys(self.entries[-1])
        self.page.draw_again()

    def edit_whole(self) -> str | None:
        entry = self._current()
        return entry.edit_whole() if entry is not None else None

    def _entry(self, value: Any) -> Control:
        return self._make(self.page, self.item, value, self.part, self)

    def _current(self) -> Control | None:
        return next((entry for entry in self.entries if entry.is_current), None)

    # --- what people do ------------------------------------------------------------------------

    def go_on_from(self, entry: Control, by: int, enter: bool) -> bool:
        """Enter, up or down in an entry; whether there was a use for it."""
        index = self.entries.index(entry) + by
        if enter and index == len(self.entries) and self.entries[-1].value is not None:
            self.add()
        elif 0 <= index < len(self.entries):
            self.page.give_keys(self.entries[index])
        else:
            return False
        return True

    def add(self) -> None:
        """Have an empty entry at the end, with the keys in it."""
        if self.entries[-1].value is not None:
            self.entries.append(self._entry(None))
            self.page.draw_again()
        self.page.give_keys(self.entries[-1])

    def take(self, entry: Control, lines: list[str]) -> None:
        """Have an entry for each of some lines, behind one that has the keys."""
        made = [self._entry(self.answer_type.parse(line, self.item)) for line in lines]
        index = self.entries.index(entry)
        empty = entry.value is None
        self.entries[index + 1 : index + 1] = made
        self.page.draw_again()
        self.page.give_keys(made[-1])
        if empty:
            self.entries.remove(entry)
        self._arranged()

    def can_drop(self) -> bool:
        """Whether the entry with the keys is empty, and not the only one."""
        entry = self._current()
        return entry is not None and entry.value is None and len(self.entries) > 1

    def arrange(self, entry: Control, action: str) -> None:
        """Move an entry, or remove it."""
        index = self.entries.index(entry)
        if action == "drop":
            self._drop(index)
        else:
            other = index + (1 if action == "sink" else -1)
            if 0 <= other < len(self.entries):
                self.entries[index], self.entries[other] = self.entries[other], entry
        self._arranged()

    def _drop(self, index: int) -> None:
        entry = self.entries[index]
        if len(self.entries) == 1:
            entry.show(None)
            return
        if entry.is_current:
            self.page.give_keys(self.entries[index - 1] if index else self.entries[1])
        self.entries.remove(entry)

    def _arranged(self) -> None:
        self.page.draw_again()
        self.tell()
        self.leave()


class More(Block):
    """The line that adds an entry by a click; with keys, Enter behind the last one does."""

    def __init__(self, page: Page, part: Part | None, listed: Listed) -> None:
        super().__init__(page, part)
        self._listed = listed

    def draw(self, width: int) -> list[Line]:
        return [[(Content(" "), ""), (Content(f"+ {say('list.add')}"), "more")]]

    def click(self, x: int, y: int) -> None:
        self._listed.add()


def _given(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
