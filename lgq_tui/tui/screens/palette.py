"""The command palette: Textual's, in colours that can be read, and at rest."""

from __future__ import annotations

from textual.command import CommandInput, CommandPalette


class Palette(CommandPalette):
    """Finds a command by letters of its name."""

    CSS_PATH = "palette.tcss"

    def on_mount(self) -> None:
        # Nothing moves by itself, and at rest nothing is sent over the line.
        self.query_one(CommandInput).cursor_blink = False
