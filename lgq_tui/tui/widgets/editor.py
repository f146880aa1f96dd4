"""The editor of long texts: Textual's, without what takes keys that mean something else here."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import EditResult, Location

from lgq_tui.core.text import clean
from lgq_tui.tui.keys import is_joiner, takes_now
from lgq_tui.tui.widgets.room import has_room

LINE_BREAKS = ("ctrl+j", "alt+enter", "shift+enter")
"""Keys that break a line, wherever Enter does something else. Not every terminal tells Enter with
Alt or Shift from Enter alone; ^J comes through all of them."""


class Editor(TextArea):
    """Text of several lines; what is pasted is cleaned first."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, compact=True, highlight_cursor_line=False, soft_wrap=True)
        self.cursor_blink = False

    class Reshaped(Message):
        """It has another size."""

    def on_resize(self) -> None:
        self.post_message(self.Reshaped())
        # What scrolled out while it was smaller comes back, as far as there is room.
        self.call_after_refresh(self._see_all)

    def _see_all(self) -> None:
        # Lines that were drawn at this size before they were broken for it are kept by Textual.
        self._line_cache.clear()
        self.refresh()
        self.scroll_home(animate=False, force=True, immediate=True)
        self.scroll_cursor_visible()

    @property
    def typed(self) -> str:
        """The text in it."""
        return self.text

    def put(self, text: str) -> None:
        """Take another text without telling anybody; people go on at its end."""
        with self.prevent(TextArea.Changed):
            self.load_text(text)
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key in LINE_BREAKS:
            event.stop()
            event.prevent_default()
            self._replace_via_keyboard("\n", *self.selection)
        elif is_joiner(event):
            event.stop()
            event.prevent_default()
            self._replace_via_keyboard(event.character or "", *self.selection)
        else:
            await takes_now(self, event)

    def _replace_via_keyboard(
        self, insert: str, start: Location, end: Location
    ) -> EditResult | None:
        gone = len(self.get_text_range(start, end))
        if not has_room(self, len(self.text), len(insert) - gone):
            return None
        return super()._replace_via_keyboard(insert, start, end)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if result := self._replace_via_keyboard(clean(event.text), *self.selection):
            self.move_cursor(result.end_location)
