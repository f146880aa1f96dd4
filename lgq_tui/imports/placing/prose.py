"""Running text as somebody wrote it: without the line breaks of the page."""

from __future__ import annotations

import re
from collections.abc import Collection

from lgq_tui.core.text import clean
from lgq_tui.imports.placing.flow import Flow, Span

_HYPHEN = re.compile(r"(\w+)[-\u00ad\u2010]$")
_FIRST = re.compile(r"\w+")
_BULLET = re.compile(r"[ \t]*(?:[-–•·*]|\(?(?:[0-9]{1,2}|[a-z])[.)])[ \t]")
_ITEM = re.compile(r"\s*(?:[-–•·*●▪◦]|\(?(?:[0-9]{1,2}|[a-zA-Z])[.)])\s")


def prose(flow: Flow, span: Span, words: Collection[str] = ()) -> str:
    """The text of a span; the `words` of the document tell hyphens from broken words."""
    lines = [""]
    for seen in flow.seen(span):
        for offset in range(seen.start, seen.end):
            sign = flow.text[offset]
            if sign != "\n":
                lines[-1] += sign
            elif flow.breaks_softly(offset) and not _begins_item(flow.text, offset + 1):
                lines[-1] = _joined(lines[-1], flow.text[offset + 1 : offset + 60], words)
            else:
                lines.append("")
    text = "\n".join(line.rstrip() for line in lines)
    return clean(re.sub(r"\n{3,}", "\n\n", text)).strip()


def _begins_item(text: str, offset: int) -> bool:
    return _ITEM.match(text, offset) is not None


def _joined(line: str, following: str, words: Collection[str]) -> str:
    """A line ready to be gone on with: a hyphen goes where it only broke a word."""
    broken, after = _HYPHEN.search(line), _FIRST.match(following)
    if broken is None or after is None or not after[0][:1].islower():
        return f"{line.rstrip()} " if line.strip() else line
    whole = f"{broken[1]}{after[0]}".casefold()
    kept = f"{broken[1]}-{after[0]}".casefold()
    return line if kept in words or whole not in words else line[: broken.end() - 1]


def words_of(flow: Flow) -> frozenset[str]:
    """The words of a document, those with hyphens too."""
    return frozenset(found.casefold() for found in re.findall(r"\w+(?:-\w+)*", flow.text))


def without_bullet(text: str) -> str:
    """A text without a sign of a list before it."""
    return _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
