"""What tests of the screen can ask for."""

from __future__ import annotations

import pytest
from textual import _wait

_LOOK = 0.005
"""Seconds in which nothing is done where nothing is left to be done."""


@pytest.fixture
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of many keys: Textual's pilot waits most of the time, as it looks rarely whether
    all has been done. What comes a moment later by itself, a test has to wait for then."""
    monkeypatch.setattr(_wait, "SLEEP_GRANULARITY", _LOOK)
    monkeypatch.setattr(_wait, "SLEEP_IDLE", _LOOK / 2)
