"""The journal beside a response: what was done, one event a line, on the disk before it is "saved".

A line is a JSON object with a checksum (`sum`) over itself and over the sum of the line before it
(`prev`), so that no event can change, come or go unnoticed. What an event said stands in its
`body`, which the sum covers by its digest alone: a journal from which bodies were taken away can
still be checked. The salt in each body keeps short answers from being guessed by their digest.

The first event is a base: the whole response as it was. So a journal tells by itself how the
response stood after each of its events.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from json import dumps
from pathlib import Path
from typing import Any, NamedTuple

from lgq_tui.core.carried import Carried
from lgq_tui.core.messages import Message
from lgq_tui.core.packets import MergedPacket
from lgq_tui.core.paths import as_text, from_text
from lgq_tui.core.queries import Query
from lgq_tui.core.response import STATUSES, Acceptance
from lgq_tui.core.sources import AnswerSource
from lgq_tui.core.steps import (
    ACCEPT,
    ANSWER,
    CARRY,
    DONE,
    MISSING,
    NOTE,
    PACKET,
    QUERY,
    REDONE,
    SOURCE,
    STATUS,
    UNDONE,
    VERIFY,
    Change,
    Step,
    Turn,
)
from lgq_tui.core.verification import Verification
from lgq_tui.storage import atomic, disk, plain, remarks
from lgq_tui.storage.found import Last
from lgq_tui.storage.plain import Place, UnreadableError
from lgq_tui.storage.remarks import Fault

_RECORDS: Mapping[str, Any] = {
    SOURCE: AnswerSource,
    CARRY: Carried,
    VERIFY: Verification,
    PACKET: MergedPacket,
}
"""What is changed by such an operation."""

FORMAT = "lgq-journal/1"
BASE = "base"
KINDS = (BASE, DONE, UNDONE, REDONE)

MOST_BYTES = 64_000_000
MOST_IN_LINE = 2 * plain.MOST_BYTES
MOST_EVENTS = 200_000
FULL_BYTES, FULL_EVENTS = 16_000_000, 50_000
"""Some days of typing without a pause; a longer one takes noticeably long to read."""
_MOST_COMMAS = 4_000_000
_MOST_DIGITS = 4_000
"""More than Python reads by itself is no number of ours."""
_BEGINNING = b'{"format":"lgq-journal/'
_NEWER = re.compile(rb"\{\s*\"format\":\s*\"(lgq-journal/[0-9]{1,9})\"")
_START = "0" * 32
"""What stands as the sum before the first event."""


class Event(NamedTuple):
    """One line: what was done, when (ISO 8601, UTC) and by whom.

    `item` is the text of the path that it was done to, for a base the id of the response;
    `position` is where the person was then. `body` holds `changes`, or for a base the `document` of
    the response; None once it was forgotten.
    """

    number: int
    at: str
    by: str
    kind: str
    item: str
    position: str
    body: Mapping[str, Any] | None
    digest: str
    prev: str
    sum: str

    @property
    def turn(self) -> Turn | None:
        """What was done; None for a base, and where it was forgotten."""
        if self.body is None or self.kind == BASE:
            return None
        changes = tuple(
            Change(operation, _path(operation, path), *(_value(operation, one) for one in values))
            for operation, path, *values in self.body["changes"]
        )
        typing = bool(self.body.get("typing"))
        return Turn(self.kind, Step(from_text(self.item), changes, typing))

    @property
    def line(self) -> bytes:
        """The event as it stands in the file, with the break behind it."""
        said: dict[str, Any] = {**self._head(), "prev": self.prev}
        said |= {"forgotten": self.digest} if self.body is None else {"body": self.body}
        return _bytes(said | {"sum": self.sum}) + b"\n"

    def forgotten(self) -> Event:
        """The event without what it said."""
        return self._replace(body=None)

    def _head(self) -> dict[str, Any]:
        head = {name: getattr(self, name) for name in _HEAD}
        return {"format": FORMAT, **head} if self.kind == BASE else head

    def summed(self) -> str:
        return _digest(_bytes([self.prev, self._head(), self.digest]))


_HEAD = ("number", "at", "by", "kind", "item", "position")


class Entry(NamedTuple):
    """What is to be written down: a turn, or the document of a base."""

    at: str
    position: str
    turn: Turn | None = None
    document: Mapping[str, Any] | None = None


class Reading(NamedTuple):
    """What a journal says.

    `events` hang together from the first on; where that is damaged itself, there are none. `beyond`
    are those that can be read behind a break in the chain; `line` is the number of the line where
    that begins. `torn` says that the end of the file is no event, as when the computer went off
    while one was being written. `newer` is the format of a newer version of the program, which a
    line names: that is a break too, for nobody here knows what it says.
    """

    events: tuple[Event, ...]
    beyond: tuple[Event, ...]
    line: int | None
    torn: bool
    content: bytes
    newer: str | None = None

    @property
    def last(self) -> Last:
        """Where to write on."""
        event = self.events[-1]
        torn = self.torn or not self.content.endswith(b"\n")
        return Last(event.number, event.sum, len(self.content), torn)


class AlteredError(Exception):
    """The journal is not as it was left: somebody else has written to it."""


# Writing ---------------------------------------------------------------------------------------


class Journal:
    """Writes one journal on.

    `by` tells who does what is written down; `last` is where the journal ended when it was read,
    None for one to begin.
    """

    def __init__(self, path: Path, by: Callable[[], str], last: Last | None = None) -> None:
        self.path = path
        self.last = last
        self._by = by
        self._failed = False
        self._reached = -1
        self._has_written = False

    @property
    def reached(self) -> int:
        """The number of the last event that was to be written down, even if that failed.

        What failed may be on the disk nevertheless, or a part of it.
        """
        return max(self._reached, self.last.number if self.last else -1)

    @property
    def is_full(self) -> bool:
        """Whether it has grown so long that another one should be begun."""
        last = self.last
        return last is not None and (last.size > FULL_BYTES or last.number > FULL_EVENTS)

    def append(self, entries: Iterable[Entry]) -> None:
        """Write entries down; they are on the disk when this returns.

        `atomic.SaveError` where that fails, and AlteredError. After a failure nobody can say what
        of the file the system still has, so the next call writes all of it to a new one.
        """
        events = list(_events(entries, self._by(), self.last))
        content = b"".join(event.line for event in events)
        size = self.last.size if self.last else 0
        if self.last is not None and not self._has_written:
            # What is torn is then a line of its own, and passed over. The system may even show us
            # as whole what the disk has not: nobody knows how it was written.
            content = b"\n" + content
        try:
            if self._failed:
                self._write_anew(content, size)
            else:
                self._write_on(content, size)
        except (OSError, atomic.SaveError) as error:
            self._failed, self._reached = True, events[-1].number
            if isinstance(error, atomic.SaveError):
                raise
            raise atomic.failure(self.path, error) from error
        self._failed, self._has_written = False, True
        self.last = Last(events[-1].number, events[-1].sum, size + len(content))

    def _write_on(self, content: bytes, size: int) -> None:
        new = self.last is None
        try:
            mode = atomic.mode_in(self.path.parent)
            descriptor = disk.opened_to_append(self.path, new, mode)
            if new and mode != atomic.PRIVATE:
                self.path.chmod(mode)  # which the person's mask may have taken from
        except (FileExistsError, FileNotFoundError) as error:
            if isinstance(error, FileNotFoundError) and (new or not self.path.parent.is_dir()):
                raise
            raise AlteredError(self.path) from error
        try:
            if os.fstat(descriptor).st_size != size:
                raise AlteredError(self.path)
            disk.write(descriptor, content)
            disk.sync_data(descriptor)
        finally:
            os.close(descriptor)
        if not self._has_written:
            disk.sync_folder(self.path.parent)

    def _write_anew(self, content: bytes, size: int) -> None:
        there = b""
        if size:
            with self.path.open("rb") as file:
                there = file.read(size)
            if len(there) != size:
                raise AlteredError(self.path)
        atomic.write(self.path, there + content)


def _events(entries: Iterable[Entry], by: str, last: Last | None) -> Iterable[Event]:
    number, prev = (last.number, last.sum) if last else (-1, _START)
    for entry in entries:
        number += 1
        event = _event(number, entry, by, prev)
        prev = event.sum
        yield event


def _event(number: int, entry: Entry, by: str, prev: str) -> Event:
    body: dict[str, Any] = {"salt": os.urandom(8).hex()}
    kind, item = BASE, str((entry.document or {}).get("id", ""))
    if entry.turn is not None:
        kind, step = entry.turn
        item = as_text(step.path)
        body["changes"] = [
            [one.operation, as_text(one.path), *(_data(one, value) for value in (one.old, one.new))]
            for one in step.changes
        ]
        if step.typing:
            body["typing"] = True
    else:
        body["document"] = entry.document
    event = Event(
        number, entry.at, by, kind, item, entry.position, body, _digest(_bytes(body)), prev, ""
    )
    return event._replace(sum=event.summed())


def _path(operation: str, text: str) -> tuple[str | int, ...]:
    """Where a change is: what is said of an item names that in one piece."""
    return from_text(text) if operation == ANSWER or not text else (text,)


def _value(operation: str, data: Any) -> Any:
    """A value of a change as the program has it."""
    if data is None:
        return None
    if operation == ACCEPT:
        return tuple(Acceptance(*entry) for entry in data)
    if operation == QUERY:
        return tuple(map(Query.from_document, data)) or None
    record = _RECORDS.get(operation)
    return record.from_document(data) if record is not None else data


def _data(change: Change, value: Any) -> Any:
    """A value of a change as plain data."""
    if value is None:
        return None
    if change.operation == QUERY:
        return [one.as_document() for one in value]
    return value.as_document() if change.operation in _RECORDS else value


def _bytes(data: Any) -> bytes:
    return dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _digest(content: bytes) -> str:
    from hashlib import sha256

    return sha256(content).hexdigest()[:32]


def stamp(now: datetime) -> str:
    """A time as events have it: ISO 8601, in UTC, to the millisecond."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def forget(path: Path, last: str) -> int:
    """Take away what the events said; how many there were. Who did something where stays, and when.

    `last` is the sum of the event that the response file has seen last. `plain.UnreadableError`
    where the journal goes on behind it, or is not whole; `atomic.SaveError` where it stays as it
    was.
    """
    reading = read(path)
    if reading.line is not None or reading.torn or reading.last.sum != last:
        raise UnreadableError(path, Message("journal.ahead"), reading.line)
    atomic.write(path, b"".join(event.forgotten().line for event in reading.events))
    return len(reading.events)


