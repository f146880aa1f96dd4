"""Who a form is about, where the document says so without a label: on lines of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item
from lgq_tui.core.validation import validator
from lgq_tui.imports.placing.findings import Findings
from lgq_tui.imports.placing.flow import Span
from lgq_tui.imports.placing.folding import folded
from lgq_tui.imports.placing.regions import LIKELY, SURE

_LONGEST = 80
_MOST = 100
"""Pieces of lines that are looked at: who a form is about stands on its first page."""
_SEPARATORS = (",", ";", "–", "—", "/", "|")


def name_subject(findings: Findings, items: Sequence[Item], lines: Sequence[Span]) -> None:
    """Propose the answers that name who the form is about, out of the lines before it begins.

    A country is known by its name; the line beside it is the other one, if there is only one.
    """
    open_items = [item for item in items if not findings.has(item)]
    country = next((item for item in open_items if item.type == "country"), None)
    others = [item for item in open_items if item.type == "text"]
    found = (piece for line in lines for piece in _pieces(findings, line))
    pieces = list(islice(found, _MOST))
    if country is not None:
        for piece in pieces:
            value = _country(country, findings.flow.words(piece))
            if value is not None:
                findings.propose(country, value, piece, SURE)
                pieces = _beside(pieces, piece)
                break
        else:
            return
    if len(others) == 1 and len(pieces) == 1:
        text = " ".join(findings.flow.words(pieces[0]).split()).strip(" *#,")
        findings.propose(others[0], text, pieces[0], SURE if country is not None else LIKELY)


def _pieces(findings: Findings, line: Span) -> Iterator[Span]:
    """The line, or what stands between its commas."""
    text = findings.flow.text[line.start : line.end]
    if len(text) > _LONGEST or not folded(text):
        return
    mark = next((one for one in _SEPARATORS if one in text), None)
    start = line.start
    for part in text.split(mark) if mark else [text]:
        if folded(part):
            yield Span(start, start + len(part))
        start += len(part) + 1


def _country(item: Item, text: str) -> object | None:
    kind = ANSWER_TYPES["country"]
    value = kind.parse(" ".join(text.split()).strip(" *#:,.()"), item)
    return value if value is not None and validator(kind.schema(item)).is_valid(value) else None


def _beside(pieces: Sequence[Span], taken: Span) -> list[Span]:
    """The pieces right before or right behind the one that was taken."""
    number = pieces.index(taken)
    before = list(pieces[max(number - 1, 0) : number])
    return before or list(pieces[number + 1 : number + 2])
