"""What is wrong with a definition: findings with their place in its data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from itertools import islice
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


_MOST_COMPARED = 200_000
_LONGEST_WORD = 100

_left: ContextVar[int] = ContextVar("left", default=_MOST_COMPARED)


def compare_anew() -> None:
    """Begin with another definition: in one with very many faults, not all have a suggestion."""
    _left.set(_MOST_COMPARED)


def nearest(word: object, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, None if none is near."""
    from difflib import get_close_matches

    if _left.get() < 0 or len(str(word)) > _LONGEST_WORD:
        return None
    words = [one for one in known if len(one) <= _LONGEST_WORD]
    _left.set(_left.get() - len(words))
    matches = get_close_matches(str(word), words, 1)
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
    texts = [shown(word) for word in islice(words, most + 1)]
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