# Reading ---------------------------------------------------------------------------------------


def read(path: Path) -> Reading:
    """All that a journal says.

    `plain.UnreadableError` where it is larger than `MOST_BYTES`, or no journal that this program
    knows, such as one of a newer version of it (`journal.newer`).
    """
    content = plain.read_bytes(path, MOST_BYTES)
    return parse(path, content)


def parse(path: Path, content: bytes) -> Reading:
    """What the bytes of a journal say; `path` is for the error."""
    if content.count(b"\n") > MOST_EVENTS or content.count(b",") > _MOST_COMMAS:
        raise UnreadableError(path, Message("file.too_many", {"nodes": MOST_EVENTS}))
    lines = content.removesuffix(b"\n").split(b"\n")
    events: list[Event] = []
    beyond: list[Event] = []
    broken: int | None = None
    unread: int | None = None
    newer: str | None = None
    prev, number = _START, 0
    for count, line in enumerate(lines, 1):
        event = _parsed(line)
        if event is None:
            newer = newer or _newer_format(line)
            unread = unread or (count if line else None)
            broken = broken or (unread if newer else None)
        elif broken is None and (event.prev, event.number) == (prev, number):
            events.append(event)
            prev, number, unread = event.sum, number + 1, None
        else:
            broken, unread = broken or unread or count, None
            beyond.append(event)
    if not (events or beyond) or (events and events[0].kind != BASE):
        raise UnreadableError(path, _unknown(newer))
    torn = unread is not None and newer is None
    return Reading(tuple(events), tuple(beyond), broken, torn, content, newer)


