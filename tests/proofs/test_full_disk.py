"""The disk is full: the old file stays whole, and the answers are in another place and in memory."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

if sys.platform != "linux" or os.geteuid() != 0:
    pytest.skip("needs the administrator of a Linux, to make disks", allow_module_level=True)

from lgq_tui.session.beginning import opened
from lgq_tui.session.session import Session
from lgq_tui.storage import fallback, responses
from lgq_tui.storage.atomic import SaveError
from lgq_tui.storage.found import journal_of
from lgq_tui.storage.keeper import Heard
from tests.proofs.conftest import Proof
from tests.storage.forms import form

FORM = form()
PAGE = 4096


@contextmanager
def disk_of(folder: Path, size: int) -> Iterator[Path]:
    """A disk with room for so many bytes."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode:
        pytest.skip(f"no disk can be mounted here: {made.stderr}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def filled(session: Session, told: list[Heard], most: int) -> str | None:
    """Write more and more into a response until it cannot be saved; what was called saved last."""
    text, saved = "", None
    for _ in range(most):
        text += random.choice("aä字") * random.randint(1, 2000)
        session.interview.answer(("remarks",), text, typing=True)
        session.save()
        if not session.settle(20):
            break
        saved = text
        assert not isinstance(told[-1], SaveError)
    return saved


def recovered(path: Path) -> str | None:
    """The text after opening the file and taking what its journal has."""
    session = opened(path, FORM, lambda _: None)
    assert session.holder is None
    session.release()
    for lacking in session.lacking:
        if not lacking.kept:
            session.interview.recover(lacking.turns)
    text = session.interview.value(("remarks",))
    assert text is None or isinstance(text, str)
    return text


def test_disks_of_many_sizes(proof: Proof, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A response grows on ever larger disks until its disk is full.

    Then the file is whole and says something that was written before, all that was called saved is
    there, the newest is in memory and in the state folder, and the person was told that the disk is
    full. Once there is room, it is saved, and nothing is left in the state folder.
    """
    monkeypatch.setenv("LGQ_STATE_DIR", str(tmp_path / "state"))
    sizes = list(range(PAGE, 201 * PAGE, PAGE))
    sizes = sizes if proof.whole else random.sample(sizes, 20)
    for size in sizes:
        with disk_of(tmp_path / str(size), size) as folder:
            path = folder / "kl.response.yaml"
            told: list[Heard] = []
            session = opened(path, FORM, told.append)
            saved = filled(session, told, 2000)
            newest = session.interview.value(("remarks",))
            failure = session.failed
            assert failure is not None
            assert failure.message.key == "save.disk_full"
            assert failure.kept == fallback.path_of(session.interview.response.id)
            assert responses.read(failure.kept, FORM).answers["remarks"] == newest
            if path.exists():
                assert newest.startswith(responses.read(path, FORM).answers["remarks"])
            if path.exists() or journal_of(path).exists():
                monkeypatch.setenv("LGQ_STATE_DIR", str(tmp_path / "none"))
                there = recovered(path) or ""
                monkeypatch.setenv("LGQ_STATE_DIR", str(tmp_path / "state"))
                assert there in (saved or "", newest)
            subprocess.run(["mount", "-o", "remount,size=16M", str(folder)], check=True)
            assert session.settle(20)
            assert responses.read(path, FORM).answers["remarks"] == newest
            assert not failure.kept.exists()
    proof.tell(f"{len(sizes)} full disks, of {min(sizes)} to {max(sizes)} bytes")
