"""Opening a response with its journal: what the file lacks is found, and nothing is thrown away."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.response import Response
from lgq_tui.core.steps import Turn
from lgq_tui.storage import disk, journal, responses
from lgq_tui.storage.journal import BASE, Event, Last
from lgq_tui.storage.plain import UnreadableError


class Lacking(NamedTuple):
    """What a journal has and its response file has not.

    `turns` are in the order in which they were done, by the journal at `path`, from `since` to
    `until` (ISO 8601, UTC); `position` is where the person was then. `broken` says that the chain
    of events has a break, so that something between may be missing.
    """

    path: Path
    turns: tuple[Turn, ...]
    since: str
    until: str
    position: str
    broken: bool = False


class Examined(NamedTuple):
    """A journal as it was found: where to write on (`last`), what the file lacks, and where the
    journal was put that cannot be written on."""

    last: Last | None = None
    lacking: Lacking | None = None
    quarantined: Path | None = None


def examined(path: Path, response: Response, now: datetime) -> Examined:
    """The journal of the response file at `path`, which holds `response`.

    One that is whole and has nothing new costs the reading of its last lines. One that is damaged,
    of another response or of an unknown format is put in quarantine: renamed, never deleted.
    """
    there = journal.path_of(path)
    try:
        last = journal.last_of(there)
        if last is not None and last.sum == response.seal.get("event"):
            return Examined(last)
        reading = journal.read(there)
        is_other = _response_in(reading.events).id != response.id
    except (OSError, UnreadableError, ValueError):
        return Examined(quarantined=put_away(there, "broken", now))
    if is_other:
        return Examined(quarantined=put_away(there, "other", now))
    events = _behind(response, reading.events) + reading.beyond
    broken = reading.line is not None
    away = put_away(there, "broken", now) if broken else None
    return Examined(None if broken else reading.last, _lacking(away or there, events, broken), away)


def begun(path: Path, questionnaire: Questionnaire) -> Response | None:
    """The response that a journal begins with, whose file was never written; None without one."""
    try:
        reading = journal.read(journal.path_of(path))
        response = _response_in(reading.events)
    except (OSError, UnreadableError, ValueError):
        return None
    fits = next(responses.faults(response.as_document(), questionnaire), None) is None
    return response if fits else None


def set_aside(lacking: Lacking, now: datetime) -> Path:
    """Put a journal away whose events are not wanted; where it is now."""
    return put_away(lacking.path, "aside", now) or lacking.path


def put_away(path: Path, why: str, now: datetime) -> Path | None:
    """Rename a journal so that it is kept and not used; None where the system refuses."""
    name = f"{path.name}.{why}-{now.astimezone(UTC):%Y%m%dT%H%M%S}"
    counts = ("", *(f"-{number}" for number in range(2, 100)))
    names = (path.with_name(f"{name}{count}") for count in counts)
    kept = next(one for one in names if not os.path.lexists(one))
    try:
        disk.replace(path, kept)
    except OSError:
        return None
    disk.sync_folder(path.parent)
    return kept


def _response_in(events: Sequence[Event]) -> Response:
    """The response as the last base has it."""
    bases = [event.body for event in events if event.kind == BASE and event.body is not None]
    if not bases:
        raise ValueError("forgotten")
    document = bases[-1]["document"]
    if next(responses.faults(document, None), None) is not None:
        raise ValueError("no response")
    return Response.from_document(document)


def _behind(response: Response, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events that came after those in a response file."""
    place = journal.sums(events).get(str(response.seal.get("event")))
    if place is None:  # the file has never seen this journal, or is another version
        place = max(index for index, event in enumerate(events) if event.kind == BASE)
    return events[place + 1 :]


def _lacking(path: Path, events: Sequence[Event], broken: bool) -> Lacking | None:
    turns = tuple(turn for event in events if (turn := event.turn) is not None)
    if not turns:
        return None
    return Lacking(path, turns, events[0].at, events[-1].at, events[-1].position, broken)
