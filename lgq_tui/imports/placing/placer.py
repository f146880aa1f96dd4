"""What a document says in answer to a form, put together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from lgq_tui.core.definition import Questionnaire
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
from lgq_tui.imports.placing.finding import Finder, Found
from lgq_tui.imports.placing.flow import Flow, Span
from lgq_tui.imports.placing.folding import folded
from lgq_tui.imports.placing.form import Form
from lgq_tui.imports.placing.forms import forms_of
from lgq_tui.imports.placing.phrases import ANY, Phrases, phrases_of
from lgq_tui.imports.placing.tables import laid_out
from lgq_tui.imports.placing.wordings import (
    CHOICE,
    SECTION,
    sentences_of_form,
    wordings_of,
)
from lgq_tui.imports.source import Passage, Source

_LONG = 25
"""Folded signs that nobody writes by chance."""
_ALIKE = 80
"""How near the form's own sentences have to come, of 100, to be left out."""


def place(
    source: Source, questionnaires: Sequence[Questionnaire], known: Collection[str] = ()
) -> tuple[Placement, ...]:
    """What each form in a document says: one where it holds only one, or none.

    `questionnaires` are the same one in each language that it has; `known` are phrases that our
    own documents have besides (`phrases.ANY` stands in them for any sign).
    """
    return _Placer(source, questionnaires, known).all()


class _Placer:
    def __init__(
        self, source: Source, questionnaires: Sequence[Questionnaire], known: Collection[str]
    ) -> None:
        self._source, self._questionnaire = source, questionnaires[0]
        self._wordings = wordings_of(questionnaires)
        body = [one for one in source.passages if one.kind == sources.BODY]
        labels = {text for one in self._wordings for text in one.wholes if one.kind != SECTION}
        choices = {text for one in self._wordings for text in one.wholes if one.kind == CHOICE}
        passages, self._headings = laid_out(body, labels, choices)
        self._flow = Flow(passages, source.soft)
        parts = (part for one in self._wordings for parts in one.sentences for part in parts)
        self._finder = Finder(self._flow, parts)
        self._sentences = {folded(text) for text in sentences_of_form(questionnaires)}
        self._title = folded(self._questionnaire.title)
        is_ours = source.edition is not None
        self._phrases = Phrases((*phrases_of(questionnaires), *known) if is_ours else ())
        self._known = [folded(text) for text in known if ANY not in text] if is_ours else []

    def all(self) -> tuple[Placement, ...]:
        titles: list[Span] = []
        for sentence in filter(None, self._sentences):
            spans = list(self._finder.sentence(sentence, _ALIKE))
            self._flow.hide(spans)
            titles += spans if sentence == self._title else []
        self._flow.hide(self._finder.exactly(one for one in self._known if len(one) >= _LONG))
        found = [
            one
            for wording in self._wordings
            for one in self._finder.wording(wording)
            if not self._flow.is_hidden(one.span.start)
        ]
        found.sort(key=lambda one: one.span.start)
        spans = forms_of(found, sorted(titles), len(self._flow.text))
        fields = bound.proposals_of(self._source.bound, self._questionnaire)
        return tuple(
            self._form(span, found, fields if not number else ((), (), (), frozenset()))
            for number, span in enumerate(spans)
        )

    def _form(self, span: Span, found: Sequence[Found], fields: _Fields) -> Placement:
        proposals, doubts, strange, answered = fields
        form = Form(self._questionnaire, self._flow, span, self._wordings, answered, self._phrases)
        first, end = (bisect_left(found, at, key=_start) for at in span)
        form.fill(found[first:end])
        left = [*(Left(Quote(one.text, one.place)) for one in strange), *form.left()]
        if span.start == 0:
            left += self._beside()
        shown, placed = form.counts()
        more = sum(len(folded(one.quote.words)) for one in proposals)
        return Placement(
            tuple(sorted((*proposals, *form.findings.proposals), key=self._rank)),
            tuple(sorted((*doubts, *form.findings.doubts), key=self._rank)),
            tuple(left),
            shown + more,
            placed + more,
        )

    def _rank(self, one: Proposal | Doubt) -> int:
        """Its place in the order of the form."""
        return self._questionnaire.ordinals.get(".".join(map(str, one.path)), 0)

    def _beside(self) -> Iterator[Left]:
        """What stands beside the text: headings of columns, remarks, what was struck out, notes of
        the respondent's."""
        named: dict[str, Quote] = {}
        for passage in self._headings:
            named.setdefault(folded(passage.text), Quote(passage.text.strip(), passage.place))
        yield from (Left(quote) for quote in named.values())
        kinds = {sources.COMMENT: COMMENT, sources.DELETED: DELETED, sources.FOOTNOTE: UNPLACED}
        for passage in self._source.passages:
            if passage.kind in kinds and not self._is_ours(passage):
                yield Left(Quote(passage.text.strip(), passage.place), kinds[passage.kind])

    def _is_ours(self, passage: Passage) -> bool:
        """Whether it is a footnote of the form, or nothing."""
        signs = folded(passage.text)
        words = signs.lstrip("0123456789")  # without its own mark
        if not signs or (words and any(words in one for one in self._sentences)):
            return True
        finder = Finder(Flow([passage]))
        return any(True for one in self._sentences for _ in finder.sentence(one, _ALIKE) if one)


def _start(found: Found) -> int:
    return found.span.start


_Fields = tuple[Sequence[Proposal], Sequence[Doubt], Sequence[sources.Bound], frozenset[str]]
