"""The marks of the text, and how a line that only looks like one is told apart: by a backslash."""

from __future__ import annotations

import re
from typing import NamedTuple

COMMENT = "#"
PROBLEM = "#!"
ORIGIN = "# of: "
"""Before what a text was written from."""

MISSING = "missing"
NOTE = "note"
ACCEPT = "accept"
VALUE = "value"
"""Before an answer as JSON: one from a file, which nobody could type."""

_ESCAPE = "\\"
_ON = frozenset("xX*+vV✓✔✗✘×")
_OFF = frozenset(("", "-", "_", "."))

_PATH = r"[A-Za-z_][\w.-]*(?:\[[0-9]{1,6}\][\w.-]*)*"
_ANCHOR = re.compile(rf"\[(?P<path>{_PATH})\](?:\s+(?P<rest>.*))?")
_TICK = re.compile(r"\[\s*(?P<sign>[^\[\]\s]?)\s*\]\s*(?P<label>.*)")
_SAID = re.compile(rf"@(?P<word>{MISSING}|{NOTE}|{ACCEPT}|{VALUE})(?:\s(?P<text>.*))?")


class Anchor(NamedTuple):
    """`[path]`, and what stands behind it on the same line."""

    path: str
    rest: str


class Tick(NamedTuple):
    """`[x] Label`; `on` is None where nobody can tell what the sign means."""

    on: bool | None
    label: str


class Said(NamedTuple):
    """`@word text`."""

    word: str
    text: str


def is_comment(line: str) -> bool:
    """Whether a line is not read."""
    return line.startswith(COMMENT)


def anchor(line: str) -> Anchor | None:
    """The path that a line names, or seems to name."""
    found = _ANCHOR.fullmatch(line.strip())
    return Anchor(found["path"], found["rest"] or "") if found else None


def tick(line: str) -> Tick | None:
    """The box that a line begins with."""
    found = _TICK.fullmatch(line.strip())
    if found is None:
        return None
    sign = found["sign"]
    return Tick(True if sign in _ON else False if sign in _OFF else None, found["label"])


def is_tick_sign(text: str) -> bool:
    """Whether a text between brackets is the sign of a box that is ticked."""
    return text in _ON


def said(line: str) -> Said | None:
    """What a line says about an answer."""
    found = _SAID.fullmatch(line.lstrip())
    return Said(found["word"], found["text"] or "") if found else None


def escaped(line: str) -> str:
    """A line of an answer, so that it is read as nothing else."""
    return _ESCAPE + line if _is_special(line.lstrip(_ESCAPE)) else line


def unescaped(line: str) -> str:
    """The line of an answer that `escaped` was given."""
    begins = line.startswith(_ESCAPE) and _is_special(line.lstrip(_ESCAPE))
    return line[len(_ESCAPE) :] if begins else line


def _is_special(line: str) -> bool:
    if is_comment(line) or said(line) is not None or anchor(line) is not None:
        return True
    box = tick(line)
    return box is not None and box.on is not None
