"""The lines of a text that are not read, and whether they are those that it was written with.

An answer that begins with `#` looks like one of them, and would be lost without a word.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterable, Iterator

from lgq_tui.core.text import clean
from lgq_tui.core.text_form.marks import ORIGIN, PROBLEM, is_comment

_NUMBER = r"\[[0-9]+"
"""Of an entry, in a name."""


def plain(line: str) -> str:
    """A comment as it is compared, by its letters and digits: editors change blanks and quotation
    marks, and whoever copies an entry of a list has its names count on, wherever they stand."""
    line = clean(line).rstrip()
    return "".join(filter(str.isalnum, re.sub(_NUMBER, "", line))) or line


def kept(lines: Iterable[str]) -> frozenset[str]:
    """What may be compared with lines that are found later."""
    return frozenset(plain(line) for line in lines if is_wording(line))


def is_wording(line: str) -> bool:
    """Whether a line that is not read is no mark of ours on what was typed."""
    return is_comment(line) and not line.startswith(PROBLEM)


def origin_in(text: str) -> str | None:
    """What a text says that it was written from."""
    lines = (line.strip() for line in text.splitlines())
    return next((line[len(ORIGIN) :] for line in lines if line.startswith(ORIGIN)), None)


def checksum(text: str) -> str:
    """Of all the wording in a text, in any order, but for what the text was written from."""
    lines = "\n".join(sorted(set(_wording(text))))
    return f"{zlib.crc32(lines.encode('utf-8', 'replace')):08x}"


def are_ours(text: str, known: Collection[str]) -> bool:
    """Whether nobody typed one: all are known, or are those that the text was written with."""
    with_origin = (origin_in(text) or "").rpartition(" ")[2]
    return checksum(text) == with_origin or all(line in known for line in _wording(text))


def _wording(text: str) -> Iterator[str]:
    for line in clean(text).split("\n"):
        if is_wording(line) and not line.startswith(ORIGIN):
            yield plain(line)