def begins_as_one(path: Path) -> bool:
    """Whether the first line of a file is that of a journal, of any version of the program."""
    try:
        if not path.is_file():
            return False  # a pipe would be waited for
        with path.open("rb") as file:
            return file.read(len(_BEGINNING)) == _BEGINNING
    except (OSError, ValueError):
        return False


def flaw(reading: Reading, last: object = None) -> Message | None:
    """What to say of a journal that is not whole, None of one that is.

    `last` is the sum of the event that the response file has seen last, which should be in it.
    """
    values = {"line": reading.line, "format": reading.newer}
    if reading.newer is not None:
        return Message("journal.newer_part", values)
    if reading.line is not None:
        return Message("journal.broken", values)
    if reading.torn:
        return Message("journal.torn")
    return None if last is None or _knows(reading, last) else Message("journal.behind")


def _knows(reading: Reading, last: object) -> bool:
    """Whether an event is in a journal, or came before the response that it began with."""
    bases = (event.body for event in reading.events if event.kind == BASE)
    seals = [body["document"].get("seal") for body in bases if body is not None]
    before = [seal.get("event") for seal in seals if isinstance(seal, dict)]
    return last in before or any(event.sum == last for event in reading.events)


def _unknown(newer: str | None) -> Message:
    return Message("journal.newer", {"format": newer}) if newer else Message("journal.unknown")


