"""A pseudo-terminal of 80×24 with a program in it, and every byte that it writes with its time.

What is on the screen is worked out afterwards by replaying the bytes, so that looking costs the
program nothing. The terminal answers no queries, as many over SSH do not.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Any, Self

COLUMNS, LINES = 80, 24

HERE = Path(__file__).resolve().parent

PAGE_UP, PAGE_DOWN, TAB, CLEAR_FIELD = "\x1b[5~", "\x1b[6~", "\t", "\x15"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes as they arrived; `at` counts seconds on the clock of `perf_counter`."""

    at: float
    data: bytes


Shows = Callable[[Any], bool]
"""Says of a `pyte.Screen` whether it shows what is waited for."""


class Terminal:
    """Runs a command in a pseudo-terminal of its own until it is closed."""

    def __init__(self, command: Sequence[str | Path], environment: dict[str, str]) -> None:
        import fcntl
        import pty
        import termios

        import pyte

        self.screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self.screen)
        self._file, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.started = perf_counter()
        self._process = subprocess.Popen(
            list(map(str, command)),
            stdin=inside,
            stdout=inside,
            stderr=inside,
            env=environment,
            cwd=environment["HOME"],
            start_new_session=True,
        )
        os.close(inside)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def read(self, quiet: float, most: float = 30.0, first: float = 0.0) -> list[Chunk]:
        """What is written until nothing has come for `quiet` seconds, or for `most` in all.

        The first byte may take `first` seconds.
        """
        chunks: list[Chunk] = []
        end = perf_counter() + most
        while (left := end - perf_counter()) > 0:
            patience = quiet if chunks else max(first, quiet)
            if not select.select([self._file], [], [], min(patience, left))[0]:
                break
            try:
                data = os.read(self._file, 1 << 20)
            except OSError:
                break
            chunks.append(Chunk(perf_counter(), data))
        return chunks

    def send(self, keys: str) -> None:
        """Send keys, and wait for nothing."""
        os.write(self._file, keys.encode())

    def press(self, keys: str, quiet: float) -> tuple[float, list[Chunk]]:
        """Send keys; when that was, and what was written until it was quiet."""
        at = perf_counter()
        self.send(keys)
        return at, self.read(quiet, first=3.0)

    def replay(self, chunks: Sequence[Chunk], shows: Shows | None = None) -> float | None:
        """Bring the screen up to date; the time of the first chunk that made it show something."""
        found = None
        for chunk in chunks:
            self._stream.feed(chunk.data)
            if found is None and shows is not None and shows(self.screen):
                found = chunk.at
        return found

    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self.screen.display)

    def settle(self, seconds: float) -> None:
        """Let the program do what it does after its first screen."""
        self.replay(self.read(seconds, seconds))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._file)


# Programs --------------------------------------------------------------------------------------


def lgq(*arguments: str | Path) -> list[str | Path]:
    """The command `lgq`, as its script starts it."""
    script = "import sys; from lgq_tui.cli import main; sys.exit(main())"
    return [sys.executable, "-c", script, *arguments]


def floor(name: str) -> list[str | Path]:
    """One of the applications of `floor.py`."""
    return [sys.executable, HERE / "floor.py", name]


# PYTHONDONTWRITEBYTECODE would have our modules compiled at every start, and Textual's not.
_STRANGE = ("TEXTUAL", "LGQ_", "XDG_", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")


@contextlib.contextmanager
def workplace() -> Iterator[tuple[Path, dict[str, str]]]:
    """An empty folder, and an environment in which programs keep all that is theirs in it."""
    with tempfile.TemporaryDirectory(prefix="lgq-bench-") as name:
        folder = Path(name)
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(_STRANGE) and key not in ("COLUMNS", "LINES")
        }
        yield (
            folder,
            kept
            | {
                "HOME": name,
                "LGQ_CACHE_DIR": str(folder / "cache"),
                "LGQ_STATE_DIR": str(folder / "state"),
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
            },
        )


# What may be waited for ------------------------------------------------------------------------


def painted(screen: Any) -> bool:
    """Whether the whole screen has been painted once: its last line has a background."""
    return bool(screen.buffer[LINES - 1][0].bg != "default")


def words(text: str) -> Shows:
    """Shows some words, all on one line, on a screen that has been painted."""
    return lambda screen: painted(screen) and any(text in line for line in screen.display)


# The processes ---------------------------------------------------------------------------------


def resident(pid: int) -> float:
    """MB of memory that a process holds now."""
    kilobytes = subprocess.check_output(["ps", "-o", "rss=", "-p", str(pid)], text=True)
    return int(kilobytes) / 1024


def busy(pid: int) -> float:
    """Seconds of processor time that a process has used, all its threads together."""
    stat = Path(f"/proc/{pid}/stat")
    if stat.exists():
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    minutes, _, seconds = subprocess.check_output(
        ["ps", "-o", "time=", "-p", str(pid)], text=True
    ).rpartition(":")
    return int(minutes.rpartition(":")[2]) * 60 + float(seconds)


# Reports ---------------------------------------------------------------------------------------


def milliseconds(times: Sequence[float]) -> str:
    """Median, 99th of 100 and number of times in seconds."""
    return (
        f"median {statistics.median(times) * 1000:7.1f} ms   "
        f"99th of 100 {ninety_ninth(times) * 1000:7.1f} ms   n={len(times)}"
    )


def ninety_ninth(numbers: Sequence[float]) -> float:
    """The number that 99 of 100 do not exceed."""
    return sorted(numbers)[-(-len(numbers) * 99 // 100) - 1]


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Our median by theirs."""
    return statistics.median(ours) / statistics.median(theirs)


def need_pseudo_terminal() -> None:
    """End kindly where there are no pseudo-terminals, and on SIGTERM with what was started."""
    try:
        import pty
    except ImportError:
        print("This benchmark needs a pseudo-terminal, which this system does not have.")
        sys.exit(0)
    del pty
    # A program whose terminal is simply gone would go on looking for keys for ever.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
