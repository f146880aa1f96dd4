"""What there is when a response is opened: as little as a first screen has to wait for."""

from __future__ import annotations

import os
import sys
from json import loads
from pathlib import Path
from typing import NamedTuple

from lgq_tui.storage import names

JOURNAL = ".journal"
_TEXT = ".edit.txt"
_TAIL = 64 * 1024
_MOST_OF_LOCK = 2000


class Last(NamedTuple):
    """Where a journal ends: its last whole event, and the length of the file in bytes.

    `torn` says that the file does not end with a whole line.
    """

    number: int
    sum: str
    size: int
    torn: bool = False


class Found(NamedTuple):
    """What was there when a response was opened.

    `content` are the bytes of its file (`responses.read_with_bytes`), None where it has none yet;
    `last` is where its journal ended.
    """

    content: bytes | None = None
    last: Last | None = None


def journal_of(response: Path) -> Path:
    """Where the journal of a response file is: beside it, under its whole name and an ending."""
    return response.with_name(response.name + JOURNAL)


def text_of(response: Path) -> Path:
    """Where the text of a response is while it is edited: beside it as well."""
    return response.with_name(names.shortened(response.name, _TEXT) + _TEXT)


def lock_of(response: Path) -> Path:
    """Where the lock of a response file is (`lock.Lock`)."""
    return response.with_name(f"{response.name}.lock")


def host() -> str:
    """The name of this computer."""
    if sys.platform == "win32":
        import platform

        return platform.node() or "?"
    return os.uname().nodename or "?"


def is_locked(response: Path) -> bool:
    """Whether somebody may be at work on a response, as far as can be told at once.

    A program of this computer that was killed has left its lock, and holds it no longer.
    """
    lock = lock_of(response)
    if not os.path.lexists(lock):
        return False
    try:
        import fcntl

        if not lock.is_file():
            return True
        with lock.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            said = loads(file.read(_MOST_OF_LOCK)[1:])
        return bool(said["host"] != host())
    except (ImportError, OSError, LookupError, TypeError, ValueError, RecursionError):
        return True


def last_of(path: Path) -> Last | None:
    """Where a journal ends, by what its last line says; None where that cannot be told so.

    Nothing is checked: that takes the reading of all of it.
    """
    try:
        if not path.is_file():
            return None  # a pipe would be waited for
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            tail = file.read(_TAIL + 1)
        line = tail.removesuffix(b"\n").rpartition(b"\n")[2]
        said = loads(line) if tail.endswith(b"\n") else {}
        return Last(int(said["number"]), str(said["sum"]), size)
    except (OSError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError):
        return None
