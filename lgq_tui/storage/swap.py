"""Putting a file in the place of one that is known, and of no other.

To compare and then to replace leaves a moment in which somebody else may write. So the two files
change places in one, and what came out is compared: if it is not what was known, they change back.
Where the system cannot do that, the old file gets another name, is compared, and ours is put in
its place only while nobody else has put one there.

In between, a file is under a name that tells by digests whether it may be thrown away. So
`left_over` finds what an end in the middle has left.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from lgq_tui.storage import disk, folders

_PATIENCE = 1.0
"""Seconds to wait for somebody who writes into the file at this moment."""

_TRIES = 100

_in_use: set[str] = set()
"""Names that are in between at this moment; none of them is left over."""

_ENDING = ".swap"
_TAKEN_OUT = "-old.swap"


class ChangedError(Exception):
    """The file is not the one that is known: it is as somebody else left it, with `content`."""

    def __init__(self, path: Path, content: bytes) -> None:
        super().__init__(path)
        self.path = path
        self.content = content


def place(new: Path, path: Path, content: bytes, known: bytes | None) -> None:
    """Put the file `new`, which holds `content`, in the place of the one that holds `known`.

    Where nothing is there, it comes there. ChangedError where something else is there, which stays;
    OSError where that cannot be done, or where somebody keeps the file open for writing.
    """
    ours = path.with_name(f"{_beginning(path)}{os.urandom(4).hex()}.{_digests(content, known)}")
    _in_use.add(ours.name)
    try:
        disk.replace(new, ours)
        for _ in range(_TRIES):
            there = settled_bytes(path)
            if there not in (content, known, None):
                raise ChangedError(path, there)
            try:
                if _is_placed(ours, path, (content, known), there is None):
                    return
            except (FileExistsError, FileNotFoundError):  # it came, or went, in this moment
                if not ours.exists():
                    raise
        raise _busy()
    finally:
        _in_use.discard(ours.name)
        with contextlib.suppress(OSError):
            if ours.read_bytes() == content:
                disk.unlink(ours)


def settled_bytes(path: Path) -> bytes | None:
    """What a file holds while nobody is writing into it, None where there is none.

    OSError where somebody is for longer than one can wait.
    """
    try:
        with path.open("rb") as file:
            end = time.monotonic() + _PATIENCE
            while disk.is_being_written(file.fileno()):
                if time.monotonic() > end:
                    raise _busy()
                time.sleep(0.005)
            return file.read()
    except FileNotFoundError:
        return None


def _busy() -> OSError:
    return OSError(errno.EBUSY, os.strerror(errno.EBUSY))


_Known = tuple[bytes, bytes | None]
"""What of the file may go: it holds what ours does, or what it is known to hold."""


def _is_placed(ours: Path, path: Path, known: _Known, free: bool) -> bool:
    """Whether ours is in the place now; if not, each is where it was, or something newer is."""
    if free:
        disk.put(ours, path)
        disk.sync_folder(path.parent)
        return True
    if not disk.exchange(ours, path):
        return _is_placed_by_turns(ours, path, known)
    out = None
    try:
        out = settled_bytes(ours)
    finally:
        if out not in known:
            _change_back(ours, path, known[0])
    if out in known:
        _drop(ours)
    return out in known


def _change_back(out: Path, path: Path, placed: bytes) -> None:
    """Put what came out where it was; ChangedError where ours was replaced, or went, since."""
    try:
        disk.exchange(out, path)
    except FileNotFoundError:  # they took ours away: what they had comes back
        disk.put(out, path)
        raise ChangedError(path, settled_bytes(path) or b"") from None
    disk.sync_folder(path.parent)
    back = settled_bytes(out)
    if back != placed:
        disk.exchange(out, path)
        raise ChangedError(path, back or b"")


def _is_placed_by_turns(ours: Path, path: Path, known: _Known) -> bool:
    old = ours.with_name(f"{ours.name.removesuffix(_ENDING)}{_TAKEN_OUT}")
    disk.replace(path, old)
    is_known = False
    try:
        is_known = settled_bytes(old) in known
        if is_known:
            disk.put(ours, path)
            _drop(old)
    except BaseException:
        with contextlib.suppress(FileExistsError):
            disk.put(old, path)
        raise
    if not is_known:
        disk.put(old, path)
    return is_known


def _drop(old: Path) -> None:
    """Do away with what was replaced, once the replacement lasts."""
    disk.sync_folder(old.parent)
    disk.unlink(old)


# What an end in the middle has left --------------------------------------------------------------


def _digests(content: bytes, known: bytes | None) -> str:
    """The end of a name: what is under it may go where it holds one of the two."""
    return f"{_digest(content)}-{'' if known is None else _digest(known)}{_ENDING}"


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]


def _beginning(path: Path) -> str:
    """With what the names begin under which the file at `path` may be in between."""
    return f".{path.name[:40]}.{_digest(os.fsencode(path.name))}."


def left_over(path: Path, now: datetime) -> Path | None:
    """Clear up what an end in the middle of a replacement has left beside the file at `path`.

    Where there is no such file any more, it is put back. What somebody else had written, and nobody
    has seen, gets a name of its own: the last such is given. Not to be called while another process
    may be saving the file.
    """
    path = Path(os.path.realpath(path))
    kept = None
    for there in _names(path):
        with contextlib.suppress(OSError):
            kept = _cleared(there, path, now) or kept
    return kept


def is_left_over(path: Path) -> bool:
    """Whether there is something to clear up for `left_over`."""
    return bool(_names(Path(os.path.realpath(path))))


def _names(path: Path) -> list[Path]:
    beginning = _beginning(path)
    try:
        names = sorted(os.listdir(path.parent))
    except OSError:
        return []
    found = [name for name in names if name.startswith(beginning) and name.endswith(_ENDING)]
    left = [name for name in found if name.replace(_TAKEN_OUT, _ENDING) not in _in_use]
    # What was taken out comes first: it is what goes back.
    return [path.with_name(name) for name in sorted(left, key=lambda name: _TAKEN_OUT not in name)]


def _cleared(there: Path, path: Path, now: datetime) -> Path | None:
    if not os.path.lexists(path):
        disk.put(there, path)
        disk.sync_folder(path.parent)
        return None
    digests = there.name.replace(_TAKEN_OUT, _ENDING).split(".")[-2].split("-")
    content = there.read_bytes()
    if _digest(content) in digests or content == path.read_bytes():
        disk.unlink(there)
        return None
    kept = folders.beside(path, "theirs", now)
    disk.put(there, kept)
    disk.sync_folder(path.parent)
    return kept
