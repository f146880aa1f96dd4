"""The process in which a document of anybody's making is read: little time, little memory, no way
out.

It takes the document on its input, and writes what it holds as JSON. What the system limits holds
whatever happens in here; the parent, `reading.py`, watches besides.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from json import dumps
from typing import Any

from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.imports.source import Source

NO_MEMORY = 3
"""The exit status where the memory was not enough."""

_MORE = 256
"""Megabytes of addresses beyond what may be filled: libraries take more than they use."""
_FILES = 64
_LEAVING = (
    *(
        "socket.",
        "subprocess.",
        "ftplib.",
        "smtplib.",
        "urllib.",
        "shutil.",
        "os.system",
        "os.exec",
    ),
    *("os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.kill", "os.remove", "os.rename"),
    *("os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown"),
)
"""How what Python tells begins where something would leave this process, or change a file."""
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC


def main(words: Sequence[str]) -> None:
    """Read what is on the input: the module that can, then seconds, megabytes, and the most bytes
    that it may have."""
    module, *numbers = words
    seconds, megabytes, most = map(int, numbers)
    output = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library has to say
    _limit(seconds, megabytes)
    try:
        answer = _answer(module, most)
    except MemoryError:
        os._exit(NO_MEMORY)
    content = memoryview(answer)
    while content:
        content = content[os.write(output, content) :]
    # Nothing is left to be done, and to take a large document apart again takes as long as it did.
    os._exit(0)


def _answer(module: str, most: int) -> bytes:
    content = sys.stdin.buffer.read(most + 1)
    sys.addaudithook(_refuse)
    try:
        if not content:
            raise NotDoneError(Message("import.empty"))
        read: Any = import_module(f"lgq_tui.imports.{module}").read
        source: Source = read(content)
        data = {"source": source.as_json()}
    except MemoryError:
        raise
    except NotDoneError as error:
        data = _refused(error.message)
    except Exception:
        # Whatever a library has against it; its own words are for those who make documents.
        data = _refused(Message("import.damaged"))
    return dumps(data, ensure_ascii=True).encode()


def _refused(message: Message) -> dict[str, Any]:
    return {"refused": [message.key, {name: str(value) for name, value in message.values.items()}]}


def _refuse(event: str, given: tuple[Any, ...]) -> None:
    """Stop whatever would leave this process; a library that wants to is to be told."""
    if event == "open":
        if isinstance(given[2], int) and given[2] & _WRITES:
            raise PermissionError(event)
    elif event.startswith(_LEAVING):
        raise PermissionError(event)


def _limit(seconds: int, megabytes: int) -> None:
    """Have the system hold this process within its limits, as far as it can."""
    with contextlib.suppress(ImportError, OSError, ValueError, AttributeError):
        os.nice(5)
    try:
        import resource
    except ImportError:  # Windows; there the parent alone watches
        return
    room = (megabytes + _MORE) * 2**20
    for name, most in (
        ("RLIMIT_AS", room),
        ("RLIMIT_DATA", room),
        ("RLIMIT_CPU", seconds + 1),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NOFILE", _FILES),
        ("RLIMIT_CORE", 0),
    ):
        # Of seconds the first says which limit it was, before the second ends it for certain.
        last = most + 1 if name == "RLIMIT_CPU" else most
        with contextlib.suppress(OSError, ValueError, AttributeError):
            resource.setrlimit(getattr(resource, name), (most, last))
