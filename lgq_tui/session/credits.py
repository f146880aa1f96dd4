"""Who gave each answer of a response, from what it says and from its journal."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from lgq_tui.core.credit import Credit, Deeds, credits_of
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import around
from lgq_tui.core.response import Response
from lgq_tui.exports.changes import name_of, words_of
from lgq_tui.exports.remarks import of_carried, of_verification
from lgq_tui.locales.speech import say, say_missing
from lgq_tui.storage.found import journal_of
from lgq_tui.storage.plain import UnreadableError


def credits_in(
    path: Path, response: Response, questionnaire: Questionnaire
) -> Mapping[str, Credit]:
    """Who gave each answer of the response in a file, by the dotted id of the item.

    A journal that is not there, or cannot be read, tells nothing. Not for the interface's thread.
    """
    return credits_of(questionnaire, response, deeds_in(path))


class Given(NamedTuple):
    """An answer, or why there is none, in words; `by` and `unit` gave it, `at` a time (ISO 8601,
    UTC). `carried` and `verified` say what became of one of an earlier round, and what came of a
    second entry. Each is "" where there is nothing to say."""

    item: str
    name: str
    answer: str
    by: str
    at: str
    unit: str = ""
    carried: str = ""
    verified: str = ""


def givers(path: Path, response: Response, questionnaire: Questionnaire) -> Iterator[Given]:
    """Every answer of the response in a file, with who gave it and when."""
    interview = Interview(questionnaire, response)
    for item, credit in credits_in(path, response, interview.questionnaire).items():
        at = tuple(item.split("."))
        reason = interview.missing(item)
        words = words_of(interview.questionnaire.by_path[item], interview.value(at))
        source = interview.source_around(item)
        carried = next(filter(None, map(response.carried.get, around(item))), None)
        verified = next(filter(None, map(response.verified.get, around(item))), None)
        yield Given(
            item,
            name_of(interview.questionnaire, at),
            words if reason is None else f"— {say_missing(reason)}",
            credit.by,
            credit.at,
            source.unit if source is not None else "",
            of_carried(carried, say) if carried is not None else "",
            of_verification(verified, say) if verified is not None else "",
        )


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
