"""The program is killed at any moment: what its screen called saved is there, and it opens again."""

from __future__ import annotations

import os
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("the program is started here as only Linux permits", allow_module_level=True)

import fcntl
import pty
import struct
import termios

import pyte

from lgq_tui.core.definition import Questionnaire
from lgq_tui.session.beginning import opened
from lgq_tui.storage.definitions import load
from tests.proofs.conftest import Proof
from tests.proofs.places import quick_folder
from tests.proofs.stable import numbers_in, typed
from tests.tui.person import HEAD
from tests.tui.terminal import KEYS, ROOT

ITEMS = "".join(f"      - {{id: q{n}, type: paragraph, label: Question {n}}}\n" for n in range(90))
FORM = f"{HEAD}sections:\n  - id: only\n    title: Only\n    items:\n{ITEMS}"
LACKS = b"What the file lacks"
PATIENCE = 30.0


class Stable:
    """Where programs come from."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.proofs.stable"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True, bufsize=1
        )
        self._lock = threading.Lock()

    def started(self, terminal: str, *arguments: str) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._lock:
            self._process.stdin.write("\t".join([terminal, *arguments]) + "\n")
            return int(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate()


class Life:
    """One start of the program, and what it has written on its terminal by its end."""

    def __init__(self, stable: Stable, *arguments: str) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._process = stable.started(os.ttyname(slave), *arguments)
        self.written = b""
        self.read_until(b"")  # it has the terminal open: it may be closed here
        os.close(slave)

    def read(self, seconds: float) -> bool:
        """Read for a time; False once the program is gone."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self._master], [], [], left)[0]:
                try:
                    self.written += os.read(self._master, 65536)
                except OSError:
                    return False
        return True

    def read_until(self, *texts: bytes) -> bytes:
        """Read until one of some texts was written; which of them."""
        end = time.monotonic() + PATIENCE
        while True:
            found = next((one for one in texts if one in self.written), None)
            if found is not None and self.written:
                return found
            assert time.monotonic() < end, self.written
            assert self.read(0.01), self.written

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def kill(self) -> str:
        """End it at once; what its screen showed at the end."""
        os.kill(self._process, signal.SIGKILL)
        while self.read(PATIENCE):
            pass
        os.close(self._master)
        screen = pyte.Screen(80, 24)
        pyte.ByteStream(screen).feed(self.written.replace(b"\x1b[>", b"\x1b["))
        return "\n".join(screen.display)


class Chain:
    """One response, opened again and again; each time it ends with a kill."""

    def __init__(self, stable: Stable, form: Path, path: Path) -> None:
        self._stable, self._form, self.path = stable, form, path
        self._questionnaire = load(form)
        self.typed = 0
        self.saved = 0
        self.applied = 0

    def live(self) -> None:
        """Open it, take what it lacks, type, and be killed at some moment; then look what is there."""
        life = Life(self._stable, "fill", "-q", str(self._form), str(self.path))
        end = time.monotonic() + random.expovariate(1 / 0.6)
        if random.random() < 0.9:
            if life.read_until(LACKS, b"Question ") == LACKS:
                life.type("a")
                life.read_until(b"saved [")
                self.applied += 1
            while time.monotonic() < end:
                self._type(life)
                life.read(random.choice([0.01, 0.03, 0.06, 0.5]) * random.random())
        life.read(end - time.monotonic())
        shown = life.kill()
        told = re.search(r"saved \[(\d+)\]", shown)
        self.saved = max(self.saved, int(told[1]) if told else 0)
        self._check(shown)

    def _type(self, life: Life) -> None:
        self.typed += 1
        way = random.choice(["pagedown", "pagedown", "pageup", "", ""])
        life.type(f"{typed(self.typed)}{KEYS.get(way, '')}")

    def _check(self, shown: str) -> None:
        """All numbers up to some one are there, once and in order, and all that were called saved."""
        answers = recovered(self.path, self._questionnaire)
        there = sorted(numbers_in(answers))
        assert there == list(range(1, len(there) + 1)), (answers, shown)
        assert self.saved <= len(there) <= self.typed, (self.saved, self.typed, answers, shown)
        self.typed = len(there)  # what came after is gone, as it was never called saved


def recovered(path: Path, questionnaire: Questionnaire) -> dict[str, str]:
    """The answers after opening a copy of it and taking all that it lacks."""
    copy = path.with_name(f"copy-{path.stem}")
    copy.mkdir()
    for file in path.parent.glob(f"{path.name}*"):
        shutil.copy(file, copy)
    session = opened(copy / path.name, questionnaire, lambda _: None)
    assert session.holder is None
    session.release()
    for lacking in session.lacking:
        session.interview.recover(lacking.turns)
    shutil.rmtree(copy)
    return dict(session.interview.response.answers)


def test_kills(proof: Proof) -> None:
    """Numbers are typed into the fields of a form, and the program is killed at a random moment.

    What its screen has called saved by then must be there when it is opened the next time, with
    nothing before it missing; which the program itself does, going on from there, ten times for
    each response. Several responses are filled side by side.
    """
    count = proof.amount(60, 2_000)
    stable = Stable()
    with quick_folder() as folder, ThreadPoolExecutor(4) as pool:
        form = folder / "form.yaml"
        form.write_text(FORM, "utf-8")
        load(form)

        def run(number: int) -> int:
            (folder / str(number)).mkdir()
            chain = Chain(stable, form, folder / str(number) / "r.response.yaml")
            for _ in range(10):
                chain.live()
            return chain.applied

        try:
            applied = sum(pool.map(run, range(count // 10)))
        finally:
            stable.close()
    assert applied
    proof.tell(f"{count} kills, after {applied} of them the program took what the file lacked")
