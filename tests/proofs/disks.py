"""What a disk may hold after a crash, by what was asked of the system before it.

The recorder notes every call that goes through `storage/disk.py`. The model knows only what POSIX
promises: of data that was not synced, anything may be there or not; names that came or went since
the folder was synced may have done so or not, each by itself; a sync that failed has made nothing
last, and no later one will.
"""

from __future__ import annotations

import errno
import os
import random
import tempfile
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from lgq_tui.storage import disk

Names = Mapping[str, int]


class Written(NamedTuple):
    """Bytes that were put behind those of a file."""

    node: int
    content: bytes


class Synced(NamedTuple):
    """A file was made to last; without success its data stays in doubt for ever."""

    node: int
    success: bool


class Named(NamedTuple):
    """Names that came to a file, or went (None), in one."""

    names: Mapping[str, int | None]


class FolderSynced(NamedTuple):
    """The names last."""


class Told(NamedTuple):
    """What the person had given by now (`given` turns), and what was called saved of it."""

    given: int
    saved: int


Call = Written | Synced | Named | FolderSynced | Told


class Recorder:
    """Notes what is asked of the disk for the files of one folder; may have some of it fail."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, failing: float = 0) -> None:
        self.folder = folder
        self.calls: list[Call] = []
        self._failing = failing
        self._names: dict[str, int] = {}
        self._nodes: dict[int, int] = {}
        """The file behind each descriptor."""
        self._count = 0
        mkstemp = tempfile.mkstemp

        def made(*arguments: Any, **named: Any) -> tuple[int, str]:
            descriptor, name = mkstemp(*arguments, **named)
            self._opened(descriptor, Path(name), True)
            return descriptor, name

        monkeypatch.setattr(tempfile, "mkstemp", made)
        for name in ("opened_to_append", "write", "sync_data", "sync", "replace", "sync_folder"):
            monkeypatch.setattr(disk, name, self._noting(name, getattr(disk, name)))
        for name in ("unlink", "put", "exchange"):
            monkeypatch.setattr(disk, name, self._noting(name, getattr(disk, name)))

    def tell(self, given: int, saved: int) -> None:
        self.calls.append(Told(given, saved))

    def _noting(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        note = getattr(self, f"_{name}")

        def noted(*arguments: Any) -> Any:
            if random.random() < self._failing and name not in ("unlink", "sync_folder"):
                self._failed(name, real, *arguments)
            result = real(*arguments)
            note(result, *arguments)
            return result

        return noted

    def _failed(self, name: str, real: Callable[..., Any], *arguments: Any) -> None:
        if name == "write" and (half := arguments[1][: random.randint(0, len(arguments[1]))]):
            real(arguments[0], half)
            self._write(None, arguments[0], half)
        elif name in ("sync", "sync_data") and arguments[0] in self._nodes:
            self.calls.append(Synced(self._nodes[arguments[0]], False))
        number = random.choice([errno.EIO, errno.ENOSPC, errno.EDQUOT])
        raise OSError(number, os.strerror(number))

    # Each notes one call that has succeeded.

    def _opened(self, descriptor: int, path: Path, new: bool) -> None:
        self._nodes.pop(descriptor, None)
        if path.parent != self.folder:
            return
        if new:
            self._count += 1
            self._name({path.name: self._count})
        self._nodes[descriptor] = self._names[path.name]

    def _opened_to_append(self, descriptor: int, path: Path, new: bool, mode: int) -> None:
        self._opened(descriptor, path, new)

    def _write(self, _: None, descriptor: int, content: bytes) -> None:
        if descriptor in self._nodes:
            self.calls.append(Written(self._nodes[descriptor], content))

    def _sync(self, _: None, descriptor: int) -> None:
        if descriptor in self._nodes:
            self.calls.append(Synced(self._nodes[descriptor], True))

    _sync_data = _sync

    def _replace(self, _: None, old: Path, new: Path) -> None:
        if new.parent == self.folder:
            self._name({new.name: self._names[old.name], old.name: None})

    _put = _replace

    def _exchange(self, done: bool, one: Path, other: Path) -> None:
        if done and one.parent == self.folder:
            names = self._names
            self._name({one.name: names[other.name], other.name: names[one.name]})

    def _unlink(self, _: None, path: Path) -> None:
        if path.parent == self.folder:
            self._name({path.name: None})

    def _sync_folder(self, _: None, folder: Path) -> None:
        if folder == self.folder:
            self.calls.append(FolderSynced())

    def _name(self, names: Mapping[str, int | None]) -> None:
        self.calls.append(Named(names))
        self._names = _named(self._names, [names])


def _named(names: Names, changes: list[Mapping[str, int | None]]) -> dict[str, int]:
    now: dict[str, int | None] = {**names}
    for change in changes:
        now |= change
    return {name: node for name, node in now.items() if node is not None}


class _Node:
    """The data of one file: pieces, each of them lasting, in doubt, or not yet synced."""

    def __init__(self) -> None:
        self.pieces: list[tuple[bytes, str]] = []

    def synced(self, success: bool) -> None:
        now = "lasting" if success else "doubtful"
        self.pieces = [(data, now if how == "new" else how) for data, how in self.pieces]

    def contents(self, chance: random.Random) -> Iterator[bytes]:
        """What may be read after a crash; the first is all that was written."""
        yield b"".join(data for data, _ in self.pieces)
        new = [data for data, how in self.pieces if how == "new"]
        if not new and all(how == "lasting" for _, how in self.pieces):
            return
        tail = b"".join(new)
        cuts = {0, len(tail), *(chance.randint(0, len(tail)) for _ in range(3))}
        for cut in sorted(cuts):
            head = b"".join(
                data if how == "lasting" or chance.random() < 0.5 else bytes(len(data))
                for data, how in self.pieces
                if how != "new"
            )
            yield head + tail[:cut]
            yield head + tail[:cut] + bytes(len(tail) - cut)
            yield head + tail[:cut] + chance.randbytes(len(tail) - cut)
            yield head + bytes(cut) + tail[cut:]


class State(NamedTuple):
    """What a disk may hold, and what the person had given and seen saved by then."""

    files: Mapping[str, bytes]
    given: int
    saved: int


def states(calls: list[Call], chance: random.Random, most: int) -> Iterator[State]:
    """The different states in which a crash may leave the disk, after any of the calls.

    After each, all subsets of the changes of names which need not have lasted are taken (up to six
    changes, else the first ones of each number), and for every one the kinds of data in what was
    not synced, up to `most`.
    """
    nodes: dict[int, _Node] = {}
    names: dict[str, int] = {}
    pending: list[Mapping[str, int | None]] = []
    told = Told(0, 0)
    seen: set[tuple[Any, ...]] = set()
    for call in calls:
        match call:
            case Written(node, content):
                nodes.setdefault(node, _Node()).pieces.append((content, "new"))
            case Synced(node, success):
                nodes.setdefault(node, _Node()).synced(success)
            case Named(changes):
                pending.append(changes)
            case FolderSynced():
                names, pending = _named(names, pending), []
            case Told():
                told = call
        for files in _files(nodes, names, pending, chance, most):
            key = (hash(tuple(sorted(files.items()))), told)
            if key not in seen:
                seen.add(key)
                yield State(files, *told)


def _files(
    nodes: Mapping[int, _Node],
    names: Names,
    pending: list[Mapping[str, int | None]],
    chance: random.Random,
    most: int,
) -> Iterator[dict[str, bytes]]:
    for changes in _subsets(pending):
        there = _named(names, changes)
        choices = {
            node: list(nodes[node].contents(chance)) if node in nodes else [b""]
            for node in set(there.values())
        }
        yield {name: choices[node][0] for name, node in there.items()}
        unsure = max(map(len, choices.values()), default=1) - 1
        for number in range(min(unsure * 2, most)):
            picked = {
                node: contents[1 + number]
                if number + 1 < len(contents)
                else chance.choice(contents)
                for node, contents in choices.items()
            }
            yield {name: picked[node] for name, node in there.items()}


def _subsets(
    pending: list[Mapping[str, int | None]],
) -> Iterator[list[Mapping[str, int | None]]]:
    if len(pending) > 6:
        yield from (pending[:number] for number in range(len(pending) + 1))
        return
    for number in range(len(pending), -1, -1):
        yield from map(list, combinations(pending, number))
