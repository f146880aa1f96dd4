"""A field of one line, as people expect it."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from lgq_tui.core.text import clean, clean_line
from lgq_tui.tui.keys import is_joiner, takes_now
from lgq_tui.tui.widgets.room import has_room, takes_all

TAKES = " → "
"""What stands before a text that is offered: the key that takes it."""

_LEAST_SEEN = 8
"""Cells in which an offer is shown; of less, nobody would know what it is."""


class Field(Input, inherit_css=False):
    """An Input without blinking and erasing by one key, which takes all words of a paste.

    A key reflows the whole screen in Textual's own, because `virtual_size` is declared so. What it
    looks like stands with all else in `app.tcss`: Textual's own styles take long to read.
    """

    COMPONENT_CLASSES = Input.COMPONENT_CLASSES
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
        super().__init__(value, placeholder, select_on_focus=False)
        self.cursor_blink = False
        self.takes_lines = False
        self.offer: Callable[[str], str | None] | None = None
        """What a text may become, None for nothing: shown behind it, and taken with →."""
        self._offered = ""

    @property
    def typed(self) -> str:
        """The text in it."""
        return self.value

    def put(self, text: str) -> None:
        """Take another text without telling anybody."""
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("up", "down"):
            event.stop()
            event.prevent_default()
            self.post_message(self.Moved(self, -1 if event.key == "up" else 1))
        elif is_joiner(event):
            event.stop()
            event.prevent_default()
            self.replace(event.character or "", *sorted(self.selection))
        else:
            await takes_now(self, event)

    def replace(self, text: str, start: int, end: int) -> None:
        if has_room(self, len(self.value), len(text) - abs(end - start)):
            super().replace(text, start, end)
            if self.offer is not None and text and self.cursor_at_end:
                self._show_offer(self.offer(self.value))

    def _show_offer(self, offered: str | None) -> None:
        room = self.scrollable_content_region.width - cell_len(self.value) - 1
        if offered is not None and room >= _LEAST_SEEN:
            self._offered = offered
            shown = Content(f"{TAKES}{offered}").truncate(room, ellipsis=True)
            self._suggestion = self.value + shown.plain

    def action_cursor_right(self, select: bool = False) -> None:
        if self._suggestion and self.cursor_at_end and not select:
            self.value = self._offered
            self.cursor_position = len(self.value)
        else:
            super().action_cursor_right(select)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        lines = [line for line in clean(event.text).split("\n") if line.strip()]
        if self.takes_lines and len(lines) > 1:
            if takes_all(self, lines):
                self.post_message(self.Pasted(self, lines))
        else:
            self.replace(clean_line(" ".join(lines)), *sorted(self.selection))

    async def action_submit(self) -> None:
        self.post_message(self.Moved(self, 1, enter=True))
