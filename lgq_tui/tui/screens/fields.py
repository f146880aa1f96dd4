"""A window with several fields, between which one goes by Tab, the arrows or the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from textual import events
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from lgq_tui.tui.keys import caught_up, takes_now
from lgq_tui.tui.screens.window import Window
from lgq_tui.tui.widgets.field import Field

Result = TypeVar("Result")


class FieldsWindow(Window[Result]):
    """Enter in any field takes all that is typed; Escape takes nothing."""

    BINDINGS = [
        Binding("escape", "close", show=False),
        Binding("tab", "step(1)", priority=True, show=False),
        Binding("shift+tab", "step(-1)", priority=True, show=False),
    ]

    def stops(self) -> list[Widget]:
        """Where the keys can be, in order."""
        return list(self.query(Field))

    def labelled(self, label: str, field: Field) -> Iterator[Widget]:
        """A field behind what is asked for in it."""
        yield Horizontal(Static(label, markup=False), field, classes="labelled")

    def complain(self, sentence: str) -> None:
        """Say why it cannot be taken yet."""
        self.query_one("#complaint", Static).update(Content(sentence))

    async def lead(self, event: events.Key | events.Paste) -> None:
        """Before a key is looked at: what was pressed before it has gone where it leads, be that
        another field or out of the window."""
        focused = self.focused
        for widget in [*focused.ancestors_with_self] if focused is not None else []:
            if isinstance(widget, Widget):
                await caught_up(widget)

    async def _on_key(self, event: events.Key) -> None:
        # Before the letters behind it: a key that ends the window lets them go to what is below.
        await takes_now(self, event)

    def action_step(self, by: int) -> None:
        stops = self.stops()
        here = stops.index(self.focused) if self.focused in stops else -1
        self.go_to(stops[(here + by) % len(stops)])

    def go_to(self, widget: Widget) -> None:
        """Have the keys somewhere, at once: the next one may be on its way."""
        self.set_focus(widget)

    def on_field_moved(self, event: Field.Moved) -> None:
        event.stop()
        if event.enter:
            self.action_take()
        else:
            self.action_step(event.by)

    def action_take(self) -> None:
        """Close with what is typed, if it can be taken."""

    def action_close(self) -> None:
        self.dismiss(None)
