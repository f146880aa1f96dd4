"""Running text as somebody wrote it: without the line breaks of the page."""

from __future__ import annotations

import re
from collections.abc import Collection

from lgq_tui.core.text import clean
from lgq_tui.imports.placing.addresses import addresses_in
from lgq_tui.imports.placing.flow import Flow, Span

_HYPHEN = re.compile(r"(\w+)[-\u00ad\u2010]$")
_LONGEST_WORD = 60
_FIRST = re.compile(r"\w+")
_BULLET = re.compile(r"[ \t]*(?:[-–•·*]|\(?(?:[0-9]{1,2}|[a-z])[.)])[ \t]")
_ITEM = re.compile(r"\s*(?:[-–•·*●▪◦]|\(?(?:[0-9]{1,2}|[a-zA-Z])[.)])\s")


def prose(flow: Flow, span: Span) -> str:
    """The text of a span; the words of the document tell hyphens from broken words."""
    parts: list[str] = []
    inside = _breaks_in_addresses(flow, span)
    for seen in flow.seen(span):
        start = seen.start
        while (end := flow.text.find("\n", start, seen.end)) >= 0:
            parts.append(_line(flow, start, end, inside))
            start = end + 1
        parts.append(flow.text[start : seen.end])
    text = "\n".join(line.rstrip() for line in "".join(parts).split("\n"))
    return clean(re.sub(r"\n{3,}", "\n\n", text)).strip()


def _line(flow: Flow, start: int, end: int, inside: Collection[int]) -> str:
    """A line and what stands for its end: a break, a blank, or nothing where it broke a word."""
    line = flow.text[start:end]
    if end in inside:
        return line
    if not flow.breaks_softly(end) or _ITEM.match(flow.text, end + 1):
        return f"{line}\n"
    return _joined(line, flow.text[end + 1 : end + 60], flow.vocabulary)


def _breaks_in_addresses(flow: Flow, span: Span) -> frozenset[int]:
    """The breaks that stand in an address which goes on in the next line."""
    if not flow.soft:
        return frozenset()
    mended = (one.span for one in addresses_in(flow, span) if one.mended)
    return frozenset(
        at for one in mended for at in range(one.start, one.end) if flow.text[at] == "\n"
    )


def _joined(line: str, following: str, words: Collection[str]) -> str:
    """A line ready to be gone on with: a hyphen goes where it only broke a word."""
    broken, after = _HYPHEN.search(line[-_LONGEST_WORD:]), _FIRST.match(following)
    if broken is None or after is None or not after[0][:1].islower():
        return f"{line.rstrip()} " if line.strip() else line
    if line[-1] == "\u00ad":
        return line[:-1]
    whole = f"{broken[1]}{after[0]}".casefold()
    kept = f"{broken[1]}-{after[0]}".casefold()
    return line if kept in words or whole not in words else line[:-1]


def without_bullet(text: str) -> str:
    """A text without a sign of a list before it."""
    return _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
