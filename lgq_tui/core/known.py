"""What was answered in short texts: what another response may well say too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.response import Response

TYPES = ("text", "url", "email")
_LONGEST = 200
"""Signs; what is longer, nobody looks for in a list."""
MOST = 60
"""Texts of one response, and texts that are offered at once."""

Text = tuple[str, str]
"""The dotted path of an item, and what was answered there."""


class Known(NamedTuple):
    """Texts by the path of their item, and by the type of it; the most frequent first."""

    by_item: Mapping[str, tuple[str, ...]] = {}
    by_type: Mapping[str, tuple[str, ...]] = {}

    def texts(self, item: Item, begin: str = "") -> tuple[str, ...]:
        """What may be meant by the beginning of an answer: what was answered there elsewhere, then
        what was answered to other items of the type."""
        wanted = begin.casefold()
        offered = (*self.by_item.get(item.path, ()), *self.by_type.get(item.type, ()))
        found = (text for text in dict.fromkeys(offered) if _begins(text, wanted))
        return tuple(text for text, _ in zip(found, range(MOST), strict=False))


def _begins(text: str, wanted: str) -> bool:
    """Whether a text, or any word of it, or what names a site, begins so."""
    bare = text.casefold()
    at = bare.find(wanted)
    while at > 0 and bare[at - 1].isalnum():
        at = bare.find(wanted, at + 1)
    return at >= 0


def texts_of(questionnaire: Questionnaire, response: Response) -> tuple[Text, ...]:
    """The short texts, sites and addresses of a response, without those that are personal."""
    found = (
        (item.path, text)
        for top in questionnaire.items
        for item, text in _texts(top, response.answers.get(top.id))
    )
    return tuple(text for text, _ in zip(dict.fromkeys(found), range(MOST), strict=False))


def _texts(item: Item, value: Any) -> Iterator[tuple[Item, str]]:
    if isinstance(value, list):
        for element in value:
            yield from _texts(item, element)
    elif isinstance(value, Mapping):
        for inner in item.items:
            yield from _texts(inner, value.get(inner.id))
    elif isinstance(value, str) and _is_short(value) and item.type in TYPES and not item.personal:
        yield item, value


def _is_short(text: str) -> bool:
    return 0 < len(text) <= _LONGEST


def known_from(questionnaire: Questionnaire, texts: Iterable[Text]) -> Known:
    """What is known by the texts of many responses."""
    counted: dict[str, Counter[str]] = {}
    types: dict[str, Counter[str]] = {}
    for path, text in texts:
        item = questionnaire.by_path.get(path)
        if item is not None and path not in questionnaire.subject:
            counted.setdefault(path, Counter())[text] += 1
            types.setdefault(item.type, Counter())[text] += 1
    return Known(_most_frequent(counted), _most_frequent(types))


def _most_frequent(counted: Mapping[str, Counter[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(text for text, _ in count.most_common()) for name, count in counted.items()}
