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

_YES, _NO, _ELSEWHERE, _NONE, _INEXACT = "yes", "no", "elsewhere", "none", "inexact"
_MONTHS, _FAREWELL = "months", "farewell"
_FIRST = re.compile(r"[\s\-–•·*\"“«(]*(?P<word>\w+)(?P<end>[\s)\"”»*]*[.,;:!。，；：！–—-]*)")
_WORD = re.compile(r"\w+")
_DASH = re.compile(r"[-–—‐‑_.*/\\•~\s]+")
_NEXT = re.compile(r"[ \t,/&+]*\w{1,10}[ \t,/&+]*(?:\w{1,10}(?!\w))?")
_ENDS = re.compile(r"[.;:!。；：！–—-]")
_ASKS, _ASKED = re.compile(r"\s*[?？؟]"), re.compile(r"[?？؟]")
_QUOTED = re.compile(r"[\s*(]*[\"“«]")
_GOES_ON = re.compile(r"\w")
_APPLIES_NOT = "not-applicable"
_LONGEST_SHOWN = 60
_LONGEST_POINTER = 80
"""Signs of a text that only points elsewhere."""


class Said(NamedTuple):
    """A yes or no that a text begins with, how long it is, whether it stands alone there, and
    whether nothing makes it doubtful: "No problem", "Yes?", "No; before 2019, yes"."""

    value: bool
    length: int
    alone: bool
    plain: bool = True


def yes_or_no(text: str) -> Said | None:
    """What a text begins with, if that is a yes or a no."""
    found = _FIRST.match(text)
    value = _values().get(folded(found["word"])) if found else None
    if found is None or value is None:
        return None
    rest = text[found.end() :]
    if any(other != value for _, other in answers_in(_next_words(rest))):
        return None  # yes and no
    alone = not rest.strip() or "\n" in found["end"] or _ENDS.search(found["end"]) is not None
    return Said(value, found.end(), alone, _is_plain(value, found, rest, alone))


def _is_plain(value: bool, found: re.Match[str], rest: str, alone: bool) -> bool:
    """Whether a first word says yes or no for certain."""
    if _ASKS.match(rest) or (_QUOTED.match(found[0]) and folded(rest)):
        return False
    if value:
        return True
    # A no before a word may be about that word alone; a yes after a no takes it back.
    goes_on = not alone and not found["end"].strip() and _GOES_ON.match(rest)
    return not goes_on and not any(other for _, other in answers_in(rest))


def holds_answer(text: str) -> bool:
    """Whether a question with a yes or no behind it stands in a text."""
    return any(yes_or_no(text[one.end() :]) for one in _ASKED.finditer(text))


def _next_words(text: str) -> str:
    """The next two words of a text, in its sentence."""
    words = _NEXT.match(text)
    return words[0] if words else ""


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
    return _reasons().get(signs) if signs or _DASH.fullmatch(text.strip()) else None


def shortened(text: str) -> str:
    """The beginning of a line, to be shown in a sentence."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]} …"


def is_answer(text: str) -> bool:
    """Whether a whole text is a word for yes or for no."""
    return folded(text) in _values()


def is_farewell(text: str) -> bool:
    """Whether a whole text is what people write above their names."""
    return folded(text) in _of(_FAREWELL)


def is_nothing(text: str) -> bool:
    """Whether a whole text says that there is none, which after a question is a no, or that it
    does not apply."""
    signs = folded(text)
    return signs in _of(_NONE) and signs not in _values()


def is_inexact(before: str) -> bool:
    """Whether the words before a number make it a bound, or about that."""
    text = before.casefold().rstrip()
    return text.endswith(tuple("~≈±<>≥≤")) or any(
        _ends_with(text, word) if word.isascii() or not _is_unspaced(word) else word in text
        for word in _inexact()
    )


def _ends_with(text: str, word: str) -> bool:
    before = text[: -len(word)]
    return text.endswith(word) and not before[-1:].isalnum()


def _is_unspaced(word: str) -> bool:
    """Whether it is of a script that sets no blanks between words."""
    return all("\u2e80" <= sign <= "\u9fff" for sign in word)


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


@cache
def _of(key: str) -> frozenset[str]:
    return frozenset(
        folded(word) for language in _words().values() for word in language.get(key, ())
    )


@cache
def _values() -> Mapping[str, bool]:
    return dict.fromkeys(_of(_NO), False) | dict.fromkeys(_of(_YES), True)


@cache
def _reasons() -> Mapping[str, str]:
    return (
        {"": _APPLIES_NOT}
        | dict.fromkeys(_of(_NONE), _APPLIES_NOT)
        | {signs: reason for reason in reversed(MISSING_REASONS) for signs in _of(reason)}
    )


@cache
def _inexact() -> tuple[str, ...]:
    words = (language.get(_INEXACT, ()) for language in _words().values())
    return tuple(word.casefold() for known in words for word in known)


def month(signs: str) -> int | None:
    """The number of a month by its folded name, where all languages that have it agree."""
    numbers = _months().get(signs, frozenset())
    return next(iter(numbers)) if len(numbers) == 1 else None


@cache
def _months() -> Mapping[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for language in _words().values():
        for number, name in enumerate(language.get(_MONTHS, ()), 1):
            found[folded(name)] = found.get(folded(name), frozenset()) | {number}
    return found


@cache
def _pointers() -> tuple[str, ...]:
    return tuple(_of(_ELSEWHERE))
