"""What staff say of the responses in a folder, in that folder, so that all who have it see it.

Each who writes has a file of their own in `.lgq/`, to which they only ever append: a program that
synchronises folders has nothing to decide then, and where it keeps two copies of one, both count.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from lgq_tui.core.messages import Message
from lgq_tui.core.text import clean_line
from lgq_tui.storage import atomic, disk, names, plain
from lgq_tui.storage.folders import state_folder
from lgq_tui.storage.found import host

FOLDER = ".lgq"
MARK, ASSIGNED = "mark", "assigned"
KINDS = (MARK, ASSIGNED)

_ENDING = ".jsonl"
_MOST_FILES = 1_000
_MOST_BYTES = 16_000_000
"""Of one file; of a larger one the end is read, where the newest is."""
_LONGEST = 200
_AT = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")
_WRITER = re.compile("[0-9a-f]{16}")
_TICK = timedelta(microseconds=1)


class Act(NamedTuple):
    """What somebody said of a response; as they stand here, acts are in order.

    `at` is ISO 8601 in UTC to the microsecond; `kind` one of `KINDS`; `value` the mark, or the name
    of a person, "" where that was taken back; `digest` of what the response said then.
    """

    at: str
    id: str
    response: str
    kind: str
    value: str
    by: str = ""
    digest: str = ""

    @classmethod
    def from_json(cls, data: Any) -> Act:
        """What stands in a line; TypeError, ValueError or LookupError for anything else."""
        said = {name: data[name] for name in cls._fields}
        if not all(type(text) is str and len(text) <= _LONGEST for text in said.values()):
            raise TypeError(data)
        if not _AT.fullmatch(said["at"]) or said["kind"] not in KINDS or not said["response"]:
            raise ValueError(data)
        datetime.fromisoformat(said["at"])  # there is no 30th of February
        return cls(**{name: clean_line(text) for name, text in said.items()})


class Said(NamedTuple):
    """Something to say: of which response, the kind, the value, and what the response says now."""

    response: str
    kind: str
    value: str
    digest: str = ""


class Acts:
    """Acts of many files as one: in whatever order and however often they come in, each is there
    once, and the latest of a kind holds."""

    def __init__(self, acts: Iterable[Act] = ()) -> None:
        self._of: dict[str, list[Act]] = {}
        for act in sorted(set(acts)):
            self._of.setdefault(act.response, []).append(act)

    def __iter__(self) -> Iterator[Act]:
        return (act for acts in self._of.values() for act in acts)

    def of(self, response: str) -> tuple[Act, ...]:
        """All that was said of a response, the oldest first."""
        return tuple(self._of.get(_kept(response), ()))

    def latest(self, response: str, kind: str) -> Act | None:
        """What holds of a response, None where nobody has said."""
        acts = reversed(self._of.get(_kept(response), ()))
        return next((act for act in acts if act.kind == kind), None)

    def following(self, said: Said, by: str, now: datetime) -> Act:
        """What is said now as an act behind all that is known of the response, whatever the clocks
        of those were who said it."""
        response, at = _kept(said.response), _stamp(now)
        known = self._of.get(response)
        if known and known[-1].at >= at:
            at = _stamp(datetime.fromisoformat(known[-1].at) + _TICK)
        id_, value = os.urandom(8).hex(), _kept(said.value)
        return Act(at, id_, response, said.kind, value, _kept(by), said.digest)


class Marks:
    """The acts that lie in a folder, read again where a file has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._files: dict[str, tuple[Any, tuple[Act, ...], int]] = {}
        self._closed: tuple[str, str] | None = None
        """What could not be read, and why."""
        self.acts = Acts()

    def read(self) -> bool:
        """Look whether anybody has said something; False where all is as it was."""
        there = self._there()
        if {name: stamp for name, (stamp, *_) in self._files.items()} == there:
            return False
        files = {}
        for name, stamp in there.items():
            known = self._files.get(name)
            is_known = known is not None and known[0] == stamp
            files[name] = known if known and is_known else self._read(name, stamp)
        self._files = files
        self.acts = Acts(act for _, acts, _ in files.values() for act in acts)
        return True

    @property
    def notices(self) -> tuple[Message, ...]:
        """What to say of that which could not be read."""
        flaws = sum(count for *_, count in self._files.values())
        found = []
        if self._closed is not None:
            closed, reason = self._closed
            found.append(Message("desk.closed_marks", {"folder": closed, "reason": reason}))
        if flaws:
            found.append(Message("desk.damaged_marks", {"folder": FOLDER, "count": flaws}))
        return tuple(found)

    def add(self, said: Iterable[Said], by: str, now: datetime) -> None:
        """Write down what is said now, to last; `atomic.SaveError` where that cannot be done."""
        self.read()
        acts = [self.acts.following(one, by, now) for one in said]
        if not acts:
            return
        lines = (json.dumps(act._asdict(), ensure_ascii=False) for act in acts)
        path = self._folder / f"{_writer()}{_ENDING}"
        try:
            _append(path, "".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
        except OSError as error:
            raise atomic.failure(path, error) from error
        self.read()

    def _there(self) -> dict[str, Any]:
        """The files of all who write, and copies of them under any name, with their stamps."""
        self._closed, found = None, {}
        try:
            with os.scandir(self._folder) as entries:
                for entry in entries:
                    if _ENDING not in entry.name or entry.name[0] in ".~":
                        continue
                    with contextlib.suppress(FileNotFoundError):  # gone since it was named
                        if entry.is_file():
                            there = entry.stat()
                            stamp = (there.st_size, there.st_mtime_ns, there.st_ctime_ns)
                            found[entry.name] = stamp
                    if len(found) == _MOST_FILES:
                        break
        except FileNotFoundError:
            pass
        except OSError as error:
            self._closed = FOLDER, error.strerror or str(error)
        return found

    def _read(self, name: str, stamp: Any) -> tuple[Any, tuple[Act, ...], int]:
        """The acts of a file that has a stamp, and how many lines are none; without the stamp where
        it cannot be read now, so that it is tried again."""
        try:
            with (self._folder / name).open("rb") as file:
                file.seek(max(0, file.seek(0, os.SEEK_END) - _MOST_BYTES))
                is_cut = file.tell() > 0
                lines = file.read(_MOST_BYTES).split(b"\n")[is_cut:]
        except OSError as error:
            self._closed = f"{FOLDER}/{name}", error.strerror or str(error)
            return None, (), 0
        acts, flaws = [], 0
        for line in lines:
            if not line.strip():
                continue
            try:
                acts.append(Act.from_json(json.loads(line)))
            except (LookupError, TypeError, ValueError, RecursionError):
                flaws += 1
        return stamp, tuple(acts), flaws


def _kept(text: str) -> str:
    """As much of a text as is read of it again."""
    return clean_line(clean_line(text)[:_LONGEST])


def _append(path: Path, content: bytes) -> None:
    """Add to a file in one piece, on a line of its own, whoever else does so meanwhile."""
    with contextlib.suppress(FileExistsError):
        path.parent.mkdir()
        # Whoever may write in the folder is to say something too, whatever the person's mask is.
        path.parent.chmod(stat.S_IMODE(path.parent.parent.stat().st_mode))
    try:
        # Those with whom the folder is shared are to read it: the mode is the person's usual one.
        descriptor, is_new = disk.opened_to_append(path, new=True, mode=0o666), True
    except FileExistsError:
        descriptor, is_new = disk.opened_to_append(path, new=False, mode=0o666), False
    try:
        disk.write(descriptor, content if is_new or _ends_whole(path) else b"\n" + content)
        disk.sync_data(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        disk.sync_folder(path.parent)
        disk.sync_folder(path.parent.parent)


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 1))
        return file.read(1) in (b"", b"\n")


def _writer() -> str:
    """The name of whoever writes here: a number of this person's on this computer."""
    file = state_folder() / "writer"
    number = ""
    with contextlib.suppress(plain.UnreadableError, ValueError):
        number = plain.read_bytes(file, 100).decode().strip()
    if not _WRITER.fullmatch(number):
        number = os.urandom(8).hex()
        # Where it cannot be kept, the next file is another one, which is read as well.
        with contextlib.suppress(OSError, atomic.SaveError):
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            atomic.write(file, f"{number}\n".encode())
    return f"{names.safe(names.shortened(host(), room=200))}-{number}"


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
