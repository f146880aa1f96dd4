"""What was found in a document: passages, and what is bound."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

from lgq_tui.core.bindings import MISSING, NOTE, TICK, Binding
from lgq_tui.core.proposals import Place
from lgq_tui.core.text import clean
from lgq_tui.imports import source
from lgq_tui.imports.source import Bound, Link, Passage
from lgq_tui.imports.word import signs
from lgq_tui.imports.word.markup import Element, every, value
from lgq_tui.imports.word.sinks import Sink

_KINDS = {MISSING: source.MISSING, NOTE: source.NOTE}


class Findings:
    """Collects all of one document, in reading order.

    `empty` are what fields without an answer show in a filled form of our own, `prompts` what they
    show in one to be filled, and `reasons` the missing reasons that can be chosen, from words to
    codes.
    """

    def __init__(
        self, empty: frozenset[str], prompts: tuple[str, ...], reasons: Mapping[str, str]
    ) -> None:
        self.passages: list[Passage] = []
        self.bound: list[Bound] = []
        self.tables = 0
        self._empty, self._reasons = empty, reasons
        self._prompts = sorted(filter(None, prompts), key=len, reverse=True)

    def passage(self, sink: Sink, kind: str, place: Place) -> None:
        """A paragraph, unless there is nothing in it."""
        text = sink.text if sink.links else clean(sink.text)
        if text.strip():
            self.passages.append(Passage(text, sink.place or place, tuple(sink.links), kind))

    def bind(self, said: Binding, sink: Sink, place: Place, choices: Mapping[str, str]) -> None:
        """What stands in a field; `choices` are the codes of what may be chosen there, by words."""
        text, place = self._without_prompt(clean(sink.text)), sink.place or place
        if said.kind == TICK:
            on = signs.is_ticked(text)
            self.bound.append(Bound(said.path, said.choice, source.TICK, on, place))
        elif text.strip() and not (sink.ends and text.strip() in self._empty):
            kind = _KINDS.get(said.kind, source.ANSWER)
            if said.kind == MISSING:
                text = choices.get(text) or self._reasons.get(text, text)
            links = tuple(one for one in sink.links if not _is_said(one, text))
            self.bound.append(Bound(said.path, text, kind, True, place, links))

    def _without_prompt(self, text: str) -> str:
        """An answer that was typed beside what invites to answer, instead of over it."""
        for prompt in self._prompts:
            if text.startswith(prompt):
                return text.removeprefix(prompt).lstrip("\n")
            if text.rstrip("\n").endswith(prompt):
                return text.rstrip("\n").removesuffix(prompt)
        return text


def _is_said(link: Link, text: str) -> bool:
    """Whether a link only says what can be read anyway."""
    shown = text[link.start : link.end].strip()
    address = link.address.removeprefix("mailto:")
    return shown in (address, unquote(address), link.address)


def choices_of(look: Element | None) -> dict[str, str]:
    """What may be chosen in a control, from words to codes."""
    if look is None:
        return {}
    return {
        clean(value(one, "displayText") or ""): value(one, "value") or ""
        for one in every(look, "listItem")
    }
