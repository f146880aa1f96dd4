"""Stretches of a document in which answers are looked for, and what is looked for there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lgq_tui.core.definition import Item
from lgq_tui.imports.placing.flow import Span

SURE, LIKELY, VAGUE = 1.0, 0.8, 0.5
LINES = frozenset({"text", "email", "phone", "date", "country", "integer", "decimal", "select_one"})
"""Types whose answers are one line."""


class Region(NamedTuple):
    """Where an answer is looked for, and how sure it is (0 to 1) that it is the right place."""

    span: Span
    score: float


def overlap(one: Span, other: Span) -> bool:
    """Whether two stretches have a sign in common."""
    return one.start < other.end and other.start < one.end


def around(spans: Sequence[Span]) -> Span:
    """From the first to the last of several spans."""
    return Span(spans[0].start, spans[-1].end)


def leaves_of(item: Item) -> Iterator[Item]:
    """What is answered in an item, details of choices aside; a list of groups as one."""
    if item.is_group and not item.repeat:
        for part in item.items:
            if part.detail_of is None:
                yield from leaves_of(part)
    else:
        yield item
