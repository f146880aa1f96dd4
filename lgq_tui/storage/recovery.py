"""Opening a response with its journal: what the file lacks is found, and nothing is thrown away."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.merge import between
from lgq_tui.core.response import Response
from lgq_tui.core.steps import DONE, Step, Turn
from lgq_tui.storage import copies, disk, fallback, folders, journal, names, responses, seal
from lgq_tui.storage.found import JOURNAL, Last, journal_of, last_of, text_of
from lgq_tui.storage.journal import BASE, Event, Reading
from lgq_tui.storage.plain import UnreadableError
from lgq_tui.storage.seal import rest_holds

NEWER, BROKEN = "newer", "broken"
"""Why a journal was put away: another version of the program can read it, or nobody."""

EARLIER = "earlier"
"""What a text is called that was written from what a response said before."""

_PUT_AWAY = re.compile(
    r"(?P<stem>.+)(?P<why>\.[a-z]+-[0-9]{8}T[0-9]{6})(?:-[0-9]{1,3})?", re.DOTALL
)


class Lacking(NamedTuple):
    """What a journal has and its response file has not.

    `turns` are in the order in which they were done, by the journal at `path`, from `since` to
    `until` (ISO 8601, UTC); `position` is where the person was then. `broken` says that the chain
    of events has a break, so that something between may be missing, and `newer` that this is so
    because a newer version of the program wrote to it; `kept`, that this is no journal but the
    response as it was kept in another place while it could not be saved.
    """

    path: Path
    turns: tuple[Turn, ...]
    since: str
    until: str
    position: str
    broken: bool = False
    kept: bool = False
    newer: bool = False


class Examined(NamedTuple):
    """What was found: where to write the journal on (`last`), what the file lacks, and where the
    journal was put that cannot be written on, `newer` if a newer version of the program wrote it.
    `torn` says that its end is damaged."""

    last: Last | None = None
    lacking: tuple[Lacking, ...] = ()
    quarantined: Path | None = None
    torn: bool = False
    newer: bool = False


def examined(
    path: Path, response: Response, questionnaire: Questionnaire, now: datetime
) -> Examined:
    """What there is besides the response file at `path`, which holds `response`.

    A journal that is damaged, of another response or of an unknown or newer format is put in
    quarantine: renamed, never changed and never deleted.
    """
    found = _examined_journal(path, response, now)
    kept = fallback.found(response.id, questionnaire)
    if kept is None:
        return found
    turn = Turn(DONE, Step((), tuple(between(questionnaire, response, kept))))
    place, time = fallback.path_of(response.id), kept.modified
    lacking = Lacking(place, (turn,), time, time, kept.position or "", kept=True)
    return found._replace(lacking=(lacking, *found.lacking))


def _examined_journal(path: Path, response: Response, now: datetime) -> Examined:
    there = journal_of(path)
    if not os.path.lexists(there):
        return Examined()
    try:
        last = last_of(there)
        if last is not None and last.sum == response.seal.get("event"):
            return Examined(last)
        reading = journal.read(there)
        bases = [event for event in (*reading.events, *reading.beyond) if event.kind == BASE]
        is_other = bool(bases) and bases[0].item != response.id
    except (OSError, UnreadableError) as error:
        why = _why_unreadable(error)
        return Examined(quarantined=put_away(there, why, now), newer=why == NEWER)
    if is_other:
        return Examined(quarantined=put_away(there, "other", now))
    events = _behind(response, reading)
    broken, newer = reading.line is not None, reading.newer is not None
    away = put_away(there, NEWER if newer else BROKEN, now) if broken else None
    last = None if broken else reading.last
    lacking = _lacking(away or there, events, broken, newer)
    return Examined(last, lacking, away, reading.torn, newer)


def has_more(path: Path, response: Response) -> bool:
    """Whether the journal of a response may have what its file lacks; nothing is put away."""
    there = journal_of(path)
    last = last_of(there)
    if not os.path.lexists(there) or (last and last.sum == response.seal.get("event")):
        return False
    try:
        return any(event.turn is not None for event in _behind(response, journal.read(there)))
    except (OSError, UnreadableError):
        return True


def why_unusable(journal_path: Path) -> str:
    """Why a journal cannot be used that is not whole: `newer` where a newer version of the program
    wrote to it, else `broken`."""
    try:
        return NEWER if journal.read(journal_path).newer is not None else BROKEN
    except (OSError, UnreadableError) as error:
        return _why_unreadable(error)


def _why_unreadable(error: OSError | UnreadableError) -> str:
    is_newer = isinstance(error, UnreadableError) and error.message.key == "journal.newer"
    return NEWER if is_newer else BROKEN


def past(path: Path, response: Response, last: Last) -> Sequence[Turn] | None:
    """The turns, oldest first, that led to a response whose journal was written on from `last`.

    There are none where the response is not what the journal says, and none from before the last
    base, which began with something else. None where the journal turns out to be damaged.
    """
    try:
        reading = journal.read(journal_of(path))
    except UnreadableError:
        return None
    events = reading.events[: last.number + 1]
    if reading.line is not None or events[-1].sum != last.sum:
        return None
    if reading.torn and not last.torn:
        return None
    if last.sum != response.seal.get("event") or not seal.holds(response):
        return ()
    place = max(index for index, event in enumerate(events) if event.kind == BASE)
    turns = [event.turn for event in events[place + 1 :]]
    known = next((n for n, turn in enumerate(reversed(turns)) if turn is None), len(turns))
    return [turn for turn in turns[len(turns) - known :] if turn is not None]


def as_sealed(path: Path, response: Response, questionnaire: Questionnaire) -> Response | None:
    """What a response was when it was sealed, by its journal; None where that does not tell."""
    try:
        events = journal.read(journal_of(path)).events
    except UnreadableError:
        return None
    events = events[: _start(events, response.seal.get("event")) or 0]
    places = _bases(events)
    body = events[places[-1]].body if places else None
    document = body["document"] if body is not None else None
    if document is None or next(responses.faults(document, questionnaire), None) is not None:
        return None
    interview = Interview(questionnaire, Response.from_document(document))
    interview.recover(turn for event in events[places[-1] :] if (turn := event.turn) is not None)
    was = interview.response
    return was if seal.digest_of(was) == response.seal.get("digest") else None


def begun(path: Path, questionnaire: Questionnaire) -> Response | None:
    """The response that a journal begins with, whose file was never written; None without one."""
    try:
        reading = journal.read(journal_of(path))
    except (OSError, UnreadableError):
        return None
    events = (*reading.events, *reading.beyond)
    bases = [event.body for event in events if event.kind == BASE]
    document = bases[-1]["document"] if bases and bases[-1] is not None else None
    if document is None or next(responses.faults(document, questionnaire), None) is not None:
        return None
    return Response.from_document(document)


def set_aside(lacking: Lacking, now: datetime) -> Path:
    """Put a journal away whose events are not wanted; where it is now."""
    return put_away(lacking.path, "aside", now) or lacking.path


def put_away(path: Path, why: str, now: datetime) -> Path | None:
    """Rename a journal so that it is kept and not used; None where the system refuses."""
    behind = f".{why}-{now.astimezone(UTC):%Y%m%dT%H%M%S}"
    stem = names.shortened(path.name, behind, room=len("-999"))
    kept = folders.free(path.parent, stem + behind)
    try:
        disk.replace(path, kept)
    except OSError:
        return None
    disk.sync_folder(path.parent)
    return kept


def put_by(path: Path) -> list[Path]:
    """What of a file was put away, and lies beside it still."""
    try:
        beside = sorted(path.parent.iterdir())
    except OSError:
        return []
    parts = ((one, _PUT_AWAY.fullmatch(one.name)) for one in beside)
    return [
        one
        for one, named in parts
        if named and named["stem"] == names.shortened(path.name, named["why"], room=len("-999"))
    ]


def is_journal(path: Path) -> bool:
    """Whether a file is a journal, put away or not: its name says so, or its first line."""
    named = _PUT_AWAY.fullmatch(path.name)
    name = named["stem"] if named else path.name
    return name.endswith(JOURNAL) or journal.begins_as_one(path)


def others(path: Path, response: Response, questionnaire: Questionnaire) -> list[Path]:
    """The files besides a response and its journal that tell what was answered in it before."""
    kept = fallback.path_of(response.id)
    return [
        *put_by(journal_of(path)),
        *_texts(path),
        *put_by(path),
        *(copy.path for copy in copies.copies_of(path, response, questionnaire)),
        *(one for one in (kept,) if one.exists()),
        *put_by(kept),
    ]


def _texts(path: Path) -> list[Path]:
    """The texts that were edited and not all taken, beside a response."""
    text = text_of(path)
    begin = f"{text.stem}.{EARLIER}-"
    try:
        beside = sorted(path.parent.iterdir())
    except OSError:
        return []
    return [
        one for one in beside
        if one.name == text.name or (one.name.startswith(begin) and one.suffix == text.suffix)
    ]  # fmt: skip


def _behind(response: Response, reading: Reading) -> tuple[Event, ...]:
    """The events that came after those in a response file."""
    events, seal = (*reading.events, *reading.beyond), response.seal
    begun = [place for place in _bases(events) if seal and _seal_in(events[place]) == seal]
    if begun and _is_handed_over(events, begun[-1]):
        return events[begun[-1] + 1 :]
    start = _start(events, seal.get("event"))
    number = _number(seal) if rest_holds(response) else -1
    if number <= (events[start - 1].number if start else -1):
        if start is None and reading.line is None:
            return events[_bases(events)[-1] + 1 :]  # another version of the file
        return events[start or 0 :]
    # What the file has seen last is damaged, or went; or the journal was turned over. Or it could
    # not be written, and the file could: events up to the number may be there, and the file has
    # what they say. After that, the journal went on from a base which is this very file.
    begun = [place for place in begun if place >= (start or 0)]
    if begun:
        return events[begun[-1] + 1 :]
    if start is None and reading.line is None and number <= _reached(events):
        return events[_bases(events)[-1] + 1 :]
    return tuple(event for event in events[start or 0 :] if event.number > number)


def _is_handed_over(events: Sequence[Event], base: int) -> bool:
    """Whether what was done before a base went elsewhere: an event without a change says so."""
    turn = events[base + 1].turn if base + 1 < len(events) else None
    return turn is not None and not turn.step.changes


def _number(seal: Mapping[str, Any]) -> int:
    """The number of the last event that a seal knows of, -1 for none."""
    number = seal.get("seq")
    return number if isinstance(number, int) else -1


def _reached(events: Sequence[Event]) -> int:
    """How far a journal has come, and those that were turned over before it."""
    seal = _seal_in(events[0])
    return max(events[-1].number, _number(seal) if isinstance(seal, Mapping) else -1)


def _start(events: Sequence[Event], last: object) -> int | None:
    """Where the first event is that comes after the one with a sum; None where it never was."""
    if last is None:
        return 0
    places = enumerate(events)
    return next(
        (place + (one.sum == last) for place, one in places if last in (one.sum, one.prev)), None
    )


def _bases(events: Sequence[Event]) -> list[int]:
    """Where the bases are; not one at the end, from which what was to follow is torn off."""
    places = [index for index, event in enumerate(events) if event.kind == BASE]
    return [place for place in places if place == 0 or place < len(events) - 1]


def _seal_in(base: Event) -> object:
    """The seal of the response that a base holds."""
    seal: object = (base.body or {"document": {}})["document"].get("seal")
    return seal


def _lacking(path: Path, events: Sequence[Event], broken: bool, newer: bool) -> tuple[Lacking, ...]:
    turns = tuple(turn for event in events if (turn := event.turn) is not None)
    if not turns:
        return ()
    times = sorted(event.at for event in events)  # two who write have a clock each
    position = events[-1].position
    return (Lacking(path, turns, times[0], times[-1], position, broken, newer=newer),)
