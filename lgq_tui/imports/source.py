"""What a document holds, whatever its format: the one thing that readers of formats give.

A tick is a sign in the text: `☒` for a ticked box, `☐` for an empty one, however the format has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from lgq_tui.core.messages import Message
from lgq_tui.core.proposals import Place

TICKED, EMPTY = "☒", "☐"

BODY, FOOTNOTE, COMMENT, DELETED = "body", "footnote", "comment", "deleted"
"""What a passage is. Of tracked changes, what was inserted is text like any other."""

ANSWER, TICK, MISSING, NOTE = "answer", "tick", "missing", "note"
"""What is bound to an item: its answer, one of its boxes, a missing reason by its code, a note."""


class Link(NamedTuple):
    """An address behind the signs from `start` to `end` of a passage."""

    start: int
    end: int
    address: str


class Passage(NamedTuple):
    """A paragraph, a line or a cell: what is sure to belong together.

    A `\\n` in it is a break that its writer made. Where a format has lines only, each is a passage.
    """

    text: str
    place: Place = Place()
    links: tuple[Link, ...] = ()
    kind: str = BODY


class Bound(NamedTuple):
    """A field that names its item, as our own forms have them; what is blank is not there.

    `path` is as in the response file (`partnerships[0].name`), or names a list as a whole, with an
    entry a line. For a TICK, `text` is the id of the choice, `yes` or `no`, and `on` whether it is
    ticked; empty boxes are there too. `links` are those whose address is not the text itself.
    """

    path: str
    text: str
    kind: str = ANSWER
    on: bool = True
    place: Place = Place()
    links: tuple[Link, ...] = ()


class Source(NamedTuple):
    """A whole document.

    What is bound is not among the passages. `edition` is what one of our own forms names
    (`{"id": "un_lgq", "version": "2022"}`); `response` a whole response document, where the
    document is one. `flaws` tell what could not be read: `import.no_text` for scanned pages, say.
    """

    passages: tuple[Passage, ...] = ()
    bound: tuple[Bound, ...] = ()
    edition: Mapping[str, str] | None = None
    response: Mapping[str, Any] | None = None
    flaws: tuple[Message, ...] = ()
