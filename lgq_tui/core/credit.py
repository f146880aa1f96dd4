"""Who gave each answer, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lgq_tui.core.belongings import item_of
from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.paths import around, has_content, value_at
from lgq_tui.core.response import Response
from lgq_tui.core.sources import ended
from lgq_tui.core.steps import ANSWER, MISSING, Change


class Credit(NamedTuple):
    """Who gave an answer, or said why there is none, and when (ISO 8601, UTC); "" where nobody
    knows."""

    by: str = ""
    at: str = ""


NOBODY = Credit()


class Deeds:
    """The last deed of all on each item, from the changes in the order in which they were made."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[int, Credit]] = {}
        self._count = 0

    def follow(self, changes: Iterable[Change], credit: Credit) -> None:
        """Take over what somebody did next."""
        for change in changes:
            if change.operation in (ANSWER, MISSING) and change.path:
                self.touch(item_of(change), credit)

    def touch(self, item: str, credit: Credit) -> None:
        """The same of one item."""
        for key in ended(item, self._last):
            del self._last[key]
        self._count += 1
        self._last[item] = self._count, credit

    def on(self, item: str) -> Credit:
        """Who did the last of what was done to an item, or to a group around it."""
        done = [self._last[one] for one in around(item) if one in self._last]
        return max(done)[1] if done else NOBODY


def credits_of(
    questionnaire: Questionnaire, response: Response, deeds: Deeds | None = None
) -> Mapping[str, Credit]:
    """Who gave each answer that there is, and each reason why there is none, by the dotted id of
    the item; of a list, all of it.

    The source of an answer says so, else the `deeds` do. Where neither does, and only one person
    has typed at all, it was that one.
    """
    found = {}
    for item in questionnaire.by_path.values():
        if item.path in questionnaire.listed or not _is_said(response, item):
            continue
        found[item.path] = credit_of(item.path, response, deeds)
    return found


def credit_of(item: str, response: Response, deeds: Deeds | None = None) -> Credit:
    """The same of one item, whether the questionnaire still has it or not."""
    source = next(filter(None, map(response.sources.get, around(item))), None)
    credit = Credit(source.by, source.at) if source is not None and source.by else NOBODY
    if credit == NOBODY and deeds is not None:
        credit = deeds.on(item)
    if credit.by:
        return credit
    known = response.verified.values()
    others = {name for one in known for name in (one.by, one.decided_by)}
    # Who has entered answers a second time, or decided, is an author who has not given the others.
    authors = [one for one in response.authors if isinstance(one, str) and one not in others]
    return Credit(authors[0]) if len(authors) == 1 else NOBODY


def _is_said(response: Response, item: Item) -> bool:
    """Whether a question or a list has an answer, or an item a reason why there is none."""
    if item.path in response.missing:
        return True
    is_leaf = item.repeat or not item.is_group
    return is_leaf and has_content(value_at(response.answers, tuple(item.path.split("."))))
