"""Boxes in text, as one sign each, however somebody typed them."""

from __future__ import annotations

import re

from lgq_tui.imports.source import EMPTY, TICKED

_SIGNS = {
    "☑": TICKED, "☒": TICKED, "🗹": TICKED, "🗷": TICKED, "⊠": TICKED, "✅": TICKED, "\uf0fe": TICKED,
    "☐": EMPTY, "□": EMPTY, "▢": EMPTY, "◻": EMPTY, "❏": EMPTY, "❑": EMPTY, "\uf0a8": EMPTY,
    "\uf06f": EMPTY,
}  # fmt: skip
"""Those in the private use area are of the fonts that Word takes for boxes."""
_TYPED = re.compile(
    r"(?<![\w\])])(?:\[\s?(?P<on>[xXvV✓✔✗✘×])\s?\]|\((?P<round>[xX✓✔✗✘×])\)"
    r"|\[\s{0,3}\]|\[_\]|\(\s{1,3}\))(?=\s|$)"
)


def with_boxes(text: str) -> str:
    """A text in which every box is one of two signs."""
    text = "".join(_SIGNS.get(sign, sign) for sign in text)
    return _TYPED.sub(lambda found: TICKED if found["on"] or found["round"] else EMPTY, text)
