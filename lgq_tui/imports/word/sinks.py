"""Where the text of a document is collected, stretch by stretch."""

from __future__ import annotations

from lgq_tui.core.proposals import Place
from lgq_tui.core.text import clean, clean_code
from lgq_tui.imports.source import Link
from lgq_tui.imports.word.bindings import Said


class Sink:
    """Collects the text of a paragraph, or of what is bound (`said`), which may have several.

    `place` is where its text begins; `ends` the id of the bookmark that it goes to.
    """

    def __init__(self, said: Said | None = None, ends: str | None = None) -> None:
        self.said, self.ends = said, ends
        self.is_over = False
        self.place: Place | None = None
        self.paragraphs = 0
        self.links: list[Link] = []
        self._pieces: list[str] = []
        self._length = 0

    @property
    def length(self) -> int:
        """How many signs there are so far."""
        return self._length

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._pieces)

    def add(self, text: str, place: Place) -> None:
        """One more stretch of text."""
        text = clean(text)
        if text.strip() and self.place is None:
            self.place = place
        self._pieces.append(text)
        self._length += len(text)

    def link(self, start: int, address: str) -> None:
        """What stands from a sign on leads somewhere."""
        address = clean_code(address)
        if address and start < self._length:
            self.links.append(Link(start, self._length, address))

    def take(self, other: Sink, place: Place) -> None:
        """What another one has, here."""
        start = self._length
        self.add(other.text, other.place or place)
        self.links += [
            one._replace(start=one.start + start, end=one.end + start) for one in other.links
        ]
