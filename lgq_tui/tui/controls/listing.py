"""A list of answers to one item: add, remove, reorder, paste several at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from lgq_tui.core.definition import Item
from lgq_tui.locales.speech import say
from lgq_tui.tui.controls.control import Control
from lgq_tui.tui.controls.line import Field, Line


class Entry(Horizontal):
    """One entry of a list: its control, and the signs to move and remove it."""

    def __init__(self, control: Control) -> None:
        super().__init__()
        self.control = control

    @property
    def value(self) -> Any:
        """The value of its control."""
        return self.control.value

    def compose(self) -> ComposeResult:
        yield self.control
        yield Tools()


class Tools(Static):
    """The signs beside an entry."""

    def __init__(self) -> None:
        super().__init__("", markup=False, classes="tools")

    def render(self) -> Content:
        return Content(" ↑ ↓ ✕")

    def on_click(self, event: events.Click) -> None:
        event.stop()
        action = "lift" if event.x < 2 else "sink" if event.x < 4 else "drop"
        self.post_message(Listed.Asked(self, action))


class Listed(Control):
    """Entries under each other, each in the control of its answer type.

    Enter goes to the next entry, and behind the last one that is filled adds another. Alt with up
    and down moves an entry, Alt+Delete or Backspace in an empty one removes it.
    """

    BINDINGS = [
        Binding("alt+up,ctrl+up", "lift", show=False),
        Binding("alt+down,ctrl+down", "sink", show=False),
        Binding("alt+delete,ctrl+delete", "drop", show=False),
        Binding("backspace", "drop_empty", show=False, priority=True),
    ]

    class Asked(Message):
        """A sign beside an entry was clicked."""

        def __init__(self, sender: Tools, action: str) -> None:
            super().__init__()
            self.tools = sender
            self.action = action

    def __init__(
        self, item: Item, value: Any, make: type[Control], footnotes: Sequence[str] = ()
    ) -> None:
        super().__init__(item, value, footnotes)
        self._make = make
        self._body = Vertical(*map(self._entry, self._given(value) or [None]), classes="entries")
        self._more = Static(Content(f"+ {say('list.add')}"), markup=False, classes="more")

    def compose(self) -> ComposeResult:
        yield self._body
        yield self._more

    @property
    def entry(self) -> Widget:
        entries = self._entries()
        return entries[0].control.entry if entries else self

    # --- the value -----------------------------------------------------------------------------

    @property
    def value(self) -> list[Any] | None:
        return [entry.value for entry in self._entries() if entry.value is not None] or None

    async def show_list(self, value: Any) -> None:
        """Show another list, with as many entries as it needs."""
        given = self._given(value) or [None]
        entries = self._entries()
        for entry, one in zip(entries, given, strict=False):
            entry.control.show(one)
        for entry in entries[len(given) :]:
            await entry.remove()
        new = [self._entry(one) for one in given[len(entries) :]]
        if new:
            await self._body.mount(*new)

    def show(self, value: Any) -> None:
        if value != self.value:
            self.call_later(self.show_list, value)

    def edit_whole(self) -> str | None:
        entry = self._focused()
        return entry.control.edit_whole() if entry else None

    def _given(self, value: Any) -> list[Any]:
        if value is None:
            return []
        return value if isinstance(value, list) else [value]

    def _entry(self, value: Any) -> Entry:
        control = self._make(self.item, value, self.footnotes)
        if isinstance(control, Line):
            control.field.takes_lines = True
        return Entry(control)

    def _entries(self) -> list[Entry]:
        return [child for child in self._body.children if isinstance(child, Entry)]

    def _focused(self) -> Entry | None:
        focused = self.screen.focused
        around = focused.ancestors_with_self if focused is not None else []
        return next((node for node in around if isinstance(node, Entry)), None)

    def _tell(self, typing: bool = False) -> None:
        self.post_message(self.Changed(self, typing))

    # --- what entries report -------------------------------------------------------------------

    def on_control_changed(self, event: Control.Changed) -> None:
        if event.asked is self:
            return
        event.stop()
        self._tell(event.typing)

    def on_control_left(self, event: Control.Left) -> None:
        if event.asked is not self:
            event.stop()
            self.post_message(self.Left(self))

    async def go_on(self, field: Widget, by: int, enter: bool) -> bool:
        entries = self._entries()
        index = entries.index(entry_around(field)) + by
        if enter and index == len(entries) and entries[-1].value is not None:
            await self._add()
        elif 0 <= index < len(entries):
            focus_entry(entries[index])
        else:
            return False
        return True

    async def on_field_pasted(self, event: Field.Pasted) -> None:
        event.stop()
        entry = entry_around(event.field)
        values = [self.answer_type.parse(line, self.item) for line in event.lines]
        made = list(map(self._entry, values))
        await self._body.mount(*made, after=entry)
        if not event.field.value.strip():
            await entry.remove()
        focus_entry(made[-1])
        self._tell()
        self.post_message(self.Left(self))

    async def on_click(self, event: events.Click) -> None:
        if event.widget is self._more:
            event.stop()
            await self._add()

    async def _add(self) -> None:
        entries = self._entries()
        if entries and entries[-1].value is None:
            focus_entry(entries[-1])
            return
        made = self._entry(None)
        await self._body.mount(made)
        focus_entry(made)

    # --- moving and removing -------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action != "drop_empty":
            return True
        entry = self._focused()
        field = self.screen.focused
        return (
            isinstance(field, Field)
            and not field.value
            and len(self._entries()) > 1
            and (entry is not None)
        )

    async def on_listed_asked(self, event: Listed.Asked) -> None:
        event.stop()
        await self._do(event.action, entry_around(event.tools))

    async def action_lift(self) -> None:
        await self._do("lift", self._focused())

    async def action_sink(self) -> None:
        await self._do("sink", self._focused())

    async def action_drop(self) -> None:
        await self._do("drop", self._focused())

    async def action_drop_empty(self) -> None:
        await self._do("drop", self._focused())

    async def _do(self, action: str, entry: Entry | None) -> None:
        if entry is None:
            return
        entries = self._entries()
        index = entries.index(entry)
        if action == "drop":
            await self._drop(entries, index)
        elif action == "lift" and index > 0:
            self._body.move_child(entry, before=entries[index - 1])
        elif action == "sink" and index < len(entries) - 1:
            self._body.move_child(entry, after=entries[index + 1])
        self._tell()
        self.post_message(self.Left(self))

    async def _drop(self, entries: list[Entry], index: int) -> None:
        if len(entries) == 1:
            entries[0].control.show(None)
            return
        focus_entry(entries[index - 1] if index else entries[1])
        await entries[index].remove()


def entry_around(widget: Any) -> Entry:
    """The entry that a widget stands in."""
    return next(node for node in widget.ancestors_with_self if isinstance(node, Entry))


def focus_entry(entry: Entry) -> None:
    """Put the keys into an entry."""
    entry.control.focus()
