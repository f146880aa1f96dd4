"""Fields: text that Word makes of a code, such as a link, and the boxes and lists of old forms."""

from __future__ import annotations

import re

from lgq_tui.imports.word.markup import Element
from lgq_tui.imports.word.signs import old_field
from lgq_tui.imports.word.sinks import Sink

_LINK = re.compile(r'\s*HYPERLINK\s+(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"\\]\S*))', re.IGNORECASE)


class Field:
    """One field that is being read; `shows` is what one of an old form shows, by its `data`."""

    def __init__(self, data: Element | None) -> None:
        self.code: list[str] = []
        self.shows = old_field(data) if data is not None else None
        self._sink: Sink | None = None
        self._start = 0

    @property
    def is_shown(self) -> bool:
        """Whether what comes now is the result, and is known already."""
        return self.shows is not None and self._sink is not None

    def begin_result(self, sink: Sink) -> None:
        """From here on, what is shown."""
        self._sink, self._start = sink, sink.length

    def end(self, sink: Sink) -> None:
        """What was shown leads to where the code says."""
        if sink is self._sink:
            sink.link(self._start, address_of("".join(self.code)))


def address_of(code: str) -> str:
    """The address in the code of a link; nothing in other codes, nor for a place inside."""
    found = _LINK.match(code)
    return (found["quoted"] or found["bare"] or "") if found else ""
