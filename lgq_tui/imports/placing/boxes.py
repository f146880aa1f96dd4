"""The boxes that a form has for yes and no, as they come out of documents."""

from __future__ import annotations

import re
from typing import NamedTuple

from lgq_tui.imports.placing.ticks import ANY_TICK, TICKED
from lgq_tui.imports.placing.words import answers_in, without_answers

_TOKEN = re.compile(rf"{ANY_TICK}|(?<!\w)[xX✗✘×](?!\w)|\w+")
_TICKED = re.compile(rf"{TICKED}|[xX✗✘×]")
_REST = re.compile(r"[\w]")
_MOST = 40
"""Signs of a line that may be one of boxes."""


class Boxes(NamedTuple):
    """What a line of boxes shows: the answers that are ticked, and those that are there."""

    ticked: frozenset[bool]
    there: frozenset[bool]
    has_ticks: bool

    def and_also(self, other: Boxes) -> Boxes:
        """Both, where each answer stands on a line of its own."""
        return Boxes(
            self.ticked | other.ticked, self.there | other.there, self.has_ticks or other.has_ticks
        )


def boxes_in(line: str) -> Boxes | None:
    """What a line shows, if it is made of boxes, yes and no, and nothing else."""
    words = dict(answers_in(line))
    if not words or len(line) > _MOST:
        return None
    rest = without_answers(line)
    for token in _TOKEN.findall(rest):
        if not re.fullmatch(rf"{ANY_TICK}|[xX✗✘×]", token):
            return None
    tokens = list(_TOKEN.finditer(line))
    marks = [token for token in tokens if token.start() not in words]
    is_before = bool(marks) and tokens[0].start() not in words
    ticked: set[bool] = set()
    for number, token in enumerate(tokens):
        if token.start() in words:
            beside = number - 1 if is_before else number + 1
            if 0 <= beside < len(tokens) and _TICKED.fullmatch(tokens[beside][0]):
                ticked.add(words[token.start()])
    return Boxes(frozenset(ticked), frozenset(words.values()), bool(marks))
