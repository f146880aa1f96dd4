"""A field of one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input, Label

from lgq_tui.core.definition import Item
from lgq_tui.core.text import clean, clean_line
from lgq_tui.tui.controls.control import Control
from lgq_tui.tui.keys import is_joiner


class Field(Input):
    """An Input as people expect it: no blinking, no erasing by one key, a paste of all its words.

    A key reflows the whole screen in Textual's own, because `virtual_size` is declared so.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    class Pasted(Message):
        """Several lines were pasted; a list may want to take each of them."""

        def __init__(self, field: Field, lines: list[str]) -> None:
            super().__init__()
            self.field = field
            self.lines = lines

    class Moved(Message):
        """Enter, up or down: a person wants to go on, or back."""

        def __init__(self, field: Field, by: int, enter: bool = False) -> None:
            super().__init__()
            self.field = field
            self.by = by
            self.enter = enter

    def __init__(self, value: str = "", placeholder: str = "") -> None:
        super().__init__(value, placeholder, select_on_focus=False, compact=True)
        self.cursor_blink = False
        self.takes_lines = False

    def on_mount(self) -> None:
        self._signal = self.screen.text_selection_started_signal

    def on_unmount(self) -> None:
        # Textual's own stays subscribed, and so in memory, for as long as the screen is there.
        self._signal.unsubscribe(self)

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("up", "down"):
            event.stop()
            event.prevent_default()
            self.post_message(self.Moved(self, -1 if event.key == "up" else 1))
        elif is_joiner(event):
            event.stop()
            event.prevent_default()
            self.replace(event.character or "", *sorted(self.selection))

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        lines = [line for line in clean(event.text).split("\n") if line.strip()]
        if self.takes_lines and len(lines) > 1:
            self.post_message(self.Pasted(self, lines))
        else:
            self.replace(clean_line(" ".join(lines)), *sorted(self.selection))

    async def action_submit(self) -> None:
        self.post_message(self.Moved(self, 1, enter=True))


class Line(Control):
    """Text, links, addresses, dates, numbers: what is typed is read when the field is left."""

    unit = ""
    example = ""

    def __init__(self, item: Item, value: Any = None, footnotes: Sequence[str] = ()) -> None:
        super().__init__(item, value, footnotes)
        self._read = (self._text(value), value)
        """A text, and the value that it stands for."""
        self.field = Field(self._read[0], self.example)

    def compose(self) -> ComposeResult:
        yield self.field
        if self.unit:
            yield Label(self.unit, classes="unit", markup=False)

    @property
    def entry(self) -> Field:
        return self.field

    @property
    def value(self) -> Any:
        text, value = self._read
        if self.field.value != text:
            value = self.answer_type.parse(self.field.value, self.item)
            self._read = (self.field.value, value)
        return value

    def show(self, value: Any) -> None:
        text = self._text(value)
        self._read = (text, value)
        if self.field.value != text:
            with self.prevent(Input.Changed):
                self.field.value = text
            self.field.cursor_position = len(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self, typing=True))

    def on_descendant_blur(self) -> None:
        # What was typed loosely stands there in its proper form once it is left.
        self.show(self.value)
        self.post_message(self.Left(self))

    def _text(self, value: Any) -> str:
        return "" if value is None else self.answer_type.format(value, self.item)


class Percentage(Line):
    """A number with its sign behind the field."""

    unit = "%"


class Date(Line):
    """A date, shown as ISO 8601 once it is left."""

    example = "2023-05-18"


class Phone(Line):
    """A telephone number."""

    example = "+60 3-2617 9310"


class Email(Line):
    """An e-mail address."""

    example = "name@place.org"


class Url(Line):
    """A link."""

    example = "https://"
