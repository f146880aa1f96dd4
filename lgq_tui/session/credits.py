"""Who gave each answer of a response, from what it says and from its journal."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from lgq_tui.core.credit import Credit, Deeds, credits_of
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.response import Response
from lgq_tui.storage.found import journal_of
from lgq_tui.storage.plain import UnreadableError


def credits_in(
    path: Path, response: Response, questionnaire: Questionnaire
) -> Mapping[str, Credit]:
    """Who gave each answer of the response in a file, by the dotted id of the item.

    A journal that is not there, or cannot be read, tells nothing. Not for the interface's thread.
    """
    return credits_of(questionnaire, response, deeds_in(path))


def deeds_in(path: Path) -> Deeds | None:
    """What the journal of a response file tells; None where there is none, or it cannot be read."""
    from lgq_tui.storage import journal

    there = journal_of(path)
    if not os.path.lexists(there):
        return None
    try:
        reading = journal.read(there)
    except UnreadableError:
        return None
    deeds = Deeds()
    for event in (*reading.events, *reading.beyond):
        credit = Credit(event.by, event.at)
        if event.turn is not None:
            deeds.follow(event.turn.step.changes, credit)
        elif event.kind != journal.BASE and event.item:
            deeds.touch(event.item, credit)
    return deeds