def _newer_format(line: bytes) -> str | None:
    """The format that a line names, where that is one of a newer version of the program."""
    named = _NEWER.match(line)
    form = named[1].decode() if named else FORMAT
    return form if _version(form) > _version(FORMAT) else None


def _version(form: str) -> int:
    return int(form.partition("/")[2])


def _parsed(line: bytes) -> Event | None:
    """The event in a line; None where it is not whole."""
    if not line.startswith(b"{") or len(line) > MOST_IN_LINE:
        return None
    try:
        return _as_event(plain.json_of(Path(), line.decode(), _MOST_DIGITS))
    except (UnreadableError, RecursionError, LookupError, TypeError, ValueError):
        return None


def _as_event(said: Any) -> Event:
    """LookupError, TypeError or ValueError where it is none, or its sum another one."""
    if said["kind"] not in KINDS or said.get("format", FORMAT) != FORMAT:
        raise ValueError(said["kind"])
    texts = [said[name] for name in ("at", "by", "kind", "item", "position", "prev", "sum")]
    if type(said["number"]) is not int or not all(type(text) is str for text in texts):
        raise TypeError(said)
    body = said.get("body")
    digest = said["forgotten"] if body is None else _digest(_bytes(body))
    head = {name: said[name] for name in _HEAD}
    event = Event(**head, body=body, digest=digest, prev=said["prev"], sum=said["sum"])
    if event.sum != event.summed():
        raise ValueError(event.sum)
    # The sum is no secret: anybody can write a journal that hangs together.
    event = event._replace(**plain.harmless(Path(), {**head, "body": body}))
    _check_body(event)
    return event


def _check_body(event: Event) -> None:
    if event.body is None:
        return
    if event.kind == BASE:
        if type(event.body["document"]) is not dict:
            raise TypeError(event.body)
        return
    for operation, path, *values in event.body["changes"]:
        if type(path) is not str or len(values) != 2 or not all(map(_FITS[operation], values)):
            raise TypeError(path)


def _is_text(value: Any) -> bool:
    return value is None or type(value) is str


def _is_accepted(value: Any) -> bool:
    return value is None or all(
        len(entry) == len(Acceptance._fields) and all(type(text) is str for text in entry)
        for entry in value
    )


def _is_without(faults: Callable[[Any, Place], Iterable[Fault]]) -> Callable[[Any], bool]:
    return lambda value: value is None or not any(faults(value, ()))


_FITS: Mapping[str, Callable[[Any], bool]] = {
    ANSWER: lambda value: True,
    MISSING: _is_text,
    NOTE: _is_text,
    STATUS: STATUSES.__contains__,
    ACCEPT: _is_accepted,
    SOURCE: _is_without(remarks.source_faults),
    QUERY: _is_without(remarks.query_faults),
    CARRY: _is_without(remarks.carried_faults),
    VERIFY: _is_without(remarks.verification_faults),
    PACKET: _is_without(remarks.packet_faults),
}


def sums(events: Sequence[Event]) -> dict[str, int]:
    """Where each event stands, by its sum."""
    return {event.sum: index for index, event in enumerate(events)}
