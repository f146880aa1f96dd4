"""What a file in a folder turns out to be: a response and how it stands, a damaged one, or none."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.known import Text, texts_of
from lgq_tui.core.messages import Message
from lgq_tui.core.response import Response
from lgq_tui.core.summary import Summary, summary_of
from lgq_tui.storage import plain, responses, seal
from lgq_tui.storage.desk.files import NO_STAMP, File, Stamp

_HEAD = 64 * 1024
"""Bytes in which a response says that it is one, even if its entries were put in another order."""
_SAYS_SO = re.compile(rb"""(?m)^[\s{]*["']?format["']?\s*:\s*["']?lgq-response/""")
_NO_RESPONSE = ("response.not_a_response", "response.no_format")

_TICK = 2_000_000_000
"""Nanoseconds within which a file may change again without its time telling (FAT)."""

_OPEN = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # nobody waits for a pipe
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


class Reading(NamedTuple):
    """What a file was when it had a stamp: a response (`summary`), one that cannot be shown
    (`problem`), or neither, where it is something else.

    `sum` is of its bytes. `is_fresh` says that it had just been changed, so that it may have been
    changed again under the same stamp; `day` is that on which it was judged, "" where none changes
    the outcome. `texts` are what was answered in short texts, None where they are kept elsewhere.
    """

    stamp: Stamp
    sum: int = 0
    is_fresh: bool = False
    day: str = ""
    summary: Summary | None = None
    problem: Message | None = None
    texts: tuple[Text, ...] | None = None

    @property
    def is_kept(self) -> bool:
        """Whether it is worth remembering: what hindered it may be over at any time."""
        return self.stamp is not NO_STAMP

    @property
    def is_shown(self) -> bool:
        """Whether it is, or may well be, a response."""
        return self.summary is not None or not (self.problem is None or is_closed(self))

    def as_json(self) -> list[Any]:
        """All but the texts."""
        problem = None
        if self.problem is not None:
            problem = [self.problem.key, dict(self.problem.values)]
        summary = None if self.summary is None else self.summary.as_json()
        return [*self.stamp, self.sum, self.is_fresh, self.day, summary, problem]

    @classmethod
    def from_json(cls, data: Any) -> Reading:
        """What `as_json` made; TypeError or ValueError for anything else."""
        size, changed, touched, number, sum_, is_fresh, day, summary, problem = data
        stamp = (size, changed, touched, number)
        if not all(type(part) is int for part in (*stamp, sum_)) or type(day) is not str:
            raise TypeError(data)
        if problem is not None:
            key, values = problem
            problem = Message(str(key), dict(values))
        if summary is not None:
            summary = Summary.from_json(summary)
        return cls(stamp, sum_, bool(is_fresh), day, summary, problem)


def is_current(known: Reading | None, file: File, today: date) -> bool:
    """Whether a file has to be looked into no more."""
    return (
        known is not None
        and known.stamp == file.stamp
        and not known.is_fresh
        and known.day in ("", today.isoformat())
    )


def read(
    folder: Path,
    file: File,
    questionnaire: Questionnaire,
    today: date,
    known: Reading | None = None,
) -> Reading:
    """Look into a file; one that holds the bytes that are known is not judged again.

    Nothing is raised: what cannot be read is a response with its problem, where it may be one.
    """
    path = folder / file.name
    began = time.time_ns()
    try:
        content = _content(path, file.is_named)
    except plain.UnreadableError as error:
        # Not remembered: what hinders it has nothing to do with its stamp.
        return Reading(NO_STAMP, problem=error.message if file.is_named else _CLOSED)
    is_fresh = file.stamp[1] > began - _TICK
    if content is None:
        return Reading(file.stamp, is_fresh=is_fresh)
    made = Reading(file.stamp, crc32(content), is_fresh)
    is_same = known is not None and known.sum == made.sum and known.stamp[0] == made.stamp[0]
    if known is not None and is_same and known.day in ("", today.isoformat()):
        return known._replace(stamp=made.stamp, is_fresh=is_fresh)
    return _judged(made, path, file, content, questionnaire, today)


_CLOSED = Message("desk.closed_files", {"count": 1})


def is_closed(reading: Reading) -> bool:
    """Whether a file that may be anything could not be looked into."""
    return reading.problem is _CLOSED


def _content(path: Path, is_named: bool) -> bytes | None:
    """The bytes of a file that is, or may be, a response; None where it is something else."""
    try:
        descriptor = os.open(path, _OPEN)
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise plain.UnreadableError(path, Message("file.no_file"))
            head = file.read(_HEAD)
            if not is_named and not _SAYS_SO.search(head):
                return None
            content = head + file.read(plain.MOST_BYTES + 1 - len(head))
    except FileNotFoundError:
        raise plain.UnreadableError(path, Message("file.not_there")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise plain.UnreadableError(
            path, Message("file.not_readable", {"reason": reason})
        ) from None
    if len(content) > plain.MOST_BYTES:
        megabytes = plain.MOST_BYTES // 10**6
        raise plain.UnreadableError(path, Message("file.too_large", {"megabytes": megabytes}))
    return content


def _judged(
    made: Reading,
    path: Path,
    file: File,
    content: bytes,
    questionnaire: Questionnaire,
    today: date,
) -> Reading:
    if not content.strip(b"\0"):
        # What programs that synchronise, and file systems after a crash, leave in a file's place.
        return made._replace(problem=Message("desk.zeros" if content else "desk.empty"))
    try:
        response = responses.parse(path, content, questionnaire)
    except plain.UnreadableError as error:
        if not file.is_named and error.message.key in _NO_RESPONSE:
            return made
        values = {name: str(value) for name, value in error.message.values.items()}
        return made._replace(problem=Message(error.message.key, values))
    if response.part is not None:  # which is a matter of the response that it belongs to
        return made
    summary = summary_of(questionnaire, response, today, seal.digest_of(response))
    if seal.breach(response) is not None:  # which `lgq check` warns of
        summary = summary._replace(warnings=summary.warnings + 1)
    day = today.isoformat()
    later = any(text > day for text in _days(response))
    return made._replace(
        day=day if later else "", summary=summary, texts=texts_of(questionnaire, response)
    )


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _days(response: Response) -> Iterator[str]:
    """What may be a day among the answers: one that is not past makes a warning one day, and none
    the next."""
    waiting: list[Any] = [response.answers]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            if len(value) == 10 and _DAY.fullmatch(value):
                yield value
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
