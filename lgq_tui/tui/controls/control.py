"""What every control can do: show a value, tell when a person changes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.message import Message

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item
from lgq_tui.tui.page.block import Block, Line, Page

if TYPE_CHECKING:
    from lgq_tui.tui.controls.listing import Listed
    from lgq_tui.tui.page.parts import Part

TOOLS = " ↑ ↓ ✕"
"""The signs beside an entry of a list: move it up, down, remove it."""


class Control(Block):
    """Asks for one value of an item.

    The mapping CONTROLS names one class for each answer type. A control posts `Changed` on every
    change by a person, and `Left` when the value can be judged: on leaving, or after a choice.
    """

    can_focus = True
    live: str | None = None
    """What takes its keys when it has them: a "field" or an "editor" on the page, or the page."""

    class Changed(Message):
        """The value is another one now; with `typing` more is probably to come."""

        def __init__(self, control: Control, typing: bool = False) -> None:
            super().__init__()
            self.asked = control
            self.typing = typing

    class Left(Message):
        """A person is done with the control for now."""

        def __init__(self, control: Control) -> None:
            super().__init__()
            self.asked = control

    def __init__(
        self,
        page: Page,
        item: Item,
        value: Any = None,
        part: Part | None = None,
        listed: Listed | None = None,
    ) -> None:
        super().__init__(page, part)
        self.item = item
        self.listed = listed
        self.answer_type = ANSWER_TYPES[item.type]
        self.start(value)

    def start(self, value: Any) -> None:
        """Begin with a value."""

    @property
    def value(self) -> Any:
        """The value as it stands there now, told of or not: keys may come faster than messages."""
        raise RuntimeError(f"{type(self).__name__} does not say what its value is")

    def show(self, value: Any) -> None:
        """Show a value that came from elsewhere; None for none. Posts nothing."""
        raise RuntimeError(f"{type(self).__name__} does not say how it shows a value")

    def blocks(self) -> Iterator[Block]:
        """What is drawn of it."""
        yield self

    @property
    def entry(self) -> Block:
        """The block that takes the keys."""
        return self

    def go_on(self, by: int, enter: bool) -> bool:
        """Enter, up or down in a field of this control; whether it had a use for it."""
        return self.listed is not None and self.listed.go_on_from(self, by, enter)

    def settle(self) -> None:
        """Take what is about to be chosen, before the keys go on."""

    def edit_whole(self) -> str | None:
        """The text for an editor outside; None where the control has none."""
        return None

    # --- telling -------------------------------------------------------------------------------

    def tell(self, typing: bool = False) -> None:
        """Tell that the value is another one; a list speaks for its entries."""
        self.page.post_message(self.Changed(self.listed or self, typing))

    def end(self) -> None:
        super().end()
        self.leave()

    def leave(self) -> None:
        """Tell that the value can be judged."""
        self.page.post_message(self.Left(self.listed or self))

    # --- drawing -------------------------------------------------------------------------------

    @property
    def room(self) -> int:
        """How wide it is without the signs beside it."""
        return self.width - (len(TOOLS) + 1 if self.listed is not None else 0)

    def draw(self, width: int) -> list[Line]:
        lines = self.draw_control(max(self.room, 1))
        if self.listed is not None and lines:
            used = sum(piece.cell_length for piece, _ in lines[0])
            tools = (Content(" " * max(self.room - used, 0) + TOOLS), "quiet")
            lines[0] = [*lines[0], tools]
        return lines

    def draw_control(self, width: int) -> list[Line]:
        """Its lines without what stands beside it."""
        return [[]]

    def click(self, x: int, y: int) -> None:
        if self.listed is not None and y == 0 and x >= self.room:
            column = x - self.room
            action = "lift" if column < 2 else "sink" if column < 4 else "drop"
            self.listed.arrange(self, action)
        else:
            self.click_control(x, y)

    def click_control(self, x: int, y: int) -> None:
        """A click on what it drew."""
