"""A proof: a law held against many cases, few of them in `make test`, all in `make prove`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest


class Proof:
    """One row of docs/reliability.md: how much is tried, and what came of it."""

    def __init__(self, whole: bool) -> None:
        self.whole = whole
        """Whether this is the long form."""
        self.figure = ""

    def amount(self, short: int, whole: int) -> int:
        """How many cases to try."""
        return whole if self.whole else short

    def tell(self, figure: str) -> None:
        """What was tried and found, in a few words; printed at the end of the run."""
        self.figure = figure


@pytest.fixture
def proof(request: pytest.FixtureRequest, record_property: Any) -> Iterator[Proof]:
    made = Proof(bool(request.config.getoption("--prove")))
    began = time.monotonic()
    yield made
    if made.figure:
        seconds = time.monotonic() - began
        record_property("proof", f"{request.node.name}: {made.figure} ({seconds:.0f} s)")
