"""What a document says in answer to a form, put together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from lgq_tui.core.conditions import Matches
from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.proposals import (
    COMMENT,
    DELETED,
    UNPLACED,
    Doubt,
    Left,
    Placement,
    Proposal,
    Quote,
)
from lgq_tui.imports import source as sources
from lgq_tui.imports.placing import bound
from lgq_tui.imports.placing.chain import chained
from lgq_tui.imports.placing.choosing import Chosen, choose
from lgq_tui.imports.placing.finding import Finder, Found
from lgq_tui.imports.placing.findings import Findings
from lgq_tui.imports.placing.flow import Flow, Span
from lgq_tui.imports.placing.folding import folded
from lgq_tui.imports.placing.forms import forms_of
from lgq_tui.imports.placing.prose import words_of
from lgq_tui.imports.placing.splitting import SURE, Region, Splitter, leaves_of
from lgq_tui.imports.placing.subjects import name_subject
from lgq_tui.imports.placing.wordings import (
    CHOICE,
    SECTION,
    Wording,
    sentences_of_form,
    wordings_of,
)
from lgq_tui.imports.source import Passage, Source

_ALIKE = 80
"""How near the form's own sentences have to come, of 100, to be left out."""
_FEWEST = 2
"""Folded signs that say something."""


def place(
    source: Source, questionnaires: Sequence[Questionnaire], known: Collection[str] = ()
) -> tuple[Placement, ...]:
    """What each form in a document says: one where it holds only one, or none.

    `questionnaires` are the same one in each language that it has; `known` are sentences of the
    document that are nobody's answer.
    """
    return _Placer(source, questionnaires, known).all()


class _Placer:
    def __init__(
        self, source: Source, questionnaires: Sequence[Questionnaire], known: Collection[str]
    ) -> None:
        self._source, self._questionnaire = source, questionnaires[0]
        body = [one for one in source.passages if one.kind == sources.BODY]
        self._flow = Flow(body, source.soft)
        self._finder = Finder(self._flow)
        self._wordings = wordings_of(questionnaires)
        self._sentences = {folded(text) for text in (*sentences_of_form(questionnaires), *known)}
        self._title = folded(self._questionnaire.title)

    def all(self) -> tuple[Placement, ...]:
        titles: list[Span] = []
        for sentence in filter(None, self._sentences):
            spans = list(self._finder.sentence(sentence, _ALIKE))
            self._flow.hide(spans)
            titles += spans if sentence == self._title else []
        found = [
            one
            for wording in self._wordings
            for one in self._finder.wording(wording)
            if not self._flow.is_hidden(one.span.start)
        ]
        spans = forms_of(found, sorted(titles), len(self._flow.text))
        fields = bound.proposals_of(self._source.bound, self._questionnaire)
        return tuple(
            self._form(span, found, fields if not number else ((), (), ()))
            for number, span in enumerate(spans)
        )

    def _form(self, span: Span, found: Sequence[Found], fields: _Fields) -> Placement:
        proposals, doubts, strange = fields
        paths = [*(one.path for one in proposals), *(one.path for one in doubts)]
        answered = frozenset(".".join(map(str, path)) for path in paths)
        form = _Form(self._questionnaire, self._flow, span, self._wordings, answered)
        form.fill([one for one in found if span.start <= one.span.start < span.end])
        left = [*(Left(Quote(one.text, one.place)) for one in strange), *form.left()]
        if span.start == 0:
            left += self._beside()
        order = self._questionnaire.ordinals
        shown, placed = form.counts()
        more = sum(len(folded(one.quote.words)) for one in proposals)
        return Placement(
            tuple(
                sorted((*proposals, *form.findings.proposals), key=lambda one: _rank(order, one))
            ),
            tuple(sorted((*doubts, *form.findings.doubts), key=lambda one: _rank(order, one))),
            tuple(left),
            shown + more,
            placed + more,
        )

    def _beside(self) -> Iterator[Left]:
        """What stands beside the text: remarks, what was struck out, notes of the respondent's."""
        kinds = {sources.COMMENT: COMMENT, sources.DELETED: DELETED, sources.FOOTNOTE: UNPLACED}
        for passage in self._source.passages:
            if passage.kind in kinds and not self._is_ours(passage):
                yield Left(Quote(passage.text.strip(), passage.place), kinds[passage.kind])

    def _is_ours(self, passage: Passage) -> bool:
        """Whether it is a footnote of the form, or nothing."""
        if not folded(passage.text):
            return True
        finder = Finder(Flow([passage]))
        return any(True for one in self._sentences for _ in finder.sentence(one, _ALIKE) if one)


_Fields = tuple[Sequence[Proposal], Sequence[Doubt], Sequence[sources.Bound]]


