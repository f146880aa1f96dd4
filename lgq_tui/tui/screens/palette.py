"""The command palette: Textual's, with our signs and colours, and at rest.

It hangs on names that are private to Textual (checked with 8.2).
"""

from __future__ import annotations

from rich.segment import Segment
from textual.app import ComposeResult
from textual.command import CommandInput, CommandList, CommandPalette
from textual.containers import Horizontal, Vertical
from textual.strip import Strip
from textual.widgets import LoadingIndicator

from lgq_tui.locales.speech import say
from lgq_tui.tui.signs import HERE


class Commands(CommandList):
    """The commands that were found, the sign of the cursor before the one that Enter takes."""

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        number = self.scroll_offset.y + y
        if self._lines[number : number + 1] != [(self.highlighted, 0)]:
            return strip
        blank = next(iter(strip))
        return Strip.join([Strip([Segment(HERE, blank.style)]), strip.crop(1)])


class Palette(CommandPalette):
    """Finds a command by letters of its name."""

    CSS_PATH = "palette.tcss"

    def compose(self) -> ComposeResult:
        # Nothing moves by itself, and at rest nothing is done or sent.
        field = CommandInput(placeholder=say("command.placeholder"), select_on_focus=False)
        field.cursor_blink = False
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield field
            with Vertical(id="--results"):
                yield Commands()
                yield LoadingIndicator()

    def on_mount(self) -> None:
        self.call_after_refresh(self._stop_clock)

    def action_close(self) -> None:
        """^Q leads out of it, as out of any window."""
        self._action_escape()

    def _stop_clock(self) -> None:
        self.query_one(LoadingIndicator).auto_refresh = None
