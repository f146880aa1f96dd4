"""What is asked of the system when something is to last; each name says what has happened after it.

Every lasting write goes through here, so that the proofs can see, fail and stop each of them.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

_APPEND = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


_FAILED = (errno.EIO, errno.ENOSPC, errno.EDQUOT)
_UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)


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


def unlink(path: Path) -> None:
    """The name is not there."""
    path.unlink()


def put(old: Path, new: Path) -> None:
    """`new` is what `old` was, and `old` is not there; FileExistsError where something is there.

    A file system that knows no way to do so in one is looked at before.
    """
    if os.name == "nt":
        os.rename(old, new)  # which does not replace there
        return
    if _renamed(old, new, exchanging=False):
        return
    try:
        os.link(old, new, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(new):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        os.rename(old, new)
    else:
        os.unlink(old)


def exchange(one: Path, other: Path) -> bool:
    """Each is what the other was, in one; False where the system cannot do that."""
    return _renamed(one, other, exchanging=True)


def is_being_written(descriptor: int) -> bool:
    """Whether a file that is open for reading is open for writing elsewhere, as far as one can
    tell."""
    try:
        import fcntl
        import signal

        known = vars(fcntl)
        # Linux gives a lease for reading where nobody writes; who then begins to waits until it is
        # given back. The signal that tells of that is one that does nothing.
        fcntl.fcntl(descriptor, known["F_SETSIG"], signal.SIGURG)
        fcntl.fcntl(descriptor, known["F_SETLEASE"], fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, known["F_SETLEASE"], fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except (ImportError, KeyError, OSError):
        return False  # another system, or a file system that does not have it
    return False


def _renamed(old: Path, new: Path, exchanging: bool) -> bool:
    """Rename without replacing, in one; False where the system does not know how."""
    # What Python does not offer: on Linux and on macOS, with other flags.
    calls = {
        "linux": ("renameat2", (-100, os.fsencode(old), -100, os.fsencode(new))),
        "darwin": ("renamex_np", (os.fsencode(old), os.fsencode(new))),
    }
    flags = {"linux": (1, 2), "darwin": (4, 2)}
    if sys.platform not in calls:
        return False
    import ctypes

    name, arguments = calls[sys.platform]
    try:
        call = getattr(ctypes.CDLL(None, use_errno=True), name)
    except AttributeError:
        return False
    if call(*arguments, ctypes.c_uint(flags[sys.platform][exchanging])) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), str(old), None, str(new))


def sync_folder(folder: Path) -> None:
    """Names that came into the folder, or went, last; Windows sees to that by itself.

    A system that knows no such thing is let be; a disk that fails is not.
    """
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno in _FAILED:
            raise
