"""The applications that lgq is compared with, the least that Textual can do.

`python floor.py empty`: an application without anything. `input`: one Input, as Textual makes it.
`text`: one Static over the whole screen, which shows another text at every Page Down.
"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.binding import Binding


class Empty(App[None]):
    """Nothing at all."""


class LoneInput(App[None]):
    """One field."""

    def compose(self) -> ComposeResult:
        from textual.widgets import Input

        yield Input()


class Text(App[None]):
    """One text that changes wholly."""

    BINDINGS = [Binding("pagedown,pageup", "turn", priority=True)]
    CSS = "Static { height: 100%; }"
    turns = 0

    def compose(self) -> ComposeResult:
        from textual.widgets import Static

        yield Static(self._text(), markup=False)

    def action_turn(self) -> None:
        from textual.widgets import Static

        self.turns += 1
        self.query_one(Static).update(self._text())

    def _text(self) -> str:
        letters = "abcdefghijklmnopqrstuvwxyz"
        return "\n".join(letters[(self.turns + line) % 26] * 60 for line in range(20))


APPS = {"empty": Empty, "input": LoneInput, "text": Text}

if __name__ == "__main__" and len(sys.argv) == 2:
    APPS[sys.argv[1]]().run()
