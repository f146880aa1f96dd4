"""What is asked of the system when something is to last; each name says what has happened after it.

Every lasting write goes through here, so that the proofs can see, fail and stop each of them.
"""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

_APPEND = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def opened_to_append(path: Path, new: bool, mode: int) -> int:
    """A descriptor of a file that is there, or of one that is not, made with `mode`."""
    return os.open(path, _APPEND | (os.O_CREAT | os.O_EXCL if new else 0), mode)


def write(descriptor: int, content: bytes) -> None:
    """All of it is given to the system."""
    left = memoryview(content)
    while left:
        written = os.write(descriptor, left)
        if not written:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        left = left[written:]


def sync_data(descriptor: int) -> None:
    """What was written is on the disk, and the size of the file; of its times nothing is said."""
    if not _sync_fully(descriptor):
        getattr(os, "fdatasync", os.fsync)(descriptor)


def sync(descriptor: int) -> None:
    """What was written is on the disk, with all that the system knows of the file."""
    if not _sync_fully(descriptor):
        os.fsync(descriptor)


def _sync_fully(descriptor: int) -> bool:
    """On macOS, fsync leaves the data in the disk's own memory; a call of its own does not."""
    try:
        import fcntl

        fcntl.fcntl(descriptor, vars(fcntl)["F_FULLFSYNC"])
    except (ImportError, KeyError, OSError):
        return False  # another system, or a file system that does not have it
    return True


def replace(old: Path, new: Path) -> None:
    """`new` is what `old` was, and `old` is not there."""
    os.replace(old, new)


def sync_folder(folder: Path) -> None:
    """Names that came into the folder, or went, last; Windows sees to that by itself."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):  # some network file systems refuse it
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
