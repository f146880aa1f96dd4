"""The numbers under which queries go out to the respondent, and by which replies find back.

A label is the number of the question as the form prints it (`III.3`, `I.2.a`), and for a further
query on the same question a count behind it (`III.3/2`). No response has one twice, whatever is
asked, closed or put together in it later: once given, it stands with its query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.paths import from_text, item_path
from lgq_tui.core.queries import OPEN, SENT, Asked

_STRANGE = re.compile(r"[^\w.-]+")
"""What would not come back from a mail program as it was."""
_LONGEST = 40
_LEAST = 2
"""Signs of a label: one letter in brackets may be a box, one number the mark of a footnote."""
_PREFIX = "Q"
_CODE = 8


def code_of(response: str) -> str:
    """A few signs that tell the response of an id from others, however alike their ids begin."""
    return sha256(response.encode("utf-8", "replace")).hexdigest()[:_CODE]


def to_ask(queries: Iterable[Asked]) -> tuple[Asked, ...]:
    """The queries to which an answer is waited for."""
    return tuple(one for one in queries if one.query.status in (OPEN, SENT))


def labels_of(
    questionnaire: Questionnaire, queries: Iterable[Asked]
) -> Mapping[tuple[str, int], str]:
    """The label of every query by its place, given all that there are in a response: its own, else
    a new one."""
    every = tuple(queries)
    used = {one.query.label.casefold() for one in every}
    labels: dict[tuple[str, int], str] = {}
    for asked in every:
        label = asked.query.label or _free(number_of(questionnaire, asked.item), used)
        used.add(label.casefold())
        labels[asked.place] = label
    return labels


def _free(number: str, used: set[str]) -> str:
    label, count = number, 1
    while label.casefold() in used:
        count += 1
        label = f"{number}/{count}"
    return label


def number_of(questionnaire: Questionnaire, item: str) -> str:
    """The number of an item with that of its section; where it has none, that of the question that
    it is a part of, or its name."""
    ids = item_path(from_text(item)).split(".")
    top = questionnaire.top_level.get(ids[0])
    if top is None:
        parts = ids
    else:
        numbers = [one.number for one in _on_the_way(questionnaire, top, ids) if one.number]
        parts = [questionnaire.section_of[top.id].number or "", *(numbers or [top.id])]
    number = ".".join(_STRANGE.sub("-", part).strip("-.") for part in parts if part)[:_LONGEST]
    is_plain = len(number) >= _LEAST and not number.isdigit()
    return number if is_plain else f"{_PREFIX}{number}"


def _on_the_way(questionnaire: Questionnaire, top: Item, ids: list[str]) -> Iterator[Item]:
    """The items down to one; that of a detail of a choice begins at the question of the choice."""
    if top.detail_of is not None:
        yield from _on_the_way(
            questionnaire,
            questionnaire.top_level[top.detail_of.partition(".")[0]],
            top.detail_of.split("."),
        )
    for end in range(1, len(ids) + 1):
        found = questionnaire.by_path.get(".".join(ids[:end]))
        if found is not None:
            yield found
