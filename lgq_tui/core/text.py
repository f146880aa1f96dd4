"""The one place where text from people and files is made harmless and regular, or visible.

Unicode NFC, `\\n` as the only line break, no control characters (they would reach the terminal),
nothing that turns the direction of the text around it. What scripts and emoji need (joiners) stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from io import StringIO

_BREAKS = "\r\n?|[\v\f\x85\u2028\u2029]"
_HARMFUL = (
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_ALIVE = f"[\t\v\f\r\x85\u2028\u2029]|{_HARMFUL}"
_MOST_MARKS = 30
"""Upon one letter, as Unicode has it for streams (UAX #15): to put many in order takes for ever."""
_MANY_MARKS = f"[^\x00-\u02ff]{{{_MOST_MARKS + 1},}}"
"""Where there may be more of them: all are beyond these letters."""
MOST_TYPED = 100_000
"""Signs in one text that a person types or pastes: some forty printed pages. A response of which
every text is no longer stays well below what is read of a file."""
_UNSEEN = "[\u00ad\u061c\u180e\u200e\u200f\u2060-\u206f]"


def clean(text: str) -> str:
    """Text of several lines; cleaning it again changes nothing."""
    if not text.replace("\n", "").isprintable():  # as nearly all text is
        text = re.sub(_HARMFUL, "", re.sub(_BREAKS, "\n", text).replace("\t", " "))
    if text.isascii():
        return text
    # Twice: one letter may come out of it as two marks.
    return _without_heaps(unicodedata.normalize("NFC", _without_heaps(text)))


def _without_heaps(text: str) -> str:
    return re.sub(_MANY_MARKS, _with_few_marks, text) if len(text) > _MOST_MARKS else text


def _with_few_marks(found: re.Match[str]) -> str:
    kept = StringIO()  # a list of letters would take eight times the room of a long text
    marks = 0
    for letter in found[0]:
        parts = unicodedata.normalize("NFD", letter)
        is_mark = unicodedata.combining(parts[0]) != 0
        marks = marks * is_mark + len(parts) - (not is_mark)
        if not is_mark or marks <= _MOST_MARKS:
            kept.write(letter)
    return kept.getvalue()


def clean_line(text: str) -> str:
    """Text of one line, without blanks around it."""
    return clean(text).replace("\n", " ").strip()


def clean_code(text: str) -> str:
    """A line that a machine is to read (a link, an address), without marks that nobody sees.

    Prose keeps them: Hebrew and Arabic need the marks of direction beside numbers.
    """
    return unicodedata.normalize("NFC", re.sub(_UNSEEN, "", clean_line(text))).strip()


def visible(text: str) -> str:
    """Text as it may reach a terminal: what would act there, or turn the direction, as signs.

    For whatever has not passed `clean`: names of files, the words of systems and libraries. Line
    breaks stay, and joiners; every text is shown through this, and most are the same afterwards.
    """
    return inert(text, _sign_of)


def escaped(json: str) -> str:
    """JSON as it may reach a terminal: the same data, with escapes for what would act there."""
    return inert(json, _escape_of)


def inert(text: str, instead: Callable[[str], str]) -> str:
    """Text with something else for each sign that would act on a terminal; line breaks stay."""
    if text.replace("\n", "").isprintable():
        return text
    return re.sub(_ALIVE, lambda found: instead(found[0]), text)


def _sign_of(sign: str) -> str:
    number = ord(sign)
    if number < 0x20:
        return chr(0x2400 + number)  # ␛ for ESC
    return "␡" if number == 0x7F else f"<U+{number:04X}>"


def _escape_of(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


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
