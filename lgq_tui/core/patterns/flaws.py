"""Why a pattern is refused."""

from __future__ import annotations

from typing import NamedTuple

UNKNOWN, SLOW, LONG = "unknown", "slow", "long"


class Flaw(NamedTuple):
    """Why a pattern is refused: it has something that is not `UNKNOWN`, would be `SLOW`, or is too
    `LONG`. `sign` is where it stands, counted from 0, for what is not known."""

    kind: str
    sign: int = 0


class FlawError(Exception):
    """A pattern cannot be understood, or has no end."""

    def __init__(self, kind: str, sign: int = 0) -> None:
        super().__init__(kind, sign)
        self.flaw = Flaw(kind, sign)
