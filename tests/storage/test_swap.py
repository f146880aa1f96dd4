"""Replacing what is known and nothing else, at whatever moment somebody else writes."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lgq_tui.storage import atomic, disk, swap
from tests.storage.forms import NOW

OLD, OURS, THEIRS = b"old", b"ours", b"theirs"


@pytest.fixture(params=["exchange", "turns", "links"])
def file(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An old file, on a system that can exchange two, on one that cannot, and on a poor one."""
    real = disk._renamed

    def renamed(old: Path, new: Path, exchanging: bool) -> bool:
        able = request.param == "exchange" or (request.param == "turns" and not exchanging)
        return able and real(old, new, exchanging)

    monkeypatch.setattr(disk, "_renamed", renamed)
    path = tmp_path / "kl.response.yaml"
    path.write_bytes(OLD)
    return path


def names(file: Path) -> list[str]:
    return sorted(os.listdir(file.parent))


def replaced_by_them(file: Path, content: bytes = THEIRS) -> None:
    other = file.with_name("other")
    other.write_bytes(content)
    other.replace(file)


def test_what_is_known_is_replaced(file: Path) -> None:
    atomic.write_over(file, OURS, OLD)
    assert (file.read_bytes(), names(file)) == (OURS, [file.name])


def test_a_file_that_is_not_there_is_written(file: Path) -> None:
    file.unlink()
    atomic.write_over(file, OURS, OLD)
    assert file.read_bytes() == OURS
    file.unlink()
    atomic.write_over(file, OURS, None)
    assert (file.read_bytes(), names(file)) == (OURS, [file.name])


@pytest.mark.parametrize("known", [None, b"something else"])
def test_what_is_not_known_stays(file: Path, known: bytes | None) -> None:
    with pytest.raises(swap.ChangedError) as caught:
        atomic.write_over(file, OURS, known)
    assert (caught.value.path, caught.value.content) == (file, OLD)
    assert (file.read_bytes(), names(file)) == (OLD, [file.name])


CALLS = ("replace", "exchange", "put", "unlink", "sync_folder")


def at_every_moment(
    monkeypatch: pytest.MonkeyPatch, what: Callable[[], object], moment: int
) -> list[int]:
    """Have something done before or after one of the calls; how many there were."""
    passed = [0]

    def tick() -> None:
        passed[0] += 1
        if passed[0] == moment:
            what()

    for name in CALLS:
        real = getattr(disk, name)

        def called(*arguments: Any, real: Any = real) -> Any:
            tick()
            result = real(*arguments)
            tick()
            return result

        monkeypatch.setattr(disk, name, called)
    return passed


@pytest.mark.parametrize("moment", range(1, 20))
def test_at_no_moment_theirs_is_lost(
    file: Path, moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed = at_every_moment(monkeypatch, lambda: replaced_by_them(file), moment)
    told = None
    try:
        atomic.write_over(file, OURS, OLD)
    except swap.ChangedError as error:
        told = error.content
    seen = passed[0]
    monkeypatch.undo()
    assert told in (THEIRS, None)
    if seen >= moment:
        assert file.read_bytes() == THEIRS
        assert swap.left_over(file, NOW) is None
        assert names(file) == [file.name]


@pytest.mark.parametrize("moment", range(1, 20))
def test_a_file_that_goes_at_any_moment_is_written_or_gone(
    file: Path, moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_every_moment(monkeypatch, lambda: file.unlink(missing_ok=True), moment)
    atomic.write_over(file, OURS, OLD)
    monkeypatch.undo()
    assert names(file) in ([file.name], [])
    assert not file.exists() or file.read_bytes() == OURS


class Killed(BaseException):
    """The program ends here; nothing is cleared up."""


@pytest.mark.parametrize("moment", range(1, 20))
@pytest.mark.parametrize("theirs", [False, True])
def test_an_end_at_any_moment_leaves_old_or_new_and_what_they_wrote(
    file: Path, moment: int, theirs: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed() -> None:
        if theirs and file.exists():
            replaced_by_them(file)
        for name in (*CALLS, "write"):
            monkeypatch.setattr(disk, name, stopped)
        raise Killed

    def stopped(*_: object) -> None:
        raise Killed

    at_every_moment(monkeypatch, killed, moment)
    try:
        atomic.write_over(file, OURS, OLD)
    except Killed:
        monkeypatch.undo()
        swap.left_over(file, NOW)
        swap.left_over(file, NOW)
        assert file.read_bytes() in (OLD, OURS, THEIRS)
        left = [name for name in names(file) if not name.endswith(".tmp") and name != file.name]
        assert left == []


def test_theirs_that_an_end_has_left_unseen_gets_a_name(tmp_path: Path) -> None:
    file = tmp_path / "kl.response.yaml"
    file.write_bytes(OURS)
    there = tmp_path / f"{swap._beginning(file)}0.{swap._digests(OURS, OLD)}"
    there.write_bytes(THEIRS)
    assert swap.is_left_over(file)
    kept = swap.left_over(file, NOW)
    assert kept == tmp_path / "kl.theirs-20261123T101200.response.yaml"
    assert (kept.read_bytes(), file.read_bytes()) == (THEIRS, OURS)
    assert not swap.is_left_over(file)


def test_what_is_in_between_is_not_left_over(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[bool] = []
    at_every_moment(monkeypatch, lambda: found.append(swap.is_left_over(file)), 4)
    atomic.write_over(file, OURS, OLD)
    assert found == [False]
    assert file.read_bytes() == OURS


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who has a file open")
def test_a_file_that_somebody_is_writing_into_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kl.response.yaml"
    file.write_bytes(OLD)
    monkeypatch.setattr(swap, "_PATIENCE", 0.01)
    with file.open("r+b"):
        with pytest.raises(atomic.SaveError) as caught:
            atomic.write_over(file, OURS, OLD)
        assert caught.value.message.key == "save.in_use"
    assert names(file) == [file.name]
    atomic.write_over(file, OURS, OLD)
    assert file.read_bytes() == OURS


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who has a file open")
def test_what_somebody_writes_into_the_file_that_was_taken_out_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kl.response.yaml"
    file.write_bytes(OLD)
    exchange = disk.exchange

    def exchanged(one: Path, other: Path) -> bool:
        monkeypatch.setattr(disk, "exchange", exchange)
        with other.open("r+b") as opened:
            done = exchange(one, other)
            opened.write(THEIRS)
        return done

    monkeypatch.setattr(disk, "exchange", exchanged)
    with pytest.raises(swap.ChangedError):
        atomic.write_over(file, OURS, OLD)
    assert file.read_bytes() == THEIRS


def test_a_folder_that_goes_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))

    monkeypatch.setattr(disk, "replace", gone)
    with pytest.raises(atomic.SaveError) as caught:
        atomic.write_over(file, OURS, OLD)
    assert caught.value.message.key == "save.no_folder"


def test_a_disk_that_fails_to_keep_names_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        disk.sync_folder(tmp_path)
