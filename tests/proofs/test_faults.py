"""Each call of a save to the system fails once, or is the last of the program."""

from __future__ import annotations

import itertools
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

if sys.platform != "linux" or shutil.which("strace") is None:
    pytest.skip("needs strace, to have calls to the system fail", allow_module_level=True)

from lgq_tui.session.beginning import opened
from lgq_tui.storage import responses
from tests.proofs.conftest import Proof
from tests.proofs.places import quick_folder
from tests.proofs.saver import NAME, NEW, OLD, prepared
from tests.storage.forms import form
from tests.tui.terminal import ROOT

FORM = form()
CALLS = (
    "openat,read,pread64,write,close,lseek,fstat,newfstatat,stat,lstat,statx,access,faccessat,"
    "faccessat2,readlink,readlinkat,fsync,fdatasync,ftruncate,rename,renameat,renameat2,link,linkat,"
    "unlink,unlinkat,chmod,fchmod,fchmodat,mkdir,mkdirat,getdents64,fcntl,ioctl"
)
ENDS = (
    *(f"error={name}" for name in ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES")),
    "signal=KILL",
)


class Case(NamedTuple):
    """The call of a name that is hit, counted in its thread (`3+`: all from then on), and how."""

    call: str
    number: str
    end: str


class Saver:
    """Where saves come from: a process that has loaded all it needs."""

    def __init__(self, folder: Path) -> None:
        self._address = str(folder / "socket")
        (folder / "first").mkdir()
        command = [sys.executable, "-m", "tests.proofs.saver", self._address, str(folder / "first")]
        environment = os.environ | {"LGQ_STATE_DIR": str(folder / "first" / "state")}
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )
        while not os.path.exists(self._address):
            assert self._process.poll() is None
            time.sleep(0.01)

    def saved(self, folder: Path, *options: str) -> tuple[list[str] | None, str]:
        """What was told of a save in a folder, None where it was killed; and its calls."""
        with socket.socket(socket.AF_UNIX) as channel:
            channel.connect(self._address)
            channel.send(str(folder).encode())
            process = channel.recv(20).decode()
            log = folder / "calls"
            command = ["strace", "-f", "-p", process, "-o", str(log), *options]
            with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
                assert tracer.stderr is not None
                line = tracer.stderr.readline()
                if "attached" not in line:
                    pytest.skip(f"strace may not look at other processes here: {line}")
                channel.send(b"go")
                told = channel.recv(4096).decode()
                tracer.wait()
            return (told.split() if told else None), log.read_text()

    def close(self) -> None:
        with socket.socket(socket.AF_UNIX) as channel:
            channel.connect(self._address)
        self._process.wait()


@contextmanager
def saver() -> Iterator[tuple[Path, Saver]]:
    with quick_folder() as folder:
        made = Saver(folder)
        try:
            yield folder, made
        finally:
            made.close()


def old_file(folder: Path) -> Path:
    """A folder of one's own with a file that was saved before, and its journal."""
    folder.mkdir()
    session = prepared(folder / NAME, FORM, lambda _: None)
    session.save()
    assert session.settle(20)
    return folder


def calls_of(saver: Saver, folder: Path) -> list[tuple[str, int]]:
    """The calls of the thread that saves: each name as often as it was called."""
    told, log = saver.saved(folder, "-e", f"trace={CALLS}")
    assert told
    assert set(told) == {"saved"}
    lines = re.findall(r"^(\d+) +(\w+)\(", log, re.MULTILINE)
    threads = [thread for thread, call in lines if call in ("fdatasync", "rename")]
    names = [call for thread, call in lines if thread == threads[0]]
    return [(name, n) for name in set(names) for n in range(1, names.count(name) + 1)]


def check(case: Case, folder: Path, told: list[str] | None) -> str:
    """Look what is there after a save that was hit; what came of it in a word."""
    file = responses.read(folder / NAME, FORM).answers["city"]
    assert file in (OLD, NEW), case
    session = opened(folder / NAME, FORM, lambda _: None)
    assert session.holder is None
    session.release()
    for lacking in session.lacking:
        session.interview.recover(lacking.turns)
    there = session.interview.value(("city",))
    assert there in (OLD, NEW), case
    if told is None:
        assert case.end == "signal=KILL", case
        return "killed"
    assert told, case
    if "saved" in told:
        assert there == NEW, case
        return "saved"
    return "not saved, the old file there" if file == OLD else "not saved, the new file there"


def test_every_call_fails_once(proof: Proof, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer is changed and saved; in each run one call of the thread that saves is hit.

    `strace` has it fail with an error, once or from then on, or kills the program in it. Then the file must be whole, old
    or new; where "saved" was told, the answer is there after all that it lacks was taken; else the
    old one is, or the new one; and unless it was killed, the person was told something.
    """
    with saver() as (folder, made), ThreadPoolExecutor(2) as pool:
        calls = calls_of(made, old_file(folder / "calls"))
        cases = [Case(name, str(n), end) for (name, n), end in itertools.product(calls, ENDS)]
        cases += [case._replace(number=f"{case.number}+") for case in cases if "=E" in case.end]
        random.shuffle(cases)
        cases = cases[: proof.amount(200, len(cases))]

        def run(numbered: tuple[int, Case]) -> str:
            number, case = numbered
            place = old_file(folder / str(number))
            inject = f"inject={case.call}:{case.end}:when={case.number}"
            told, log = made.saved(place, "-e", f"trace={case.call}", "-e", inject)
            assert "INJECTED" in log or "killed by SIGKILL" in log, (case, log)
            with monkeypatch.context() as patched:
                patched.setenv("LGQ_STATE_DIR", str(place / "none"))
                return check(case, place, told)

        came = list(pool.map(run, enumerate(cases)))
    counts = ", ".join(f"{came.count(word)} {word}" for word in sorted(set(came)))
    proof.tell(f"{len(cases)} faults in the {len(calls)} calls of a save: {counts}")
