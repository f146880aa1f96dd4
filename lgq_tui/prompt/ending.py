"""Ctrl-C, a closed terminal and a polite kill: they end what is being read, and nothing else."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from lgq_tui.prompt.line import EndedError

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class LeaveError(Exception):
    """The person has asked to leave."""


class Ending:
    """Whether the program is to end, and how whoever reads a line is told."""

    def __init__(self) -> None:
        self._is_near = False
        self._tell: Callable[[], None] | None = None

    @contextmanager
    def listened_to(self) -> Iterator[None]:
        """Take the signals; the second one that nobody could follow is Python's own again."""
        numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
        before: dict[int, Any] = {}
        with suppress(ValueError):  # not in the main thread
            before = {number: signal.signal(number, self._told) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def while_reading(self, tell: Callable[[], None]) -> Iterator[None]:
        """Read a line; `tell` has it end. `EndedError` at once where the end was told before."""
        if self._is_near:
            raise EndedError
        self._tell = tell
        try:
            yield
        finally:
            self._tell = None

    def _told(self, number: int, frame: object) -> None:
        if self._is_near and self._tell is None:
            raise KeyboardInterrupt
        self._is_near = True
        if self._tell is not None:
            self._tell()
