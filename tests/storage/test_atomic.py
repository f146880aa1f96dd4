"""Writing a file: there is always a whole one, and a sentence for all that can go wrong."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from lgq_tui.storage import atomic

NEEDS_MODES = os.name != "nt"


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def failing(number: int) -> Any:
    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return fail


def key_of(path: Path) -> str:
    with pytest.raises(atomic.SaveError) as caught:
        atomic.write(path, b"new")
    assert caught.value.path == path
    assert caught.value.message.values["path"] == str(path)
    return caught.value.message.key


def test_a_new_file_is_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    atomic.write(file, b"content\n")
    assert file.read_bytes() == b"content\n"
    assert os.listdir(tmp_path) == ["a.yaml"]
    if NEEDS_MODES:
        assert mode(file) == 0o600


@pytest.mark.skipif(not NEEDS_MODES, reason="this system has other rights")
def test_a_new_file_in_a_folder_of_a_group_is_for_the_group(tmp_path: Path) -> None:
    for rights, expected in ((0o2775, 0o660), (0o2755, 0o600), (0o1777, 0o600), (0o775, 0o600)):
        tmp_path.chmod(rights)
        file = tmp_path / f"{rights:o}.yaml"
        atomic.write(file, b"content\n")
        assert mode(file) == expected


def test_an_old_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old content, which is longer")
    file.chmod(0o640)
    before = mode(file)
    atomic.write(file, b"new")
    assert file.read_bytes() == b"new"
    assert mode(file) == before


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    target, link = tmp_path / "target.yaml", tmp_path / "link.yaml"
    target.write_bytes(b"old")
    try:
        link.symlink_to(target)
    except OSError:  # Windows lets few people make one
        return
    atomic.write(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert key_of(tmp_path / "none" / "a.yaml") == "save.no_folder"


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert key_of(tmp_path / "file" / "a.yaml") == "save.no_folder"


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    assert key_of(tmp_path / "a.yaml") == "save.is_folder"


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    file = tmp_path / ("n" * 300 + ".yaml")
    expected = "save.name_too_long" if os.name != "nt" else "save."
    assert key_of(file).startswith(expected)
    assert os.listdir(tmp_path) == []


def test_a_name_as_long_as_can_be(tmp_path: Path) -> None:
    file = tmp_path / ("п" * 120 + ".yaml")
    atomic.write(file, b"new")
    assert file.read_bytes() == b"new"


def test_a_name_that_is_none() -> None:
    assert key_of(Path("a\0b")) == "save.failed"


def test_what_is_no_file_is_left_alone() -> None:
    if NEEDS_MODES:
        assert key_of(Path(os.devnull)) == "save.failed"
        assert not Path(os.devnull).is_file()


def test_a_file_that_may_not_be_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")
    # Modes do not bind the administrator, as whom these tests may run.
    opened = os.open

    def refused(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if Path(path) == file and flags & os.O_WRONLY:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return opened(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", refused)
    assert key_of(file) == "save.not_allowed"
    assert file.read_bytes() == b"old"


def test_a_file_on_a_disk_that_takes_no_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda path, kind: False)
    monkeypatch.setattr(os, "open", failing(errno.EROFS))
    assert key_of(file) == "save.read_only"


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """A file on a real disk that takes no changes."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("needs the administrator of a Linux, to make disks")
    made = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(folder)], capture_output=True)
    if made.returncode:
        pytest.skip(f"no disk can be mounted here: {made.stderr!r}")
    try:
        (folder / "a.yaml").write_bytes(b"old")
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        yield folder / "a.yaml"
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("name", ["a.yaml", "new.yaml"])
def test_a_real_disk_that_takes_no_changes(name: str, tmp_path: Path) -> None:
    with read_only(tmp_path) as file:
        assert key_of(file.with_name(name)) == "save.read_only"
        assert file.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.EACCES, "save.not_allowed"),
        (errno.EPERM, "save.not_allowed"),
        (errno.EROFS, "save.read_only"),
        (errno.ENOSPC, "save.disk_full"),
        (errno.EIO, "save.failed"),
    ],
)
def test_a_folder_that_takes_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, key: str
) -> None:
    monkeypatch.setattr(tempfile, "mkstemp", failing(number))
    assert key_of(tmp_path / "a.yaml") == key


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_on_the_way_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, step, failing(errno.ENOSPC))
    assert key_of(file) == "save.disk_full"
    assert file.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_what_was_written_otherwise_than_it_was_given_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yaml"
    atomic.write(file, b"old")
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"damaged")
    assert key_of(file) == "save.failed"
    monkeypatch.undo()
    assert file.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_the_content_is_on_the_disk_before_it_has_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)

        def noted(*arguments: Any, name: str = name, real: Any = real) -> Any:
            steps.append(name)
            return real(*arguments)

        monkeypatch.setattr(os, name, noted)
    atomic.write(tmp_path / "a.yaml", b"new")
    assert steps[:2] == ["fsync", "replace"]
    assert steps[2:] == (["fsync"] if NEEDS_MODES else [])


def test_a_folder_that_cannot_be_made_to_last_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open
    folders = failing(errno.EACCES)
    monkeypatch.setattr(
        os,
        "open",
        lambda path, *more, **named: (folders if path == tmp_path else real)(path, *more, **named),
    )
    atomic.write(tmp_path / "a.yaml", b"new")
    assert (tmp_path / "a.yaml").read_bytes() == b"new"
