"""The text of a document from end to end, in which every sign knows where it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice, pairwise
from typing import NamedTuple

from lgq_tui.core.proposals import Place, Quote
from lgq_tui.core.text import clean
from lgq_tui.imports.placing.folding import Folded, fold
from lgq_tui.imports.source import Link, Passage

_WORDS = re.compile(r"\w+(?:-\w+)*")
_LONGEST_QUOTE = 2_000
"""Signs of a document that are shown beside a proposal."""


class Span(NamedTuple):
    """A stretch of the flow, by its offsets."""

    start: int
    end: int


class Flow:
    """Passages one after the other, a line break between them.

    What was `hidden` (footnotes, page headers, the form's own sentences) stays in the text, and is
    left out of what is cut from it. With `soft`, a line break inside a passage is one of the page.
    """

    def __init__(self, passages: Sequence[Passage], soft: bool = False) -> None:
        self.soft = soft
        self._places = [passage.place for passage in passages]
        self._starts: list[int] = []
        self.links: list[Link] = []
        texts: list[str] = []
        length = 0
        for passage in passages:
            text = _same_length(passage.text)
            self._starts.append(length)
            moved = (Link(at + length, end + length, url) for at, end, url in passage.links)
            self.links += moved
            texts.append(text)
            length += len(text) + 1
        self.text = "\n".join(texts)
        self._hidden: list[Span] = []

    @cached_property
    def folded(self) -> Folded:
        return fold(self.text)

    def line_starts(self) -> Iterator[int]:
        """The offsets at which lines begin."""
        yield 0
        end = self.text.find("\n")
        while end >= 0:
            yield end + 1
            end = self.text.find("\n", end + 1)

    def starts_passage(self, offset: int) -> bool:
        """Whether a passage begins there."""
        return self._starts[self._number(offset)] == offset

    def hide(self, spans: Iterable[Span]) -> None:
        """Leave out what is nobody's answer."""
        new = list(spans)
        if not new:
            return
        merged: list[Span] = []
        for span in sorted((*self._hidden, *new)):
            if merged and span.start <= merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
            else:
                merged.append(span)
        self._hidden = merged

    def is_hidden(self, offset: int) -> bool:
        number = bisect_right(self._hidden, (offset, len(self.text) + 1)) - 1
        return number >= 0 and offset < self._hidden[number].end

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of the document, those with hyphens too."""
        return frozenset(found.casefold() for found in _WORDS.findall(self.text))

    def lines(self, span: Span) -> Iterator[Span]:
        """The lines of a span, hidden or not."""
        start = span.start
        for part in self.text[span.start : span.end].split("\n"):
            yield Span(start, start + len(part))
            start += len(part) + 1

    def seen(self, span: Span) -> Iterator[Span]:
        """The parts of a span that are not hidden."""
        start = span.start
        first = max(bisect_right(self._hidden, (start,)) - 1, 0)
        for hidden in islice(self._hidden, first, None):
            if hidden.start >= span.end:
                break
            if hidden.end <= start:
                continue
            if hidden.start > start:
                yield Span(start, hidden.start)
            start = max(start, hidden.end)
        if start < span.end:
            yield Span(start, span.end)

    def place(self, offset: int) -> Place:
        """Where an offset stands in the document; by its line where breaks are those of a page."""
        number = self._number(offset)
        place = self._places[number]
        if not self.soft or place.line is None:
            return place
        return place._replace(line=place.line + self.text.count("\n", self._starts[number], offset))

    def quote(self, span: Span) -> Quote:
        """The words of a span, and where they begin."""
        words = self.words(span).strip()
        first = next(
            (one for one in self.seen(span) if self.text[one.start : one.end].strip()), span
        )
        blanks = len(self.text[first.start : first.end]) - len(
            self.text[first.start : first.end].lstrip()
        )
        if len(words) > _LONGEST_QUOTE:
            words = f"{words[:_LONGEST_QUOTE]} …"
        return Quote(words, self.place(min(first.start + blanks, max(len(self.text) - 1, 0))))

    def words(self, span: Span) -> str:
        """The text of a span, without what is hidden."""
        return "".join(self.text[one.start : one.end] for one in self.seen(span))

    def breaks_softly(self, offset: int) -> bool:
        """Whether the line break there is one of the page, and not of who wrote."""
        return self.soft and not self.starts_passage(offset + 1)

    def between(self, offsets: Iterable[int]) -> Iterator[Span]:
        """The spans between offsets, up to the end of the text."""
        for start, end in pairwise((*offsets, len(self.text))):
            yield Span(start, end)

    def _number(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset) - 1, 0)


def _same_length(text: str) -> str:
    """A text without what must not be in one, sign by sign, so that offsets stay."""
    if text.replace("\n", "").isprintable():
        return text
    return "".join(sign if sign == "\n" else clean(sign)[:1] or " " for sign in text)
