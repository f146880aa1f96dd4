"""What stands behind `@accept`: why a warning may stand, and which.

`@accept (many_plots) We counted them twice.` names the warning; `(problem.duplicate 2)` that on the
second entry of a list in which each line is one. Without brackets, the words are the reason for
whatever warnings there are on the answer.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from lgq_tui.core.definition import Item
from lgq_tui.core.text import clean, clean_line
from lgq_tui.core.text_form.answers import data

_QUOTE = '"'
_NAMED = re.compile(
    r'\((?P<name>"(?:[^"\\]|\\.)*+"|[\w.]+)(?: (?P<number>[0-9]{1,6}))?\)(?:\s+(?P<reason>.*))?'
)


class Words(NamedTuple):
    """The reason, the name of the warning if it stands there, and of which entry (from 1)."""

    reason: str
    warning: str | None = None
    number: int | None = None


def read(text: str, item: Item) -> Words:
    """What the words behind `@accept` say."""
    found = _NAMED.fullmatch(text.strip())
    if found is None:
        return Words(text.strip())
    name = _unquoted(found["name"])
    if name == found["name"] and not _is_name(name, item):
        return Words(_unquoted(text.strip()))  # words in brackets, as people write
    number = int(found["number"]) if found["number"] else None
    return Words(_unquoted(found["reason"] or ""), name, number)


def written(words: Words, item: Item) -> str:
    """The words behind `@accept`, so that `read` gives the same again."""
    name = words.warning or ""
    name = name if _is_name(name, item) else data(name)
    number = f" {words.number}" if words.number is not None else ""
    reason = words.reason
    is_line = reason and clean_line(reason) == reason and not reason.startswith(_QUOTE)
    return f"({name}{number}) {reason if is_line else data(reason)}"


def _is_name(name: str, item: Item) -> bool:
    """Whether it is a warning of the definition, or one of ours, which have a dot in their name."""
    known = any(check.id == name for check in item.warnings)
    return known or re.fullmatch(r"[a-z_]+(?:\.[a-z_]+)+", name) is not None


def _unquoted(text: str) -> str:
    if not text.startswith(_QUOTE):
        return text
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return clean(found) if isinstance(found, str) else text
