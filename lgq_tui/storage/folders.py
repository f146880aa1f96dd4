"""Where files go: what is the program's own (a cache that may go, a state that should stay), and
under which name."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from lgq_tui.storage import names


def cache_folder() -> Path:
    """The user's cache folder for lgq; it need not exist."""
    return _folder("LGQ_CACHE_DIR", "user_cache_path")


def state_folder() -> Path:
    """The user's state folder for lgq; it need not exist."""
    return _folder("LGQ_STATE_DIR", "user_state_path")


def other_than(folder: Path) -> Path:
    """A folder that can be written to: where the program was started, else the person's home; the
    same one where there is no other."""
    for name in (os.curdir, os.path.expanduser("~")):
        # The first may be gone, with the folder that is to be left.
        if os.access(name, os.W_OK) and os.path.realpath(name) != os.path.realpath(folder):
            return Path(os.path.realpath(name))
    return folder


def free(folder: Path, stem: str, ending: str = "") -> Path:
    """A name that no file in a folder has: `stem`, or that with a number behind it."""
    counts = ("", *(f"-{number}" for number in range(2, 1000)))
    names = (folder / f"{stem}{count}{ending}" for count in counts)
    return next(name for name in names if not os.path.lexists(name))


def target(path: Path) -> Path:
    """The file itself, where the path is a symbolic link to it.

    What stands beside a response (its journal, its lock) is beside the file: people who come to it
    by other names are to meet there.
    """
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def beside(path: Path, whose: str, now: datetime) -> Path:
    """`kl.mine-20261123T114012.response.yaml` for `kl.response.yaml`; a name that no file has."""
    ending = "".join(path.suffixes[-2:]) if path.stem.endswith(".response") else path.suffix
    whose = f".{whose}-{now.astimezone(UTC):%Y%m%dT%H%M%S}"
    stem = names.shortened(path.name.removesuffix(ending), whose + ending)
    return free(path.parent, stem + whose, ending)


def _folder(variable: str, function: str) -> Path:
    named = os.environ.get(variable)
    if named:
        return Path(named)
    import platformdirs

    path: Path = getattr(platformdirs, function)("lgq", appauthor=False)
    return path
