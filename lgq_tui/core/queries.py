"""Questions back to the respondent: what was asked on an item, what came back, how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from lgq_tui.core.sources import NOTHING_ELSE, apart
from lgq_tui.core.text import clean

OPEN, SENT, ANSWERED, CLOSED = "open", "sent", "answered", "closed"
STATUSES = (OPEN, SENT, ANSWERED, CLOSED)

FOLLOWING: Mapping[str, tuple[str, ...]] = {
    OPEN: (SENT, ANSWERED, CLOSED),
    SENT: (ANSWERED, CLOSED),
    ANSWERED: (OPEN, SENT, CLOSED),
    CLOSED: (OPEN,),
}
"""What a query may be after it was something."""

TEXTS = ("at", "by", "text", "status")
"""What stands in an entry of a thread."""


class Remark(NamedTuple):
    """An entry of a thread: what was said, or done about it, when (ISO 8601, UTC), and by whom.

    `status` is what the query is from then on, where that was changed; `by` is "" where nobody has
    a name, `other` what somebody else has put beside it.
    """

    at: str
    by: str = ""
    text: str = ""
    status: str = ""
    other: Mapping[str, Any] = NOTHING_ELSE

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Remark:
        """The record of plain data that has the right shape (`storage` sees to that)."""
        return cls(**apart(document, TEXTS))

    def as_document(self) -> dict[str, Any]:
        """The plain data of the response file; what is empty is left out, if it may be."""
        needed = {"at"} if self.status else {"at", "text"}
        said = {name: text for name in TEXTS if (text := getattr(self, name)) or name in needed}
        return {**said, **self.other}


class Query(NamedTuple):
    """A question for the respondent; the first entry of its thread is what is asked.

    `label` is the number under which it went out, "" before it did (`core.letters`).
    """

    status: str
    thread: tuple[Remark, ...]
    other: Mapping[str, Any] = NOTHING_ELSE
    label: str = ""

    @classmethod
    def asked(cls, text: str, at: str, by: str = "") -> Query:
        """One that was just raised."""
        return cls(OPEN, (Remark(at, by, clean(text).strip()),))

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Query:
        """The record of plain data that has the right shape (`storage` sees to that)."""
        entries = apart(document, ("status", "label", "thread"))
        return cls(**entries | {"thread": tuple(map(Remark.from_document, entries["thread"]))})

    def as_document(self) -> dict[str, Any]:
        """The plain data of the response file."""
        thread = [remark.as_document() for remark in self.thread]
        label = {"label": self.label} if self.label else {}
        return {"status": self.status, **label, "thread": thread, **self.other}

    @property
    def text(self) -> str:
        """What is asked."""
        return self.thread[0].text

    @property
    def reply(self) -> str:
        """What was said last, "" where nothing was since it was asked."""
        return next((one.text for one in reversed(self.thread[1:]) if one.text), "")

    @property
    def is_open(self) -> bool:
        """Whether there is anything to do about it still."""
        return self.status != CLOSED

    def can_become(self, status: str) -> bool:
        """Whether it is not that, and may be from now on."""
        return status in FOLLOWING[self.status]

    def followed(self, remark: Remark) -> Query:
        """The query with one more entry, and as that says; ValueError where this cannot follow.

        An entry without a text keeps its status, although that is no news: it went out once more.
        """
        status, text = remark.status or self.status, clean(remark.text).strip()
        if status != self.status and not self.can_become(status):
            raise ValueError(f"{self.status}, {status}")
        is_news = status != self.status or not text
        kept = remark._replace(text=text, status=status if is_news else "")
        return self._replace(status=status, thread=(*self.thread, kept))

    def joined(self, other: Query) -> Query:
        """The query with what the thread of another, which began the same, has besides."""
        joined = self
        for remark in other.thread:
            if remark not in joined.thread:
                joined = joined.followed(remark)
        return joined


class Asked(NamedTuple):
    """A query, and where it is: the item, and its number (from 1) among those on it."""

    item: str
    number: int
    query: Query

    @property
    def place(self) -> tuple[str, int]:
        return self.item, self.number


def raised(queries: tuple[Query, ...], query: Query) -> tuple[Query, ...]:
    """The queries on an item with one more, unless that is blank or open there already.

    One that began the same goes on with what came to the other's thread.
    """
    for at, one in enumerate(queries):
        if one.thread[0] == query.thread[0] and query.text:
            return (*queries[:at], one.joined(query), *queries[at + 1 :])
    known = {one.text for one in queries if one.is_open}
    return queries if query.text in ("", *known) else (*queries, query)
