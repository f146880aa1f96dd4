"""Each answer under a question, beside what was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item
from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import Path, as_text, from_text
from lgq_tui.exports.changes import within

Missing = Callable[[str], str]
"""The catalogue's `say_missing`: a missing reason in words."""


def answers_of(item: Item, interview: Interview, missing: Missing) -> Iterator[tuple[str, str]]:
    """Each answer under an item, with its path: what was asked, and what was said."""
    reason = interview.missing(item.path)
    if reason is not None:
        yield item.path, f"— {missing(reason)}"
    value = interview.value((item.id,))
    if value is not None and interview.is_relevant((item.id,)):
        yield from _said(item, (item.id,), value, interview)
    for inner in item.walk():
        reason = interview.missing(inner.path)
        if inner is not item and reason is not None:
            name = within(interview.questionnaire, from_text(inner.path))
            yield inner.path, f"{named(name)} — {missing(reason)}"


def named(label: str) -> str:
    """A label before an answer."""
    return label if label.endswith(("?", ":")) else f"{label}:"


def _said(item: Item, path: Path, value: Any, interview: Interview) -> Iterator[tuple[str, str]]:
    if not interview.is_relevant(path):
        return
    if item.repeat and isinstance(value, list) and not isinstance(path[-1], int):
        for index, one in enumerate(value):
            yield from _said(item, (*path, index), one, interview)
    elif item.is_group and isinstance(value, dict):
        for child in item.items:
            if child.id in value:
                yield from _said(child, (*path, child.id), value[child.id], interview)
    elif not item.is_group:
        text = ANSWER_TYPES[item.type].format(value, item)
        words = "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())
        # Entries of a list need no numbers where they stand under each other.
        end = -1 if isinstance(path[-1], int) else len(path)
        name = within(interview.questionnaire, path[:end])
        yield as_text(path), f"{named(name)} {words}" if name else words
