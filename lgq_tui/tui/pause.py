"""The pauses of somebody who types, in which what was typed so far is taken."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from time import monotonic

from textual.message_pump import MessagePump
from textual.timer import Timer

_PAUSE = 0.4
"""Seconds after a key in which no other one comes."""

_LONGEST = 1.5
"""Seconds of typing after which no further key is waited for."""


class Pause:
    """Does something in the first pause after something was typed.

    Who types without a pause has it done all the same, two seconds after the first key at the
    latest.
    """

    def __init__(self, where: MessagePump, act: Callable[[], Awaitable[None]]) -> None:
        self._where = where
        self._act = act
        self._timer: Timer | None = None
        self._first = self._last = 0.0
        """When the first and the last key were pressed of what is not taken yet."""

    def typed(self) -> None:
        """A key was pressed."""
        self._last = monotonic()
        if self._timer is None:
            self._first = self._last
            self._timer = self._where.set_timer(_PAUSE, self._over)

    def stop(self) -> None:
        """It has been done otherwise."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    async def _over(self) -> None:
        # Textual's own `Timer.reset` counts from the end of the wait that it is called in.
        left = min(self._last, self._first + _LONGEST) + _PAUSE - monotonic()
        if left > 0:
            self._timer = self._where.set_timer(left, self._over)
            return
        self.stop()
        await self._act()
