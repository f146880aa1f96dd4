"""One form in a document: its questions where they were found, and what stands behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.proposals import Left
from lgq_tui.imports.placing.chain import chained
from lgq_tui.imports.placing.finding import Found
from lgq_tui.imports.placing.findings import Findings
from lgq_tui.imports.placing.flow import Flow, Span
from lgq_tui.imports.placing.folding import folded
from lgq_tui.imports.placing.phrases import Phrases
from lgq_tui.imports.placing.question import Question
from lgq_tui.imports.placing.splitting import Splitter
from lgq_tui.imports.placing.subjects import name_subject
from lgq_tui.imports.placing.wordings import PART, QUESTION, SECTION, Wording

_ALIKE = 99.9
_STRONG = 95
"""How near a wording that comes again has to be, of 100."""
_LEAST_END, _LONGEST_END = 10, 200
_LONG = 25
"""Folded signs that nobody writes by chance."""
_CLOSE = re.compile(r"[*_\"”’»)]*[?.:]?[*_\"”’»)]*")
_FEWEST = 2
"""Folded signs that say something."""


class Form:
    """Fills the findings of one form."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        flow: Flow,
        span: Span,
        wordings: Sequence[Wording],
        answered: frozenset[str],
        phrases: Phrases,
    ) -> None:
        self._questionnaire, self._flow, self._span = questionnaire, flow, span
        self._wordings, self._phrases = wordings, phrases
        self.findings = Findings(flow, answered)
        self._splitter = Splitter(self.findings, _labels(wordings))
        self._chain: list[Found] = []
        items = questionnaire.by_path.values()
        self._details = {item.detail_of: item for item in items if item.detail_of is not None}

    def fill(self, found: Sequence[Found]) -> None:
        """Find the answers of the form, given all places where its wordings may stand."""
        self._chain = [self._with_repetition(one) for one in chained(found, self._wordings)]
        ends = [*(one.span.start for one in self._chain[1:]), self._span.end]
        after = [
            Span(one.span.end, max(end, one.span.end))
            for one, end in zip(self._chain, ends, strict=False)
        ]
        for span in (Span(self._span.start, after[0].start if after else self._span.end), *after):
            self._hide_phrases(span)
        for one, span in zip(self._chain, after, strict=True):
            self._flow.hide(self._ends_of(one, span))
        by_question: dict[str, list[tuple[Found, Span]]] = {}
        for one, span in zip(self._chain, after, strict=True):
            if one.wording.question is not None:
                by_question.setdefault(one.wording.question, []).append((one, span))
        for item in self._questionnaire.items:
            if item.detail_of is None and item.path in by_question:
                Question(self._splitter, item, by_question[item.path], self._details).fill()
        self._subject(after)
        self._doubt_doubles(found)

    def _doubt_doubles(self, found: Sequence[Found]) -> None:
        """Where a question stands twice, nobody knows which of its answers holds; and one that
        stands out of its order is not part of the answer above it."""
        taken = _merged([one.span for one in self._chain])
        for one in found:
            is_sure = one.score >= _STRONG and one.wording.size >= _LONG
            if one.wording.kind != QUESTION or not is_sure:
                continue
            line = self._flow.text[: one.span.start].rpartition("\n")[2]
            is_quoted = any(sign.isalpha() for sign in line)
            is_other = any(one.span.start < end and start < one.span.end for start, end in taken)
            if not is_quoted and not is_other and one.wording.question is not None:
                self.findings.asked_again(one.wording.question, one.span)

    def _with_repetition(self, one: Found) -> Found:
        """A question with its wording once more right behind it, as some answers begin."""
        if one.wording.kind != QUESTION:
            return one
        signs = self._flow.folded
        first = signs.index_at(one.span.end)
        for sentences in one.wording.sentences:
            if signs.text.startswith(sentences[0], first) and len(sentences[0]) >= _LONG:
                whole = "".join(sentences)
                size = len(whole if signs.text.startswith(whole, first) else sentences[0])
                end = signs.end(first + size)
                return one._replace(span=Span(one.span.start, _end_of_sentence(self._flow, end)))
        return one

    def _ends_of(self, one: Found, span: Span) -> Iterator[Span]:
        """Lines behind a wording that are its end, as where columns run into each other."""
        if one.score < _ALIKE and one.wording.kind == QUESTION:
            for line in self._flow.lines(span):
                signs = folded(self._flow.text[line.start : line.end][:_LONGEST_END])
                if len(signs) >= _LEAST_END and any(w.endswith(signs) for w in one.wording.wholes):
                    yield line

    def _hide_phrases(self, span: Span) -> None:
        """Leave out the lines of a gap that are the form's own, together or one by one."""
        # What is hidden already is a part of them.
        text = self._flow.text
        if self._phrases.make_up(text[span.start : span.end]):
            self._flow.hide([span])
        else:
            lines = self._flow.lines(span)
            self._flow.hide(
                one for one in lines if self._phrases.make_up(text[one.start : one.end])
            )

    def _subject(self, after: Sequence[Span]) -> None:
        """Who the form is about may stand before its first question, without a label."""
        asked = (n for n, one in enumerate(self._chain) if one.wording.kind != SECTION)
        first = next(asked, len(self._chain))
        end = self._chain[first].span.start if first < len(self._chain) else self._span.end
        start = self._span.start
        gaps = [Span(start, self._chain[0].span.start if self._chain else end)]
        gaps += [span for span in after[:first] if span.end <= end]
        lines = [line for gap in gaps for line in self._splitter.lines(gap)]
        items = [self._questionnaire.by_path[path] for path in self._questionnaire.subject]
        name_subject(self.findings, items, lines)

    # --- what is left over -----------------------------------------------------------------------

    def left(self) -> Iterator[Left]:
        """What stands in the form's span and was not used."""
        for span in self._unused:
            if self._count(span) >= _FEWEST:
                yield Left(self._flow.quote(span))

    def counts(self) -> tuple[int, int]:
        """Folded signs that the respondent wrote, and those of them that were used."""
        used = sum(map(self._count, _merged(self.findings.used)))
        unused = sum(count for count in map(self._count, self._unused) if count >= _FEWEST)
        return used + unused, used

    def _count(self, span: Span) -> int:
        return len(folded(self._flow.words(span)))

    @cached_property
    def _unused(self) -> Sequence[Span]:
        wordings = (part for one in self._chain for part in _without(one.span, one.inserted))
        taken = _merged([*wordings, *self.findings.used])
        start, end = self._span
        edges = [Span(start, start), *taken, Span(end, end)]
        gaps = [Span(one.end, other.start) for one, other in pairwise(edges)]
        return [gap for gap in gaps if gap.start < gap.end]


def _labels(wordings: Sequence[Wording]) -> frozenset[str]:
    parts = (one for one in wordings if one.kind == PART and one.size < _LONG)
    return frozenset(text for one in parts for text in one.wholes)


def _end_of_sentence(flow: Flow, end: int) -> int:
    closing = _CLOSE.match(flow.text, end)
    return closing.end() if closing else end


def _without(span: Span, lines: Sequence[Span]) -> Iterator[Span]:
    """The parts of a span between some of its lines."""
    start = span.start
    for line in lines:
        yield Span(start, max(line.start, start))
        start = line.end
    yield Span(start, max(span.end, start))


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
