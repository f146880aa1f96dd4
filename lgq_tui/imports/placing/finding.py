"""Where wordings of the form stand in a document, as they are or nearly so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Hamming, Levenshtein

from lgq_tui.imports.placing.flow import Flow, Span
from lgq_tui.imports.placing.ticks import ANY_TICK, MARK
from lgq_tui.imports.placing.wordings import Wording
from lgq_tui.imports.placing.words import answers_in

_MOST_STARTS = 30_000
"""Places at which every wording is compared; a page has some thirty."""
_ANCHOR = 8
_SHORT = 12
"""Folded signs up to which a wording has to stand there sign by sign."""
_SPELT, _ONE_OFF = 10, 92.0
"""From so many on, one of them may be another, as in another spelling; and how near that comes."""
_LABEL = 24
"""Folded signs up to which a wording has to be set off from what follows."""
_LONG = 40
_ALIKE = 99.9
_LEAST_KEPT = 3
"""Folded signs in a row that are the same not by chance."""
_CLOSED = 2
"""By how much less, of 100, what ends with a sentence may come near."""
_LEAST_SAID, _BEGUN, _LOST = 0.4, 90, 12
"""How much of a wording has to be there whose end was left out, how near that has to come, and what
is taken off for the rest."""
_NUMBER = r"(?:\(?(?P<number>[0-9]{1,2}|[IVXLivxl]{1,5}|[a-zA-Z])[.):]\)?[ \t]*)"
_LONG_NUMBER = (
    r"(?:[(\[]?(?:[^\W\d_]{1,12}\.?[ \t]?)?(?:\d{1,2}\.)*(?P<long>\d{1,2}|[IVX]{1,5})"
    r"[.):\]]?[ \t]*(?:[-–—:][ \t]*)?(?=[^\n]*\w))"
)
"""As in `Q3.2`, `1.1.`, `Section II –`; what is counted last counts."""
_BULLETS = rf"[ \t]*(?:(?:[-–•·*#>+|_~]|{ANY_TICK}|{MARK})[ \t]{{0,8}}){{0,8}}"
_BEGIN = re.compile(rf"{_BULLETS}{_NUMBER}?[*_ \t]*")
_BEGIN_LONG = re.compile(rf"{_BULLETS}{_LONG_NUMBER}[*_ \t]*")
_WITHIN = re.compile(rf"(?<=\s)(?:{_NUMBER}(?=[ \t*]*\w)|{ANY_TICK}[ \t]*)[ \t*_]*")
_SENTENCE = re.compile(r"(?<=[.?!:;])[ \t]+(?=\w)")
_TAIL = re.compile(
    r"[*_]*[¹²³⁴⁵⁶⁷⁸⁹⁰]*[*_]*(?:\[\^?\w{1,3}\])?[)\]\"”’]*[*_]*[ \t]*[:?.;。：？]*[)*_]*"
)
_MORE = re.compile(r"[^\n.?!]{1,40}\?")
"""What was added at the end of a question."""
_CLOSING = re.compile(r"[*_)\]\"”’»]*(?:[.?!:;？：。]|[ \t]*\n)")
_MARK = re.compile(r"[0-9]{1,2}(?=[\s:?.)*]|$)")
_SET_OFF = re.compile(r"[ \t]*(?:[:?.=：？\n|\t–—-]|  |$)")


class Found(NamedTuple):
    """A wording in a document: its span, with its number and all that belongs to it, and how near
    it comes, from 0 to 100."""

    wording: Wording
    span: Span
    score: float
    has_number: bool = False
    inserted: tuple[Span, ...] = ()
    """Lines within the span that are none of the wording, as where columns run into each other."""


class _Start(NamedTuple):
    """Where a wording may begin: its span begins at `offset`, its folded signs at `first`."""

    offset: int
    first: int
    number: str | None
    least: int
    """Signs that a wording must have to begin here."""


def _apart(found: Iterable[Found]) -> Iterator[Found]:
    """Of places that overlap those that come nearest: a line before a wording is none of it."""
    starts: list[int] = []
    ends: list[int] = []
    for one in sorted(found, key=lambda one: (-one.score, one.span.end - one.span.start)):
        at = bisect_left(starts, one.span.end)
        if at and ends[at - 1] > one.span.start:
            continue
        index = bisect_left(starts, one.span.start)
        starts.insert(index, one.span.start)
        ends.insert(index, one.span.end)
        yield one


def _near(whole: str, windows: Sequence[str], least: float) -> set[int]:
    """The numbers of the texts that come as near to a wording as that."""
    hits = process.extract(
        whole, windows, scorer=fuzz.ratio, processor=None, score_cutoff=least, limit=None
    )
    return {number for _, _, number in hits}


class Finder:
    """Looks for wordings in a flow.

    In a very long one they are looked for where their first signs are, as they are in
    `beginnings`, folded.
    """

    def __init__(self, flow: Flow, beginnings: Iterable[str] = ()) -> None:
        self._flow = flow
        self._folded = flow.folded
        starts: dict[int, _Start] = {}
        for start in self._all_starts():
            starts.setdefault(start.first, start)
        self._starts = list(starts.values())
        if len(self._starts) > _MOST_STARTS:
            known = {text[:_ANCHOR] for text in beginnings}
            self._starts = [one for one in self._starts if self._begins(one.first, known)]

    def _begins(self, first: int, known: Collection[str]) -> bool:
        text = self._folded.text
        return any(text[first : first + size] in known for size in range(4, _ANCHOR + 1))

    def wording(self, wording: Wording) -> Iterator[Found]:
        """Every place where a wording may stand."""
        best: dict[int, Found] = {}
        for sentences in wording.sentences:
            for start, score, index in self._occurrences(sentences):
                found = self._found(wording, sentences, start, score, index)
                known = best.get(found.span.start)
                # Of two that begin together, what is longer says more of the wording.
                if known is None or (found.score, found.span.end) > (known.score, known.span.end):
                    best[found.span.start] = found
        yield from _apart(best.values())

    def sentence(self, folded: str, least: float) -> Iterator[Span]:
        """Every place where a text of the form stands that nobody answers."""
        found = [
            (score, start, end) for start, score, end in self._whole(folded, least, is_whole=True)
        ]
        taken: list[Span] = []
        # The nearest first, and of those the shortest: a line before the text is none of it.
        for _, start, end in sorted(found, key=lambda one: (-one[0], -one[1].offset)):
            span = Span(start.offset, self._tail(end, has_mark=False))
            if not any(span.start < one.end and one.start < span.end for one in taken):
                taken.append(span)
        yield from taken

    def exactly(self, texts: Iterable[str]) -> Iterator[Span]:
        """Every place where one of several folded texts stands sign by sign."""
        for text in texts:
            index = self._folded.text.find(text)
            while index >= 0:
                end = index + len(text)
                yield Span(self._folded.at[index], self._tail(end, has_mark=False))
                index = self._folded.text.find(text, end)

    def _all_starts(self) -> Iterator[_Start]:
        text = self._flow.text
        for offset in self._flow.line_starts():
            begin = _BEGIN.match(text, offset)
            assert begin is not None  # it matches nothing as well
            if begin["number"] is None and text[begin.end() : begin.end() + 1] in ("\n", ""):
                continue  # a box alone on its line may be of the one before
            yield _Start(offset, self._folded.index_at(begin.end()), begin["number"], 0)
            if begin["number"]:
                yield _Start(offset, self._folded.index_at(begin.start("number")), None, 0)
            if (long := _BEGIN_LONG.match(text, offset)) and not answers_in(long[0]):
                yield _Start(offset, self._folded.index_at(long.end()), long["long"], 0)
        for found in _WITHIN.finditer(text):
            number = found["number"]
            yield _Start(found.start(), self._folded.index_at(found.end()), number, _SHORT)
        for found in _SENTENCE.finditer(text):
            yield _Start(found.start(), self._folded.index_at(found.end()), None, _LONG)

    def _occurrences(self, sentences: tuple[str, ...]) -> Iterator[tuple[_Start, float, int]]:
        whole = "".join(sentences)
        if len(whole) <= _SHORT:
            yield from self._exact(whole)
            return
        yield from self._whole(whole, 88 if len(whole) < _LABEL else 78)
        if len(sentences) > 1 and len(sentences[0]) >= _LABEL:
            for start, score, index in self._whole(sentences[0], 78):
                end = self._followed(index, sentences[1:])
                if end != index:
                    # Something may stand between the sentences.
                    near = fuzz.ratio(whole, self._folded.text[start.first : end])
                    yield start, min(score, near), end
                else:
                    yield start, score - 10 * (1 - len(sentences[0]) / len(whole)), end

    def _exact(self, whole: str) -> Iterator[tuple[_Start, float, int]]:
        size = len(whole)
        for start in self._starts:
            if start.least:
                continue
            window = self._folded.text[start.first : start.first + size]
            if window == whole:
                yield start, 100.0, start.first + size
            elif size >= _SPELT and Hamming.distance(whole, window, score_cutoff=1) == 1:
                yield start, _ONE_OFF, start.first + size

    def _whole(
        self, whole: str, least: float, is_whole: bool = False
    ) -> Iterator[tuple[_Start, float, int]]:
        size = len(whole)
        text = self._folded.text
        starts = [start for start in self._starts if start.least <= size]
        windows = [text[start.first : start.first + size] for start in starts]
        numbers = _near(whole, windows, least - 12)
        if size >= _LONG / _LEAST_SAID and not is_whole:
            part = int(size * _LEAST_SAID)
            numbers |= _near(whole[:part], [window[:part] for window in windows], _BEGUN)
        for number in sorted(numbers):
            score, length = self._end(whole, starts[number].first, is_whole)
            if score >= least:
                yield starts[number], score, starts[number].first + length

    def _end(self, whole: str, index: int, is_whole: bool = False) -> tuple[float, int]:
        """How near a text comes that begins there, and how many folded signs of it are meant;
        `is_whole`, that its end was not left out."""
        size = len(whole)
        window = self._folded.text[index : index + size + size // 4 + 8]
        ends = [*self._word_ends(index, len(window)), min(size, len(window))]
        lengths = [length for length in ends if abs(length - size) <= size // 4 + 8]
        scored = [(fuzz.ratio(whole, window[:length]), length) for length in lengths or ends]
        best = max(scored, key=lambda one: (one[0], -abs(one[1] - size)))
        if not is_whole and best[0] < _ALIKE and not self._is_closed(index + best[1]):
            near = [one for one in scored if one[0] >= best[0] - _CLOSED]
            best = max((one for one in near if self._is_closed(index + one[1])), default=best)
        # Where a tail was left out, what follows must not be taken for it.
        if is_whole or best[0] >= _ALIKE:
            return best
        return max(best, *self._cut_off(whole, index))

    def _cut_off(self, whole: str, index: int) -> Iterator[tuple[float, int]]:
        """How near a text comes that begins there to a beginning of a wording, as long as that
        ends with a sentence or a paragraph of the text."""
        yield 0.0, 1
        size, text = len(whole), self._folded.text
        last = min(size, len(text) - index + 1)
        for length in range(max(_LONG, int(size * _LEAST_SAID)), last):
            if self._is_closed(index + length):
                score = fuzz.ratio(whole[:length], text[index : index + length])
                if score >= _BEGUN:
                    yield score - _LOST * (1 - length / size), length

    def _is_closed(self, index: int) -> bool:
        """Whether a sentence, or a paragraph, ends right before a folded sign."""
        end = self._folded.end(index)
        closing = _CLOSING.match(self._flow.text, end)
        if closing is None:
            return False
        last = closing.end() - 1
        return self._flow.text[last] != "\n" or not self._flow.breaks_softly(last)

    def _word_ends(self, index: int, count: int) -> Iterator[int]:
        at = self._folded.at
        for length in range(1, count + 1):
            place = index + length
            if place >= len(at) or at[place] > at[place - 1] + 1:
                yield length

    def _followed(self, index: int, sentences: Sequence[str]) -> int:
        """Where the rest of a wording ends that begins there, if it does."""
        for sentence in sentences:
            score, length = self._end(sentence, index)
            if score >= 80:
                index += length
        return index

    def _found(
        self, wording: Wording, sentences: tuple[str, ...], start: _Start, score: float, index: int
    ) -> Found:
        end = self._tail(index, wording.has_mark)
        last = self._folded.end(index)
        ends = (last + len(one) for one in wording.tails if self._flow.text.startswith(one, last))
        end = max(end, *ends, end)
        if wording.asks and score < _ALIKE and (more := _MORE.match(self._flow.text, end)):
            end = more.end()
        has_number = start.number is not None and start.number == wording.number
        if len("".join(sentences)) <= _LABEL and not self._is_set_off(index, wording.has_mark):
            score = 0.0
        if start.least == _LONG:
            score -= 5
        span = Span(start.offset, end)
        inserted: tuple[Span, ...] = ()
        if score < _ALIKE and len("".join(sentences)) > _LABEL:
            inserted = tuple(self._inserted("".join(sentences), start.first, index))
        return Found(wording, span, score, has_number, inserted)

    def _inserted(self, whole: str, first: int, last: int) -> Iterator[Span]:
        """The lines between two folded signs that hold next to nothing of a wording."""
        signs = self._folded
        lines = list(self._flow.lines(Span(signs.at[first], signs.end(last))))
        if len(lines) < 2:
            return
        kept: set[int] = set()
        for block in Levenshtein.opcodes(whole, signs.text[first:last]):
            if block.tag == "equal" and block.dest_end - block.dest_start >= _LEAST_KEPT:
                kept.update(range(first + block.dest_start, first + block.dest_end))
        for line in lines:
            inside = range(signs.index_at(line.start), min(signs.index_at(line.end), last))
            if len(inside) >= 2 and len(kept.intersection(inside)) < len(inside) / 2:
                yield line

    def _tail(self, index: int, has_mark: bool) -> int:
        """Where what belongs to a wording ends: signs, and the mark of a footnote glued to it."""
        text, end = self._flow.text, self._folded.end(index)
        if has_mark and (mark := _MARK.match(text, end)):
            end = mark.end()
        tail = _TAIL.match(text, end)
        return tail.end() if tail else end

    def _is_set_off(self, index: int, has_mark: bool) -> bool:
        text, end = self._flow.text, self._folded.end(index)
        if has_mark and (mark := _MARK.match(text, end)):
            end = mark.end()
        tail = _TAIL.match(text, end)
        stop = tail.end() if tail else end
        is_closed = stop > end and text[stop - 1] in ":?.;：？。"
        return is_closed or any(_SET_OFF.match(text, at) for at in (end, stop))
