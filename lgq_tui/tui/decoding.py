"""Reading what the terminal sends, whatever it sends."""

from __future__ import annotations

import codecs
import os
import re
import signal
import sys
from collections.abc import Callable
from functools import partial
from time import sleep

_BEGIN = "\x1b[200~"
_END = "\x1b[201~"

_SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours, movements
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # titles, links
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

_WITH_ALT = re.compile("\x1b([a-zDLNSUW\r])")
"""A letter, or Enter, that was pressed with Alt. Capitals are those of keys that mean something
here; others begin sequences."""

_BETWEEN = 0.1
"""Seconds between two looks at a terminal that is gone."""

_LONGEST = 64
"""Signs of a sequence; what is longer is none."""


def take_any_bytes() -> None:
    """Have bytes that are no UTF-8, as terminals in other encodings send them, read as a sign of
    their own, where Textual would end the program; and what is pasted read as text, where Textual
    would take the escape codes in it for keys."""
    if sys.platform == "win32":
        return
    from textual.drivers import linux_driver

    vars(linux_driver)["getincrementaldecoder"] = lambda encoding: partial(
        Decoder, encoding, _HangUp()
    )


class _HangUp:
    """Ends the program once its terminal is gone.

    The system tells only the first program of a terminal, which may wait for this one (as `make`
    does); and Textual would read for ever what has an end.
    """

    def __init__(self) -> None:
        self._told = False

    def __call__(self) -> None:
        if not self._told:
            self._told = True
            os.kill(os.getpid(), signal.SIGHUP)
        sleep(_BETWEEN)


class Decoder:
    """From bytes to text, a piece at a time; a pasted text has nothing in it but text."""

    def __init__(self, encoding: str = "utf-8", ended: Callable[[], None] | None = None) -> None:
        self._ended = ended
        self._decode = codecs.getincrementaldecoder(encoding)(errors="replace").decode
        self._pasting = False
        self._held = ""
        """The end of the last piece, if it may be the beginning of a sequence in what is pasted."""
        self._passed = ""
        """The end of what was handed on last: it may be the beginning of a paste."""

    def decode(self, piece: bytes, final: bool = False) -> str:
        """The text of a piece; one without anything in it is the end."""
        if not piece and not final and self._ended is not None:
            self._ended()
        text, self._held = self._held + self._decode(piece, final), ""
        done = []
        while text:
            part, text = (self._pasted if self._pasting else self._typed)(text)
            done.append(part)
            self._passed = (self._passed + part)[1 - len(_BEGIN) :]
        return "".join(done)

    def _typed(self, text: str) -> tuple[str, str]:
        """What stands before a paste, the beginning of that included, and the rest."""
        before, begun, rest = (self._passed + text).partition(_BEGIN)
        self._pasting = bool(begun)
        return _WITH_ALT.sub(_as_one_key, (before + begun)[len(self._passed) :]), rest

    def _pasted(self, text: str) -> tuple[str, str]:
        pasted, end, rest = text.partition(_END)
        if end:
            self._pasting = False
            return _text(pasted) + end, rest
        begun = text.rfind("\x1b", -_LONGEST)
        if begun >= 0 and not _SEQUENCE.match(text, begun):
            text, self._held = text[:begun], text[begun:]
        return _text(text), ""


def _as_one_key(match: re.Match[str]) -> str:
    """A key with Alt as terminals send it that leave no doubt: of Escape and a letter, Textual
    would wait for more, and take both for text if it comes."""
    return f"\x1b[{ord(match[1].lower())};3u"


def _text(pasted: str) -> str:
    return _CONTROL.sub("", _SEQUENCE.sub("", pasted))
