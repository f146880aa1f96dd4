"""The one place where text from people and files is made harmless and regular.

Unicode NFC, `\\n` as the only line break, no control characters (they would reach the terminal), no
marks that turn the direction of the text around them. What scripts need (joiners) stays.
"""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")
_HARMFUL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """Text of several lines; cleaning it again changes nothing."""
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _HARMFUL.sub("", text))


def clean_line(text: str) -> str:
    """Text of one line, without blanks around it."""
    return " ".join(clean(text).split("\n")).strip()
