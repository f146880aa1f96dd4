"""Somebody else writes the same file at any moment: no version of theirs is overwritten unseen.

A version of theirs is *seen* when the program was told of it, or read it before it wrote. The other
program writes each version only once the last was seen, so that a version which is overwritten
unseen is waited for in vain.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lgq_tui.storage import atomic, disk, swap
from tests.proofs import hostile
from tests.proofs.conftest import Proof
from tests.proofs.places import quick_folder
from tests.storage.forms import NOW

CALLS = ("replace", "exchange", "put", "unlink", "sync_folder", "write", "sync")
WAYS = hostile.WRITERS if sys.platform == "linux" else (hostile.replacing,)
"""Only Linux tells that somebody writes into a file that he keeps open."""

SYSTEMS = ("exchange", "turns", "links")
"""One that exchanges two files in one, one that cannot, and one that can only link."""


def set_system(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    real = disk._renamed

    def renamed(old: Path, new: Path, exchanging: bool) -> bool:
        able = system == "exchange" or (system == "turns" and not exchanging)
        return able and real(old, new, exchanging)

    monkeypatch.setattr(disk, "_renamed", renamed)


class Moments:
    """Has something done before or after the next call but some to the disk."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._left = -1
        self._act: Callable[[], None]
        for name in CALLS:
            monkeypatch.setattr(disk, name, self._around(getattr(disk, name)))

    def _around(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any) -> Any:
            self._tick()
            result = real(*arguments)
            self._tick()
            return result

        return called

    def _tick(self) -> None:
        self._left -= 1
        if self._left == 0:
            self._act()

    def set(self, moments: int, act: Callable[[], None]) -> None:
        self._left, self._act = moments, act


@pytest.mark.parametrize("system", SYSTEMS)
def test_between_any_two_calls(system: str, proof: Proof, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other program writes exactly between two calls of ours to the system.

    Each time one of its ways to write is taken, and one of the moments of a save, at random.
    """
    count = proof.amount(300, 4000)
    set_system(monkeypatch, system)
    moments, told = Moments(monkeypatch), 0
    with quick_folder() as folder:
        path = folder / "kl.response.yaml"
        path.write_bytes(known := b"old")
        for number in range(count):
            ours, theirs = b"ours %d" % number, b"theirs %d" % number
            way = random.choice(WAYS)
            written: list[bytes] = []

            def write(way: Any = way, theirs: bytes = theirs, written: Any = written) -> None:
                way(path, theirs)
                written.append(theirs)

            moments.set(random.randint(1, 18), write)
            was_told = None
            try:
                atomic.write_over(path, ours, known)
            except swap.ChangedError as error:
                was_told = error.content
                told += 1
            assert was_told in (theirs, None)
            known = path.read_bytes()
            assert known == (theirs if written else ours)
            assert swap.left_over(path, NOW) is None, "nothing of theirs is left unseen"
        assert sorted(file.name for file in folder.iterdir()) == [path.name]
    assert told
    proof.tell(f"{count} races between two calls ({system}), {told} of them during a save")


@pytest.mark.skipif(sys.platform != "linux", reason="the other program writes as Linux permits")
@pytest.mark.parametrize("system", SYSTEMS)
def test_with_another_process(system: str, proof: Proof, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process writes at any moment, while this one saves without a pause."""
    count = proof.amount(150, 3400)
    set_system(monkeypatch, system)
    with quick_folder() as folder:
        path, seen = folder / "kl.response.yaml", folder / "seen"
        path.write_bytes(b"old")
        seen.write_bytes(b"-1")
        command = [sys.executable, hostile.__file__, str(path), str(seen), str(count)]
        with subprocess.Popen(command) as other:
            try:
                told, saves = _save_until(other, path, seen, count)
            finally:
                other.kill()
    proof.tell(f"{count} races with a process ({system}) in {saves} saves, {told} during one")


def _save_until(
    other: subprocess.Popen[bytes], path: Path, seen: Path, count: int
) -> tuple[int, int]:
    """Save until the other has written all; how often it changed the file during a save."""
    number, told, saves, known = -1, 0, 0, path.read_bytes()
    last = time.monotonic()
    while number < count - 1:
        ours = b"ours %d" % saves
        try:
            atomic.write_over(path, ours, known)
            known = ours
        except swap.ChangedError as error:
            known, told = error.content, told + 1
        except atomic.SaveError as error:
            if error.message.key != "save.in_use":
                raise
        saves += 1
        if known.startswith(b"theirs"):
            new = int(known.split()[1])
            assert new in (number, number + 1)
            if new != number:
                number, last = new, time.monotonic()
                Path(f"{seen}.new").write_bytes(b"%d" % number)
                Path(f"{seen}.new").replace(seen)
        assert time.monotonic() - last < 30, f"{number + 1} was overwritten unseen"
        assert other.poll() in (None, 0)
    return told, saves
