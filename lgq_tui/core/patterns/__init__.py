"""Patterns in definitions: only those whose search takes steps in proportion to the text.

Most engines, Python's and JavaScript's among them, try one reading of a text after the other, and
patterns with many readings keep them busy for years (`^(a+)+$`). A pattern is *swift* if, on any
text whatever, no more than a few readings of it are alive at the same time. That is not guessed:
all combinations of readings that any text can lead to are gone through, and a pattern is refused
where they become too many. So it is swift in every engine, also in those of other programs that run
the schema which is made of the definition.

Understood is what all engines read alike: signs, classes, groups, alternatives, repetitions,
anchors. References back, looking ahead or behind, and flags are refused.
"""

from __future__ import annotations

from functools import lru_cache

from lgq_tui.core.patterns.flaws import LONG, SLOW, UNKNOWN, Flaw, FlawError
from lgq_tui.core.patterns.places import Places, is_swift
from lgq_tui.core.patterns.tree import Reader, is_anchored

__all__ = ["LONG", "MOST_SIGNS", "SLOW", "UNKNOWN", "Flaw", "flaw"]

MOST_SIGNS = 1_000
"""Of a pattern as it is written."""


@lru_cache(maxsize=512)
def flaw(pattern: str) -> Flaw | None:
    """What is wrong with a pattern; None where it is swift."""
    if len(pattern) > MOST_SIGNS:
        return Flaw(LONG)
    try:
        tree = Reader(pattern).read()
        places = Places(tree)
    except FlawError as error:
        return error.flaw
    return None if is_swift(places, is_anchored(tree)) else Flaw(SLOW)
