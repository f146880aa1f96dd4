"""Boxes and ticks, as formats, people and programs write them."""

from __future__ import annotations

import re

TICKED = r"(?:[☒☑✅✓✔🗹⊠🗷■◼⬛]|\[ ?[xXvV✓✔] ?\]|\( ?[xX✓✔] ?\))"
EMPTY = r"(?:[☐□▢❏❑◻⬜]|\[ {0,3}\]|\( {1,3}\)|\[_{1,3}\])"
ANY_TICK = rf"(?:{TICKED}|{EMPTY})"

_ANY = re.compile(ANY_TICK)
_TICKED = re.compile(TICKED)


def ticks_in(text: str) -> list[bool]:
    """Every box of a text, in order."""
    return [_TICKED.match(found[0]) is not None for found in _ANY.finditer(text)]


def without_ticks(text: str) -> str:
    """A text without its boxes."""
    return _ANY.sub(" ", text)
