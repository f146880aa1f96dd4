"""The program in a real pseudo-terminal, its screen read as a person would see it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

ROOT = Path(__file__).parents[2]
KEYS = {
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "backspace": "\x7f",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f8": "\x1b[19~",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "down": "\x1b[B",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "deglqrsyz"},
}


class Terminal:
    """Runs `lgq` with arguments, or another command; what it writes is kept, and drawn on `screen`."""

    def __init__(
        self,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        command: Sequence[str] = (sys.executable, "-m", "lgq_tui"),
        **variables: str,
    ) -> None:
        self.written = b""
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.settings = termios.tcgetattr(slave)
        self._slave = slave
        self.process = subprocess.Popen(
            [*command, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            env=os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"} | variables,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        os.close(self._master)
        os.close(self._slave)

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def disturb(self, text: str) -> None:
        """Have another program write on the terminal."""
        os.write(self._slave, text.encode())

    @property
    def is_line_by_line(self) -> bool:
        """Whether the terminal still collects lines, as it does until a program takes all keys."""
        return bool(termios.tcgetattr(self._slave)[3] & termios.ICANON)

    def read(self, seconds: float) -> bytes:
        """What is written in a time, and draw it."""
        end, new = time.monotonic() + seconds, b""
        while (left := end - time.monotonic()) > 0:
            if select.select([self._master], [], [], left)[0]:
                try:
                    new += os.read(self._master, 65536)
                except OSError:
                    break
        self.written += new
        # pyte does not know the private modes with a colon or `>`; nothing is drawn by them.
        self._stream.feed(new.replace(b"\x1b[>", b"\x1b["))
        return new

    def wait_for(self, text: str, seconds: float = 20) -> None:
        """Wait until a text is on the screen."""
        end = time.monotonic() + seconds
        while text not in self.text:
            assert time.monotonic() < end, f"{text!r} is not on the screen:\n{self.text}"
            self.read(0.05)

    def wait_until_gone(self, text: str, seconds: float = 20) -> None:
        """Wait until a text is not on the screen any more."""
        end = time.monotonic() + seconds
        while text in self.text:
            assert time.monotonic() < end, f"{text!r} is still on the screen:\n{self.text}"
            self.read(0.05)

    def press(self, *keys: str) -> None:
        """Press keys by name, letters by themselves."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())
            self.read(0.05)

    def type(self, text: str) -> None:
        """Type at once."""
        os.write(self._master, text.encode())
        self.read(0.1)

    def click(self, x: int, y: int) -> None:
        """Press and release the left button at a column and row, counted from 0."""
        at = f"{x + 1};{y + 1}"
        os.write(self._master, f"\x1b[<0;{at}M\x1b[<0;{at}m".encode())
        self.read(0.1)

    def hang_up(self) -> None:
        """Close the terminal, as when its window is closed or the line is lost."""
        os.close(self._master)
        self._master = os.open(os.devnull, os.O_RDONLY)

    def end(self, seconds: float = 20) -> int:
        """Wait for the end of the program; its exit status."""
        stop = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < stop:
            self.read(0.05)
        self.read(0.1)
        return self.process.wait(1)
