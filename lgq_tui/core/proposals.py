"""What was found in a document that somebody else filled: answers to propose, and what is open.

Nothing here is an answer yet. A person, or `lgq import --accept certain`, takes proposals.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from lgq_tui.core.messages import Message
from lgq_tui.core.paths import Path
from lgq_tui.core.sources import DOCUMENT

CERTAIN = 0.9
"""From this confidence on, a proposal without a doubt is taken without a look at it."""

UNPLACED, DELETED, COMMENT = "unplaced", "deleted", "comment"
"""Why words are left over: they fit nowhere; somebody struck them out with changes tracked; they
are a remark beside the text."""


class Place(NamedTuple):
    """Where in a document something stands: page and line are counted from 1, where it has them."""

    page: int | None = None
    line: int | None = None
    cell: str | None = None


class Quote(NamedTuple):
    """Words of a document, as they stand there."""

    words: str
    place: Place = Place()


class Proposal(NamedTuple):
    """What the document says in answer to an item: a value, or why there is none; or a note on it.

    A list, with all its entries, is one proposal. `confidence` goes from 0 to 1; `doubt` says why
    a person has to look.
    """

    path: Path
    value: Any
    quote: Quote
    confidence: float = 1.0
    missing: str | None = None
    doubt: Message | None = None
    note: str | None = None

    @property
    def is_certain(self) -> bool:
        return self.doubt is None and self.confidence >= CERTAIN


class Doubt(NamedTuple):
    """What the document does not show, and only the respondent can say: it becomes a query."""

    path: Path
    message: Message
    quote: Quote = Quote("")


class Reply(NamedTuple):
    """What came back to a query, by its place: the path of the item, and its number there.

    It goes into the thread of the query, whatever becomes of the answer that may be in it.
    """

    path: Path
    number: int
    label: str
    quote: Quote
    why_not: Message | None = None
    """Why no answer is proposed, where that has a name."""


class Left(NamedTuple):
    """Words that were not placed, and why."""

    quote: Quote
    why: str = UNPLACED


class Placement(NamedTuple):
    """What was found of one filled form in a document, all in the order of the form.

    `mode` is the way in which it came, `replies` are what it says to queries, `told` what a person
    has to know besides. `shown` are the signs of what the respondent wrote, blanks aside; `placed`
    those that are in a proposal or in a doubt.
    """

    proposals: tuple[Proposal, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    left: tuple[Left, ...] = ()
    shown: int = 0
    placed: int = 0
    mode: str = DOCUMENT
    replies: tuple[Reply, ...] = ()
    told: tuple[Message, ...] = ()

    @property
    def share(self) -> float:
        """How much of the document was placed, from 0 to 1."""
        return self.placed / self.shown if self.shown else 1.0
