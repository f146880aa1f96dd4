"""Reading a document that may be of anybody's making, in a process of its own (`child.py`)."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from json import dumps, loads
from math import ceil
from pathlib import Path
from threading import Thread
from typing import IO, Any, NamedTuple

import lgq_tui
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.imports import IMPORTERS
from lgq_tui.imports.child import NO_MEMORY
from lgq_tui.imports.source import Source, TooMuchError

_MEGABYTE = 2**20
_MOST_TOLD = 40 * _MEGABYTE
"""Bytes of JSON: more than the most signs of a source need."""
_PIECE = 65_536
_PAUSE = 0.02
"""Seconds between two looks at the child; it fills some ten megabytes meanwhile."""
_LAST_WORDS = 2.0
"""Seconds from the end of what a child says to its own end."""
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What Python may need of the environment to start."""
_BEGIN = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from lgq_tui.imports.child import main; main(sys.argv[2:])"
)


class Limits(NamedTuple):
    """What the reading of a document may take: bytes of the file, seconds, megabytes."""

    size: int = 50_000_000
    seconds: float = 20.0
    memory: int = 512


USUAL = Limits()


def read(
    path: Path,
    limits: Limits = USUAL,
    is_wanted: Callable[[], bool] = lambda: True,
    readers: Mapping[str, str] = IMPORTERS,
) -> Source:
    """What a document holds; `NotDoneError` where it cannot be read, or not within the limits.

    `readers` names the module for each end of a name. It is given up as soon as it is not wanted
    any more. The child is gone when this returns.
    """
    suffix = path.suffix.lower()
    if suffix not in readers:
        raise _failed("import.no_format", endings=", ".join(readers))
    with _opened(path, limits) as file, _started(readers[suffix], file, limits) as child:
        told = _told(child, limits, is_wanted)
    return _source(told)


@contextmanager
def _opened(path: Path, limits: Limits) -> Iterator[IO[bytes]]:
    """The file, which is an ordinary one and not too large."""
    try:
        # A pipe that nobody writes into would be waited for, for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    except FileNotFoundError:
        raise _failed("file.not_there") from None
    except (IsADirectoryError, PermissionError, OSError, ValueError) as error:
        if path.is_dir():
            raise _failed("file.is_folder") from None
        reason = getattr(error, "strerror", None) or str(error)
        raise _failed("file.not_readable", reason=reason) from None
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        raise _failed("file.is_folder" if stat.S_ISDIR(found.st_mode) else "file.no_file")
    with open(descriptor, "rb", buffering=0) as file:
        if found.st_size > limits.size:
            raise _failed("import.large_file", megabytes=limits.size // 10**6)
        yield file


_BINARY = getattr(os, "O_BINARY", 0)


@contextmanager
def _started(module: str, file: IO[bytes], limits: Limits) -> Iterator[subprocess.Popen[bytes]]:
    """The child, which is gone afterwards whatever happens."""
    numbers = (ceil(limits.seconds), limits.memory, limits.size)
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", _BEGIN, dumps(_paths()), module]
    try:
        child = subprocess.Popen(
            [*command, *map(str, numbers)],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            start_new_session=True,
            creationflags=_flags(),
        )
    except (OSError, ValueError, TypeError) as error:
        raise _failed("import.not_started", reason=str(error)) from error
    try:
        yield child
    finally:
        _end(child)


def _paths() -> list[str]:
    """Where the child finds the same modules as we do, wherever it was started."""
    home = str(Path(lgq_tui.__file__).parent.parent)
    return list(dict.fromkeys((home, *filter(os.path.isabs, sys.path))))


def _flags() -> int:
    """On Windows: no window, and others go first."""
    if sys.platform != "win32":
        return 0
    return subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS


def _end(child: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        child.kill()
    else:
        with suppress(OSError):
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    if child.stdout is not None:
        with suppress(OSError):
            child.stdout.close()


def _told(child: subprocess.Popen[bytes], limits: Limits, is_wanted: Callable[[], bool]) -> Any:
    """What the child says, as plain data."""
    said: list[bytes] = []
    listener = Thread(target=_listen, args=(child.stdout, said), daemon=True)
    listener.start()
    end = time.monotonic() + limits.seconds
    watch = _Watch(child.pid)
    while listener.is_alive():
        listener.join(_PAUSE)
        if not is_wanted():
            raise _failed("import.cancelled")
        if time.monotonic() > end:
            raise _failed("import.too_long", seconds=f"{limits.seconds:g}")
        if watch.megabytes() > limits.memory:
            raise _failed("import.too_much_memory", megabytes=limits.memory)
    if sum(map(len, said)) > _MOST_TOLD:
        raise _failed("import.too_much_text")
    with suppress(subprocess.TimeoutExpired):
        child.wait(_LAST_WORDS)
    if child.returncode == 0:
        with suppress(ValueError, RecursionError):
            return loads(b"".join(said))
    raise _fallen(child.returncode, limits)


def _listen(output: IO[bytes], said: list[bytes]) -> None:
    """Take what the child says until its end, or until it is too much."""
    left = _MOST_TOLD + 1
    with suppress(OSError, ValueError):  # it was killed meanwhile
        while left > 0 and (part := output.read(min(left, _PIECE))):
            said.append(part)
            left -= len(part)


class _Watch:
    """How much memory a process takes."""

    def __init__(self, number: int) -> None:
        import psutil

        self._gone = psutil.Error
        self._process: Any = None
        with suppress(self._gone):
            self._process = psutil.Process(number)

    def megabytes(self) -> float:
        with suppress(self._gone):
            if self._process is not None:
                return float(self._process.memory_info().rss / _MEGABYTE)
        return 0.0


def _fallen(status: int | None, limits: Limits) -> NotDoneError:
    """Why a child ended before it had said anything."""
    signals = {-int(getattr(signal, name, 0)): name for name in ("SIGKILL", "SIGXCPU")}
    if status == NO_MEMORY or signals.get(status or 0) == "SIGKILL":
        return _failed("import.too_much_memory", megabytes=limits.memory)
    if signals.get(status or 0) == "SIGXCPU":
        return _failed("import.too_long", seconds=f"{limits.seconds:g}")
    return _failed("import.damaged")


def _source(told: Any) -> Source:
    """The source that a child wrote, or why there is none; what it says is not trusted."""
    try:
        if "refused" in told:
            key, values = told["refused"]
            if key.startswith("import."):
                raise NotDoneError(Message(key, dict(values)))
        return Source.from_json(told["source"])
    except TooMuchError as error:
        raise _failed("import.too_much_text") from error
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        raise _failed("import.damaged") from error


def _failed(key: str, **values: object) -> NotDoneError:
    return NotDoneError(Message(key, values))
