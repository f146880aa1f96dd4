"""Where lines come from: a person at a terminal, or a pipe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

Words = Callable[[], list[str]]
"""What Tab completes; asked for when somebody presses it."""


class EndedError(Exception):
    """There are no more lines: the input is at its end, or the person or the terminal left.

    `text` is what stood in the line that was not entered, where that is known.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.text = text


class DisturbedError(Exception):
    """Something is to be said before the line is entered; `text` is what stands in it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class GarbledError(Exception):
    """A line has bytes in it that are no text."""


class CutError(Exception):
    """A line is as long as the terminal takes at most, which may have thrown away the rest."""


class TooLongError(Exception):
    """A line was longer than any text may be; `signs` of it were there at least."""

    def __init__(self, signs: int) -> None:
        super().__init__(signs)
        self.signs = signs


class Line(Protocol):
    """Asks for one line of text after the other."""

    is_answered: bool
    """Whether somebody answers who can be asked back, rather than a script."""
    count: int
    """How many lines were read."""
    can_be_disturbed: bool
    """Whether `disturb` has any effect."""

    def read(
        self, prompt: str, present: str = "", words: Words | None = None, begun: str = ""
    ) -> str:
        """The text that is typed, which may have several lines.

        `present` can be called into the line, to be changed there; `begun` stands in it.
        `EndedError` at the end, `DisturbedError` after `disturb`, `TooLongError` where nobody could
        mean so much, `CutError` where it may not be whole, `GarbledError` where it is no text.
        """
        ...

    def disturb(self, if_so: Callable[[], bool]) -> None:
        """Have whoever waits for a line see to something first, where that can be done.

        Called in another thread; whether it is so is asked in the one that waits.
        """
        ...
