"""Signs that are no letters: boxes, ticks, and the fonts of pictures in which they are letters."""

from __future__ import annotations

from collections.abc import Mapping

from lgq_tui.imports.source import EMPTY, TICKED
from lgq_tui.imports.word.markup import Element, first, is_on, value

_MARK, _CROSS = "✓", "✗"
_PICTURES: Mapping[str, Mapping[int, str]] = {
    "wingdings": dict.fromkeys((0x6F, 0x70, 0x71, 0x72, 0xA8), EMPTY)
    | dict.fromkeys((0x78, 0xFD, 0xFE), TICKED)
    | {0x6E: "■", 0xFB: _CROSS, 0xFC: _MARK, 0x6C: "●", 0xA7: "▪", 0xA1: "○"},
    "wingdings 2": dict.fromkeys((0x2A, 0xA2, 0xA3, 0xA4), EMPTY)
    | dict.fromkeys((0x51, 0x52, 0x53, 0x54), TICKED)
    | {0x4F: _CROSS, 0x50: _MARK},
    "webdings": {0x61: _MARK, 0x63: EMPTY, 0x67: "■", 0x72: _CROSS},
    "symbol": {0xB7: "•", 0xD6: "√"},
}
"""What the letters of such fonts look like, by their numbers."""
_PRIVATE = range(0xF000, 0xF100)
"""Where Word has these letters, among signs that everybody may use for something."""
_TICKS = frozenset("☒☑✓✔✗✘🗹🗷🗵■xX")


def sign(font: str, number: int) -> str:
    """A letter of a font as a sign of its own; nothing where it has none."""
    pictures = _PICTURES.get(font.strip().casefold())
    if number in _PRIVATE or (pictures is not None and number < len(_PRIVATE)):
        # Without the name of a font, the one that is used for boxes nearly always.
        return (pictures or _PICTURES["wingdings"]).get(number & 0xFF, "")
    try:
        return chr(number)
    except (ValueError, OverflowError):
        return ""


def in_signs(text: str, font: str) -> str:
    """A text in a font of pictures, and what stands among private signs in any text."""
    is_picture = font.strip().casefold() in _PICTURES
    if not is_picture and not any(ord(letter) in _PRIVATE for letter in text):
        return text
    return "".join(
        letter if letter.isspace() or not (is_picture or ord(letter) in _PRIVATE) else found
        for letter in text
        for found in [sign(font, ord(letter))]
    )


def symbol(element: Element) -> str:
    """The sign of a `w:sym`."""
    try:
        number = int(value(element, "char") or "", 16)
    except ValueError:
        return ""
    return sign(value(element, "font") or "", number)


def box(is_ticked: bool) -> str:
    """The sign of a box."""
    return TICKED if is_ticked else EMPTY


def is_ticked(text: str) -> bool:
    """Whether there is a tick in a text."""
    return any(letter in _TICKS for letter in text)


def old_field(data: Element) -> str | None:
    """What an old field shows, of a box or a list to choose from; None for others (`w:ffData`)."""
    check = first(data, "checkBox")
    if check is not None:
        checked = first(check, "checked")
        return box(is_on(first(check, "default") if checked is None else checked))
    listed = first(data, "ddList")
    if listed is None:
        return None
    entries = [value(one) or "" for one in listed if one.tag.endswith("}listEntry")]
    chosen = value(first(listed, "result")) or value(first(listed, "default")) or "0"
    number = int(chosen) if chosen.isdecimal() else 0
    return entries[number] if number < len(entries) else ""
