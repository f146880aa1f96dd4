"""A text to read and close again: help, footnotes."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from lgq_tui.locales.speech import say
from lgq_tui.tui.screens.window import Window
from lgq_tui.tui.widgets.bars import Key, KeyBar

_WIDTH = 70


def room(width: int) -> int:
    """The cells of a line, on a screen of some width."""
    return min(_WIDTH, width - 9)


class Reader(Window[None]):
    """Shows a text over the screen; any of the usual keys closes it."""

    BINDINGS = [
        Binding("escape,q,enter,f1,f2", "close", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical(classes="window wide"):
            yield Static(self._title, markup=False, classes="title")
            with VerticalScroll(classes="reading"):
                yield Static(self._text, markup=False)
            yield KeyBar(
                [Key("↑↓", say("key.scroll"), "page(1)"), Key("Esc", say("key.close"), "close")]
            )

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_page(self, by: int) -> None:
        reading = self.query_one(VerticalScroll)
        (reading.scroll_page_down if by > 0 else reading.scroll_page_up)(animate=False)

    def action_close(self) -> None:
        self.dismiss(None)
