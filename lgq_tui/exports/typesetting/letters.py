"""Text of people as it is set: with the letters that there are, nothing of it lost, and in its
direction."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache
from itertools import pairwise
from pathlib import Path

FONTS = Path(__file__).parent.parent / "fonts"

_BREAK = "\u200b"
"""Where a line may end, which nobody sees."""
_BLANK = "\u00a0"
_BLANKS = re.compile(r"^ +| +(?= )| +$")
"""All that a line might lose: blanks around it, and all but the last between two words."""
_BREAKS = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]")
_LONG = 24
"""From so many signs on, a word is given places where it may be broken."""
_STEP = 40
"""Without a better place, it may be broken after so many signs."""
_WORD = re.compile(rf"\S{{{_LONG},}}")
_JOINTS = frozenset("/\\?&=._-+%#:;,@|~)]}>")
_IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f]"
)
"""Signs that are never seen, whatever font they are in."""
_BROKEN = re.compile("[\u0e00-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff\uff00-\uffef]")
"""Scripts that are broken well without our help."""
_VIRAMA = 9
"""The combining class of marks that join a letter to the next one."""


def typed(line: str) -> str:
    """One line of an answer as it is set: all of its blanks are kept."""
    return printable(_BLANKS.sub(lambda found: _BLANK * len(found[0]), _BREAKS.sub(" ", line)))


def printable(text: str) -> str:
    """Text as it is set: a sign that no font has stands as its number, and long words may be
    broken."""
    return _WORD.sub(lambda found: _breakable(found[0]), "".join(map(_shown, text)))


def _shown(letter: str) -> str:
    return letter if is_there(letter) else f"⟨U+{ord(letter):04X}⟩"


def is_there(letter: str) -> bool:
    """Whether a font has a sign, or nothing of it is to be seen."""
    if letter == " " or _IGNORED.match(letter):
        return True
    starts, ends = _coverage()
    at = bisect_right(starts, ord(letter)) - 1
    return at >= 0 and ord(letter) <= ends[at]


def is_right_to_left(line: str) -> bool:
    """The direction of a line: that of its first letter which has one."""
    for letter in line:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def _breakable(word: str) -> str:
    parts = [word[0]]
    since = 1
    for before, letter in pairwise(word):
        if _may_break(before, letter, since):
            parts.append(_BREAK)
            since = 0
        parts.append(letter)
        since += 1
    return "".join(parts)


def _may_break(before: str, letter: str, since: int) -> bool:
    if before in _JOINTS and letter.isascii():
        return letter not in _JOINTS
    if since < _STEP or any(map(_BROKEN.match, (before, letter))):
        return False
    is_joined = any(map(_IGNORED.match, (before, letter)))
    is_joined = is_joined or unicodedata.combining(before) == _VIRAMA
    return not is_joined and not unicodedata.category(letter).startswith("M")


@cache
def _coverage() -> tuple[list[int], list[int]]:
    lines = (FONTS / "coverage.txt").read_text("ascii").split()
    ranges = [line.split("-") for line in lines]
    return [int(start, 16) for start, _ in ranges], [int(end, 16) for _, end in ranges]
