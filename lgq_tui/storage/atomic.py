"""Writing a file so that there is always a whole one: the old or the new."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

from lgq_tui.core.messages import Message
from lgq_tui.storage import disk

PRIVATE = 0o600

_REASONS = {
    errno.ENOSPC: "save.disk_full",
    errno.EDQUOT: "save.disk_full",
    errno.EROFS: "save.read_only",
    errno.EACCES: "save.not_allowed",
    errno.EPERM: "save.not_allowed",
    errno.ENOENT: "save.no_folder",
    errno.ENOTDIR: "save.no_folder",
    errno.EBUSY: "save.in_use",
    errno.EISDIR: "save.is_folder",
    errno.ENAMETOOLONG: "save.name_too_long",
}


class SaveError(Exception):
    """A file could not be written; the old one, if there was one, is as it was."""

    kept: Path | None = None
    """Where it was written instead."""

    def __init__(self, path: Path, message: Message) -> None:
        super().__init__(path, message)
        self.path = path
        self.message = message


def write(path: Path, content: bytes, private: bool = True) -> None:
    """Put `content` in the place of the file, by way of a temporary one beside it.

    A symbolic link is followed, the mode of an old file kept; a new one is for its owner only if it
    is `private` (`mode_in`). What was written is read back and compared before it takes the place
    of the old.
    """
    _write(path, content, private, disk.replace)


def write_over(path: Path, content: bytes, known: bytes | None, private: bool = True) -> None:
    """As `write`, in the place of no other file than one that holds `known`.

    A file that is gone is written again. `swap.ChangedError` with what is there where that is
    something else, at the very moment of the replacement too: it stays as it is.
    """
    from lgq_tui.storage import swap

    def place(temporary: Path, path: Path) -> None:
        swap.place(temporary, path, content, known)

    _write(path, content, private, place)


def failure(path: Path, error: OSError | ValueError) -> SaveError:
    """What to say to a person when the system refuses to write a file."""
    number = error.errno if isinstance(error, OSError) else None
    key = _REASONS.get(number, "save.failed") if number else "save.failed"
    reason = getattr(error, "strerror", None) or str(error)
    return SaveError(path, Message(key, {"path": str(path), "reason": reason}))


def mode_in(folder: Path) -> int:
    """The mode of a new file that is private: for its owner only; for the group too in a folder
    that is the group's, where it may write and whatever comes in is its own (setgid)."""
    try:
        there = folder.stat().st_mode
    except OSError:
        return PRIVATE
    is_of_group = there & stat.S_ISGID and there & stat.S_IWGRP
    return PRIVATE | PRIVATE >> 3 if is_of_group else PRIVATE


def _write(path: Path, content: bytes, private: bool, place: Callable[[Path, Path], None]) -> None:
    try:
        real = Path(os.path.realpath(path))
        mode = mode_in(real.parent) if private else _usual_mode()
        _write_beside(real, content, mode, place)
    except (OSError, ValueError) as error:
        raise failure(path, error) from error


def _write_beside(
    path: Path, content: bytes, mode: int, place: Callable[[Path, Path], None]
) -> None:
    _check(path)
    descriptor, name = tempfile.mkstemp(
        prefix=f".{path.name[:60]}.", suffix=".tmp", dir=path.parent
    )
    temporary = Path(name)
    try:
        try:
            disk.write(descriptor, content)
            disk.sync(descriptor)
        finally:
            os.close(descriptor)
        if temporary.read_bytes() != content:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        _set_mode(path, temporary, mode)
        place(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    disk.sync_folder(path.parent)


def _check(path: Path) -> None:
    """Refuse what a replacement would quietly do away with: a folder, a device, a locked file."""
    try:
        kind = path.stat().st_mode  # once: it may come or go at any moment
    except FileNotFoundError:
        return
    if stat.S_ISDIR(kind):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(kind):
        raise OSError(errno.EINVAL, "not a regular file")
    with contextlib.suppress(FileNotFoundError):
        # Whether it may be changed is best told by the system, which also says why not.
        os.close(os.open(path, os.O_WRONLY))


def _usual_mode() -> int:
    """The mode of a new file of the person's, which can only be asked for by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def _set_mode(path: Path, temporary: Path, mode: int) -> None:
    with contextlib.suppress(FileNotFoundError):
        mode = path.stat().st_mode & 0o7777
    with contextlib.suppress(OSError):  # a file system without modes
        temporary.chmod(mode)
