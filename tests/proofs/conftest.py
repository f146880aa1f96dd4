"""A proof: a law held against many cases, few of them in `make test`, all in `make prove`."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest


class Proof:
    """One row of docs/reliability.md: how much is tried, and what came of it."""

    def __init__(self, whole: bool, tell: Callable[[str], None]) -> None:
        self.whole = whole
        """Whether this is the long form."""
        self.tell = tell
        """To be called with what was tried and found, in a few words; printed after the run."""

    def amount(self, short: int, whole: int) -> int:
        """How many cases to try."""
        return whole if self.whole else short


@pytest.fixture
def proof(request: pytest.FixtureRequest, record_property: Any) -> Proof:
    began = time.monotonic()

    def tell(figure: str) -> None:
        seconds = time.monotonic() - began
        record_property("proof", f"{request.node.name}: {figure} ({seconds:.0f} s)")

    return Proof(bool(request.config.getoption("--prove")), tell)
