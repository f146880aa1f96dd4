"""What a field of a form is bound to, as a short text that the form carries.

    lgq:budget.percentage       the answer
    lgq:budget.answer=yes       one of its boxes
    lgq:budget.percentage!      why there is no answer
    lgq:budget.percentage#      a note
    lgq:@2QJ7XK...              one of these that is too long, by a code
    lgq:-5F1D09...              words of the form itself, by a code of them

Such a tag has 64 signs at most, as Word holds no more. Programs that lose it keep the name around a
stretch of text, of 40 letters, digits and `_`: so the same stands there once more, with a capital
for each sign (`_lgqTbudgetDanswerEyes`). What is too long for either is known by the list of all
that are, which the form carries too.
"""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

ANSWER, TICK, MISSING, NOTE = "", "=", "!", "#"
"""What a field holds; the sign stands behind the path."""
LONGEST_TAG, LONGEST_NAME = 64, 40

_TAG, _NAME = "lgq:", "_lgq"
_SIGNS = {".": "D", "=": "E", "!": "M", "#": "N", "[": "O", "]": "C"}
_LETTERS = {letter: sign for sign, letter in _SIGNS.items()}
_COPY = re.compile(r"_Copy_[0-9]+$")
"""What LibreOffice puts behind a name that it meets again."""
_STEP = r"[a-z][a-z0-9_]*(?:\[[0-9]{1,6}\])*"
_BINDING = re.compile(
    rf"(?P<path>{_STEP}(?:\.{_STEP})*)(?:=(?P<choice>[a-z][a-z0-9_]*)|(?P<kind>[!#]?))"
)


class Binding(NamedTuple):
    """An item's path, as in the response file, and what of it; `choice` is that of a TICK."""

    path: str
    kind: str = ANSWER
    choice: str = ""

    @property
    def text(self) -> str:
        """The whole of it, however long."""
        return f"{self.path}{self.kind}{self.choice}"

    @property
    def tag(self) -> str:
        """What a field carries: all of it, or where that is too long, a code."""
        whole = f"{_TAG}{self.text}"
        return whole if len(whole) <= LONGEST_TAG else f"{_TAG}@{code_of(self.text)}"

    def name_at(self, number: int) -> str:
        """What the stretch of text is called that a field is, whatever its number."""
        whole = f"{_NAME}T{''.join(_SIGNS.get(sign, sign) for sign in self.text)}"
        return whole if len(whole) <= LONGEST_NAME else f"{_NAME}A{code_of(self.text)}"

    @property
    def is_long(self) -> bool:
        """Whether tag or name have a code only."""
        return len(_NAME) + 1 + len(self.text) > LONGEST_NAME


class Own(NamedTuple):
    """Words of the form itself, by their code: as long as they have not been changed."""

    code: str

    @property
    def tag(self) -> str:
        """What they carry."""
        return f"{_TAG}-{self.code}"

    def name_at(self, number: int) -> str:
        """What their stretch of text is called; the same words may come again."""
        return f"{_NAME}W{self.code}_{number}"


def own(words: str) -> Own:
    """What words of the form itself are known by."""
    return Own(code_of(words))


def of_tag(tag: str, long: Mapping[str, str]) -> Binding | Own | None:
    """What a tag says; `long` are the texts behind codes. None for a tag that is not ours."""
    if not tag.startswith(_TAG):
        return None
    rest = tag.removeprefix(_TAG)
    if rest.startswith("-"):
        return Own(rest[1:])
    return _binding(long.get(rest[1:], "") if rest.startswith("@") else rest)


def of_name(name: str, long: Mapping[str, str]) -> Binding | Own | None:
    """What the name of a stretch of text says, likewise."""
    kind, rest = name[len(_NAME) : len(_NAME) + 1], name[len(_NAME) + 1 :]
    if not name.startswith(_NAME) or not kind:
        return None
    rest = _COPY.sub("", rest)
    if kind == "W":
        return Own(rest.partition("_")[0])
    if kind == "A":
        return _binding(long.get(rest, ""))
    return _binding("".join(_LETTERS.get(letter, letter) for letter in rest))


def by_code(texts: Iterable[str]) -> dict[str, str]:
    """Long texts by their codes."""
    return {code_of(text): text for text in texts}


def code_of(text: str) -> str:
    """Sixteen letters and digits that stand for a text."""
    return b32encode(sha256(text.encode()).digest()[:10]).decode()


def _binding(text: str) -> Binding | None:
    found = _BINDING.fullmatch(text)
    if found is None:
        return None
    if found["choice"]:
        return Binding(found["path"], TICK, found["choice"])
    return Binding(found["path"], found["kind"])
