"""What costs most in tests of the screen, done once or not at all: waiting, and parsing of styles.

Textual's pilot cannot see whether an app has something to do: after each key it sleeps twenty
milliseconds, twice, and looks whether the processor was needed meanwhile; on a busy machine it may
take a process that got no time for one that needed none. The loop of events knows better.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import textual.app
import textual.pilot
from textual._context import active_app
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_LONGEST = 1.0
"""Seconds; an app that always has something to do is not waited for longer, as by the pilot."""

_MOMENT = 0.06
"""And what a clock brings within this time is waited for; what it brings later, is not."""

_LOOK = 0.002


@pytest.fixture(autouse=True)
def _pilot_sees_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = Waiting()
    monkeypatch.setattr(textual.app, "wait_for_idle", waiting.for_the_end)
    monkeypatch.setattr(textual.pilot, "wait_for_idle", waiting.for_the_end)


class Waiting:
    """What a test waits for in the loop of its app."""

    def __init__(self) -> None:
        self._stuck = 0
        """Threads that were waited for in vain: a test has them wait for something else."""

    async def for_the_end(self, min_sleep: float = 0, max_sleep: float = _LONGEST) -> None:
        """Wait until there is nothing to do but what a later time, or somebody outside, brings."""
        loop: Any = asyncio.get_running_loop()
        app = active_app.get()
        end = loop.time() + max_sleep
        while loop.time() < end:
            await asyncio.sleep(0)
            if loop._ready:
                continue
            if (stack := app.screen_stack) and stack[-1]._update_timer._active.is_set():
                stack[-1]._on_timer_update()  # a picture need not wait for its turn
            elif self._threads_work(loop) or _comes_soon(app):
                await asyncio.sleep(_LOOK)
            else:
                return
        self._stuck = _at_work(loop)

    def _threads_work(self, loop: Any) -> bool:
        working = _at_work(loop)
        self._stuck = min(self._stuck, working)
        return working > self._stuck


def _at_work(loop: Any) -> int:
    """How many threads do something."""
    keepers = sum(thread.name == "lgq-keeper" for thread in threading.enumerate())
    pool = loop._default_executor
    return keepers + (len(pool._threads) - pool._idle_semaphore._value if pool is not None else 0)


def _comes_soon(app: App[Any]) -> bool:
    """Whether something moves, or a clock that was set for a moment runs."""
    pumps = (app, *app.screen_stack)
    clocks = (clock for pump in pumps for clock in pump._timers if clock._repeat == 0)
    return not app.animator._complete_event.is_set() or any(
        clock._interval <= _MOMENT and clock._task is not None and not clock._task.done()
        for clock in clocks
    )


@pytest.fixture(scope="session", autouse=True)
def _styles_are_parsed_once() -> Iterator[None]:
    """Each app, and each change of a theme, would parse the same styles again."""
    real = Stylesheet._parse_rules
    parsed: dict[Any, list[RuleSet]] = {}

    def rules(sheet: Stylesheet, *source: Any, **said: Any) -> list[RuleSet]:
        key = (source, *said.items(), *sheet._variables.items())
        if key not in parsed:
            parsed[key] = real(sheet, *source, **said)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", rules)
        yield
