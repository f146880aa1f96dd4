"""When what is typed is taken: 0.4 seconds after the last key, or in the middle of long typing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, cast

import pytest
from textual.message_pump import MessagePump

from lgq_tui.tui import pause
from lgq_tui.tui.pause import Pause


class Clock:
    """Time that passes at once, with the timer that is set in it."""

    def __init__(self) -> None:
        self.now = 0.0
        self._due: tuple[float, Callable[[], Awaitable[None]]] | None = None

    def set_timer(self, delay: float, callback: Callable[[], Awaitable[None]]) -> Any:
        self._due = (self.now + delay, callback)
        return self

    def stop(self) -> None:
        self._due = None

    def go_to(self, time: float) -> None:
        while self._due is not None and self._due[0] <= time:
            self.now, callback = self._due
            self._due = None
            asyncio.run(cast(Any, callback()))
        self.now = time


@pytest.mark.parametrize(
    ("keys", "taken"),
    [
        ([0.0], [0.4]),
        ([0.0, 0.1], [0.5]),
        ([0.0, 0.39], [0.79]),
        ([0.0, 1.0], [0.4, 1.4]),
        ([round(0.1 * n, 1) for n in range(40)], [1.9, 3.8, 4.3]),
    ],
)
def test_it_is_taken_in_the_first_pause(
    keys: list[float], taken: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, times = Clock(), list[float]()
    monkeypatch.setattr(pause, "monotonic", lambda: clock.now)

    async def take() -> None:
        times.append(round(clock.now, 2))

    typing = Pause(cast(MessagePump, clock), take)
    for key in keys:
        clock.go_to(key)
        typing.typed()
    clock.go_to(100)
    assert times == pytest.approx(taken)


def test_what_was_taken_otherwise_is_not_taken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, times = Clock(), list[float]()
    monkeypatch.setattr(pause, "monotonic", lambda: clock.now)

    async def take() -> None:
        times.append(clock.now)

    typing = Pause(cast(MessagePump, clock), take)
    typing.typed()
    typing.stop()
    clock.go_to(100)
    assert not times
