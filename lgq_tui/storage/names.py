"""Names of files made of what people wrote: safe on every system, and still to be recognised."""

from __future__ import annotations

import unicodedata

from lgq_tui.core.text import clean_line

_MOST_BYTES = 255
_ROOM = 60
"""Bytes for what is put behind a name: `.journal.broken-20261123T114012`, a number."""

_OTHERWISE = "response"
_RESERVED = frozenset(
    ("aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
"""What Windows takes for a device, whatever ending it has."""

_KEPT = frozenset({"Ll", "Lm", "Lo", "Lt", "Lu", "Mc", "Mn", "Nd"})
_UNSEEN = frozenset({"Cf"})


def safe(text: str, ending: str = "") -> str:
    """A name of small letters of any script, digits and single dashes, with an ending.

    `Kuala Lumpur, Malaysia` is `kuala-lumpur-malaysia`; a text with no letter in it, `response`.
    """
    letters = unicodedata.normalize("NFC", clean_line(text).lower())
    words = "".join(map(_kept, letters)).split("-")
    # What is put upon a letter needs one before it.
    words = [word.lstrip("".join(filter(_is_mark, word))) for word in words]
    # Once more: what was unseen may have stood between a letter and its mark.
    whole = unicodedata.normalize("NFC", "-".join(filter(None, words)))
    name = shortened(whole, ending).rstrip("-") or _OTHERWISE
    return f"{name}_{ending}" if name in _RESERVED else f"{name}{ending}"


def shortened(stem: str, ending: str = "", room: int = _ROOM) -> str:
    """As much of a stem as a name with this ending, and `room` for more behind it, may have."""
    most = max(_MOST_BYTES - room - _size(ending), 1)
    stem = stem[:most]
    while _size(stem) > most:
        stem = stem[:-1]
    return stem


def _size(name: str) -> int:
    return len(name.encode("utf-8", "surrogateescape"))


def _kept(letter: str) -> str:
    kind = unicodedata.category(letter)
    return letter if kind in _KEPT else "" if kind in _UNSEEN else "-"


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M")
