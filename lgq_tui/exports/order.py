"""What is to be exported."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lgq_tui.core.interview import Interview

Say = Callable[..., str]
"""The catalogue's `say`: from a key and values to a sentence."""


class Order(NamedTuple):
    """One response, or for tables as many as there are, and how it is to be shown.

    `blank`: as a form to be filled. `code` is the short code of what the one response says.
    `progress` is told how much is done, from 0 to 1. `files` are the names of the files of many.
    """

    interviews: tuple[Interview, ...]
    say: Say
    code: str = ""
    blank: bool = False
    progress: Callable[[float], None] = lambda done: None
    files: tuple[str, ...] = ()

    @property
    def interview(self) -> Interview:
        """The one response."""
        (one,) = self.interviews
        return one
