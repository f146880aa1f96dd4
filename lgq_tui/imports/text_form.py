"""A text that somebody edited, read: what stands at each place, and what cannot be taken."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator, Sequence
from difflib import get_close_matches

from lgq_tui.core.definition import MISSING_REASONS, Item, Questionnaire
from lgq_tui.core.messages import Message
from lgq_tui.core.paths import as_text, from_text, item_path
from lgq_tui.core.text import clean
from lgq_tui.core.text_form import acceptances, answers, marks
from lgq_tui.core.text_form.places import Place, by_element, place_of
from lgq_tui.core.text_form.records import Accepted, Entry, Left, Reading
from lgq_tui.imports.text_blocks import (
    Block,
    Line,
    chosen,
    cut,
    is_blank,
    texts,
    without_blank_ends,
)

_MOST_NEAR = 20
"""How often it is looked for what a name may have been meant to be, which takes long."""
_LONGEST_NEAR = 100
_COMMENT = "text_form.comment"
"""Of a line that begins with `#`, and was typed."""

Missing = Callable[[str], str]
"""The catalogue's `say_missing`: a missing reason in words."""


def read(
    text: str, questionnaire: Questionnaire, missing: Missing, known: Collection[str] | None = None
) -> Reading:
    """What a text says; it may come from anybody.

    `known` are the comments that it had when it was written; without, none is looked at.
    """
    reasons = {missing(reason).casefold(): reason for reason in MISSING_REASONS}
    reasons |= {reason: reason for reason in MISSING_REASONS}
    entries: dict[str, Entry] = {}
    blocks, above = cut(clean(text), questionnaire, known)
    left = [_above(path, lines) for path, lines in above.items()]
    under: str | None = None
    counts = chosen(blocks, questionnaire)
    for number, block in enumerate(blocks):
        place = place_of(questionnaire, block.path)
        if place is None:
            message = _unknown(block.path, questionnaire, len(left) < _MOST_NEAR)
            left.append(Left(block.anchor.number, message, block.whole, under))
        elif counts[block.path] == number:
            found = _Entry(place, block, reasons)
            entries[block.path] = found.entry
            left += found.left
            under = block.path
        elif not is_blank(block, questionnaire):
            message = Message("text_form.twice", {"path": block.path})
            # Behind the one that counts, so that this stays the first.
            left.append(Left(block.anchor.number, message, block.whole, block.path))
    return Reading(entries, tuple(left))


def _above(path: str | None, lines: Sequence[Line]) -> Left:
    """What stands above a path, or below none at all, is nobody's answer."""
    if all(marks.is_comment(line.text) for line in lines if line.text.strip()):
        message = Message(_COMMENT)
    elif path is not None:
        message = Message("text_form.above", {"path": path})
    else:
        message = Message("text_form.under_none")
    return Left(lines[0].number, message, texts(lines), path, above=True)


def _unknown(path: str, questionnaire: Questionnaire, helps: bool) -> Message:
    if (place := _without_indexes(path, questionnaire)) is not None:
        key = "text_form.line_by_line" if answers.is_line_by_line(place.item) else "text_form.index"
        return Message(key, {"path": path, "list": place.key})
    short = len(path) <= _LONGEST_NEAR
    near = get_close_matches(path, questionnaire.by_path, 1, 0.7) if helps and short else []
    if near:
        return Message("text_form.no_item_near", {"path": path, "near": near[0]})
    return Message("text_form.no_item", {"path": path})


def _without_indexes(path: str, questionnaire: Questionnaire) -> Place | None:
    found = from_text(path)
    return place_of(questionnaire, item_path(found)) if as_text(found) == path else None


