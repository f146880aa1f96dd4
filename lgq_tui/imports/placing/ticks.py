"""Boxes and ticks, as formats, people and programs write them."""

from __future__ import annotations

import re

TICKED = r"(?:[☒☑✅✓✔🗹⊠🗷■◼⬛]|\[ ?[xXvV✓✔] ?\]|\( ?[xX✓✔] ?\))"
EMPTY = r"(?:[☐□▢❏❑◻⬜]|\[ {0,3}\]|\( {1,3}\)|\[_{1,3}\])"
ANY_TICK = rf"(?:{TICKED}|{EMPTY})"
MARK = r"(?<!\w)[xX×](?=[ \t]|$)"
"""A letter that stands for a tick, where it stands alone."""

_ANY = re.compile(ANY_TICK)
_TICKED = re.compile(TICKED)
_MARK = re.compile(rf"[ \t]*(?:[-–•·*>|]|{ANY_TICK})*[ \t]*{MARK}")


def ticks_in(text: str) -> list[bool]:
    """Every box of a text, in order."""
    return [_TICKED.match(found[0]) is not None for found in _ANY.finditer(text)]


def is_marked(line: str) -> bool:
    """Whether a letter that stands for a tick stands before all else in a line."""
    return _MARK.match(line) is not None


def without_ticks(text: str) -> str:
    """A text without its boxes."""
    return _ANY.sub(" ", text)
