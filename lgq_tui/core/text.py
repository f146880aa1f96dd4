"""The one place where text from people and files is made harmless and regular.

Unicode NFC, `\\n` as the only line break, no control characters (they would reach the terminal),
nothing that turns the direction of the text around it. What scripts and emoji need (joiners) stays.
"""

from __future__ import annotations

import re
import unicodedata

_BREAKS = "\r\n?|[\v\f\x85\u2028\u2029]"
_HARMFUL = (
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_MOST_MARKS = 30
"""On one sign: more of them are no writing (UAX #15), and to put them in order would take hours."""
_FOREIGN = "[\u0300-\U0010ffff]"
"""Among these are all marks that go on a sign before them."""
_UNSEEN = "[\u00ad\u061c\u180e\u200e\u200f\u2060-\u206f]"


def clean(text: str) -> str:
    """Text of several lines; cleaning it again changes nothing."""
    if not text.replace("\n", "").isprintable():  # as nearly all text is
        text = re.sub(_HARMFUL, "", re.sub(_BREAKS, "\n", text).replace("\t", " "))
    if text.isascii():
        return text
    return _without_piles(unicodedata.normalize("NFC", _without_piles(text)))


def _without_piles(text: str) -> str:
    return re.sub(f"{_FOREIGN}{{{_MOST_MARKS + 1},}}", _thinned, text)


def _thinned(found: re.Match[str]) -> str:
    kept, pile = [], 0
    for letter in found[0]:
        pile = pile + 1 if unicodedata.combining(letter) else 0
        if pile <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def clean_line(text: str) -> str:
    """Text of one line, without blanks around it."""
    return clean(text).replace("\n", " ").strip()


def clean_code(text: str) -> str:
    """A line that a machine is to read (a link, an address), without marks that nobody sees.

    Prose keeps them: Hebrew and Arabic need the marks of direction beside numbers.
    """
    return unicodedata.normalize("NFC", re.sub(_UNSEEN, "", clean_line(text))).strip()


def ascii_signs(text: str) -> str:
    """A line with the digits, dashes, blanks and wide signs of any script as ASCII has them."""
    return "".join(map(_ascii_sign, clean_code(text))).strip()


def _ascii_sign(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if "\uff01" <= letter <= "\uff5e":
        return chr(ord(letter) - 0xFEE0)
    signs = {"Zs": " ", "Pd": "-"}
    return "-" if letter == "\u2212" else signs.get(unicodedata.category(letter), letter)
