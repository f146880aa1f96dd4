"""What every control can do: show a value, tell when a person changes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from textual.message import Message
from textual.widget import Widget

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item


class Control(Widget):
    """Asks for one value of an item.

    The mapping CONTROLS names one class for each answer type. A control posts `Changed` on every
    change by a person, and `Left` when the value can be judged: on leaving, or after a choice.
    """

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

    def __init__(self, item: Item, value: Any = None, footnotes: Sequence[str] = ()) -> None:
        super().__init__()
        self.item = item
        self.footnotes = footnotes
        self.answer_type = ANSWER_TYPES[item.type]

    @property
    def value(self) -> Any:
        """The value as it stands there now, told of or not: keys may come faster than messages."""
        raise RuntimeError(f"{type(self).__name__} does not say what its value is")

    def show(self, value: Any) -> None:
        """Show a value that came from elsewhere; None for none. Posts nothing."""
        raise RuntimeError(f"{type(self).__name__} does not say how it shows a value")

    @property
    def entry(self) -> Widget:
        """The widget that takes the keys."""
        return self

    def focus(self, scroll_visible: bool = True) -> Self:
        # At once, where Textual's own waits a moment in which keys would go astray.
        self.screen.set_focus(self.entry, scroll_visible)
        return self

    async def go_on(self, field: Widget, by: int, enter: bool) -> bool:
        """Enter, up or down in a field of this control; whether it had a use for it."""
        return False

    async def ready(self) -> None:
        """Wait until keys can be taken; the screen does so before it takes the next key."""

    def edit_whole(self) -> str | None:
        """The text for an editor outside; None where the control has none."""
        return None
