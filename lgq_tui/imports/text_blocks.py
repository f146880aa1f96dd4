"""A text that somebody edited, cut into what stands below each `[path]`, and what stands above one.

Where a text is known to have had certain comments when it was written, these tell where an answer
ends: what was typed between the wording of a question and its `[path]` is not part of the answer
before. A comment that the text did not have was typed, and is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.text_form import answers, comments, marks
from lgq_tui.core.text_form.places import place_of


class Line(NamedTuple):
    """One line, counted from 1."""

    number: int
    text: str


class Block(NamedTuple):
    """The lines below a `[path]`."""

    anchor: Line
    path: str
    lines: list[Line]

    @property
    def whole(self) -> tuple[str, ...]:
        """All that somebody typed here, without blank lines at the end."""
        return (self.anchor.text, *texts(without_blank_ends(self.lines, behind_only=True)))

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed here."""
        return not any(line.text.strip() for line in self.lines)


class Cut(NamedTuple):
    """A whole text. What stands above a `[path]` is found by that, or by None where none follows
    that there is."""

    blocks: Sequence[Block]
    above: Mapping[str | None, Sequence[Line]]


def texts(lines: Sequence[Line]) -> tuple[str, ...]:
    """Lines without their numbers."""
    return tuple(line.text for line in lines)


def without_blank_ends(lines: Sequence[Line], behind_only: bool = False) -> Sequence[Line]:
    """Lines from the first to the last one in which there is anything."""
    full = [at for at, line in enumerate(lines) if line.text.strip()]
    return lines[0 if behind_only else full[0] : full[-1] + 1] if full else []


def cut(text: str, questionnaire: Questionnaire, known: Collection[str] | None) -> Cut:
    """The parts of a text. Without `known`, any comment may be one that it was written with."""
    cutter = _Cutter(questionnaire, known)
    for number, line in enumerate(text.split("\n"), 1):
        cutter.take(Line(number, line))
    cutter.leave_above(None)
    return Cut(cutter.blocks, cutter.above)


class _Cutter:
    def __init__(self, questionnaire: Questionnaire, known: Collection[str] | None) -> None:
        self.blocks: list[Block] = []
        self.above: dict[str | None, list[Line]] = {}
        self._questionnaire, self._known = questionnaire, known
        self._pending: list[Line] = []
        self._is_above = True

    def take(self, line: Line) -> None:
        """Put a line where it belongs."""
        if self._is_of_the_text(line.text):
            ends_answer = self._known is not None and comments.is_wording(line.text)
            self._is_above = self._is_above or ends_answer
            return
        found = None if marks.is_comment(line.text) else anchor(line.text, self._questionnaire)
        if found is None:
            (self._pending if self._is_above else self.blocks[-1].lines).append(line)
            return
        rest = [Line(line.number, _not_comment(found.rest))] if found.rest.strip() else []
        self.blocks.append(Block(Line(line.number, f"[{found.path}]"), found.path, rest))
        self._is_above = False
        if place_of(self._questionnaire, found.path) is not None:
            self.leave_above(found.path)

    def leave_above(self, path: str | None) -> None:
        """What was found since the last one stands above this path."""
        typed = without_blank_ends(self._pending)
        if typed:
            self.above.setdefault(path, []).extend(typed)
        self._pending = []

    def _is_of_the_text(self, line: str) -> bool:
        if not marks.is_comment(line):
            return False
        is_known = self._known is None or comments.plain(line) in self._known
        return is_known or not comments.is_wording(line)


def anchor(line: str, questionnaire: Questionnaire) -> marks.Anchor | None:
    """The place that a line begins; with an answer behind it, it has to be one that there is."""
    found = marks.anchor(line)
    if found is None or not found.rest.strip():
        return found
    is_tick = marks.is_tick_sign(found.path)
    return None if is_tick or place_of(questionnaire, found.path) is None else found


def _not_comment(rest: str) -> str:
    """An answer on the line of its path; only a whole line is a comment."""
    return marks.escaped(rest) if marks.is_comment(rest) else rest


def chosen(blocks: Sequence[Block], questionnaire: Questionnaire) -> dict[str, int]:
    """Which block counts of several under one path: the first that has anything in it."""
    found: dict[str, int] = {}
    for number, block in enumerate(blocks):
        known = found.setdefault(block.path, number)
        if known != number and is_blank(blocks[known], questionnaire):
            found[block.path] = number
    return found


def is_blank(block: Block, questionnaire: Questionnaire) -> bool:
    """Whether nothing is said in a block: boxes that are not ticked say nothing."""
    place = place_of(questionnaire, block.path)
    if place is None or not answers.has_boxes(place.item):
        return block.is_blank
    boxes = [marks.tick(line.text) for line in block.lines if line.text.strip()]
    return all(box is not None and box.on is False for box in boxes)
