"""What a document holds, whatever its format: the one thing that readers of formats give.

A tick is a sign in the text: `☒` for a ticked box, `☐` for an empty one, however the format has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from lgq_tui.core.messages import Message
from lgq_tui.core.proposals import Place
from lgq_tui.core.text import clean, clean_line

TICKED, EMPTY = "☒", "☐"

BODY, FOOTNOTE, COMMENT, DELETED = "body", "footnote", "comment", "deleted"
"""What a passage is. Of tracked changes, what was inserted is text like any other."""

ANSWER, TICK, MISSING, NOTE = "answer", "tick", "missing", "note"
"""What is bound to an item: its answer, one of its boxes, a missing reason by its code, a note."""


MOST_PASSAGES = 100_000
"""And fields that are bound; a page has some twenty."""
MOST_SIGNS = 5_000_000
"""In all of them: some two thousand pages."""
_KINDS = frozenset({BODY, FOOTNOTE, COMMENT, DELETED})
_BOUND = frozenset({ANSWER, TICK, MISSING, NOTE})


class TooMuchError(ValueError):
    """More than a document holds."""


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
    With `soft`, a `\\n` in a passage may be a line break of the page, which means nothing.
    """

    passages: tuple[Passage, ...] = ()
    bound: tuple[Bound, ...] = ()
    edition: Mapping[str, str] | None = None
    response: Mapping[str, Any] | None = None
    flaws: tuple[Message, ...] = ()
    soft: bool = False

    def as_json(self) -> dict[str, Any]:
        """Plain data, to be sent to another process; a `response` stays where it is."""
        return {
            "passages": [
                [one.text, list(one.place), [list(link) for link in one.links], one.kind]
                for one in self.passages
            ],
            "bound": [
                [*one[:-2], list(one.place), [list(link) for link in one.links]]
                for one in self.bound
            ],
            "edition": None if self.edition is None else dict(self.edition),
            "flaws": [[flaw.key, dict(flaw.values)] for flaw in self.flaws],
            "soft": self.soft,
        }

    @classmethod
    def from_json(cls, data: Any) -> Source:
        """What `as_json` wrote; it is not trusted.

        ValueError where it is nothing of the kind, `TooMuchError` where it is more than a document
        holds. All text is clean afterwards.
        """
        try:
            passages, bound = list(data["passages"]), list(data["bound"])
            if len(passages) + len(bound) > MOST_PASSAGES:
                raise TooMuchError(len(passages))
            made = cls(
                tuple(_passage(*one) for one in passages),
                tuple(_bound(*one) for one in bound),
                _edition(data["edition"]),
                flaws=tuple(_flaw(*one) for one in data["flaws"]),
                soft=_of(bool, data["soft"]),
            )
        except (LookupError, TypeError, AttributeError) as error:
            raise ValueError("source") from error
        signs = sum(len(one.text) for one in made.passages)
        if signs + sum(len(one.text) for one in made.bound) > MOST_SIGNS:
            raise TooMuchError(MOST_SIGNS)
        return made


def _passage(text: Any, place: Any, links: Any, kind: Any) -> Passage:
    cleaned = clean(_of(str, text))
    if kind not in _KINDS:
        raise ValueError(kind)
    known = tuple(_link(len(text), *link) for link in links)
    # Where signs have gone, nobody knows what a link is behind.
    return Passage(cleaned, _place(*place), known if cleaned == text else (), kind)


def _link(length: int, start: Any, end: Any, address: Any) -> Link:
    if not 0 <= _of(int, start) <= _of(int, end) <= length:
        raise ValueError(start)
    return Link(start, end, clean(_of(str, address)))


def _bound(path: Any, text: Any, kind: Any, on: Any, place: Any, links: Any) -> Bound:
    if kind not in _BOUND:
        raise ValueError(kind)
    cleaned = clean(_of(str, text))
    known = tuple(_link(len(text), *link) for link in links)
    known = known if cleaned == text else ()
    return Bound(clean_line(_of(str, path)), cleaned, kind, _of(bool, on), _place(*place), known)


def _place(page: Any, line: Any, cell: Any) -> Place:
    return Place(
        None if page is None else _of(int, page),
        None if line is None else _of(int, line),
        None if cell is None else clean_line(_of(str, cell)),
    )


def _edition(data: Any) -> dict[str, str] | None:
    if data is None:
        return None
    return {key: clean_line(_of(str, data[key])) for key in ("id", "version")}


def _flaw(key: Any, values: Any) -> Message:
    if not _of(str, key).startswith("import."):
        raise ValueError(key)
    return Message(
        key, {str(name): value for name, value in values.items() if isinstance(value, str | int)}
    )


def _of(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise ValueError(value)
    return value
