"""What stands over another screen until it is closed."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

Result = TypeVar("Result")

_SHARE = 0.95
"""Of the screen's height, which a window may take (`max-height` in its styles)."""

_LEAST = 3
"""Rows that are seen however much stands beside them."""


def _height(widget: Widget) -> int:
    """The rows that a widget takes, with what it keeps free around it."""
    return widget.outer_size.height + widget.styles.margin.height


class Closing(Screen[Result]):
    """A screen that is closed once, however many keys come that close it."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


class Window(Closing[Result], ModalScreen[Result]):
    """A screen over another one; what it looks like is read when the first of them is opened."""

    CSS_PATH = "window.tcss"

    async def commit(self) -> None:
        """Take what is being written in it, before the program ends."""

    def on_resize(self) -> None:
        self.fit()

    def fit(self) -> None:
        """Give a list in it, else a text, all the room that the rest of the window leaves."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        lists = [one for one in self.query(".window > RowList") if one.display]
        for widget in lists or self.query(".window > .reading"):
            frame = widget.parent
            if not isinstance(frame, Widget):
                continue
            others = [child for child in frame.children if child is not widget and child.display]
            taken = sum(_height(child) for child in others) + frame.gutter.height
            most = int(self.size.height * _SHARE) - taken
            widget.styles.max_height = max(most, _LEAST)
