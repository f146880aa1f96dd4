"""What was read in a text: what stands at each place, and what could not be taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from lgq_tui.core.messages import Message
from lgq_tui.core.text_form.places import Place


class Accepted(NamedTuple):
    """A warning that may stand; without its name, whichever there are on the answer at `key`."""

    key: str
    warning: str | None
    reason: str
    line: int = 0


class Entry(NamedTuple):
    """What stands at a place. Of what is in `unread`, nobody can tell what was meant."""

    place: Place
    line: int
    value: Any = None
    missing: str | None = None
    note: str | None = None
    accepted: tuple[Accepted, ...] = ()
    unread: frozenset[str] = frozenset()
    lines: tuple[str, ...] = ()
    """Those of the answer, as they were typed."""


class Left(NamedTuple):
    """Lines that could not be taken, from `line` on (counted from 1), and why.

    They stay under the place `under`; `within`, that they are among what stands there, and not
    behind it with a `[path]` of their own; `instead`, in the place of what of it (one of `marks`).
    Or they stay `above` it, at the end of the text where that is nowhere. `at` are the numbers of
    the lines, from 0, before which it is said why.
    """

    line: int
    message: Message
    lines: tuple[str, ...]
    under: str | None = None
    within: bool = False
    instead: str | None = None
    above: bool = False
    at: tuple[int, ...] = (0,)


class Reading(NamedTuple):
    """A whole text."""

    entries: Mapping[str, Entry]
    left: tuple[Left, ...] = ()
