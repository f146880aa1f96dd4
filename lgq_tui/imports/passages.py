"""Passages out of lines, and what is bound, settled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lgq_tui.core.proposals import Place
from lgq_tui.imports.source import ANSWER, BODY, COMMENT, NOTE, TICK, Bound, Link, Passage
from lgq_tui.imports.text_blocks import Line

_LEAST_WRAPPED, _MOST_WRAPPED = 50, 120
"""Signs of a line that a program has broken."""
_MOST_OF_LINES = 0.95
"""Some lines are longer, as an address in them cannot be broken."""
_MOST_ROOM = 8
"""A line that ended so much before the longest, with a short word next, ended by itself."""
_BEGINS = re.compile(
    r"\s*(?:[-*+•‣▪◦–—☐☒☑]\s|[(\[]?(?:\d{1,3}|[a-z]|[ivxIVX]{1,5}|[A-Z])[.)\]]\s|\|)"
)
"""A list, a numbered question, a box, a row."""
_URL = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)


def passage(line: Line, kind: str = BODY) -> Passage:
    """A line as it stands."""
    return Passage(line.text.rstrip(), Place(line=line.number), (), kind)


def joined(passages: Iterable[Passage]) -> list[Passage]:
    """Passages of a line each, those that are one paragraph as one."""
    ready = [one for one in passages if one.text.strip()]
    width = _width(ready)
    found: list[Passage] = []
    last: Passage | None = None
    for one in ready:
        if last is not None and _goes_on(last, one, width):
            found[-1] = _together(found[-1], one)
        else:
            found.append(one)
        last = one
    return found


def _width(passages: Sequence[Passage]) -> int:
    """How long the lines of a text are that a program has broken; 0 where none did."""
    lengths = sorted(len(one.text) for one in passages if len(one.text) >= _LEAST_WRAPPED)
    most = lengths[int(len(lengths) * _MOST_OF_LINES)] if lengths else 0
    return most if most <= _MOST_WRAPPED else 0


def _goes_on(last: Passage, one: Passage, width: int) -> bool:
    if last.kind != one.kind or one.place.line != (last.place.line or 0) + 1:
        return False
    if not width or len(last.text) < _LEAST_WRAPPED or _BEGINS.match(one.text):
        return False
    word = one.text.split(maxsplit=1)[0]
    return len(last.text) + 1 + len(word) > width - _MOST_ROOM


def _together(first: Passage, second: Passage) -> Passage:
    at = len(first.text) + 1
    links = tuple(Link(one.start + at, one.end + at, one.address) for one in second.links)
    return first._replace(text=f"{first.text}\n{second.text}", links=(*first.links, *links))


def signed(lines: Iterable[Line]) -> list[Passage]:
    """The lines of a signature, which are about who sends, and no answer."""
    return [passage(line, COMMENT) for line in lines if line.text.strip()]


def with_addresses(one: Passage) -> Passage:
    """A passage with links where addresses stand written out."""
    links = tuple(
        Link(found.start(), found.start() + len(address), address)
        for found in _URL.finditer(one.text)
        if (address := found[0].rstrip(".,;:!?'\u201d\u2019)"))
    )
    return one if one.links else one._replace(links=links)


def settled(found: Iterable[Bound]) -> tuple[tuple[Bound, ...], list[Passage]]:
    """What is bound, each once; where two different answers stand for one item, nobody can tell
    which counts, and both are passages.

    Of boxes that stand twice, as in a mail that quotes the empty form, the ticked one counts.
    """
    by_place: dict[tuple[str, str, str], list[Bound]] = {}
    for one in found:
        name = one.text if one.kind == TICK else ""
        by_place.setdefault((one.path, one.kind, name), []).append(one)
    bound: list[Bound] = []
    doubtful: list[Passage] = []
    for same in by_place.values():
        if same[0].kind == TICK:
            bound.append(next((one for one in same if one.on), same[0]))
        elif len({one.text for one in same}) == 1 or same[0].kind not in (ANSWER, NOTE):
            bound.append(same[0])
        else:
            doubtful += [Passage(one.text, one.place) for one in same]
    return tuple(bound), doubtful
