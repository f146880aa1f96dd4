"""Text out of bytes, in whatever way somebody's program wrote it."""

from __future__ import annotations

import codecs
import contextlib
import re

from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.text import clean

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KNOWN = re.compile(
    r"us-ascii|latin-?1|iso-?8859-\d{1,2}|(?:windows-|cp)125\d|koi8-[ru]|"
    r"macintosh|gb2312|gbk|gb18030|big5(?:-hkscs)?|shift[_-]jis|euc-(?:jp|kr)|iso-2022-jp|tis-620",
    re.IGNORECASE,
)
"""Encodings that a document may name, besides those that are told by their bytes; Python knows
others, which are none of text."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FEW_CONTROLS, _MOST_CONTROLS = 20, 0.02
"""How many, or how much of a text, may be control characters; a program or a picture has more."""
_FALLBACK = "cp1252"
_SAMPLE = 4000
_MOST_BROKEN = 0.1
"""How much of what is not ASCII may be broken in a text that is UTF-8 all the same."""


def decoded(content: bytes, declared: str | None = None) -> str:
    """The text of a file, cleaned; `declared` is the encoding that its document names."""
    return clean(as_written(content, declared))


def as_written(content: bytes, declared: str | None = None) -> str:
    """The text of a file with all that is in it; `NotDoneError` where it is none of text."""
    text = _text(content, declared)
    if len(_CONTROLS.findall(text)) > max(len(text) * _MOST_CONTROLS, _FEW_CONTROLS):
        raise NotDoneError(Message("import.damaged"))
    return text


def _text(content: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if (wide := _wide(content[:_SAMPLE])) is not None:
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and _KNOWN.fullmatch(declared):
        with contextlib.suppress(LookupError):  # there is no ISO 8859-12
            return content.decode(declared, "replace")
    if _is_nearly_utf_8(content):
        return content.decode("utf-8", "replace")
    return content.decode(_FALLBACK, "replace")


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of plain Latin is zero."""
    half = len(sample) // 2
    if half < 2:
        return None
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if second > half * 0.4 > first * 4:
        return "utf-16-le"
    return "utf-16-be" if first > half * 0.4 > second * 4 else None


def _is_nearly_utf_8(content: bytes) -> bool:
    beyond = sum(byte >= 0x80 for byte in content)
    broken = content.decode("utf-8", "replace").count("\ufffd")
    return broken <= beyond * _MOST_BROKEN