class _Form:
    """One form in a document: its questions where they were found, and what stands behind them."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        flow: Flow,
        span: Span,
        wordings: Sequence[Wording],
        answered: frozenset[str],
    ) -> None:
        self._questionnaire, self._flow, self._span = questionnaire, flow, span
        self._wordings = wordings
        self.findings = Findings(flow, answered)
        self._splitter = Splitter(self.findings, words_of(flow))
        self._chain: list[Found] = []
        items = questionnaire.by_path.values()
        self._details = {item.detail_of: item for item in items if item.detail_of is not None}

    def fill(self, found: Sequence[Found]) -> None:
        """Find the answers of the form, given all places where its wordings may stand."""
        self._chain = chained(found, self._wordings)
        ends = [one.span.start for one in self._chain[1:]] + [self._span.end]
        after = [
            Span(one.span.end, max(end, one.span.end))
            for one, end in zip(self._chain, ends, strict=True)
        ]
        by_question: dict[str, list[tuple[Found, Span]]] = {}
        for one, span in zip(self._chain, after, strict=True):
            if one.wording.question is not None:
                by_question.setdefault(one.wording.question, []).append((one, span))
        for item in self._questionnaire.items:
            if item.detail_of is None and item.path in by_question:
                _Question(self._splitter, item, by_question[item.path], self._details).fill()
        self._subject(after)

    def _subject(self, after: Sequence[Span]) -> None:
        """Who the form is about may stand before its first question, without a label."""
        first = next(
            (n for n, one in enumerate(self._chain) if one.wording.kind != SECTION),
            len(self._chain),
        )
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
        used = sum(len(folded(self._flow.words(span))) for span in _merged(self.findings.used))
        unused = sum(
            count
            for span in self._unused
            if (count := len(folded(self._flow.words(span)))) >= _FEWEST
        )
        return used + unused, used

    @cached_property
    def _unused(self) -> Sequence[Span]:
        taken = _merged([*(one.span for one in self._chain), *self.findings.used])
        edges = [
            Span(self._span.start, self._span.start),
            *taken,
            Span(self._span.end, self._span.end),
        ]
        return [
            Span(one.end, other.start) for one, other in pairwise(edges) if one.end < other.start
        ]


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


class _Question:
    """One question of the form, with what stands behind each wording of it."""

    def __init__(
        self,
        splitter: Splitter,
        item: Item,
        places: Sequence[tuple[Found, Span]],
        details: Mapping[str, Item],
    ) -> None:
        self._splitter, self._item, self._places = splitter, item, places
        self._details = details
        self._leaves = list(leaves_of(item))
        self._choices: dict[str, list[Chosen]] = {}
        for found, after in places:
            if found.wording.kind == CHOICE and found.wording.choice is not None:
                chosen = Chosen(found.wording.choice, found, after)
                self._choices.setdefault(found.wording.path, []).append(chosen)
        labelled = {one.wording.path for one, _ in places if one.wording.kind != CHOICE}
        self._stops = labelled | self._choices.keys()

    def fill(self) -> None:
        before = self._places[0][1]
        asked: set[str] = set()
        for found, after in self._places:
            if found.wording.kind != CHOICE:
                slots = self._slots(found.wording)
                whole = self._item if len(slots) == len(self._leaves) else None
                self._splitter.fill(slots, Region(after, found.score / 100), whole)
            elif found.wording.path not in asked:
                asked.add(found.wording.path)
                self._choose(found.wording, before)
            before = after
        self._imply()

    def _slots(self, wording: Wording) -> list[Item]:
        """The parts that may stand behind a wording: its own, up to the next that has a wording."""
        own = [leaf.path for leaf in self._leaves if _is_in(leaf, wording.path)]
        if not own:
            return []
        first = next(n for n, leaf in enumerate(self._leaves) if leaf.path == own[0])
        if own[0] in self._choices:
            return []
        return [self._leaves[first], *self._following(first)] if self._opens(wording, first) else []

    def _opens(self, wording: Wording, first: int) -> bool:
        """Whether a wording, and none of a part of its own, stands for its first part."""
        leaf = self._leaves[first]
        return leaf.path == wording.path or leaf.path not in self._stops

    def _following(self, number: int) -> Iterator[Item]:
        for leaf in self._leaves[number + 1 :]:
            if leaf.path in self._stops:
                return
            yield leaf

    def _choose(self, wording: Wording, before: Span) -> None:
        item = wording.item
        assert item is not None  # as each choice has one
        choices = self._choices[item.path]
        rest = choose(self._splitter, item, self._details.get(item.path), choices, before)
        number = next(n for n, leaf in enumerate(self._leaves) if leaf.path == item.path)
        if rest is not None:
            score = choices[-1].found.score / 100
            self._splitter.fill(list(self._following(number)), Region(rest, score))

    def _imply(self) -> None:
        """Where somebody is named who is asked for only after a yes, that was the answer."""
        findings = self._splitter.findings
        for leaf in self._leaves:
            if leaf.type != "yes_no" or findings.has(leaf):
                continue
            for one in findings.proposals:
                path = ".".join(map(str, one.path))
                part = next((part for part in self._leaves if part.path == path), None)
                if part is None or one.value is None or part.type in ("paragraph", "url"):
                    continue
                if part.relevant == Matches(leaf.path, _TRUE):
                    findings.imply(leaf, True, one.quote, SURE * one.confidence)
                    break


_TRUE = {"const": True}


def _is_in(item: Item, path: str) -> bool:
    return item.path == path or item.path.startswith(f"{path}.")
