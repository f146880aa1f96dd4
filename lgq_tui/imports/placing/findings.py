"""What is found in a document, as it comes together: each span of it is used once."""

from __future__ import annotations

from typing import Any

from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.proposals import Doubt, Proposal, Quote
from lgq_tui.imports.placing.flow import Flow, Span
from lgq_tui.imports.placing.regions import overlap


class Findings:
    """Collects proposals and doubts, and the spans that they were taken from.

    `known` are paths that have been answered already, by fields that name their items.
    """

    def __init__(self, flow: Flow, known: frozenset[str] = frozenset()) -> None:
        self.flow = flow
        self.proposals: list[Proposal] = []
        self.doubts: list[Doubt] = []
        self.used: list[Span] = []
        self._known = set(known)
        self._spans: dict[str, Span] = {}

    def has(self, item: Item) -> bool:
        """Whether something was found for an item."""
        return item.path in self._known

    def propose(
        self,
        item: Item,
        value: Any,
        span: Span,
        confidence: float,
        doubt: Message | None = None,
        missing: str | None = None,
    ) -> None:
        """A value for an item, taken from a span."""
        if item.path in self._known:
            return
        quote = self.flow.quote(span)
        path = tuple(item.path.split("."))
        self.proposals.append(Proposal(path, value, quote, round(confidence, 2), missing, doubt))
        self._known.add(item.path)
        self._spans[item.path] = span
        self.used.append(span)

    def asked_again(self, path: str, span: Span) -> None:
        """Have looked at what is proposed for a question that stands in a span once more, and what
        was taken from there."""
        for number, one in enumerate(self.proposals):
            key = ".".join(map(str, one.path))
            is_its = f"{key}.".startswith(f"{path}.")
            taken = self._spans.get(key)
            if one.doubt is None and (is_its or (taken is not None and overlap(taken, span))):
                doubt = Message("import.doubt.asked_twice" if is_its else "import.doubt.more_text")
                self.proposals[number] = one._replace(doubt=doubt)

    def doubt(self, item: Item, key: str, span: Span, **values: object) -> None:
        """What a span of the document does not show of an item."""
        if item.path in self._known:
            return
        path = tuple(item.path.split("."))
        self.doubts.append(
            Doubt(path, Message(f"import.doubt.{key}", values), self.flow.quote(span))
        )
        self._known.add(item.path)
        self.used.append(span)

    def imply(self, item: Item, value: Any, quote: Quote, confidence: float) -> None:
        """A value for an item that follows from words which are the answer to another."""
        path = tuple(item.path.split("."))
        self.proposals.append(Proposal(path, value, quote, round(confidence, 2)))
        self._known.add(item.path)
