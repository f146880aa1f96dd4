"""The wording of a definition: plain text with **bold**, [^footnote] and [text](url), no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_MARK = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\[\^(?P<note>[a-z][a-z0-9_]*)\]|\[(?P<text>[^\]\[]+)\]\((?P<url>[^()\s]+)\)",
    re.DOTALL,
)


class Run(NamedTuple):
    """A stretch of one kind: text, bold or not, perhaps with a link; or the mark of a footnote."""

    text: str
    bold: bool = False
    url: str | None = None
    footnote: str | None = None


def runs(wording: str, bold: bool = False) -> Iterator[Run]:
    """The runs of a wording, in order; marks inside bold text count too."""
    end = 0
    for mark in _MARK.finditer(wording):
        if mark.start() > end:
            yield Run(wording[end : mark.start()], bold)
        if mark["bold"] is not None:
            yield from runs(mark["bold"], bold=True)
        elif mark["note"] is not None:
            yield Run("", bold, footnote=mark["note"])
        else:
            yield Run(mark["text"], bold, url=mark["url"])
        end = mark.end()
    if end < len(wording):
        yield Run(wording[end:], bold)


@lru_cache(maxsize=1024)
def plain(wording: str) -> str:
    """The words alone, on one line, without footnote marks."""
    return " ".join("".join(run.text for run in runs(wording)).split())


def footnotes_in(wording: str) -> list[str]:
    """The names of the footnotes that a wording refers to, in order."""
    return [run.footnote for run in runs(wording) if run.footnote]
