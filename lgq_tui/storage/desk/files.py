"""The files of a folder, and of the folders in it, that may be responses."""

from __future__ import annotations

import os
import re
import stat
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lgq_tui.core.messages import Message
from lgq_tui.storage.found import lock_of

MOST_ENTRIES = 100_000
"""Files and folders that are looked at; their names take a second or two."""
MOST_DEPTH = 16
"""Folders within folders."""

_LONGEST_TOLD = 100
"""Signs of a path in a sentence; one may have thousands."""

_ENDINGS = (".yaml", ".yml", ".json")
_OURS = re.compile(r"\.response\b", re.IGNORECASE)
_LOCK = ".lock"

Stamp = tuple[int, int, int, int]
"""Of a file: its size, when it was changed, when anything about it was (both in ns), its number."""

NO_STAMP: Stamp = (-1, 0, 0, 0)


class File(NamedTuple):
    """A file that may be a response; `name` is its path from the folder, with `/`.

    `is_named` says that by its name it is one, `is_locked` that there is a lock beside it.
    """

    name: str
    stamp: Stamp
    is_named: bool = False
    is_locked: bool = False


class Walk(NamedTuple):
    """The files that were found, by name, and what to say of what was not looked at."""

    files: tuple[File, ...]
    notices: tuple[Message, ...] = ()


def walk(folder: Path, most_entries: int = MOST_ENTRIES, most_depth: int = MOST_DEPTH) -> Walk:
    """Look through a folder; OSError where it cannot be looked into itself.

    What is nearest comes first, where there is too much. Folders behind links are left alone, so
    that none leads in circles; a file that is there by two names is one. Hidden ones are nobody's
    responses.
    """
    return _Walk(folder, most_entries, most_depth).done()


class _Walk:
    def __init__(self, folder: Path, most_entries: int, most_depth: int) -> None:
        self._folder, self._left, self._most_depth = str(folder), most_entries, most_depth
        self._most = most_entries
        self._files: dict[tuple[int, int] | str, File] = {}
        self._closed: list[str] = []
        self._linked: list[str] = []
        self._deep: list[str] = []
        self._waiting = deque[tuple[str, int]]()

    def done(self) -> Walk:
        self._look("", 0, self._entries_of(""))
        while self._waiting and self._left > 0:
            begin, depth = self._waiting.popleft()
            try:
                entries = self._entries_of(begin)
            except OSError:
                self._closed.append(begin)
                continue
            self._look(begin, depth, entries)
        files = sorted(self._files.values(), key=lambda file: file.name)
        return Walk(tuple(files), tuple(self._notices()))

    def _entries_of(self, begin: str) -> list[os.DirEntry[str]]:
        found = []
        with os.scandir(os.path.join(self._folder, begin)) as entries:
            for entry in entries:
                self._left -= 1
                if self._left < 0:
                    break
                found.append(entry)
        return found

    def _look(self, begin: str, depth: int, entries: list[os.DirEntry[str]]) -> None:
        locks = {entry.name for entry in entries if entry.name.endswith(_LOCK)}
        for entry in entries:
            if entry.name.startswith((".", "~")):
                continue
            name = f"{begin}/{entry.name}" if begin else entry.name
            if entry.name.lower().endswith(_ENDINGS) and not _is_folder(entry):
                self._take(name, entry, entry.name + _LOCK in locks)
            elif _is_folder(entry):
                self._enter(name, depth + 1, entry)

    def _enter(self, name: str, depth: int, entry: os.DirEntry[str]) -> None:
        if entry.is_symlink() or getattr(entry, "is_junction", bool)():
            self._linked.append(name)
        elif depth > self._most_depth:
            self._deep.append(name)
        else:
            self._waiting.append((name, depth))

    def _take(self, name: str, entry: os.DirEntry[str], is_locked: bool) -> None:
        is_named = _OURS.search(entry.name) is not None
        try:
            there = entry.stat()
        except OSError:  # a link to nothing, or in a circle; or gone by now
            if is_named and entry.is_symlink():
                self._files[name] = File(name, NO_STAMP, is_named)
            return
        if not stat.S_ISREG(there.st_mode):
            if is_named:
                self._files[name] = File(name, NO_STAMP, is_named)
            return
        if entry.is_symlink():
            real = Path(os.path.realpath(os.path.join(self._folder, name)))
            is_locked = os.path.lexists(lock_of(real))
        stamp = (there.st_size, there.st_mtime_ns, there.st_ctime_ns, there.st_ino)
        file = File(name, stamp, is_named, is_locked)
        # Windows tells no number here, and knows hardly any files with two names.
        key = (there.st_dev, there.st_ino) if there.st_ino else name
        known = self._files.setdefault(key, file)
        if known is not file and _rank(file) < _rank(known):
            self._files[key] = file

    def _notices(self) -> Iterator[Message]:
        if self._left <= 0:
            yield Message("desk.too_many", {"most": f"{self._most:,}"})
        for key, names in (
            ("desk.closed_folders", self._closed),
            ("desk.linked_folders", self._linked),
            ("desk.deep_folders", self._deep),
        ):
            if names:
                yield Message(key, {"count": len(names), "name": _shortened(min(names))})


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_TOLD else f"{name[:_LONGEST_TOLD]}…"


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _rank(file: File) -> tuple[int, str]:
    """Of names of the same file, the one nearest to the top is shown."""
    return file.name.count("/"), file.name
