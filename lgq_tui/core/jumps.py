"""Whether a number differs so much from that of the round before that it may be a slip."""

from __future__ import annotations

from typing import Any

from lgq_tui.core.conditions import is_number

_POINTS = 25
"""Of a percentage: so many points are a jump, whatever it was."""
_TIMES, _AT_LEAST = 3, 5
"""Or so many times as much, if that makes so many points."""
_TIMES_OF_NUMBERS = 5
"""Of other numbers."""


def is_jump(kind: str, before: Any, now: Any) -> bool:
    """Whether an answer of a type is another one than before by an implausible lot.

    From nothing at all to something, and from less than nothing to more, is none by its factor.
    """
    if not (is_number(before) and is_number(now)):
        return False
    if kind == "percentage":
        points = abs(now - before)
        return points >= _POINTS or (points >= _AT_LEAST and _differ(before, now, _TIMES))
    return kind in ("integer", "decimal") and _differ(before, now, _TIMES_OF_NUMBERS)


def _differ(before: float, now: float, times: int) -> bool:
    less, more = sorted((abs(before), abs(now)))
    return before * now > 0 and more >= times * less
