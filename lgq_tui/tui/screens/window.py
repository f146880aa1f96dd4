"""What stands over another screen until it is closed."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

Result = TypeVar("Result")


class Window(ModalScreen[Result]):
    """A screen over another one; what it looks like is read when the first of them is opened."""

    CSS_PATH = "window.tcss"
