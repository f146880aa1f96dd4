"""The marks of a filled form in plain text, by which it is read again.

At the right margin stands in brackets what the line is about, and every line of an answer has a bar
before it. There is no blank in the brackets, so that mail programs do not break a line there:

    Percentage compared to the total municipality budget    [budget.percentage]
    | 16
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import NamedTuple

FORMAT = "lgq-form/1"
NOTE, MISSING, EMPTY, NOT_ASKED, ENTRY = "note", "missing", "empty", "not-asked", "entry"
SOURCE = "source"
OWN = frozenset({NOTE, MISSING, EMPTY, NOT_ASKED, ENTRY, SOURCE})
"""Words behind a path where the line before is neither wording nor answer."""
BAR = "|"

_PATH = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*|\[[0-9]{1,6}\])*"
_ANCHOR = re.compile(
    rf"\[(?P<path>{_PATH})(?::(?P<word>note|missing|empty|not-asked|entry|source)"
    r"(?::(?P<code>[\w-]+))?)?\]$"
)
_CHOICE = re.compile(rf"\[(?:(?P<path>{_PATH})=)?(?P<choice>\w+)\]$")
_BAR = re.compile(r"\s*\|(?: (?P<text>.*)|(?P<empty>\s*))")
_EDITION = re.compile(
    rf"\[{FORMAT}\s+(?P<id>[a-z][a-z0-9_]*)\s+(?P<version>\"(?:[^\"\\]|\\.){{1,200}}\")"
    r"(?:\s+(?P<digest>sha256:[0-9a-f]{64}))?\]"
)


class Choice(NamedTuple):
    """The choice at the right margin of a box, with its path where that is not the one above."""

    path: str
    id: str
    before: str


class Anchor(NamedTuple):
    """What stands at the right margin, and the words before it."""

    path: str
    word: str
    code: str
    before: str


def anchor(line: str) -> Anchor | None:
    """The path that a line ends with."""
    found = _at_margin(_ANCHOR, line)
    if found is None:
        return None
    before = line[: found.start()].rstrip()
    return Anchor(found["path"], found["word"] or "", found["code"] or "", before)


def choice(line: str) -> Choice | None:
    """The choice that a line ends with."""
    found = _at_margin(_CHOICE, line)
    if found is None:
        return None
    return Choice(found["path"] or "", found["choice"], line[: found.start()].rstrip())


def _at_margin(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    line = line.rstrip()
    if not line.endswith("]"):
        return None
    start = line.rfind("  [")
    start = start + 2 if start >= 0 else len(line) - len(line.lstrip())
    return pattern.match(line, start)


def barred(text: str) -> list[str]:
    """The lines of an answer."""
    return [f"{BAR} {line}" if line else BAR for line in text.split("\n")]


def behind_bar(line: str) -> str | None:
    """The line of an answer; None where there is no bar."""
    found = _BAR.fullmatch(line)
    return None if found is None else found["text"] or ""


def edition_lines(edition: Mapping[str, str]) -> list[str]:
    """Which questionnaire a document is of."""
    first = f"[{FORMAT} {edition['id']} {json.dumps(edition['version'], ensure_ascii=False)}"
    return [first, f"{edition['digest']}]"] if "digest" in edition else [f"{first}]"]


def edition_in(text: str) -> tuple[int, int, dict[str, str]] | None:
    """Which questionnaire a text is of, and from where to where it says so."""
    found = _EDITION.search(text)
    if found is None:
        return None
    try:
        edition = {"id": found["id"], "version": str(json.loads(found["version"]))}
    except ValueError:
        return None
    if found["digest"]:
        edition["digest"] = found["digest"]
    return found.start(), found.end(), edition
