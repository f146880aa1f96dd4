"""A filled form in plain text, which has a bar before each line of an answer."""

from __future__ import annotations

from collections.abc import Sequence

from lgq_tui.core import plain_form
from lgq_tui.core.plain_form import Anchor
from lgq_tui.core.proposals import Place
from lgq_tui.core.text_form.marks import tick
from lgq_tui.imports.source import ANSWER, MISSING, NOTE, TICK, Bound
from lgq_tui.imports.text_blocks import Line

_MOST_OF_BOX = 8
"""Lines of the label of a box."""


class Filled:
    """Reads such a form: what is `bound`, and the `rest` of its lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.bound: list[Bound] = []
        self.rest: list[Line] = []
        self._lines = lines
        self._path = ""
        """That the boxes below belong to."""
        at = 0
        while at < len(lines):
            at = self._take(at)

    def _take(self, at: int) -> int:
        """Read what begins at a line; where the next begins."""
        line = self._lines[at]
        on = _box_of(line.text)
        if on is not None and (end := self._box(at, on)):
            return end
        anchor = plain_form.anchor(line.text)
        if anchor is None:
            bare = plain_form.behind_bar(line.text)
            self.rest.append(line if bare is None else Line(line.number, bare))
            return at + 1
        if anchor.word in plain_form.OWN:
            return self._own(at, anchor)
        self._path = anchor.path
        self._leave(Line(line.number, anchor.before))
        return self._answer(at + 1, anchor.path, ANSWER)

    def _leave(self, line: Line) -> None:
        if line.text.strip():
            self.rest.append(line)

    def _own(self, at: int, anchor: Anchor) -> int:
        """A line that is neither wording nor answer."""
        if not anchor.before and self.rest and self.rest[-1] is self._lines[at - 1]:
            self.rest.pop()  # the sentence had no room beside what stands at the margin
        self._path = ""
        place = Place(line=self._lines[at].number)
        if anchor.word == plain_form.MISSING and anchor.code:
            self.bound.append(Bound(anchor.path, anchor.code, MISSING, place=place))
        if anchor.word == plain_form.NOTE:
            return self._answer(at + 1, anchor.path, NOTE)
        return at + 1

    def _answer(self, start: int, path: str, kind: str) -> int:
        """The lines with bars; what goes on without one was broken, or typed, by somebody."""
        end, texts = start, []
        while end < len(self._lines):
            text = plain_form.behind_bar(self._lines[end].text)
            if text is None:
                break
            texts.append(text)
            end += 1
        if not texts:
            return start
        self._path = ""
        if self._goes_on(end):
            while end < len(self._lines) and self._goes_on(end):
                bare = plain_form.behind_bar(self._lines[end].text)
                texts.append(self._lines[end].text if bare is None else bare)
                end += 1
            numbers = (line.number for line in self._lines[start:end])
            self.rest += map(Line, numbers, texts)
        else:
            place = Place(line=self._lines[start].number)
            self.bound.append(Bound(path, "\n".join(texts), kind, place=place))
        return end

    def _goes_on(self, at: int) -> bool:
        """Whether a line is neither blank nor the beginning of anything of ours."""
        text = self._lines[at].text if at < len(self._lines) else ""
        return bool(text.strip()) and plain_form.anchor(text) is None and _box_of(text) is None

    def _box(self, start: int, on: bool) -> int:
        """A box with its label, up to the choice at the margin; 0 where there is none."""
        for at in range(start, min(start + _MOST_OF_BOX, len(self._lines))):
            text = self._lines[at].text
            if not text.strip() or (at > start and _box_of(text) is not None):
                return 0
            choice = plain_form.choice(text)
            if choice is None:
                continue
            self._path = choice.path or self._path
            if not self._path:
                return 0
            place = Place(line=self._lines[start].number)
            self.bound.append(Bound(self._path, choice.id, TICK, on, place))
            return at + 1
        return 0


def _box_of(text: str) -> bool | None:
    """Whether the box is ticked that a line begins with; `[6]` is a footnote, and none."""
    box = tick(text)
    return None if box is None else box.on
