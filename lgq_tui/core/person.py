"""Who types: a name, and the letters that stand for it where there is little room."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from lgq_tui.core.text import clean_line

MOST_INITIALS = 4
"""Letters; more leave no room for what they stand beside."""

_BETWEEN = re.compile(r"[\s.\-_]+")


class Person(NamedTuple):
    """Somebody at the keyboard; `initials` are theirs to choose, "" for those of the name."""

    name: str
    initials: str = ""

    def cleaned(self) -> Person:
        """The person in lines that act on nothing, with initials if there is a name."""
        name = clean_line(self.name)
        return Person(name, letters_of(self.initials) or initials_of(name))


def initials_of(name: str) -> str:
    """The first letters of a name's words, `AB` of `Ana Baker`; two of a name of one word."""
    words = [word for word in _BETWEEN.split(clean_line(name)) if word]
    if len(words) == 1:
        return letters_of(_whole(words[0], 2))
    return letters_of("".join(_whole(word, 1) for word in words))


def letters_of(text: str) -> str:
    """As many letters of a text as initials have, without blanks, in capitals."""
    return _whole("".join(clean_line(text).split()).upper(), MOST_INITIALS)


def _whole(word: str, most: int) -> str:
    """The first letters of a word, each with the marks upon it."""
    taken, count = "", 0
    for sign in word:
        is_mark = unicodedata.category(sign).startswith("M")
        if not is_mark:
            count += 1
        if count > most:
            break
        taken += sign
    return taken
