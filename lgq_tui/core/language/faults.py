"""What is wrong with a definition: findings with their place in its data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from lgq_tui.core.messages import Message

Place = tuple[str | int, ...]
"""The way to a node in the data of a definition: keys of mappings, indexes of lists."""


class Fault(NamedTuple):
    """One thing wrong in a definition, and where in its data."""

    where: Place
    message: Message


class DefinitionError(Exception):
    """A definition cannot be used; `faults` says all that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


def fault(where: Place, key: str, /, **values: object) -> Fault:
    """A fault whose sentence is `definition.<key>`."""
    return Fault(where, Message(f"definition.{key}", values))


def nearest(word: object, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, None if none is near."""
    from difflib import get_close_matches

    matches = get_close_matches(str(word), list(known), 1)
    return matches[0] if matches else None


def fault_with_near(
    where: Place, key: str, word: object, known: Iterable[str], /, **values: object
) -> Fault:
    """A fault about a word that is not known.

    Its sentence is `<key>_near`, with the word probably meant as `near`; `<key>` if none is near.
    """
    near = nearest(word, known)
    if near is None:
        return fault(where, key, **values)
    return fault(where, f"{key}_near", near=near, **values)


def shown(value: Any) -> str:
    """A value as its author may have written it, shortened."""
    from json import dumps

    text = value if isinstance(value, str) else dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."


def listed(words: Iterable[object], most: int = 20) -> str:
    """Words for a sentence, with dots for those that are too many."""
    texts = [shown(word) for word in words]
    return ", ".join([*texts[:most], "..."] if len(texts) > most else texts)


def distinct(faults: Iterable[Fault]) -> Iterator[Fault]:
    """The faults without those that say the same of the same place.

    The library reports a lack once for each thing that is lacking, and what is written once for
    every choice is looked at once for each of them.
    """
    seen = set[tuple[Place, str, str]]()
    for one in faults:
        mark = (one.where, one.message.key, repr(one.message.values))
        if mark not in seen:
            seen.add(mark)
            yield one
