"""What is written, paragraph by paragraph: wrapped, and in signs that the terminal has."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
import unicodedata
from typing import TextIO

from lgq_tui.core.text import visible

_MOST = 78
_LEAST = 20
_IN_ASCII = {"–": "-", "—": "-", "…": "...", "›": ">", "→": "->", "’": "'", "“": '"', "”": '"'}


class Output:
    """Writes to a stream; nothing that was written is ever written over."""

    def __init__(self, sink: TextIO) -> None:
        self._sink = sink
        self._is_apart = True
        """Whether the last line was a blank one; two of them say no more."""
        reconfigure = getattr(sink, "reconfigure", None)
        if reconfigure is not None:
            codecs.register_error("lgq-signs", _replaced)
            reconfigure(errors="lgq-signs")

    def write(self, *texts: str, indent: int = 0) -> None:
        """Write paragraphs, each on lines of its own; an empty one is a blank line."""
        width = max(min(self._columns() - 1, _MOST), _LEAST)
        for text in texts:
            for line in visible(text).split("\n"):
                if line.strip() or not self._is_apart:
                    self._sink.writelines(f"{part}\n" for part in _wrapped(line, width, indent))
                self._is_apart = not line.strip()
        self._sink.flush()

    def _columns(self) -> int:
        """How wide the terminal is now; what a shell once said of it may be long past."""
        try:
            columns = os.get_terminal_size(self._sink.fileno()).columns
        except (OSError, ValueError):
            columns = 0
        return columns or shutil.get_terminal_size().columns


def _wrapped(line: str, width: int, indent: int) -> list[str]:
    if not line.strip():
        return [""]
    margin = " " * indent
    if len(line) <= (width - indent) // 2 or (line.isascii() and len(line) <= width - indent):
        return [margin + line.rstrip()]
    if line.isascii():  # as most of it is, and many times faster
        from textwrap import wrap
    else:
        from wcwidth import wrap
    # Neither links nor addresses are broken: they are copied, and read out, in one piece.
    lines = wrap(line, width - indent, break_long_words=False, break_on_hyphens=False)
    return [margin + one.rstrip() for one in lines]


def _replaced(error: UnicodeError) -> tuple[str, int]:
    """What to write in place of signs that the terminal's encoding does not have."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(map(_in_ascii, signs)), error.end


def _in_ascii(sign: str) -> str:
    if sign in _IN_ASCII:
        return _IN_ASCII[sign]
    parts = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return parts or f"<U+{ord(sign):04X}>"


def standard() -> Output:
    """The output of the program."""
    return Output(sys.stdout)
