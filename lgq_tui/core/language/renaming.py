"""What items and choices were called in earlier editions, and what of that makes no sense."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lgq_tui.core.language.faults import Fault, Place
from lgq_tui.core.messages import Message

Named = tuple[str, Mapping[str, Any], Place]
"""An item by its dotted id, or a choice by its id: as it was written, and where."""


def former_ids(data: Mapping[str, Any]) -> list[str]:
    """The ids that an item or a choice had earlier, as they were written."""
    was = data.get("was")
    found = was if isinstance(was, list) else [was]
    return [one for one in found if isinstance(one, str)]


OF_ITEMS = ("definition.was_still", "definition.was_itself")
OF_CHOICES = ("definition.choice_was_still", "definition.choice_was_itself")
"""What is said where a former id is still one: that of something else, or its own."""


def renaming_faults(named: Iterable[Named], sentences: tuple[str, str]) -> Iterator[Fault]:
    """A fault for each former id that is one still, in one of two `sentences`.

    What was split may be one of that which it was split into: then it names itself, and others
    name it.
    """
    still, itself = sentences
    all_of = {name: (data, where) for name, data, where in named}
    former = {name: former_ids(data) for name, (data, _) in all_of.items()}
    split = {old for name, ids in former.items() for old in ids if old != name}
    for name, ids in former.items():
        for number, old in enumerate(ids):
            data, where = all_of[name]
            place = (*where, "was", number) if isinstance(data["was"], list) else (*where, "was")
            if old == name and old not in split:
                yield Fault(place, Message(itself, {"id": old}))
            elif old != name and old in all_of and old not in former[old]:
                yield Fault(place, Message(still, {"id": old}))
