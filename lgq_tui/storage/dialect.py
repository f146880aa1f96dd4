"""The YAML that `emitter` writes, read line by line in a tenth of the time that importing a YAML
library takes.

It is a narrow dialect: one entry a line, steps of two blanks, texts in double quotes or in `|`
blocks. Whatever is not exactly so (a file that was edited by hand may well not be) is not read
here, but by `plain`, which knows all of YAML. What is read here, `plain` reads the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from json import loads
from typing import Any

from lgq_tui.core.text import clean
from lgq_tui.storage.plain import MOST_DEPTH, MOST_NODES

STEP = 2
LONGEST_KEY = 250
"""YAML gives a key 1,024 letters before its colon, and a reader may count bytes."""

CONTROL = "[\x00-\x09\x0b-\x1f]"
SPECIAL = "[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"
"""What one reader or another refuses, or takes for a line break, when it is not escaped."""

WORD = r"[a-z][a-z0-9_]*(?:[-/][a-z0-9_]+)*"
KEY = r"[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*"
"""What stands without quotes; whatever else a key or a text is, it stands in them."""

_TEXT = r'"(?:[^"\\]++|\\["\\/bfnrt]|\\u(?:[0-9a-ce-f][0-9a-f]{3}|d[0-7][0-9a-f]{2}))*+"'
_NUMBER = r"-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]{1,30})?(?:e[-+]?[0-9]{1,2})?"
_ENTRY = re.compile(rf"({KEY}|{_TEXT}):(?: (.+))?")
_SCALAR = re.compile(rf"(?:({_TEXT})|({WORD})|({_NUMBER}))(?:  # .*)?")
_PAIR = re.compile(rf"({KEY}): ({_TEXT}|{WORD}|{_NUMBER})(?:, |$)")
_ALONE: dict[str, Callable[[], Any]] = {"{}": dict, "[]": list}
_MOST_PAIRS = 100
"""In one line; the emitter has three there."""
_WORDS = {"true": True, "false": False, "null": None}


class _DeviationError(Exception):
    """A line is not as the emitter writes it."""


def read(content: bytes) -> Any | None:
    """The plain data in the bytes of a file, None where it is not written in this dialect."""
    try:
        text = content.decode()
        most_nodes = text.count("\n") + text.count(", ")
        if not text.endswith("\n") or _is_foreign(text) or most_nodes > MOST_NODES:
            return None
        return _Lines(text.split("\n")).whole()
    except (_DeviationError, UnicodeDecodeError):
        return None


def _is_foreign(text: str) -> bool:
    if text.replace("\n", "").isprintable():  # as most are, and no pattern has to be compiled
        return False
    return re.search(f"{CONTROL}|{SPECIAL}", text) is not None


class _Lines:
    """The lines of a file, read from the first to the last."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._next = 0
        self._depth = 0

    def whole(self) -> Any:
        """What all lines say."""
        node = self._node(0)
        if self._seek() is not None:
            raise _DeviationError
        return node

    def _seek(self) -> int | None:
        """Go to the next line that says something; how far it is indented, None at the end."""
        lines = self._lines
        while self._next < len(lines):
            line = lines[self._next]
            bare = line.lstrip(" ")
            if bare and bare[0] != "#":
                return len(line) - len(bare)
            self._next += 1
        return None

    def _node(self, indent: int) -> Any:
        """The mapping or list whose lines are indented so far."""
        if self._seek() != indent or self._depth >= MOST_DEPTH - 1:
            raise _DeviationError
        self._depth += 1
        is_list = self._lines[self._next].startswith("-", indent)
        node = self._list(indent) if is_list else self._mapping(indent)
        self._depth -= 1
        return node

    def _mapping(self, indent: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        while (found := self._seek()) is not None and found >= indent:
            entry = _ENTRY.fullmatch(self._lines[self._next], indent)
            if entry is None or len(entry[1]) > LONGEST_KEY:
                raise _DeviationError
            key = clean(loads(entry[1])) if entry[1].startswith('"') else entry[1]
            if key in made:
                raise _DeviationError
            self._next += 1
            made[key] = self._value(entry[2], indent)
        return made

    def _list(self, indent: int) -> list[Any]:
        made: list[Any] = []
        while (found := self._seek()) is not None and found >= indent:
            line = self._lines[self._next]
            dash, rest = line[indent : indent + STEP], line[indent + STEP :]
            if dash not in ("-", "- "):
                raise _DeviationError
            if _ENTRY.fullmatch(rest) or rest.startswith("- "):
                # What is in the element begins on the line of its dash.
                self._lines[self._next] = " " * (indent + STEP) + rest
                made.append(self._node(indent + STEP))
            else:
                self._next += 1
                made.append(self._value(rest, indent))
        return made

    def _value(self, written: str | None, indent: int) -> Any:
        """What stands behind a key or a dash, or in the lines under it."""
        if not written:
            return self._node(indent + STEP)
        if written in ("|", "|-"):
            text = self._block(indent + STEP)
            return clean(text if written == "|-" else f"{text}\n")
        if written in _ALONE:
            return _ALONE[written]()
        if written[0] == "{":
            return _pairs(written)
        return _scalar(written)

    def _block(self, indent: int) -> str:
        """The lines of a text, as they stand there without their indentation."""
        start, margin = self._next, " " * indent
        while self._next < len(self._lines):
            line = self._lines[self._next]
            if line.isspace():
                raise _DeviationError
            if line and not line.startswith(margin):
                break
            self._next += 1
        lines = [line[indent:] for line in self._lines[start : self._next]]
        while lines and not lines[-1]:
            lines.pop()
        # A text that begins with a blank or an empty line has another indentation than it shows.
        if not lines or not lines[0] or lines[0][0] == " ":
            raise _DeviationError
        return "\n".join(lines)


def _pairs(written: str) -> dict[str, Any]:
    """A mapping within a line."""
    made: dict[str, Any] = {}
    inner, at = written[1:-1], 0
    while at < len(inner):
        pair = _PAIR.match(inner, at)
        if (
            pair is None
            or pair[1] in made
            or len(pair[1]) > LONGEST_KEY
            or len(made) == _MOST_PAIRS
        ):
            raise _DeviationError
        made[pair[1]] = _scalar(pair[2])
        at = pair.end()
    if written[-1] != "}":
        raise _DeviationError
    return made


def _scalar(written: str) -> Any:
    found = _SCALAR.fullmatch(written)
    if found is None:
        raise _DeviationError
    text, word, number = found.groups()
    if text is not None:
        return clean(loads(text))
    if word is not None:
        return _WORDS.get(word, word)
    return float(number) if "." in number or "e" in number else int(number)
