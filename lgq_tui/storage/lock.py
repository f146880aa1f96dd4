"""The lock beside a response: it tells the next one who comes that somebody is at work on it.

It is a courtesy. What keeps two people from overwriting each other is that the file is compared
with what was read before it is replaced (`keeper`); a lock cannot, on a folder that is synchronised
or that knows no locks.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lgq_tui.core.text import clean_line
from lgq_tui.storage.found import host, is_locked, lock_of

if TYPE_CHECKING:
    from filelock import BaseFileLock

_MOST_BYTES = 2000


class Holder(NamedTuple):
    """Who is at work on a response, on which computer, since when (ISO 8601, UTC).

    Each is "" where that is not known.
    """

    by: str = ""
    host: str = ""
    since: str = ""


class Lock:
    """The lock of one response file, held from `take` to `release` or to the end of the program.

    The system sees to it that a program which was killed holds it no longer.
    """

    def __init__(self, response: Path) -> None:
        self._path = lock_of(response)
        self._held: BaseFileLock | None = None
        self._wanted: tuple[str, datetime] | None = None
        """Who has gone on without it, and since when."""
        self._one_at_a_time = threading.Lock()

    def take(self, by: str, now: datetime) -> Holder | None:
        """Take the lock; whoever has it, where that is not to be had.

        None also where the folder takes no locks: then there is nobody to be told of.
        """
        if self._held is not None:
            return None
        there = _holder(self._path)
        if there is not None and there.host != _host():
            # A lock of another computer's: the system may not know of it here.
            return there
        return self._acquire(by, now)

    def insist(self, by: str, now: datetime) -> None:
        """Go on although somebody may have it: with `try_again` it is ours once nobody holds it."""
        with self._one_at_a_time:
            self._wanted = (by, now)
        self.try_again()

    def try_again(self) -> None:
        """Take the lock that was insisted on, if it has become free."""
        with self._one_at_a_time:
            if self._wanted is not None and self._held is None:
                self._acquire(*self._wanted)

    def release(self) -> None:
        """Let the next one have it."""
        with self._one_at_a_time:
            self._wanted = None
            self._release()

    def _release(self) -> None:
        held, self._held = self._held, None
        if held is None:
            return
        # On Windows nothing can be taken away that is open, elsewhere nothing that another one
        # may have by then.
        if os.name != "nt":
            _unlink(self._path)
        with contextlib.suppress(OSError):
            held.release(force=True)
        if os.name == "nt":
            _unlink(self._path)

    def _acquire(self, by: str, now: datetime) -> Holder | None:
        from filelock import FileLock, Timeout

        from lgq_tui.storage import atomic

        if not self._path.parent.is_dir():
            return None  # gone with its stick; the library would make it anew
        record = {"by": by, "host": _host(), "since": now.astimezone(UTC).isoformat("T", "seconds")}
        lock = FileLock(
            self._path,
            timeout=0,
            mode=atomic.mode_in(self._path.parent),
            thread_local=False,
            fallback_to_soft=False,
            on_acquired=lambda descriptor: _write(descriptor, record),
        )
        try:
            lock.acquire()
        except Timeout:
            return _holder(self._path) or Holder()
        except (OSError, NotImplementedError):
            return None
        self._held = lock
        return None


def holder_of(response: Path) -> Holder | None:
    """Who is at work on a response, as far as can be told without taking its lock; None for nobody.

    A program of this computer that was killed holds nothing any more.
    """
    return (_holder(lock_of(response)) or Holder()) if is_locked(response) else None


def _write(descriptor: int, record: dict[str, str]) -> None:
    # The first byte is the one that Windows locks, and nobody else can read then.
    content = b" " + json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, content)


def _holder(path: Path) -> Holder | None:
    """Who says in a lock that it is theirs; None where nobody does."""
    try:
        if not path.is_file():
            return None  # a pipe would be waited for
        with path.open("rb") as file:
            file.seek(1)
            said: Any = json.loads(file.read(_MOST_BYTES))
        return Holder(*(clean_line(str(said[name]))[:200] for name in Holder._fields))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def _unlink(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _host() -> str:
    return clean_line(host())
