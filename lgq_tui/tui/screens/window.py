"""What stands over another screen until it is closed."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

Result = TypeVar("Result")


class Closing(Screen[Result]):
    """A screen that is closed once, however many keys come that close it."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


class Window(Closing[Result], ModalScreen[Result]):
    """A screen over another one; what it looks like is read when the first of them is opened."""

    CSS_PATH = "window.tcss"
