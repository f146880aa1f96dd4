"""What of the form's wording can be found in a document, in the order of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lgq_tui.core.definition import Item, Questionnaire, Section
from lgq_tui.core.wording import plain, runs
from lgq_tui.imports.placing.folding import fold, folded

SECTION, QUESTION, PART, CHOICE = "section", "question", "part", "choice"

_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z(\u00c0-\uffff])")
_NEW = "New"
"""As the form has it behind what was not in the edition before."""
_SHORTEST = 15
"""Folded signs of what counts as a sentence of its own."""


class Wording(NamedTuple):
    """A title, a label or a choice. `path` is that of the item, of a choice that of its question.

    `sentences` are folded, in each language in which the form is known. `order` is the place in the
    form; `question` the path of the question that it belongs to, None for a section. `has_mark`
    says that a footnote is marked in it, `asks` that it has a question mark; `tails` are the signs
    behind the last one that is folded.
    """

    kind: str
    path: str
    order: int
    section: str
    sentences: tuple[tuple[str, ...], ...]
    number: str | None = None
    question: str | None = None
    choice: str | None = None
    item: Item | None = None
    has_mark: bool = False
    asks: bool = False
    tails: tuple[str, ...] = ()

    @property
    def wholes(self) -> tuple[str, ...]:
        """All of it, folded, in each language."""
        return tuple("".join(one) for one in self.sentences)

    @property
    def size(self) -> int:
        """Folded signs, in the language where it is longest."""
        return max(map(len, self.wholes))


def sentences_of(text: str) -> tuple[str, ...]:
    """A wording cut into its sentences, folded; what is too short to be found goes with the one
    before."""
    found: list[str] = []
    for part in _SENTENCE.split(plain(text)):
        sentence = folded(part)
        if found and len(sentence) < _SHORTEST:
            found[-1] += sentence
        elif sentence:
            found.append(sentence)
    return tuple(found)


def wordings_of(questionnaires: Sequence[Questionnaire]) -> list[Wording]:
    """Everything of a form that is looked for, given the same form in several languages."""
    maker = _Maker(questionnaires)
    return list(maker.all())


class _Maker:
    def __init__(self, questionnaires: Sequence[Questionnaire]) -> None:
        self._first = questionnaires[0]
        self._items = [one.by_path for one in questionnaires]
        self._sections = [{s.id: s for s in one.sections} for one in questionnaires]
        self._order = 0

    def all(self) -> Iterator[Wording]:
        for section in self._first.sections:
            titles = [known[section.id].title for known in self._sections]
            yield self._made(SECTION, section.id, section, titles, number=section.number)
            for item in section.questions:
                yield from self._item(QUESTION, item, section, item.path)

    def _item(self, kind: str, item: Item, section: Section, question: str) -> Iterator[Wording]:
        labels = [known[item.path].label for known in self._items]
        if item.since is not None:
            labels += [f"{label} ({_NEW})" for label in labels]
        made = self._made(kind, item.path, section, labels, number=item.number)
        yield made._replace(question=question, item=item)
        for number, choice in enumerate(item.choices):
            labels = [known[item.path].choices[number].label for known in self._items]
            if choice.since is not None:
                labels += [f"{label} ({_NEW})" for label in labels]
            made = self._made(CHOICE, item.path, section, labels)
            yield made._replace(question=question, item=item, choice=choice.id)
        for part in item.items:
            if part.detail_of is None:
                yield from self._item(PART, part, section, question)

    def _made(
        self,
        kind: str,
        path: str,
        section: Section,
        texts: Sequence[str],
        number: str | None = None,
    ) -> Wording:
        self._order += 1
        sentences = tuple(dict.fromkeys(map(sentences_of, texts)))
        has_mark = any(run.footnote for run in runs(texts[0]))
        asks = "?" in texts[0]
        path_of = (kind, path, self._order, section.id)
        tails = tuple(dict.fromkeys(filter(None, map(_tail, texts))))
        return Wording(*path_of, sentences, number, has_mark=has_mark, asks=asks, tails=tails)


def _tail(text: str) -> str:
    text = plain(text)
    return text[fold(text).end(len(folded(text))) :]


def sentences_of_form(questionnaires: Sequence[Questionnaire]) -> Iterator[str]:
    """What else is printed: titles, introductions, footnotes, hints; nobody's answers."""
    for one in questionnaires:
        texts = [one.title, one.introduction, one.closing, *one.footnotes.values()]
        texts += [section.introduction for section in one.sections]
        for text in texts:
            if text:
                yield plain(text)
