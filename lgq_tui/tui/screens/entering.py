"""Entering a form without looking at the screen: Enter goes on, wherever the keys are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from lgq_tui.tui.controls import Control
from lgq_tui.tui.keys import caught_up
from lgq_tui.tui.page.parts import Fold, Lid

if TYPE_CHECKING:
    from lgq_tui.tui.screens.interview import InterviewScreen


class Entering:
    """Where the keys go on an interview's screen while staff type what somebody has told.

    `turn` goes to the next page, or to the one before: whether there is one.
    """

    def __init__(self, screen: InterviewScreen, turn: Callable[[int], Awaitable[bool]]) -> None:
        self._screen = screen
        self._page = screen.page
        self._turn = turn

    async def enter(self) -> None:
        """Go on as the form has it: to the next entry of a list that grows, to the next field, to
        the next page."""
        await caught_up(self._screen.focused, self._screen.focused, self._page)
        current = self._page.current
        if isinstance(current, Control):
            current.settle()
            if current.listed is not None and current.listed.go_on_from(current, 1, True):
                await self._page.ready()
                return
        if isinstance(current, Lid) and isinstance(current.part, Fold) and not current.part.is_open:
            current.do()
            await self._page.ready()
            return
        await self.step(1)

    async def step(self, by: int) -> None:
        """Go to the field behind or before, of the next page or of the one before where this one
        ends."""
        await self._screen.commit()
        if self._page.go(by):
            await self._screen.went()
        elif await self._turn(by) and by < 0:
            self._page.rest()
            self._page.go(-1)
            await self._screen.went()
