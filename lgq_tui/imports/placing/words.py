"""Words that stand for an answer, or for there being none, in the languages in which cities answer.

They are data: `words.json`, by language. A word counts where it stands alone, or begins a text; in
the middle of one it says nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lgq_tui.core.definition import MISSING_REASONS
from lgq_tui.imports.placing.folding import folded

_YES, _NO, _ELSEWHERE = "yes", "no", "elsewhere"
_FIRST = re.compile(r"[\s\-–•·*\"“«(]*(?P<word>\w+)(?P<end>[\s)\"”»*]*[.,;:!。，；：！–—-]*)")
_WORD = re.compile(r"\w+")
_ENDS = re.compile(r"[.;:!。；：！–—-]")
_LONGEST_POINTER = 80
"""Signs of a text that only points elsewhere."""


class Said(NamedTuple):
    """A yes or no that a text begins with, how long it is, and whether it stands alone there."""

    value: bool
    length: int
    alone: bool


def yes_or_no(text: str) -> Said | None:
    """What a text begins with, if that is a yes or a no."""
    found = _FIRST.match(text)
    value = _values().get(folded(found["word"])) if found else None
    if found is None or value is None:
        return None
    rest = text[found.end() :]
    alone = not rest.strip() or "\n" in found["end"] or _ENDS.search(found["end"]) is not None
    return Said(value, found.end(), alone)


def answers_in(text: str) -> list[tuple[int, bool]]:
    """Every word for yes or no in a text, with its offset."""
    values = ((found.start(), _values().get(folded(found[0]))) for found in _WORD.finditer(text))
    return [(offset, value) for offset, value in values if value is not None]


def without_answers(text: str) -> str:
    """A text without those words."""
    return _WORD.sub(lambda found: "" if folded(found[0]) in _values() else found[0], text)


def reason_for_none(text: str) -> str | None:
    """The missing reason that a whole text stands for; a dash is as good as a word."""
    signs = folded(text)
    return _reasons().get(signs) if signs or text.strip() else None


def points_elsewhere(text: str) -> bool:
    """Whether a text only points to another answer, or to something beside the document."""
    if len(text) > _LONGEST_POINTER:
        return False
    said = yes_or_no(text)
    signs = folded(text[said.length :] if said else text).removeprefix("please")
    return signs.startswith(_pointers()) and not re.search(r"https?:|www\.", text)


@cache
def _words() -> Mapping[str, Mapping[str, Iterable[str]]]:
    # Beside the code as plain data, as the schema of the definition language is.
    path = Path(__file__).with_name("words.json")
    words: Mapping[str, Mapping[str, Iterable[str]]] = json.loads(path.read_text(encoding="utf-8"))
    return words


def _of(key: str) -> frozenset[str]:
    return frozenset(
        folded(word) for language in _words().values() for word in language.get(key, ())
    )


@cache
def _values() -> Mapping[str, bool]:
    return dict.fromkeys(_of(_NO), False) | dict.fromkeys(_of(_YES), True)


@cache
def _reasons() -> Mapping[str, str]:
    return {"": "not-applicable"} | {
        signs: reason for reason in reversed(MISSING_REASONS) for signs in _of(reason)
    }


@cache
def _pointers() -> tuple[str, ...]:
    return tuple(_of(_ELSEWHERE))
