"""The text that has a `[path]` before each answer, filled by hand, when nobody knows any more
which comments it was written with."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from lgq_tui.core.definition import MISSING_REASONS
from lgq_tui.core.proposals import Place
from lgq_tui.core.text import clean
from lgq_tui.core.text_form import marks
from lgq_tui.imports.source import ANSWER, MISSING, NOTE, TICK, Bound
from lgq_tui.imports.text_blocks import Line, without_blank_ends

_PATH = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*|\[[0-9]{1,6}\])*")
_REACH = 4
"""Lines between a comment and the path below it, where a mail program broke the comment."""
_NOTE = re.compile(r"#\s*\[\d{1,2}\]\s")
_LONG = 45
"""Signs of a line that a mail program may have broken."""
_SIMPLE = ("yes", "no")


class Typed:
    """Reads such a text: what is `bound`, and the `rest` of its lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.bound: list[Bound] = []
        self.rest: list[Line] = []
        self._lines = [line for line in lines if not line.text.startswith(marks.PROBLEM)]
        at = self._end_of_head()
        while at < len(self._lines):
            at = self._take(at)

    def _end_of_head(self) -> int:
        """Where the comment that says what the text is ends; it says how to fill it in as well."""
        first = next((at for at, one in enumerate(self._lines) if self._is_comment(at)), 0)
        self._leave(self._lines[:first])
        if first + 1 < len(self._lines) and self._lines[first + 1].text.strip() == marks.COMMENT:
            self._leave(self._lines[first : first + 1])
            return self._end_of_run(first)
        return first

    def _is_comment(self, at: int) -> bool:
        return at < len(self._lines) and marks.is_comment(self._lines[at].text)

    def _end_of_run(self, at: int) -> int:
        while self._is_comment(at):
            at += 1
        return at

    def _path_at(self, at: int) -> marks.Anchor | None:
        """The path that a line names, if it is one of ours."""
        found = marks.anchor(self._lines[at].text)
        if found is None or not _PATH.fullmatch(found.path) or marks.is_tick_sign(found.path):
            return None
        is_below = self._is_below_comment(at)
        if found.rest.strip():
            return found if is_below else None
        return found if is_below or set(found.path) & set(".[") else None

    def _is_below_comment(self, at: int) -> bool:
        for before in range(at - 1, max(at - 1 - _REACH, -1), -1):
            if self._is_comment(before):
                return True
            text = self._lines[before].text
            if not text.strip() or marks.anchor(text) is not None:
                return False
        return False

    def _take(self, at: int) -> int:
        """Read what begins at a line; where the next begins."""
        if self._is_comment(at):
            end = self._end_of_run(at)
            if not self._is_above_path(end):
                self._leave_comments(at, end)
            return end
        found = self._path_at(at)
        if found is None:
            self._leave(self._lines[at : at + 1])
            return at + 1
        end, is_certain = self._end_of_block(at + 1)
        block = list(self._lines[at + 1 : end])
        if found.rest.strip():
            block.insert(0, Line(self._lines[at].number, found.rest))
        if is_certain:
            self._block(found.path, block)
        else:
            self._leave(block)
        return end

    def _is_above_path(self, at: int) -> bool:
        return at < len(self._lines) and self._path_at(at) is not None

    def _end_of_block(self, at: int) -> tuple[int, bool]:
        """Where an answer ends, and whether that is certain: a comment in the middle of lines may
        have been typed as part of it."""
        is_certain = True
        while at < len(self._lines) and self._path_at(at) is None:
            if not self._is_comment(at):
                at += 1
                continue
            end = self._end_of_run(at)
            is_ours = self._is_above_path(end) or not self._lines[at - 1].text.strip()
            if is_ours or _NOTE.match(self._lines[at].text):
                break
            at, is_certain = end, False
        return at, is_certain

    def _leave(self, lines: Sequence[Line]) -> None:
        self.rest += lines

    def _leave_comments(self, start: int, end: int) -> None:
        """Titles and the like, as they are on any form."""
        for line in self._lines[start:end]:
            self.rest.append(Line(line.number, line.text.removeprefix(marks.COMMENT).rstrip()))

    # --- what stands below a path --------------------------------------------------------------

    def _block(self, path: str, block: Sequence[Line]) -> None:
        answer: list[Line] = []
        note: list[Line] = []
        for line in block:
            said = marks.said(line.text)
            if said is None:
                answer.append(line)
            elif said.word == marks.NOTE:
                note.append(Line(line.number, said.text))
            elif not self._said(path, said, line):
                self._leave([line])
        self._bind(path, note, NOTE)
        boxes = [marks.tick(line.text) for line in answer if line.text.strip()]
        signs = [box.on for box in boxes if box is not None]
        if len(signs) > 1 or False in signs:
            self._ticked(path, answer)
        else:
            lines = (Line(line.number, marks.unescaped(line.text)) for line in answer)
            self._bind(path, list(lines), ANSWER)

    def _said(self, path: str, said: marks.Said, line: Line) -> bool:
        """Take what is said about an answer; whether it could be taken."""
        place = Place(line=line.number)
        if said.word == marks.MISSING:
            reason = said.text.strip()
            self.bound.append(Bound(path, reason, MISSING, place=place))
            return reason in MISSING_REASONS
        if said.word == marks.VALUE:
            try:
                value = json.loads(said.text)
            except (ValueError, RecursionError):
                return False
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            self.bound.append(Bound(path, clean(text), ANSWER, place=place))
            return True
        return False

    def _bind(self, path: str, lines: Sequence[Line], kind: str) -> None:
        full = without_blank_ends(lines)
        if full:
            text = "\n".join(line.text.rstrip() for line in full)
            self.bound.append(Bound(path, text, kind, place=Place(line=full[0].number)))

    def _ticked(self, path: str, lines: Sequence[Line]) -> None:
        """Boxes. A choice is known by its label, so those that are ticked are an answer in words;
        only yes and no are the same in every form."""
        known, beside = self._boxes(lines)
        if any(box.on is None for _, box in known):
            self._leave(lines)
            return
        labels = [box.label.strip().casefold() for _, box in known]
        if set(labels) <= set(_SIMPLE):
            for (line, box), label in zip(known, labels, strict=True):
                place = Place(line=line.number)
                self.bound.append(Bound(path, label, TICK, bool(box.on), place))
            self._leave(beside)
            return
        ticked = [Line(line.number, box.label.strip()) for line, box in known if box.on]
        # Boxes without a label: nobody can tell what they are of.
        self._leave([line for line, box in known if not box.label.strip()])
        if ticked:
            self._leave(beside)
        found = ticked or [Line(line.number, marks.unescaped(line.text)) for line in beside]
        self._bind(path, found, ANSWER)

    def _boxes(self, lines: Sequence[Line]) -> tuple[list[tuple[Line, marks.Tick]], list[Line]]:
        """The boxes, and what stands beside them. A line below a long one that ends without a box
        is the rest of its label, if the box is ticked; if not, it is left."""
        known: list[tuple[Line, marks.Tick]] = []
        beside: list[Line] = []
        is_long = False
        for line in lines:
            box = marks.tick(line.text)
            if box is not None:
                known.append((line, box))
                is_long = len(line.text) >= _LONG
            elif is_long and line.text.strip():
                before, last = known[-1]
                if last.on:
                    known[-1] = (before, last._replace(label=f"{last.label} {line.text.strip()}"))
                else:
                    self._leave([line])
                is_long = len(line.text) >= _LONG
            else:
                beside += [line] if line.text.strip() else []
                is_long = False
        return known, beside
