"""Several parts of an item in one stretch of text, told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lgq_tui.core.conditions import Matches
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.imports.placing.addresses import Address
from lgq_tui.imports.placing.boxes import Boxes, boxes_in
from lgq_tui.imports.placing.flow import Span
from lgq_tui.imports.placing.folding import folded
from lgq_tui.imports.placing.numbers import percentages_in, without_percentages
from lgq_tui.imports.placing.regions import LINES, VAGUE, Region, around, overlap
from lgq_tui.imports.placing.ticks import is_marked
from lgq_tui.imports.placing.words import (
    Said,
    is_answer,
    is_nothing,
    points_elsewhere,
    reason_for_none,
    shortened,
    yes_or_no,
)

if TYPE_CHECKING:
    from lgq_tui.imports.placing.splitting import Splitter

_DECIMAL = re.compile(r"\d{1,9}(?:[.,]\d{1,4})?")
_SAYS = re.compile(r"[\w()]")
"""What is more than a link and its marks: a link in brackets is part of a sentence."""


class Mixed:
    """Several parts in one region: what each of them can be is taken out of it in turn."""

    def __init__(
        self,
        splitter: Splitter,
        slots: Sequence[Item],
        lines: Sequence[Span],
        score: float,
        whole: Item | None,
    ) -> None:
        self._splitter, self._findings = splitter, splitter.findings
        self._flow = splitter.findings.flow
        self._slots, self._lines, self._score, self._whole = slots, list(lines), score, whole
        self._said: bool | None = None

    def fill(self) -> None:
        yes_no, paragraph = self._slot("yes_no"), self._slot("paragraph")
        said = self._yes_or_no(yes_no) if yes_no is not None else 0
        if not self._lines:
            return
        rest = self._rest(said)
        if self._stands_for_none(rest):
            return
        percentage = self._slot("percentage")
        if percentage is not None and not self._is_settled(percentage):
            self._splitter.percentage(percentage, self._splitter.prose(rest.span), self._near(rest))
        links = self._slot("url")
        found = self._splitter.links(links, rest) if links is not None else ()
        if paragraph is not None:
            self._explanation(paragraph, rest, found)
        elif (text := self._only_text()) is not None:
            self._splitter.fill([text], rest)

    def _only_text(self) -> Item | None:
        """The part that is a line of text; of several lines nobody knows which a text is."""
        lines = [item for item in self._slots if item.type in LINES]
        return lines[0] if len(lines) == 1 and lines[0].type == "text" else None

    def _is_settled(self, percentage: Item) -> bool:
        """Whether nothing has to be asked: it is there, or not asked for after a no."""
        if self._findings.has(percentage):
            return True
        asker = self._slot("yes_no")
        is_asked = asker is None or percentage.relevant != Matches(asker.path, {"const": True})
        return not is_asked and self._said is False

    def _slot(self, kind: str) -> Item | None:
        return next((item for item in self._slots if item.type == kind), None)

    def _rest(self, said: int) -> Region:
        """What is left, without a yes or no that stands alone at its beginning."""
        span = around(self._lines)
        return Region(Span(span.start + said, span.end), self._score)

    def _near(self, rest: Region) -> Region:
        """The line of a percentage, where there is one."""
        for line in self._lines:
            if percentages_in(self._flow.words(line)):
                return Region(line, rest.score)
        return rest

    # --- yes or no -----------------------------------------------------------------------------

    def _yes_or_no(self, item: Item) -> int:
        """Find the answer in boxes, or at the beginning of the text; how much of that is no more
        than yes or no."""
        boxes, spans = self._boxes()
        first = self._flow.words(self._lines[0]) if self._lines else ""
        said = None if self._says_none() else yes_or_no(first)
        is_all = said is not None and not folded(first[said.length :])
        if boxes is not None:
            if is_all:
                spans.append(self._lines.pop(0))
            self._of_boxes(item, boxes, around(spans), said.value if said else None)
            return 0
        if said is None:
            if not self._says_none():
                self._findings.doubt(item, "neither", around(self._lines))
            return 0
        line = self._lines[0]
        self._said = said.value
        self._findings.propose(item, said.value, line, self._score, self._doubt(said, first))
        if is_all:
            self._lines.pop(0)
        return said.length if said.alone and not is_all else 0

    def _doubt(self, said: Said, line: str) -> Message | None:
        """What makes a yes or no at the beginning of a line doubtful."""
        if not said.plain:
            return Message("import.doubt.not_plain", {"text": shortened(line)})
        is_more = bool(folded(line[said.length :])) or len(self._lines) > 1
        return Message("import.doubt.more_text") if is_more and len(self._slots) == 1 else None

    def _boxes(self) -> tuple[Boxes | None, list[Span]]:
        """The lines of boxes at the beginning, which are taken out of the region."""
        boxes: Boxes | None = None
        spans: list[Span] = []
        words = [self._flow.words(line).strip(" \t*") for line in self._lines[:2]]
        said = {one.value for word in words if is_answer(word) and (one := yes_or_no(word))}
        if len(said) == 2:
            spans, self._lines = self._lines[:2], self._lines[2:]
            return Boxes(frozenset(), frozenset(said), has_ticks=False), spans
        while self._lines:
            found = boxes_in(self._flow.words(self._lines[0]))
            is_form = found is not None and (found.has_ticks or len(found.there) > 1)
            if found is None or not is_form:
                break
            boxes = found if boxes is None else boxes.and_also(found)
            spans.append(self._lines.pop(0))
        return boxes, spans

    def _of_boxes(self, item: Item, boxes: Boxes, span: Span, said: bool | None) -> None:
        if len(boxes.ticked) == 1:
            (value,) = boxes.ticked
            differs = said is not None and said != value
            doubt = Message("import.doubt.contradicts") if differs else None
            self._said = value
            self._findings.propose(item, value, span, self._score, doubt)
        elif boxes.ticked:
            self._findings.doubt(item, "both_ticked", span)
        elif said is not None:
            doubt = Message("import.doubt.said_in_text")
            self._said = said
            whole = around([span, *self._lines[:1]])
            self._findings.propose(item, said, whole, VAGUE, doubt)
        else:
            self._findings.doubt(item, "none_ticked" if boxes.has_ticks else "lost_tick", span)

    # --- no answer -----------------------------------------------------------------------------

    def _says_none(self) -> bool:
        if not self._lines:
            return False
        text = self._splitter.prose(around(self._lines))
        if is_answer(text):
            return False
        return reason_for_none(text) is not None or points_elsewhere(text)

    def _stands_for_none(self, rest: Region) -> bool:
        text = self._splitter.prose(rest.span)
        if reason_for_none(text) is None and not points_elsewhere(text):
            return False
        open_slots = [item for item in self._slots if not self._findings.has(item)]
        if not open_slots:
            return False
        asker = self._slot("yes_no")
        if asker in open_slots and asker is not None and is_nothing(text):
            doubt = Message("import.doubt.none_said", {"text": text})
            self._findings.propose(asker, False, rest.span, VAGUE, doubt)
            return True
        is_all = self._whole is not None and len(open_slots) == len(self._slots)
        item = self._whole if is_all and self._whole else open_slots[0]
        return self._splitter.says_none(item, text, rest)

    # --- text ----------------------------------------------------------------------------------

    def _explanation(self, item: Item, rest: Region, found: Sequence[Address]) -> None:
        """The text, without lines at its ends that are links and nothing else."""
        start = rest.span.start
        lines = [Span(max(one.start, start), one.end) for one in self._lines if one.end > start]
        if len(lines) > 1 and self._is_percentage(self._flow.words(lines[0]).strip()):
            lines.pop(0)
        links = [self._is_link(line, found) for line in lines]
        # An address that begins in a line of text ends in it.
        for one in found:
            parts = [n for n, line in enumerate(lines) if overlap(one.span, line)]
            if not all(links[n] for n in parts):
                links = [is_link and n not in parts for n, is_link in enumerate(links)]
        while lines and links[0]:
            lines, links = lines[1:], links[1:]
        while lines and links[-1]:
            lines, links = lines[:-1], links[:-1]
        if not lines:
            return
        span = around(lines)
        text = self._splitter.prose(span)
        is_mark = is_marked(text) and len(folded(text)) == 1
        if (
            folded(text)
            and not is_mark
            and not self._is_percentage(text)
            and not self._is_all(span, found)
        ):
            self._splitter.text(item, text, Region(span, rest.score))

    def _is_percentage(self, text: str) -> bool:
        """Whether a text is the percentage that was taken, and nothing else."""
        is_one = len(percentages_in(text)) == 1 and not folded(without_percentages(text))
        return self._slot("percentage") is not None and (
            is_one or _DECIMAL.fullmatch(text) is not None
        )

    def _is_all(self, span: Span, found: Sequence[Address]) -> bool:
        """Whether a text is yes or no, with addresses, and nothing else."""
        text = list(self._flow.text[span.start : span.end])
        for one in (one for one in found if not one.is_behind):
            start, end = max(one.span.start, span.start), min(one.span.end, span.end)
            text[start - span.start : max(end - span.start, 0)] = " " * max(end - start, 0)
        rest = "".join(text)
        said = yes_or_no(rest)
        return bool(found) and said is not None and not folded(rest[said.length :])

    def _is_link(self, line: Span, found: Sequence[Address]) -> bool:
        text = list(self._flow.text[line.start : line.end])
        inside = [one for one in found if overlap(one.span, line) and not one.is_behind]
        for one in inside:
            start, end = max(one.span.start, line.start), min(one.span.end, line.end)
            text[start - line.start : end - line.start] = " " * (end - start)
        return bool(inside) and not _SAYS.search("".join(text))
