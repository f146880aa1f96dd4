"""Ticks, whatever sign a font has for them."""

from __future__ import annotations

import re

from lgq_tui.imports.source import EMPTY, TICKED

_TICKED = "☑☒⊠🗹🗷🗵✅⮽🗳"
_EMPTY = "☐□▢◻❏❐❑❒⬜🞎◽▫⃞"
_SIGNS = dict.fromkeys(_TICKED, TICKED) | dict.fromkeys(_EMPTY, EMPTY)
_FONTS = {
    # By the name of a font, without blanks, and what its letters show.
    "wingdings2": {"P": TICKED, "O": TICKED, "Q": TICKED, "R": TICKED, "S": TICKED, "T": TICKED}
    | {"U": TICKED, "V": TICKED, "*": EMPTY, "0": EMPTY, "£": EMPTY},
    "wingdings": {"o": EMPTY, "¨": EMPTY, "q": EMPTY, "r": EMPTY, "x": TICKED, "ý": TICKED}
    | {"þ": TICKED, "ü": TICKED},
    "dingbats": {"o": EMPTY, "p": EMPTY, "q": EMPTY, "r": EMPTY, "4": TICKED, "3": TICKED},
}
_TYPED = re.compile(r"^(\s*)(?:\[([xX✓✔ _]?)\]|([✓✔🗸]))(?=\s+\S)")
_OWN = re.compile("[\uf020-\uf0ff]")
"""Where fonts of signs put theirs."""


def box(sign: str, font: str) -> str:
    """A sign, or the tick that it shows in this font."""
    name = font.lower().replace(" ", "").replace("-", "")
    letter = chr(ord(sign) - 0xF000) if _OWN.match(sign) else sign
    for known, signs in _FONTS.items():
        if known in name:
            sign = signs.get(letter, sign)
            break
    return _SIGNS.get(sign, sign)


def plain(text: str) -> str:
    """A text in which all signs for ticks are ours, as they are on pages."""
    return "".join(_SIGNS.get(sign, sign) for sign in text)


def typed(text: str) -> str:
    """A line that begins with a tick of letters, with a sign for it."""
    return _TYPED.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    is_empty = found[3] is None and not found[2].strip(" _")
    return f"{found[1]}{EMPTY if is_empty else TICKED}"
