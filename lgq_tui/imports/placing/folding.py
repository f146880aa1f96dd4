"""Text folded for comparison: what line breaks, bold, hyphens and footnote marks do to a wording
is gone, and each sign that is left knows where it stood."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

_DROPPED = frozenset("¹²³⁴⁵⁶⁷⁸⁹⁰\u00aa\u00ba")
"""Footnote marks, which NFKC would make digits."""


class Folded(NamedTuple):
    """Letters and digits in lower case, without anything between them, and their offsets in the
    text."""

    text: str
    at: Sequence[int]

    def index_at(self, offset: int) -> int:
        """The first folded sign at or behind an offset of the text."""
        return bisect_left(self.at, offset)

    def end(self, index: int) -> int:
        """The offset right behind the folded sign before `index`."""
        return self.at[index - 1] + 1 if index else 0


def fold(text: str) -> Folded:
    """A text folded."""
    signs: list[str] = []
    at: list[int] = []
    for offset, sign in enumerate(text):
        for one in _folded_sign(sign):
            signs.append(one)
            at.append(offset)
    return Folded("".join(signs), at)


def _folded_sign(sign: str) -> str:
    if sign.isascii():
        return sign.lower() if sign.isalnum() else ""
    if sign in _DROPPED:
        return ""
    whole = unicodedata.normalize("NFKC", sign).casefold()
    return "".join(one for one in whole if unicodedata.category(one)[0] in "LNM")


def folded(text: str) -> str:
    """The folded signs of a text alone."""
    return fold(text).text
