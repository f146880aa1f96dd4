"""The last sitting: the response that was open in assisted entry before the one of now."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.paths import from_text, value_at
from lgq_tui.core.steps import ANSWER, MISSING, Change
from lgq_tui.core.subject import subject_of
from lgq_tui.storage import recent, responses
from lgq_tui.storage.plain import UnreadableError


class Previous(NamedTuple):
    """What the response of the last sitting says, and who it is about or, while nobody has said
    that, the name of its file."""

    title: str
    answers: Mapping[str, Any]
    missing: Mapping[str, str]

    def on(self, item: Item) -> Change | None:
        """What it says to an item, as a change; None where it says nothing."""
        path = from_text(item.path)
        value = value_at(self.answers, path)
        if value is not None:
            return Change(ANSWER, path, None, value)
        reason = self.missing.get(item.path)
        return Change(MISSING, (item.path,), None, reason) if reason is not None else None

    def within(self, items: Iterator[Item]) -> Iterator[Change]:
        """The same of all that is asked in some items, list by list and part by part."""
        for item in items:
            if item.is_group and not item.repeat and item.path not in self.missing:
                yield from self.within(iter(item.items))
            elif (change := self.on(item)) is not None:
                yield change


def previous(path: Path, questionnaire: Questionnaire) -> Previous:
    """What was open before the response in a file; not for the interface's thread.

    `NotDoneError` where there was nothing, or where it is gone or cannot be read.
    """
    here = os.path.abspath(path)
    for entry in recent.recent():
        if (
            entry.is_assisted
            and str(entry.path) != here
            and entry.questionnaire == questionnaire.id
        ):
            return _read(entry.path, questionnaire)
    raise NotDoneError(Message("same.no_sitting"))


def _read(path: Path, questionnaire: Questionnaire) -> Previous:
    try:
        response = responses.read(path, questionnaire)
    except UnreadableError as error:
        key = "same.unreadable" if path.exists() else "same.gone"
        raise NotDoneError(Message(key, {"name": path.name})) from error
    title = subject_of(questionnaire, lambda at: value_at(response.answers, at))
    return Previous(title or path.name, response.answers, response.missing)
