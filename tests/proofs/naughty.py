"""Texts that have broken programs before, and as many more like them as are wanted."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

_LIST = Path(__file__).parents[1] / "corpora" / "blns.json"

NAUGHTY: list[str] = json.loads(_LIST.read_text("utf-8"))
"""The Big List of Naughty Strings."""

PIECES: list[str] = [
    *"\"'#:|>-?,[]{}&*!%@`~=<\\/.+_0179eExaZ \n\t\r",
    *" \n\n  ", "- ", ": ", " #", "? ", "\n\n", " \n", "\n ", "\r\n", "\n\t", "---", "...", "\n---\n",
    "%YAML 1.1\n", "<<", "<<: ", "&a", "*a", "!!str ", "!", "|-", ">2", "|+\n", "#:", "\\n", "\\x41", "\\u",
    "no", "yes", "on", "off", "y", "null", "~", "true", "NaN", ".inf", "12:30", "190:20:30", "0x1F", "0o17",
    "017", "0b1", "1_000", "1e3", "+52", "-0", "1.", ".5", "2026-11-23", "2026-11-23T10:12:00Z", "=",
    "[/]", "[b]", "[^f]", "**", "[a](b)", "{{", "</script>", "$(ls)", "`", "';--", "%s", "{0}", "%00",
    # Blanks, breaks and marks that are not ASCII's.
    "\u00a0", "\u0085", "\u2028", "\u2029", "\u3000", "\u2003", "\u1680", "\u202f", "\v", "\f", "\x1c",
    "\x00", "\x07", "\x08", "\x1b[31m", "\x1b]0;t\x07", "\x7f", "\x9b", "\u200b", "\u2060", "\u00ad",
    "\ufeff", "\ufffe", "\uffff", "\ufdd0", "\U0001fffe", "\U0010ffff", "\ue000", "\ufffd", "\ud800",
    "\udc80", "\udfff", "\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u180e",
    # What is written together, from both sides, or in more than one way.
    "e\u0301", "\u00e9", "\u0301", "\u0344", "\u0323\u0307", "\u1e9b\u0323", "\u212b", "\u1100\u1161\u11a8", "\ufb01",
    "Z\u0351\u036b\u0343\u0365", "שלום", "\u05d0\u05b0", "مرحبا", "العربية", "नमस्ते", "ไทย", "한국어", "中文",
    "😀", "👩\u200d👩\u200d👧", "👍🏽", "🇲🇾", "🏴\U000e0067\U000e007f", "❤\ufe0f", "1\ufe0f\u20e3", "ﷺ", "𝔘", "ｆｕｌｌ",
    "word", "Kuala Lumpur", "São Paulo", "über", "Ünï", "a" * 40,
]  # fmt: skip


def text(random: Random) -> str:
    """One more text: mostly short, mostly of awkward pieces."""
    kind = random.random()
    if kind < 0.03:
        return random.choice(NAUGHTY)
    if kind < 0.05:
        return str(random.choice(PIECES)) * random.randrange(200)
    if kind < 0.06:
        return "".join(random.choices(PIECES, k=random.randrange(600)))
    pieces = random.choices(PIECES, k=random.randrange(9))
    if kind < 0.3:
        pieces.insert(random.randrange(len(pieces) + 1), chr(random.randrange(0x110000)))
    return "".join(pieces)