class _Entry:
    """Reads what stands at one place."""

    def __init__(self, place: Place, block: Block, reasons: dict[str, str]) -> None:
        self.left: list[Left] = []
        self._place = place
        self._said: dict[str, list[Line]] = {}
        """What stands behind each of the words."""
        self._unread: set[str] = set()
        self._left_lines: set[int] = set()
        answer: list[Line] = []
        typed_comments: list[Line] = []
        for line in block.lines:
            found = marks.said(line.text)
            if marks.is_comment(line.text):
                typed_comments.append(line)
            elif found is None:
                answer.append(line)
            else:
                self._said.setdefault(found.word, []).append(Line(line.number, found.text))
        value = self._value(answer)
        data = [Line(line.number, f"@{marks.VALUE} {line.text}") for line in self._of(marks.VALUE)]
        if typed_comments:
            self._leave_comments(typed_comments, [*answer, *data], value)
        self.entry = Entry(
            place,
            block.anchor.number,
            value,
            self._missing(reasons),
            self._note(),
            tuple(self._acceptances()),
            frozenset(self._unread),
            texts(without_blank_ends(answer) or data),
        )

    def _of(self, word: str) -> list[Line]:
        return self._said.get(word, [])

    def _leave(self, word: str, message: Message, *lines: Line, instead: bool = False) -> None:
        """Lines behind a word cannot be taken; `instead`, they stay in its place."""
        written = tuple(f"@{word} {line.text}".rstrip() for line in lines)
        self._left_lines.update(line.number for line in lines)
        place = word if instead else None
        left = Left(lines[0].number, message, written, self._place.key, True, place)
        self.left.append(left)
        if instead:
            self._unread.add(word)

    def _missing(self, reasons: dict[str, str]) -> str | None:
        lines = self._of(marks.MISSING)
        if not lines:
            return None
        if self._place.is_in_list:
            message = Message("text_form.missing_in_list", {"list": _list_around(self._place)})
            self._leave(marks.MISSING, message, *lines)
            return None
        found = {reasons.get(" ".join(line.text.split()).casefold()) for line in lines}
        if found == {None}:
            allowed = ", ".join(self._place.item.missing_reasons)
            values = {"reason": lines[0].text.strip(), "reasons": allowed}
            message = Message("problem.missing_not_allowed", values)
            self._leave(marks.MISSING, message, *lines, instead=True)
        elif len(found) > 1:
            self._leave(marks.MISSING, Message("text_form.reasons_differ"), *lines, instead=True)
        return found.pop()

    def _note(self) -> str | None:
        lines = self._of(marks.NOTE)
        if lines and self._place.is_in_list:
            message = Message("text_form.note_in_list", {"path": self._place.item.path})
            self._leave(marks.NOTE, message, *lines)
            return None
        return "\n".join(line.text for line in lines) if lines else None

    def _acceptances(self) -> Iterator[Accepted]:
        for line in self._of(marks.ACCEPT):
            words = acceptances.read(line.text, self._place.item)
            if words.warning is None and not words.reason:
                self._leave(marks.ACCEPT, Message("text_form.no_reason"), line)
                continue
            key = self._place.key
            if words.number is not None:
                key = f"{key}[{max(words.number - 1, 0)}]"
            yield Accepted(key, words.warning, words.reason, line.number)

    def _value(self, answer: list[Line]) -> object:
        typed = [line for line in answer if line.text.strip()]
        if not self._place.is_one_answer:
            if typed:
                self._leave_typed(_not_here(self._place), *typed)
            return self._of_data()
        found = answers.read(self._place.item, [line.text for line in answer])
        for flaw in found.flaws:
            self._leave_typed(flaw.message, answer[flaw.number])
        # Who types an answer does without the one that could not be typed.
        return found.value if found.value is not None else self._of_data()

    def _leave_typed(self, message: Message, *lines: Line) -> None:
        self._left_lines.update(line.number for line in lines)
        left = Left(lines[0].number, message, texts(lines), self._place.key, True)
        self.left.append(left)

    def _leave_comments(self, found: list[Line], beside: list[Line], value: object) -> None:
        """Lines that look like comments stay among those of the answer, until somebody says
        whether they belong to it; the rest of the answer counts."""
        stay = [line for line in beside if line.number not in self._left_lines]
        lines = without_blank_ends(sorted((*found, *stay)))
        typed = set(found)
        at = [
            number
            for number, line in enumerate(lines)
            if line in typed and (number == 0 or lines[number - 1] not in typed)
        ]
        left = Left(
            found[0].number,
            Message(_COMMENT),
            texts(lines),
            self._place.key,
            within=True,
            instead=marks.VALUE,
            at=tuple(at),
        )
        self.left.append(left)
        if value is None:
            self._unread.add(marks.VALUE)  # it may be all of an answer, which is not to be cleared

    def _of_data(self) -> object:
        lines = self._of(marks.VALUE)
        if not lines:
            return None
        message = Message("text_form.no_data")
        if self._place.general:
            message = Message("text_form.general", {"path": self._place.key})
        elif len(lines) > 1:
            message = Message("text_form.second_value")
        else:
            with contextlib.suppress(ValueError):
                return answers.read_data(lines[0].text)
        self._leave(marks.VALUE, message, *lines, instead=True)
        return None


def _not_here(place: Place) -> Message:
    if place.general:
        return Message("text_form.general", {"path": place.key})
    if by_element(place.item) and not isinstance(place.path[-1], int):
        return Message("text_form.by_element", {"path": place.key, "entry": f"{place.key}[0]"})
    return Message("text_form.parts", {"path": place.key, "part": _first_part(place)})


def _first_part(place: Place) -> str:
    item: Item = place.item
    return f"{place.key}.{item.items[0].id}" if item.items else place.key


def _list_around(place: Place) -> str:
    first = next(end for end, step in enumerate(place.path) if isinstance(step, int))
    return as_text(place.path[:first])
